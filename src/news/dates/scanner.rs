/*!
Takes numbers, words and marks off the front of a text.

It knows no calendar: what a word or a number means is the caller's affair.
*/

/// What is left of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner<'a> {
    rest: &'a str,
}

/// A number and the digits that it was written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) digits: usize,
}

/// The most digits of one number: nothing overflows.
const MOST_DIGITS: usize = 15;

impl<'a> Scanner<'a> {
    pub(crate) const fn new(text: &'a str) -> Scanner<'a> {
        Scanner { rest: text }
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes the longest run of digits, if there is one of sane length.
    pub(crate) fn number(&mut self) -> Option<Number> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > MOST_DIGITS {
            return None;
        }
        let value = self.rest.get(..digits)?.parse().ok()?;
        self.rest = &self.rest[digits..];
        Some(Number { value, digits })
    }

    /// Takes a number of exactly `digits` digits, even if more follow.
    pub(crate) fn digits(&mut self, digits: usize) -> Option<i64> {
        let text = self.rest.get(..digits)?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.rest = &self.rest[digits..];
        text.parse().ok()
    }

    /// Takes the longest run of letters; empty if there is none.
    pub(crate) fn word(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Takes `mark`, whatever its case, if it comes next.
    pub(crate) fn takes(&mut self, mark: &str) -> bool {
        let matches = self
            .rest
            .get(..mark.len())
            .is_some_and(|next| next.eq_ignore_ascii_case(mark));
        if matches {
            self.rest = &self.rest[mark.len()..];
        }
        matches
    }

    /// Takes the first of `marks` that comes next.
    pub(crate) fn takes_one_of(&mut self, marks: &[&'static str]) -> Option<&'static str> {
        marks.iter().copied().find(|mark| self.takes(mark))
    }

    /// Takes all blanks that come next, and says whether there were any.
    pub(crate) fn blanks(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }

    /// What `form` reads; if it reads nothing, nothing is taken.
    pub(crate) fn perhaps<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let found = form(self);
        if found.is_none() {
            *self = before;
        }
        found
    }
}
