/*!
The words of a text, each as a hash of its folded spelling and a span.

Words are the segments between the boundaries of UAX #29 that have a letter or a
digit. The spelling of a word is not kept: its span shows it in the text.

# Choices

* Three rules are tailored to scraped news. A full stop joins only single
  letters, so that "U.S." is one word and equal to "US", but "Tuesday.The", with
  a lost blank, is two. A colon joins nothing. An Arabic letter that is a word
  ("and", "in") is separated from a number that follows it, so that "2 و9" has
  the words of "2 و 9".
* Scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are
  divided into characters: see [`unspaced_run`](crate::text::unspaced_run).
* The hash has 64 bits and is taken over UTF-8, as [`word_hash`](crate::text::word_hash)
  describes. It is the same on every machine, since signatures made from it are
  stored and compared.
* Each word is scanned by the fastest scanner that applies: plain words as bits,
  then Latin words with accents, joined ASCII words, words of simple letters, and
  words of any kind.
*/

use std::ops::Range;

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::latin_words::latin_word;
use crate::text::plain_words::{PlainWords, WINDOW};
use crate::text::simd::CHUNK;
use crate::text::simple_words::simple_word;
use crate::text::spaced_words::{
    ScannedWord, clitic_before_number, end_of_marks, folded_word, joined_word, spaced_word,
};
use crate::text::unspaced_run::UnspacedRun;
use crate::text::word_bits::WordBits;

/// The words of a text, or of some of its blocks.
///
/// Word `i` has the hash `hashes()[i]` and the span `spans()[i]`.
#[derive(Clone, Debug, Default)]
pub struct Words {
    hashes: Vec<u64>,
    spans: Vec<Span>,
    /// Scratch memory for a text with its ASCII letters in lower case.
    lower: Vec<u8>,
    /// Scratch memory for the starts and ends of words.
    bits: WordBits,
    /// Scratch memory for folding a word character by character.
    folded: String,
    /// Scratch memory for a run of a script without spaces.
    run: UnspacedRun,
}

/// Bytes of text for each word that memory is reserved for. Most languages take
/// fewer bytes for a word, so that little is reserved in vain.
const BYTES_PER_WORD: usize = 8;

impl Words {
    /// Creates an empty list.
    pub fn new() -> Words {
        Words::default()
    }

    /// Returns the words of `text`. Panics when it has more than 4 GiB.
    pub fn of(text: &str) -> Words {
        let mut words = Words::new();
        words.append(text, Span::new(0, to_u32(text.len())));
        words
    }

    /// Removes all words and keeps the memory.
    pub fn clear(&mut self) {
        self.hashes.clear();
        self.spans.clear();
    }

    /// Returns about how many bytes are allocated.
    pub fn memory(&self) -> usize {
        let of_word = size_of::<u64>() + size_of::<Span>();
        self.hashes.capacity() * of_word + self.lower.capacity() + self.folded.capacity()
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Returns whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Returns the hash of each word's folded spelling.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Returns the span of each word in the text.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Returns the span from word `start` to the word before `end`, or an empty
    /// span when there are no such words.
    pub fn span(&self, start: u32, end: u32) -> Span {
        match self.spans.get(start as usize..end as usize) {
            Some([first, .., last]) => Span::new(first.start, last.end),
            Some([only]) => *only,
            _ => Span::default(),
        }
    }

    /// Keeps the words in `ranges`, which are in order and do not overlap, and
    /// removes the others.
    pub fn keep(&mut self, ranges: impl Iterator<Item = Range<usize>>) {
        let mut kept = 0;
        for range in ranges {
            let count = range.len();
            if range.start != kept {
                self.hashes.copy_within(range.clone(), kept);
                self.spans.copy_within(range, kept);
            }
            kept += count;
        }
        self.hashes.truncate(kept);
        self.spans.truncate(kept);
    }

    /// Replaces the span of each word, such as by its place in another text.
    pub(crate) fn move_spans(&mut self, place: impl Fn(Span) -> Span) {
        self.spans.iter_mut().for_each(|span| *span = place(*span));
    }

    /// Appends the words of the part `within` of `text`. Spans are counted from
    /// the start of `text`. Panics when the text has more than 4 GiB.
    pub fn append(&mut self, text: &str, within: Span) {
        let part = within.of(text);
        let base = within.start;
        let bytes = part.as_bytes();
        // With the whole part in lower case, the hash of an ASCII word is that of
        // a slice, and no word is copied.
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(bytes.iter().map(u8::to_ascii_lowercase));
        // Every chunk needs a whole window.
        lower.extend_from_slice(&[b' '; WINDOW]);
        self.hashes.reserve(bytes.len() / BYTES_PER_WORD);
        self.spans.reserve(bytes.len() / BYTES_PER_WORD);
        let mut bits = std::mem::take(&mut self.bits);
        bits.read(bytes);
        let mut plain = PlainWords::default();
        let mut at = 0;
        while let Some(start) = bits.next_start(at) {
            // Plain words are ASCII or Arabic. In other scripts looking for one at
            // every word would be in vain.
            let other = if bits.has_letters() {
                self.plain_words::<true>(&lower, &bits, start, base, &mut plain)
            } else if bytes[start] < 128 {
                self.plain_words::<false>(&lower, &bits, start, base, &mut plain)
            } else {
                Some(start)
            };
            let Some(other) = other else { break };
            at = match latin_word(part, &lower, &bits, other) {
                Some(word) => self.push_scanned(other, word, base),
                None => self.other_word(part, other, base),
            };
        }
        self.bits = bits;
        self.lower = lower;
    }

    /// Appends the plain words from `start` on, and returns the start of the first
    /// word that may not be plain. Words of Arabic letters are plain with
    /// `LETTERS`.
    fn plain_words<const LETTERS: bool>(
        &mut self,
        lower: &[u8],
        bits: &WordBits,
        start: usize,
        base: u32,
        plain: &mut PlainWords,
    ) -> Option<usize> {
        let mut index = start / CHUNK;
        let mut starts = bits.starts_from::<LETTERS>(start)?;
        loop {
            let window = lower.get(index * CHUNK..)?.first_chunk()?;
            let other = plain.scan(window, starts, base + to_u32(index * CHUNK));
            self.hashes.extend_from_slice(&plain.hashes[..plain.count]);
            self.spans.extend_from_slice(&plain.spans[..plain.count]);
            if let Some(other) = other {
                return Some(index * CHUNK + other);
            }
            index += 1;
            starts = bits.starts_in(index)?;
        }
    }

    /// Appends the word that begins at `start`, of any kind, and returns the place
    /// to continue from.
    #[inline(always)]
    fn other_word(&mut self, text: &str, start: usize, base: u32) -> usize {
        let bytes = text.as_bytes();
        if bytes[start] < 128
            && let Some(word) = joined_word(bytes, start)
        {
            return self.push_scanned(start, word, base);
        }
        self.any_word(text, start, base)
    }

    /// Calls [`other_word`](Self::other_word) for the text after a clitic. A function of
    /// its own, because `other_word` is inlined and cannot contain itself.
    fn word_behind_clitic(&mut self, text: &str, start: usize, base: u32) -> usize {
        self.other_word(text, start, base)
    }

    /// Appends the word or the run that begins at `start`, if one does, and
    /// returns the place to continue from. Uses no scanner for ASCII words.
    fn any_word(&mut self, text: &str, start: usize, base: u32) -> usize {
        let Some(first) = text[start..].chars().next() else {
            return text.len();
        };
        if let Some(end) = clitic_before_number(text, start) {
            let clitic = folded_word(text, start, end, &mut self.folded);
            self.push_scanned(start, clitic, base);
            return self.word_behind_clitic(text, end, base);
        }
        match class(first) {
            Class::Letter | Class::Digit | Class::Joiner => {
                let word = match simple_word(text, start) {
                    Some(word) => word,
                    None => spaced_word(text, start, &mut self.folded),
                };
                self.push_scanned(start, word, base)
            }
            Class::Unspaced => {
                let end = self.run.scan(text, start, base);
                for (hash, span) in self.run.words() {
                    self.hashes.push(hash);
                    self.spans.push(span);
                }
                end
            }
            Class::Single => {
                let end = end_of_marks(text, start + first.len_utf8());
                let word = folded_word(text, start, end, &mut self.folded);
                self.push_scanned(start, word, base)
            }
            _ => start + first.len_utf8(),
        }
    }

    /// Appends a word that begins at `start`, and returns its end.
    fn push_scanned(&mut self, start: usize, word: ScannedWord, base: u32) -> usize {
        if let Some(hash) = word.hash {
            self.hashes.push(hash);
            self.spans
                .push(Span::new(base + to_u32(start), base + to_u32(word.end)));
        }
        word.end
    }
}

#[cfg(test)]
mod tests;
