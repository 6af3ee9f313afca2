/*!
Runs of a script without spaces, such as Chinese and Thai: each character is a
word.

The hash of a character is taken together with the two characters that follow
in the run, because one character says far less than one word. Five such words
so span seven characters, about as much text as five English words.
*/

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::normalize::{Folded, fold, fold_into};
use crate::text::spaced_words::end_of_marks;
use crate::text::word_hash::hash;

/// Characters that are hashed together.
const CHARACTERS_PER_HASH: usize = 3;

/// The characters of a run, each with its marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnspacedRun {
    folded: String,
    characters: Vec<RunCharacter>,
}

#[derive(Clone, Copy, Debug)]
struct RunCharacter {
    span: Span,
    folded_end: usize,
}

impl UnspacedRun {
    /// Scans the run that begins at `start`, and returns its end. Spans are
    /// counted from `base` before the text.
    #[inline]
    pub(crate) fn scan(&mut self, text: &str, start: usize, base: u32) -> usize {
        self.folded.clear();
        self.characters.clear();
        let mut at = start;
        while let Some(character) = text[at..].chars().next() {
            if class(character) != Class::Unspaced {
                break;
            }
            let end = end_of_marks(text, at + character.len_utf8());
            match fold(character) {
                Folded::One(one) if end == at + character.len_utf8() => self.folded.push(one),
                _ => fold_into(&text[at..end], &mut self.folded),
            }
            self.characters.push(RunCharacter {
                span: Span::new(base + to_u32(at), base + to_u32(end)),
                folded_end: self.folded.len(),
            });
            at = end;
        }
        at
    }

    /// Returns the hash and the span of each character.
    #[inline]
    pub(crate) fn words(&self) -> impl Iterator<Item = (u64, Span)> + '_ {
        let mut folded_start = 0;
        (0..self.characters.len()).map(move |index| {
            let last = (index + CHARACTERS_PER_HASH).min(self.characters.len()) - 1;
            let folded = &self.folded.as_bytes()[folded_start..self.characters[last].folded_end];
            folded_start = self.characters[index].folded_end;
            (hash(folded), self.characters[index].span)
        })
    }
}
