/*!
How a file of JSON begins.
*/

use memchr::memchr;

/// Returns whether `text` begins as an array of objects. Prose may begin with a
/// bracket too: "[Updated at noon]".
pub(crate) fn is_array(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'{' | b']')))
}

/// Returns whether `text` begins as an object.
pub(crate) fn is_object(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'"' | b'}')))
}

/// Returns whether the first line of `text` ends inside an object but outside
/// its strings, as that of an object on several lines does. A line that was
/// cut off mostly ends inside a string.
pub(crate) fn is_on_several_lines(text: &[u8]) -> bool {
    let Some(end) = memchr(b'\n', text) else {
        return false;
    };
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in &text[..end] {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth > 0 && !in_string
}
