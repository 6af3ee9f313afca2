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

    #[test]
    fn only_levels_of_brackets_outside_strings_count() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for (record, expected) in [
            (nested(DEEPEST), false),
            (nested(DEEPEST + 1), true),
            (nested(1).repeat(1000), false),
            (
                format!(r#"{{"a\"": "{}\\", "b": []}}"#, "[".repeat(1000)),
                false,
            ),
            ("[".repeat(200_000), true),
            (format!("{}\"", "{}".repeat(1000)), false),
        ] {
            assert_eq!(is_too_deep(record.as_bytes()), expected, "{record:.300}");
        }
        // The limit is that of the parser.
        assert!(serde_json::from_str::<serde_json::Value>(&nested(DEEPEST)).is_ok());
        assert!(serde_json::from_str::<serde_json::Value>(&nested(DEEPEST + 1)).is_err());
    }
}
