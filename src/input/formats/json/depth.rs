/*!
How deep the objects and arrays of a record are nested.

The parser counts levels only where it makes values, and most of a record is
passed over. Here they are counted everywhere, without making anything.
*/

use memchr::{memchr2, memchr2_iter};

/// The levels of objects and arrays that a record may have, itself among them.
/// As many as `serde_json` reads by default, and so most other readers.
pub(crate) const DEEPEST: usize = 127;

/// Whether `record` has objects or arrays deeper than [`DEEPEST`].
///
/// # Complexity
///
/// One look at each byte; a second one, slower, only for a record with more
/// than [`DEEPEST`] opening brackets, in buffers or not.
pub(crate) fn is_too_deep(record: &[u8]) -> bool {
    memchr2_iter(b'{', b'[', record).nth(DEEPEST).is_some() && levels(record) > DEEPEST
}

/// The deepest level of `record`, if it is sound JSON.
fn levels(record: &[u8]) -> usize {
    let mut rest = record;
    let (mut depth, mut deepest) = (0_usize, 0);
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => behind_string(after),
            _ => after,
        };
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// What follows the end of the string that `bytes` begin in.
fn behind_string(mut bytes: &[u8]) -> &[u8] {
    while let Some(at) = memchr2(b'"', b'\\', bytes) {
        let after = if bytes[at] == b'"' { at + 1 } else { at + 2 };
        let rest = bytes.get(after..).unwrap_or_default();
        if bytes[at] == b'"' {
            return rest;
        }
        bytes = rest;
    }
    &[]
}

#[cfg(test)]
mod tests {
    use crate::input::formats::json::depth::{DEEPEST, is_too_deep};

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn the_deepest_that_is_allowed_is_as_deep_as_the_parser_goes() {
        assert!(!is_too_deep(nested(DEEPEST).as_bytes()));
        assert!(is_too_deep(nested(DEEPEST + 1).as_bytes()));
        assert!(serde_json::from_str::<serde_json::Value>(&nested(DEEPEST)).is_ok());
        assert!(serde_json::from_str::<serde_json::Value>(&nested(DEEPEST + 1)).is_err());
    }

    #[test]
    fn brackets_side_by_side_are_not_deep() {
        assert!(!is_too_deep(nested(1).repeat(1000).as_bytes()));
    }

    #[test]
    fn brackets_in_strings_do_not_count() {
        let text = format!(r#"{{"a\"": "{}\\", "b": []}}"#, "[".repeat(1000));
        assert!(!is_too_deep(text.as_bytes()));
    }

    #[test]
    fn what_is_never_closed_is_counted_too() {
        assert!(is_too_deep("[".repeat(200_000).as_bytes()));
        assert!(!is_too_deep(format!("{}\"", "{}".repeat(1000)).as_bytes()));
    }
}
