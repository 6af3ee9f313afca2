/*!
The blocks of a text: its lines, without the blank ones.

Scrapers put each paragraph, caption or button on a line of its own, and what
an outlet repeats on every page is repeated by the line.
*/

use memchr::memchr2_iter;

use super::Span;

/// The lines of `text` that hold more than blanks, in order, without the
/// blanks around them.
///
/// # Examples
///
/// ```
/// use wirecopy::text::blocks::blocks;
///
/// let text = "Share this\n\n  The ferry sank. \r\n";
/// let lines: Vec<&str> = blocks(text).map(|span| span.of(text)).collect();
/// assert_eq!(lines, ["Share this", "The ferry sank."]);
/// ```
pub fn blocks(text: &str) -> impl Iterator<Item = Span> {
    let ends = memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    let mut start = 0;
    ends.filter_map(move |end| {
        let line = &text[start..end];
        let trimmed = line.trim();
        let left = start + (line.len() - line.trim_start().len());
        start = end + 1;
        let right = left + trimmed.len();
        let span = Span::new(u32::try_from(left).ok()?, u32::try_from(right).ok()?);
        (!trimmed.is_empty()).then_some(span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_no_blocks() {
        for text in ["", "\n\n", " \r\n\t\n "] {
            assert_eq!(blocks(text).count(), 0, "{text:?}");
        }
    }

    #[test]
    fn a_block_is_a_line_without_its_margins() {
        let text = "\u{3000}一\n two \r\rthree";
        let lines: Vec<&str> = blocks(text).map(|span| span.of(text)).collect();
        assert_eq!(lines, ["一", "two", "three"]);
    }
}
