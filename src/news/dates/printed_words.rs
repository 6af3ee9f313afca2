/*!
The numbers and words of a printed date.
*/

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::name_key::ascii_digit;

/// The meaning of a word in a date.
#[derive(Clone, Copy)]
pub(crate) enum Meaning {
    Month(u8),
    /// The word does not change the date.
    Filler,
    /// The first word of a month of the Islamic calendar.
    IslamicMonth,
    /// The second word of a month of the Islamic calendar.
    IslamicMonthPart,
    /// The date in the other calendar follows.
    CalendarLink,
}

/// Returns the meaning of a word in lower case, or `None` if no date has it.
pub(crate) fn meaning(word: &str) -> Option<Meaning> {
    static MEANINGS: OnceLock<HashMap<Cow<'static, str>, Meaning>> = OnceLock::new();
    let meanings = MEANINGS.get_or_init(|| {
        let months = WordKey::MONTHS.into_iter().zip((1..).map(Meaning::Month));
        let others = [
            (WordKey::IslamicMonths, Meaning::IslamicMonth),
            (WordKey::Weekdays, Meaning::Filler),
            (WordKey::DateFillers, Meaning::Filler),
            (WordKey::IslamicMonthParts, Meaning::IslamicMonthPart),
            (WordKey::CalendarLinks, Meaning::CalendarLink),
        ];
        // The first meaning of a word counts.
        let mut meanings = HashMap::new();
        for (key, meaning) in months.chain(others) {
            for word in key.words() {
                let word = match word.contains(' ') {
                    true => Cow::Owned(word.replace(' ', "_")),
                    false => Cow::Borrowed(*word),
                };
                meanings.entry(word).or_insert(meaning);
            }
        }
        meanings
    });
    meanings.get(word).copied()
}

/// Replaces the blank in months of two words, as the Levant has them, with an
/// underscore, so that each month is one word.
pub(crate) fn join_double_months(text: &str) -> Cow<'_, str> {
    static FIRST_WORDS: OnceLock<Vec<&str>> = OnceLock::new();
    let first_words = FIRST_WORDS.get_or_init(|| {
        let months = WordKey::MONTHS.into_iter().flat_map(WordKey::words);
        // The first words with the blank after them.
        let mut first: Vec<&str> = months
            .filter_map(|month| month.find(' ').map(|blank| &month[..=blank]))
            .collect();
        first.sort_unstable();
        first.dedup();
        first
    });
    let mut joined = Cow::Borrowed(text);
    for first in first_words {
        if joined.contains(first) {
            let with_underscore = format!("{}_", first.trim_end());
            joined = Cow::Owned(joined.replace(first, &with_underscore));
        }
    }
    joined
}

/// A number or a word of a date.
pub(crate) enum Token<'a> {
    Number(u16),
    /// A number from 1 to 12 before the Chinese or Korean sign for a month.
    Month(u8),
    Word(&'a str),
}

/// Iterates over the runs of digits and of letters in a date.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(crate) const fn of(text: &'a str) -> Tokens<'a> {
        Tokens { rest: text }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let is_letter = |character: char| {
            (character.is_alphabetic() || character == '_' || is_sign(character))
                && !matches!(character, '年' | '月' | '日' | '년' | '월' | '일')
        };
        loop {
            let first = self.rest.chars().next()?;
            let digits = self
                .rest
                .find(|c| ascii_digit(c).is_none())
                .unwrap_or(self.rest.len());
            if digits > 0 {
                let (number, rest) = self.rest.split_at(digits);
                let sign = rest.chars().next();
                self.rest = rest;
                let value: String = number.chars().filter_map(ascii_digit).collect();
                // A number that is too large for a date must not be skipped.
                let value = value.parse().unwrap_or(u16::MAX);
                return Some(match (sign, u8::try_from(value)) {
                    (Some('月' | '월'), Ok(month @ 1..=12)) => Token::Month(month),
                    _ => Token::Number(value),
                });
            }
            let letters = self.rest.find(|c| !is_letter(c)).unwrap_or(self.rest.len());
            if letters > 0 {
                let (word, rest) = self.rest.split_at(letters);
                self.rest = rest;
                return Some(Token::Word(word));
            }
            self.rest = &self.rest[first.len_utf8()..];
        }
    }
}

/// Returns whether `character` is a sign inside the words of Indian scripts, or
/// an ordinal indicator.
const fn is_sign(character: char) -> bool {
    matches!(character, '\u{0900}'..='\u{097F}' | 'º' | 'ª')
}
