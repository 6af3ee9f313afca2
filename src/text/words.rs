/*!
The words of a text, each as a hash of its normalized spelling and a span in
the original.

Segmentation follows UAX #29 word boundaries and keeps the segments with a
letter or a digit in them. The words themselves are not kept: whoever wants
to see one takes its span.

# Choices

* Tailored for news that was scraped. A full stop between letters joins only
  single letters, so that "U.S." is one word and equal to "US", while
  "Tuesday.The" (a lost blank) is two. A colon joins nothing.
* A letter of Arabic that is a word of its own ("and", "in") and stands glued to a
  number is cut from it, so that "2 و9" has the words of "2 و 9".
* Scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are
  cut by character. A word there is a character with its marks; its hash is
  taken together with the two characters that follow in the same run, because
  one character is far less telling than one word: five such words span seven
  characters, about as much as five words of English say.
* The hash has 64 bits, is taken over UTF-8 (see [`spelling`](crate::text::word_hash)), and is
  never the platform's own: signatures made from it are kept and compared
  across machines.

# Complexity

Everything is one pass over the text.
*/

use crate::text::Span;
use crate::text::acronym;
use crate::text::characters::{ASCII, Class, class};
use crate::text::normalize::{Folded, fold, fold_into};
use crate::text::plain_words::{FoundInChunk, WINDOW};
use crate::text::simple_words::simple_word;
use crate::text::word_bits::{CHUNK, WordBytes, is_of_word};
use crate::text::word_hash::hash;

/// The words of one text, or of some blocks of it.
///
/// Hashes and spans stand side by side: word `i` is `hashes()[i]` at
/// `spans()[i]`.
///
/// # Examples
///
/// ```
/// use wirecopy::text::words::Words;
///
/// let words = Words::of("Don’t wait: the U.S. ferry left.");
/// assert_eq!(words.len(), 6);
/// assert_eq!(words.hashes(), Words::of("dont WAIT the US ferry left").hashes());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Words {
    hashes: Vec<u64>,
    spans: Vec<Span>,
    /// Scratch for a stretch in lower case, as far as it is ASCII.
    lower: Vec<u8>,
    /// Scratch for where the words of a stretch begin and end.
    bits: WordBytes,
    /// Scratch for words that must be folded character by character.
    folded: String,
    /// Scratch for runs of scripts without spaces: where each character ends
    /// in `folded`, and its span.
    clusters: Vec<Cluster>,
}

/// One character of a script without spaces, with its marks.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    span: Span,
    folded_end: usize,
}

/// Characters of a script without spaces that are hashed together.
const CLUSTERS_PER_HASH: usize = 3;

/// Bytes of an ASCII word with apostrophes or stops inside it that are folded
/// on the stack. Longer ones take the general way.
const SHORT: usize = 48;

/// Bytes of text for which room for one word is made: more than most
/// languages take, so that little is asked for in vain.
const BYTES_PER_WORD: usize = 8;

impl Words {
    /// No words yet.
    #[must_use]
    pub fn new() -> Words {
        Words::default()
    }

    /// The words of `text`.
    #[must_use]
    pub fn of(text: &str) -> Words {
        let mut words = Words::new();
        words.append(text, Span::new(0, offset(text.len())));
        words
    }

    /// Forgets all words and keeps the memory.
    pub fn clear(&mut self) {
        self.hashes.clear();
        self.spans.clear();
    }

    /// Bytes of memory that are kept for words to come, the greater part of them.
    #[must_use]
    pub fn memory(&self) -> usize {
        let of_word = size_of::<u64>() + size_of::<Span>();
        self.hashes.capacity() * of_word + self.lower.capacity() + self.folded.capacity()
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The hash of each word's normalized spelling.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Where each word stands in the text.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The stretch of the text from word `start` to the word before `end`;
    /// empty when there are no such words.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        let first = self.spans.get(start as usize);
        let last = end
            .checked_sub(1)
            .and_then(|last| self.spans.get(last as usize));
        match (first, last) {
            (Some(first), Some(last)) if first.start <= last.end => {
                Span::new(first.start, last.end)
            }
            _ => Span::default(),
        }
    }

    /// Keeps the words in `ranges`, which are in order and apart from one
    /// another, and forgets the others.
    ///
    /// # Panics
    ///
    /// When a range goes beyond the words, unless all of them before it stay.
    pub fn keep(&mut self, ranges: impl Iterator<Item = std::ops::Range<usize>>) {
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

    /// Appends the words of the stretch `within` of `text`. Spans count from
    /// the start of `text`.
    pub fn append(&mut self, text: &str, within: Span) {
        let part = within.of(text);
        let base = within.start;
        let bytes = part.as_bytes();
        // Lower case for the whole stretch at once: then the hash of an ASCII
        // word is that of a slice, and nothing is copied word by word.
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(bytes.iter().map(u8::to_ascii_lowercase));
        // So that a whole window stands from each chunk on.
        lower.extend_from_slice(&[b' '; WINDOW]);
        self.hashes.reserve(bytes.len() / BYTES_PER_WORD);
        self.spans.reserve(bytes.len() / BYTES_PER_WORD);
        let mut bits = std::mem::take(&mut self.bits);
        bits.read(bytes);
        let mut found = FoundInChunk::default();
        let mut at = 0;
        while let Some(start) = bits.next_start(at) {
            // Beyond ASCII no plain word begins but of Arabic letters: in other
            // scripts one would be looked for at every word in vain.
            let other = if bits.has_letters() {
                self.plain_words::<true>(&lower, &bits, start, base, &mut found)
            } else if bytes[start] < 128 {
                self.plain_words::<false>(&lower, &bits, start, base, &mut found)
            } else {
                Some(start)
            };
            let Some(other) = other else { break };
            at = self.other_word(part, other, base);
        }
        self.bits = bits;
        self.lower = lower;
    }

    /// Appends the words from `start` on that nothing but ASCII letters and
    /// digits belongs to, or if `LETTERS` says so, nothing but Arabic letters, and
    /// gives the start of the first that is no such word.
    fn plain_words<const LETTERS: bool>(
        &mut self,
        lower: &[u8],
        bits: &WordBytes,
        start: usize,
        base: u32,
        found: &mut FoundInChunk,
    ) -> Option<usize> {
        let mut index = start / CHUNK;
        let mut starts = bits.starts_from::<LETTERS>(start)?;
        loop {
            let window = lower.get(index * CHUNK..)?.first_chunk()?;
            let other = found.look(window, starts, base + offset(index * CHUNK));
            self.hashes.extend_from_slice(&found.hashes[..found.count]);
            self.spans.extend_from_slice(&found.spans[..found.count]);
            if let Some(other) = other {
                return Some(index * CHUNK + other);
            }
            index += 1;
            starts = bits.starts_in(index)?;
        }
    }

    /// Appends the word that starts at `start`, whatever belongs to it, and
    /// gives the place to go on from.
    fn other_word(&mut self, text: &str, start: usize, base: u32) -> usize {
        let bytes = text.as_bytes();
        let joined = if bytes[start] < 128 {
            self.joined_ascii_word(bytes, start, base)
        } else {
            None
        };
        joined.unwrap_or_else(|| self.any_word(text, start, base))
    }

    /// Appends the ASCII word that starts at `start`, with the apostrophes,
    /// full stops and commas inside it, and gives its end; `None` when a
    /// character beyond ASCII may belong to it.
    fn joined_ascii_word(&mut self, bytes: &[u8], start: usize, base: u32) -> Option<usize> {
        let mut folded = [0_u8; SHORT];
        let mut filled = 0;
        let mut at = start;
        loop {
            while let Some(&byte) = bytes.get(at) {
                let lower = LOWER[usize::from(byte)];
                if lower == 0 {
                    break;
                }
                *folded.get_mut(filled)? = lower;
                filled += 1;
                at += 1;
            }
            let Some(&middle) = bytes.get(at) else { break };
            if middle >= 128 {
                return None;
            }
            let class = ASCII[usize::from(middle)];
            if !matches!(
                class,
                Class::Apostrophe | Class::FullStop | Class::MidNumber
            ) {
                break;
            }
            let Some(&after) = bytes.get(at + 1) else {
                break;
            };
            // Whether a letter stands alone, between full stops, is told by what
            // follows it.
            let is_beyond = |at: usize| bytes.get(at).is_some_and(|&byte| byte >= 128);
            if after >= 128 || class == Class::FullStop && is_beyond(at + 2) {
                return None;
            }
            match (
                class,
                ASCII[usize::from(bytes[at - 1])],
                ASCII[usize::from(after)],
            ) {
                (Class::Apostrophe, Class::Letter, Class::Letter)
                | (Class::Apostrophe, Class::Digit, Class::Digit) => {}
                (Class::FullStop | Class::MidNumber, Class::Digit, Class::Digit) => {
                    *folded.get_mut(filled)? = b'.';
                    filled += 1;
                }
                (Class::FullStop, Class::Letter, Class::Letter)
                    if acronym::is_inside_ascii(bytes, start, at) => {}
                _ => break,
            }
            at += 1;
        }
        if folded[..filled].iter().any(u8::is_ascii_alphanumeric) {
            self.push(
                hash(&folded[..filled]),
                Span::new(base + offset(start), base + offset(at)),
            );
        }
        Some(at)
    }

    /// Appends the word or run of any script that starts at `start`, if one
    /// does, and gives the place to go on from.
    fn any_word(&mut self, text: &str, start: usize, base: u32) -> usize {
        let Some(first) = text[start..].chars().next() else {
            return text.len();
        };
        if let Some(end) = clitic_before_number(text, start) {
            self.push_folded(text, start, end, base);
            return self.other_word(text, end, base);
        }
        match class(first) {
            Class::Letter | Class::Digit | Class::Joiner => match simple_word(text, start) {
                Some(word) => {
                    let span = Span::new(base + offset(start), base + offset(word.end));
                    word.hash.into_iter().for_each(|hash| self.push(hash, span));
                    word.end
                }
                None => self.spaced_word(text, start, base),
            },
            Class::Unspaced => self.unspaced_run(text, start, base),
            Class::Single => {
                let end = past_marks(text, start + first.len_utf8());
                self.push_folded(text, start, end, base);
                end
            }
            _ => start + first.len_utf8(),
        }
    }

    fn spaced_word(&mut self, text: &str, start: usize, base: u32) -> usize {
        let mut before = Class::Joiner;
        let mut has_letter_or_digit = false;
        let mut end = start;
        let mut characters = text[start..].char_indices();
        while let Some((at, character)) = characters.next() {
            let here = class(character);
            match here {
                Class::Letter | Class::Digit => has_letter_or_digit = true,
                Class::Joiner => {}
                Class::Mark => {
                    end = start + at + character.len_utf8();
                    continue;
                }
                Class::Apostrophe | Class::FullStop | Class::MidNumber | Class::MidLetter => {
                    let after = class_after_marks(characters.as_str());
                    let joins = match (here, before, after) {
                        (Class::Apostrophe | Class::MidLetter, Class::Letter, Class::Letter) => {
                            true
                        }
                        (
                            Class::Apostrophe | Class::FullStop | Class::MidNumber,
                            Class::Digit,
                            Class::Digit,
                        ) => true,
                        (Class::FullStop, Class::Letter, Class::Letter) => {
                            acronym::is_inside(&text[start..], at)
                        }
                        _ => false,
                    };
                    if !joins {
                        break;
                    }
                    continue;
                }
                Class::Other | Class::Unspaced | Class::Single => break,
            }
            before = here;
            end = start + at + character.len_utf8();
        }
        if has_letter_or_digit {
            self.push_folded(text, start, end, base);
        }
        end
    }

    /// Appends the characters of a run of a script without spaces.
    fn unspaced_run(&mut self, text: &str, start: usize, base: u32) -> usize {
        self.folded.clear();
        self.clusters.clear();
        let mut at = start;
        while let Some(character) = text[at..].chars().next() {
            if class(character) != Class::Unspaced {
                break;
            }
            let end = past_marks(text, at + character.len_utf8());
            match fold(character) {
                Folded::One(one) if end == at + character.len_utf8() => self.folded.push(one),
                _ => fold_into(&text[at..end], &mut self.folded),
            }
            self.clusters.push(Cluster {
                span: Span::new(base + offset(at), base + offset(end)),
                folded_end: self.folded.len(),
            });
            at = end;
        }
        let mut folded_start = 0;
        for index in 0..self.clusters.len() {
            let last = (index + CLUSTERS_PER_HASH).min(self.clusters.len()) - 1;
            let hash = hash(&self.folded.as_bytes()[folded_start..self.clusters[last].folded_end]);
            self.push(hash, self.clusters[index].span);
            folded_start = self.clusters[index].folded_end;
        }
        at
    }

    fn push_folded(&mut self, text: &str, start: usize, end: usize, base: u32) {
        self.folded.clear();
        fold_into(&text[start..end], &mut self.folded);
        if !self.folded.is_empty() {
            self.push(
                hash(self.folded.as_bytes()),
                Span::new(base + offset(start), base + offset(end)),
            );
        }
    }

    fn push(&mut self, hash: u64, span: Span) {
        self.hashes.push(hash);
        self.spans.push(span);
    }
}

/// Lower-case forms of the ASCII characters that a word is made of, 0 for
/// all others.
const LOWER: [u8; 256] = lower_table();

const fn lower_table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if is_of_word(byte as u8) {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// The end of the one Arabic letter that begins at `start` if it is written
/// together with a number: "and", "in", "for", "so", "like". It may be stretched.
fn clitic_before_number(text: &str, start: usize) -> Option<usize> {
    let is_clitic = |one: char| matches!(one, 'و' | 'ف' | 'ب' | 'ل' | 'ك');
    let behind = text[start..].strip_prefix(is_clitic)?;
    let number = behind.trim_start_matches('ـ');
    let next = number.chars().next()?;
    (class(next) == Class::Digit).then_some(text.len() - number.len())
}

fn class_after_marks(text: &str) -> Class {
    text.chars()
        .map(class)
        .find(|&class| class != Class::Mark)
        .unwrap_or(Class::Other)
}

/// The end of the marks that begin at `at`.
fn past_marks(text: &str, at: usize) -> usize {
    let marks = text[at..]
        .chars()
        .take_while(|&character| class(character) == Class::Mark);
    at + marks.map(char::len_utf8).sum::<usize>()
}

/// A byte offset as spans keep it. Records are limited far below 4 GiB.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        Words::of(text)
            .spans()
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn words_stand_where_a_reader_sees_them() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("... -- !", &[]),
            ("The U.S. Navy's ship", &["The", "U.S", "Navy's", "ship"]),
            ("“In the U.S” he", &["In", "the", "U.S", "he"]),
            ("fermé\u{202f}!", &["fermé"]),
            ("on Tuesday.The mayor", &["on", "Tuesday", "The", "mayor"]),
            ("at 10:30 a.m. on", &["at", "10", "30", "a.m", "on"]),
            ("1,234.5 tons; 3,5", &["1,234.5", "tons", "3,5"]),
            ("LONDON:The", &["LONDON", "The"]),
            ("snake_case __ x", &["snake_case", "x"]),
            ("naïve café", &["naïve", "café"]),
            ("don’t l'été", &["don’t", "l'été"]),
            ("قال الوزير", &["قال", "الوزير"]),
            (
                "بين 2 و9 أو ب١٣٤",
                &["بين", "2", "و", "9", "أو", "ب", "١٣٤"],
            ),
            ("إف16 وف7", &["إف16", "وف7"]),
            ("بـ٢٤ ساعة", &["بـ", "٢٤", "ساعة"]),
            ("北京3月", &["北", "京", "3", "月"]),
            ("ตำรวจ", &["ต", "ำ", "ร", "ว", "จ"]),
            ("서울 시장", &["서울", "시장"]),
            ("AT&T", &["AT", "T"]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), *expected, "{text}");
        }
    }

    #[test]
    fn house_spelling_does_not_change_a_hash() {
        let table = [
            ("the U.S. said", "THE US SAID"),
            ("“don’t”", "'dont'"),
            ("Erdoğan’s", "Erdogan's"),
            ("إلى القاهرة", "الى القاهره"),
            ("北京，大学", "北京,大学"),
            ("من 2 و9", "من ٢ و ٩"),
            ("قبل بـ٢٤ ساعة", "قبل ب24 ساعة"),
        ];
        for (one, other) in table {
            assert_eq!(Words::of(one).hashes(), Words::of(other).hashes(), "{one}");
        }
    }

    #[test]
    fn blocks_appended_one_by_one_give_the_spans_of_the_whole() {
        let text = "Erste Zeile\nزمن ثان\n第三行";
        let mut words = Words::new();
        let mut start = 0;
        for line in text.split('\n') {
            words.append(text, Span::new(offset(start), offset(start + line.len())));
            start += line.len() + 1;
        }
        assert_eq!(words.spans(), Words::of(text).spans());
        assert_eq!(words.hashes(), Words::of(text).hashes());
    }

    #[test]
    fn words_are_kept_in_order() {
        let text = "one two three four five six";
        let mut words = Words::of(text);
        words.keep([1..3, 3..3, 4..6].into_iter());
        let shown: Vec<&str> = words.spans().iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["two", "three", "five", "six"]);
        assert_eq!(words.hashes(), Words::of("two three five six").hashes());
    }

    #[test]
    fn a_very_long_word_is_one_word() {
        let long = "a".repeat(10_000);
        assert_eq!(Words::of(&long).len(), 1);
        assert_eq!(
            Words::of(&long).hashes(),
            Words::of(&long.to_uppercase()).hashes()
        );
    }

    /// Text in which no tailoring shows: no colon, no full stop beside a
    /// letter, no script without spaces, no letter of Arabic that is a word.
    fn plain_text() -> impl Strategy<Value = String> {
        proptest::string::string_regex(
            "([a-zA-Z0-9éüßøĀñ ’'_,;\n\u{301}قاةأ7٣йж한国?!—-]|[0-9]\\.[0-9]){0,60}",
        )
        .expect("a valid expression")
        .prop_map(|text| text.replace('国', " "))
    }

    proptest! {
        #[test]
        fn simple_words_are_what_the_general_way_makes_of_them(
            text in "([a-zA-ZéğßİıæÅ]|[ء-يـً-ْ]|[а-яЁέςא-ת]|[0-9٣۷]|['’.,،;_·:]|[ -~]|\\PC|\u{301}|\u{653}){1,14}",
        ) {
            let is_start = |character: char| matches!(class(character), Class::Letter | Class::Digit | Class::Joiner);
            for (start, _) in text.char_indices().filter(|&(_, character)| is_start(character)) {
                if let Some(word) = simple_word(&text, start) {
                    let mut plain = Words::new();
                    prop_assert_eq!(plain.spaced_word(&text, start, 0), word.end);
                    prop_assert_eq!(plain.hashes(), Vec::from_iter(word.hash));
                }
            }
        }

        #[test]
        fn segmentation_is_that_of_the_annex(text in plain_text()) {
            let expected: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(shown(&text), expected);
        }

        #[test]
        fn any_text_is_cut_without_panic_and_in_order(text in "\\PC{0,80}") {
            let words = Words::of(&text);
            let mut end = 0;
            for span in words.spans() {
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                end = span.end;
            }
        }

        #[test]
        fn the_fast_way_and_the_general_way_agree(
            text in "([ -~\n]{0,80}|([a-z]{0,70}|[ '.,;_]|[0-9]|[é’中の\u{301}م٣]|[A-Z]\\.[A-Z]|[ء-ي]{1,9}|[،؛؟\u{64b}ـپ۵]){0,40})",
        ) {
            let fast = Words::of(&text);
            let mut general = Words::new();
            let mut at = 0;
            while at < text.len() {
                at = general.any_word(&text, at, 0);
            }
            prop_assert_eq!(fast.spans(), general.spans());
            prop_assert_eq!(fast.hashes(), general.hashes());
        }
    }
}
