/*!
Texts that may be notices: short ones, without what differs by page.
*/

use memchr::{memchr_iter, memmem};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::boilerplate::thresholds::{BYTES_PER_VARIABLE, NOTICE_BYTES};

/// A text that may be a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoticeText {
    /// A hash of the outlet and of the words that every page with the notice has.
    pub(crate) key: u64,
    /// How often the text repeats the headline.
    pub(crate) headline_repeats: usize,
}

impl NoticeText {
    /// Returns the text of a page of `outlet`, if it is short and says nothing in
    /// numbers. `kept` is scratch space.
    pub(crate) fn of(
        outlet: u64,
        text: &str,
        headline: &str,
        kept: &mut Vec<u8>,
    ) -> Option<NoticeText> {
        if text.len() > NOTICE_BYTES {
            return None;
        }
        kept.clear();
        let mut variables_left = text.len() / BYTES_PER_VARIABLE;
        let (mut rest, mut headline_repeats) = (text.as_bytes(), 0);
        let headline = headline.trim().as_bytes();
        while let Some(at) = place_of(headline, rest) {
            headline_repeats += 1;
            keep_constant(&rest[..at], &mut variables_left, kept)?;
            rest = &rest[at + headline.len()..];
        }
        keep_constant(rest, &mut variables_left, kept)?;
        (!kept.trim_ascii().is_empty()).then(|| NoticeText {
            key: xxh3_64_with_seed(kept, outlet),
            headline_repeats,
        })
    }
}

/// Appends the words of a part of a text to `kept`, without those that may differ
/// between pages with one notice: words with digits, and addresses. `None` if there
/// are more of these than `variables_left`, which counts down.
fn keep_constant(part: &[u8], variables_left: &mut usize, kept: &mut Vec<u8>) -> Option<()> {
    // Characters of other scripts end a word: many are written without spaces.
    let is_in_word = |byte: u8| byte.is_ascii() && !byte.is_ascii_whitespace();
    let mut address = memmem::find(part, b"://");
    let mut from = 0;
    loop {
        let digit = first_digit(&part[from..]).map(|at| from + at);
        let Some(at) = digit.into_iter().chain(address).min() else {
            break;
        };
        *variables_left = variables_left.checked_sub(1)?;
        let (mut start, mut end) = (at, at + 1);
        while start > from && is_in_word(part[start - 1]) {
            start -= 1;
        }
        while end < part.len() && is_in_word(part[end]) {
            end += 1;
        }
        kept.extend_from_slice(&part[from..start]);
        from = end;
        if address.is_some_and(|address| address < from) {
            address = memmem::find(&part[from..], b"://").map(|at| from + at);
        }
    }
    kept.extend_from_slice(&part[from..]);
    Some(())
}

/// Returns where `headline` first occurs in `text`; an empty one does not. Trying its
/// rare bytes takes less time than preparing a search.
fn place_of(headline: &[u8], text: &[u8]) -> Option<usize> {
    // All letters of a script begin with the same few bytes. The next byte is rare.
    let offset = usize::from(headline.len() > 1 && !headline[0].is_ascii());
    let rare = *headline.get(offset)?;
    memchr_iter(rare, text.get(offset..)?).find(|&at| text[at..].starts_with(headline))
}

/// Returns the place of the first ASCII digit.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    /// Bytes that are examined together, so that the compiler vectorizes.
    const CHUNK: usize = 32;
    let is_digit = |byte: &u8| byte.wrapping_sub(b'0') < 10;
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let has_digit =
        |chunk: &[u8; CHUNK]| chunk.iter().fold(false, |any, byte| any | is_digit(byte));
    let skipped = chunks.iter().take_while(|chunk| !has_digit(chunk)).count() * CHUNK;
    let rest = bytes[skipped..].iter().position(is_digit);
    rest.map(|at| skipped + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_found_where_it_first_occurs() {
        for (headline, text, expected) in [
            ("Ferry", "A ferry. Ferry. Ferry", Some(9)),
            ("غرق", "قال غير غرق غرق", Some(14)),
            ("é", "cafe é", Some(5)),
            ("Ferry", "Fer", None),
            ("Ferry", "", None),
            ("", "Ferry", None),
        ] {
            assert_eq!(place_of(headline.as_bytes(), text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_digit_is_found_wherever_it_is() {
        for length in 0..70 {
            let mut bytes = vec![b'/'; length];
            assert_eq!(first_digit(&bytes), None);
            for at in (0..length).rev() {
                bytes[at] = [b'0', b'9'][at % 2];
                assert_eq!(first_digit(&bytes), Some(at));
            }
        }
    }
}
