/*!
Reads numbers, words and marks from the front of a text.

The scanner knows no calendar: the caller gives words and numbers their meaning.
*/

/// The part of a text that is not read yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner<'a> {
    rest: &'a str,
}

/// A number and how many digits it was written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) digits: usize,
}

/// Digits of one number, at most, so that an `i64` does not overflow.
const MOST_DIGITS: usize = 15;

impl<'a> Scanner<'a> {
    pub(crate) const fn new(text: &'a str) -> Scanner<'a> {
        Scanner { rest: text }
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes the longest run of digits. Returns `None` if there is none, or if it
    /// has more than 15 digits.
    pub(crate) fn number(&mut self) -> Option<Number> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > MOST_DIGITS {
            return None;
        }
        let value = self.rest.get(..digits)?.parse().ok()?;
        self.rest = &self.rest[digits..];
        Some(Number { value, digits })
    }

    /// Takes exactly `digits` digits, even if more follow.
    pub(crate) fn digits(&mut self, digits: usize) -> Option<i64> {
        let text = self.rest.get(..digits)?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.rest = &self.rest[digits..];
        text.parse().ok()
    }

    /// Takes the longest run of letters, which may be empty.
    pub(crate) fn word(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Takes `mark` if it comes next, and returns whether it did. Ignores ASCII
    /// case.
    pub(crate) fn take(&mut self, mark: &str) -> bool {
        let matches = self
            .rest
            .get(..mark.len())
            .is_some_and(|next| next.eq_ignore_ascii_case(mark));
        if matches {
            self.rest = &self.rest[mark.len()..];
        }
        matches
    }

    /// Takes the first of `marks` that comes next, and returns it.
    pub(crate) fn take_one_of(&mut self, marks: &[&'static str]) -> Option<&'static str> {
        marks.iter().copied().find(|mark| self.take(mark))
    }

    /// Takes all blanks that come next, and returns whether there were any.
    pub(crate) fn skip_blanks(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }

    /// Returns the result of `form`. If it is `None`, nothing is taken.
    pub(crate) fn optional<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let found = form(self);
        if found.is_none() {
            *self = before;
        }
        found
    }
}
