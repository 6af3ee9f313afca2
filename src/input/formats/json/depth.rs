/*!
The depth of nested objects and arrays in a record.

The parser counts levels only in values that it makes, and most values of a
record are skipped. This module counts everywhere and makes nothing.
*/

use memchr::{memchr2, memchr2_iter};

/// The most levels of objects and arrays in a record, including the record.
/// `serde_json` and most other parsers read as many by default.
pub(crate) const DEEPEST: usize = 127;

/// Returns whether `record` has more than [`DEEPEST`] levels.
///
/// # Complexity
///
/// Linear. Records with at most [`DEEPEST`] opening brackets, in strings or
/// not, take only a fast search for brackets.
pub(crate) fn is_too_deep(record: &[u8]) -> bool {
    memchr2_iter(b'{', b'[', record).nth(DEEPEST).is_some() && levels(record) > DEEPEST
}

/// Returns the number of levels of `record`, which may be malformed.
fn levels(record: &[u8]) -> usize {
    let mut rest = record;
    let (mut depth, mut deepest) = (0_usize, 0);
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => after_string(after),
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

/// Returns the bytes after the string that `bytes` begin in. Empty where the
/// string is not closed.
fn after_string(mut bytes: &[u8]) -> &[u8] {
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
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[test]
    fn the_limit_is_that_of_the_parser() {
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
    fn brackets_that_are_never_closed_count() {
        assert!(is_too_deep("[".repeat(200_000).as_bytes()));
        assert!(!is_too_deep(format!("{}\"", "{}".repeat(1000)).as_bytes()));
    }
}
