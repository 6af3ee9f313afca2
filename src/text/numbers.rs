/*!
One spelling for all spellings of a number.

Outlets group and point the digits of one number in different ways: 1305, 1,305,
1.305 and 1 305 with a thin or fixed space; 3.5, 3,5 and 3.50. Words of such spellings
stay different, since a text is compared as it is printed. Whether a fact was changed
is asked of the number.

# Choices

* A group of three digits at the end is one of thousands, or of lakhs where groups
  of two stand before it. 1.305 may also be a decimal: it is taken for 1305, which
  only means that the guard against templates takes the two for one number.
* In a script that is written from the right, some systems turn the parts of a
  decimal number around, so the smaller part is put first.
* Words with more parts, such as dates, are left as they are.
*/

use crate::text::Span;
use crate::text::normalize::fold_into;
use crate::text::word_hash::hash;

/// Spaces that group digits and never separate words of a line.
const GROUPING_SPACES: [char; 5] = ['\u{A0}', '\u{202F}', '\u{2009}', '\u{2007}', '\u{2008}'];

/// A number whose spelling is not the plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RespelledNumber {
    /// Words that it takes; more than one where spaces group its digits.
    pub(crate) words: usize,
    /// The hash of the plain spelling, as of a word.
    pub(crate) hash: u64,
}

/// Returns the number that begins with the first of `words`, which are the next words of
/// `text`; `None` if it is spelled plainly or is more than a number.
pub(crate) fn respelled(text: &str, words: &[Span]) -> Option<RespelledNumber> {
    let first = *words.first()?;
    if is_plain(text, first) {
        return None;
    }
    let mut folded = String::new();
    fold_into(first.of(text), &mut folded);
    let mut count = 1;
    if may_be_grouped(&folded) {
        while let Some(next) = words.get(count)
            && is_grouping_space(text, words[count - 1], *next)
        {
            let length = folded.len();
            folded.push('.');
            fold_into(next.of(text), &mut folded);
            if !begins_with_group(&folded[length + 1..]) {
                folded.truncate(length);
                break;
            }
            count += 1;
        }
    }
    if !folded.contains('.') {
        return None;
    }
    let groups: Vec<&str> = folded.split('.').collect();
    let are_digits = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !are_digits {
        return None;
    }
    let plain = plain_spelling(&groups, is_written_from_the_right(text, first))?;
    Some(RespelledNumber {
        words: count,
        hash: hash(plain.as_bytes()),
    })
}

/// Returns whether a word is nothing but ASCII digits or letters and no other sign follows
/// that may group digits, as is true of nearly all numbers.
fn is_plain(text: &str, word: Span) -> bool {
    let follows = text.as_bytes().get(word.end as usize);
    follows.is_none_or(u8::is_ascii)
        && word
            .of(text)
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns whether `folded` may be the first group of a number whose groups are
/// separated by spaces.
fn may_be_grouped(folded: &str) -> bool {
    folded.len() <= 3
        && folded.bytes().all(|byte| byte.is_ascii_digit())
        && !folded.starts_with('0')
}

fn begins_with_group(folded: &str) -> bool {
    let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && (folded.len() == 3 || folded.as_bytes()[3] == b'.')
}

fn is_grouping_space(text: &str, before: Span, after: Span) -> bool {
    let between = Span::new(before.end, after.start).of(text);
    let mut characters = between.chars();
    characters
        .next()
        .is_some_and(|one| GROUPING_SPACES.contains(&one))
        && characters.next().is_none()
}

/// Bytes before a number in which the script of the text is looked for.
const SCRIPT_BYTES: usize = 8;

/// Returns whether there is an Arabic or Hebrew letter shortly before `word`.
fn is_written_from_the_right(text: &str, word: Span) -> bool {
    let end = word.start as usize;
    let before = &text.as_bytes()[end.saturating_sub(SCRIPT_BYTES)..end];
    before.iter().any(|byte| (0xD6..=0xDD).contains(byte))
}

/// Returns the plain spelling of a number with these groups of digits; `None` if they
/// are no number.
fn plain_spelling(groups: &[&str], is_from_the_right: bool) -> Option<String> {
    if are_thousands(groups) {
        return Some(groups.concat());
    }
    match groups {
        [one, other] => {
            if is_from_the_right {
                if are_thousands(&[other, one]) {
                    return Some(format!("{other}{one}"));
                }
                let value = |digits: &str| digits.parse::<u64>().ok();
                if value(one)? > value(other)? {
                    return Some(decimal(other, one));
                }
            }
            Some(decimal(one, other))
        }
        [whole @ .., fraction] if are_thousands(whole) => Some(decimal(&whole.concat(), fraction)),
        _ => None,
    }
}

/// Returns whether these are groups of thousands (12,345,678) or of lakhs (1,23,45,678).
fn are_thousands(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else {
        return false;
    };
    let are_of =
        |digits: usize| first.len() <= digits && middle.iter().all(|group| group.len() == digits);
    last.len() == 3 && !first.starts_with('0') && (are_of(3) || !middle.is_empty() && are_of(2))
}

/// Returns a decimal number without zeros at its end.
fn decimal(whole: &str, fraction: &str) -> String {
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::Words;

    /// The hash of the number that begins `text`, and the words that it takes.
    fn number(text: &str) -> (u64, usize) {
        let words = Words::of(text);
        let found = respelled(text, words.spans());
        found.map_or((words.hashes()[0], 1), |found| (found.hash, found.words))
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        for spellings in [
            &[
                "1305",
                "1,305",
                "1.305",
                "1'305",
                "1’305",
                "1\u{a0}305",
                "1\u{202f}305",
                "1\u{2009}305",
                "١٣٠٥",
                "١٬٣٠٥",
                "१,३०५",
            ][..],
            &["3.5", "3,5", "3,50", "٣٫٥", "۳٫۵"],
            &[
                "1234567",
                "1,234,567",
                "1.234.567",
                "12,34,567",
                "1 234 567".replace(' ', "\u{202f}").leak(),
            ],
            &["1305.5", "1,305.50", "1.305,5", "1\u{a0}305,5"],
            &["12", "12.00", "12,0"],
        ] {
            let expected = number(spellings[0]).0;
            for spelling in spellings {
                let whole = format!("{spelling} boats");
                let (hash, words) = number(&whole);
                assert_eq!(hash, expected, "{spelling}");
                assert_eq!(words, Words::of(spelling).len(), "{spelling}");
            }
        }
    }

    #[test]
    fn different_numbers_stay_different() {
        for (one, other) in [
            ("1506", "1507"),
            ("1,506", "1,507"),
            ("1\u{a0}506", "1\u{a0}507"),
            ("3.5", "5.3"),
            ("3.5", "35"),
            ("1 305", "1305"),
            ("2019\u{a0}100", "2019100"),
            ("3\u{a0}12", "312"),
            ("3.12.2020", "3122020"),
            ("0.305", "305"),
            ("007", "7"),
        ] {
            assert_ne!(number(one).0, number(other).0, "{one} and {other}");
        }
    }

    #[test]
    fn reversed_parts_are_put_in_order_where_a_script_runs_from_the_right() {
        let number = |text: &str| {
            let words = Words::of(text);
            respelled(text, &words.spans()[1..]).map(|found| found.hash)
        };
        assert_eq!(number("بلغ 3.5"), number("بلغ 5.3"));
        assert_eq!(number("بلغ 1,305"), number("بلغ 305,1"));
        assert_ne!(number("about 3.5"), number("about 5.3"));
    }
}
