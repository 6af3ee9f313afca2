/*!
Labels: short lines of a page that are no sentences, lines that break off, and rows of figures.
*/

use crate::text::blocks::ends_sentence;

/// Words of a label, at most.
const LABEL_WORDS: usize = 7;

/// Returns whether `block`, which has `words` words, is a label: a button, a date,
/// the name of a section, the headline of another story. A label is short and no
/// sentence.
pub(crate) fn is_label(block: &str, words: usize) -> bool {
    words <= LABEL_WORDS && !ends_sentence(block)
}

/// Returns whether a line ends in dots, as the teaser of another story does.
pub(crate) fn breaks_off(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with("...") || line.ends_with('…')
}

/// Returns whether `block` is a row of figures: it has two numbers with decimals, or
/// it is one such number and no time of day. Beside such a row short lines with
/// numbers are no labels, since they may be the content of the article.
pub(crate) fn is_figures(block: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut decimals = block.split_ascii_whitespace().filter_map(|word| {
        let (whole, decimals) = word.split_once('.')?;
        (is_number(whole) && is_number(decimals) && decimals.len() <= 3)
            .then_some((whole, decimals))
    });
    let Some((whole, first)) = decimals.next() else {
        return false;
    };
    if decimals.next().is_some() {
        return true;
    }
    let below = |number: &str, bound: u32| number.parse::<u32>().is_ok_and(|number| number < bound);
    let is_time = first.len() == 2 && below(whole, 24) && below(first, 60);
    !is_time && block.split_ascii_whitespace().nth(1).is_none()
}
