/*!
Teasers of other stories, which end in dots.
*/

use crate::text::Span;

/// Returns whether a line ends in dots.
pub(crate) fn breaks_off(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with("...") || line.ends_with('…')
}

/// Returns whether the line from the start of `span` on ends in dots, and the text goes
/// on behind it.
pub(crate) fn is_teaser(text: &str, span: Span) -> bool {
    let rest = text.get(span.start as usize..).unwrap_or_default();
    rest.find('\n')
        .is_some_and(|end| breaks_off(&rest[..end]) && !rest[end..].trim().is_empty())
}
