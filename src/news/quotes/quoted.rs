/*!
The quoted spans of a text.
*/

use crate::news::quotes::announced::{announced, posts};
use crate::news::quotes::marks::quoted_in_paragraph;
use crate::text::Span;

/// Returns the quoted spans of `text`, whose paragraphs are `blocks`, with their
/// marks. The spans are in order and do not touch.
///
/// # Complexity
///
/// `O(n)` time.
pub(crate) fn quoted(text: &str, blocks: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut left_open = None;
    for &paragraph in blocks {
        left_open = quoted_in_paragraph(text, paragraph, left_open, &mut spans);
    }
    let mut whole = Vec::new();
    if text.contains('@') {
        posts(text, blocks, &mut whole);
    }
    announced(text, blocks, &spans, &mut whole);
    spans.append(&mut whole);
    merge(spans)
}

/// Sorts the spans and joins those that touch.
fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::tests::assert_cases;
    use crate::text::blocks::blocks;

    #[test]
    fn quotations_statements_and_posts_are_found() {
        assert_cases(include_str!("cases.tsv"), |[text]| {
            let quoted = quoted(text, &blocks(text)).into_iter();
            let parts: Vec<&str> = quoted.map(|span| span.of(text)).collect();
            parts.join("|")
        });
    }
}
