/*!
What each word of a body is: quoted, a number, a name.
*/

use super::body::{Marks, Source};
use crate::press::quotes::quoted;
use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::numerals::is_name;

/// Marks each of the words with these hashes and spans, which are of `source`.
pub(super) fn mark(source: &Source, hashes: &[u64], spans: &[Span]) -> Vec<Marks> {
    let text = &*source.text;
    let quotes = quoted(text, &source.blocks);
    let mut quotes = quotes.iter().peekable();
    let mut before = 0;
    spans
        .iter()
        .zip(hashes)
        .map(|(span, &hash)| {
            let mut marks = Marks::default();
            while quotes.peek().is_some_and(|quote| quote.end <= span.start) {
                quotes.next();
            }
            if quotes.peek().is_some_and(|quote| quote.start <= span.start) {
                marks = marks.with(Marks::QUOTED);
            }
            let word = span.of(text);
            if has_digit(word) || is_name(hash) {
                marks = marks.with(Marks::NUMBER);
            }
            if starts_with_capital(word) {
                let margin = Span::new(before, span.start).of(text);
                if before > 0 && !margin.contains(['.', '!', '?', '\n', ':', '"', '“']) {
                    marks = marks.with(Marks::NAME);
                }
            }
            before = span.end;
            marks
        })
        .collect()
}

/// Whether a word has a digit at either end, as numbers and the names of
/// models and roads have.
fn has_digit(word: &str) -> bool {
    let (first, last) = (word.as_bytes().first(), word.as_bytes().last());
    match (first, last) {
        (Some(first), Some(last)) if first.is_ascii() && last.is_ascii() => {
            first.is_ascii_digit() || last.is_ascii_digit()
        }
        _ => word
            .chars()
            .any(|character| class(character) == Class::Digit),
    }
}

fn starts_with_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.chars().next().is_some_and(char::is_uppercase),
    }
}
