/*!
The pages of an outlet, as learning boilerplate needs them: the keys of their
units, and a sketch that distinguishes their stories.

A unit is a short line, or a sentence of a long one. Many dumps have a whole page
in one line, so lines alone would not show that pages end with the same footer.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::boilerplate::thresholds::{
    BLOCK_PAGES, EDITED_SHARE, HEADLINE_SHARE, LONG_UNIT_BYTES, REST_BYTES, SAME_PAGE_SHARE,
    SENTENCES_FROM, WORD_PAGES,
};
use crate::text::Span;
use crate::text::blocks::blocks;
use crate::text::sentences::for_each_sentence;

/// Returns the key of a unit within its outlet: a hash of its bytes, since a
/// machine prints boilerplate the same way each time.
pub(crate) fn unit_key(outlet: u64, unit: &str) -> u64 {
    xxh3_64_with_seed(unit.as_bytes(), outlet)
}

/// Calls `each` with the units of `line`, a block of the page `text`, in order.
pub(crate) fn for_each_unit(text: &str, line: Span, each: &mut impl FnMut(Span)) {
    let is_short = (line.len() as usize) < SENTENCES_FROM;
    if is_short || count_characters(line.of(text)) < SENTENCES_FROM {
        each(line);
    } else {
        for_each_sentence(text, line, each);
    }
}

/// Estimates the characters of a line. The first bytes of the line show how many bytes
/// a character of its script takes.
fn count_characters(line: &str) -> usize {
    let Some(beginning) = line.as_bytes().first_chunk::<SAMPLED_BYTES>() else {
        return line.len();
    };
    let begins = |byte: &&u8| !matches!(byte, 0x80..=0xBF);
    line.len() * beginning.iter().filter(begins).count() / SAMPLED_BYTES
}

/// Bytes at the beginning of a line that tell how many bytes a character takes.
const SAMPLED_BYTES: usize = 64;

/// A page in a few numbers, which distinguish its story from others.
///
/// The smallest hashes of the long units in ascending order, with the length of
/// each, and the smallest hashes of the headline's words; 0 where there are
/// fewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageSketch {
    pub(crate) units: [u32; PageSketch::UNITS],
    pub(crate) lengths: [u16; PageSketch::UNITS],
    pub(crate) headline: [u16; PageSketch::WORDS],
}

impl PageSketch {
    pub(crate) const UNITS: usize = 12;
    pub(crate) const WORDS: usize = 8;

    /// Creates the sketch of a page from the hashes and lengths of its long
    /// units, and the hashes of the words of its headline.
    fn new(mut units: Vec<(u32, u16)>, headline: &[u64]) -> PageSketch {
        let mut sketch = PageSketch::default();
        units.sort_unstable();
        units.dedup_by_key(|unit| unit.0);
        for (index, (hash, length)) in units.into_iter().take(PageSketch::UNITS).enumerate() {
            sketch.units[index] = hash;
            sketch.lengths[index] = length;
        }
        let mut words: Vec<u16> = headline.iter().map(|&word| word_hash(word)).collect();
        words.sort_unstable();
        words.dedup();
        for (kept, word) in sketch.headline.iter_mut().zip(words) {
            *kept = word;
        }
        sketch
    }

    /// Returns the hashes of the kept units, and the length of each.
    pub(crate) fn units(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.without(&[])
    }

    /// Returns the bytes of the kept units that are not in `block`, which is
    /// sorted.
    pub(crate) fn bytes_without(&self, block: &[u32]) -> u32 {
        self.without(block).map(|(_, length)| length).sum()
    }

    /// Returns how many bytes of `block` the page lacks, if it has most of it: its
    /// own units may be edited ones of the block. `block` are hashes and lengths of
    /// units.
    pub(crate) fn lacking(&self, block: &[(u32, u32)]) -> u32 {
        // Of a long page only the smallest hashes are kept.
        let last = self.units[PageSketch::UNITS - 1];
        let limit = if last == 0 { u32::MAX } else { last };
        let (mut lacking, mut all) = (0, 0);
        for &(hash, length) in block.iter().filter(|unit| unit.0 <= limit) {
            all += length;
            lacking += length * u32::from(!self.units.contains(&hash));
        }
        match f64::from(lacking) <= EDITED_SHARE * f64::from(all) {
            true => lacking,
            false => 0,
        }
    }

    fn without<'a>(&'a self, block: &'a [u32]) -> impl Iterator<Item = (u32, u32)> + 'a {
        let units = self.units.iter().zip(&self.lengths);
        units
            .filter(|(hash, _)| **hash != 0 && block.binary_search(hash).is_err())
            .map(|(&hash, &length)| (hash, u32::from(length)))
    }

    /// Returns whether two pages are one story, whatever they have in common with
    /// most pages: their headlines are alike, or most of the rest is equal.
    pub(crate) fn is_same_story(&self, other: &PageSketch, common: &CommonParts) -> bool {
        let block = &common.units;
        let shared = self
            .without(block)
            .filter(|(hash, _)| other.units.contains(hash));
        let shared: u32 = shared.map(|(_, length)| length).sum();
        if self.shares_headline(other) {
            let words = common.words.as_deref();
            return shared > 0 || !words.is_some_and(|words| self.has_other_headline(other, words));
        }
        let smaller = self.bytes_without(block).min(other.bytes_without(block));
        shared > 0 && f64::from(shared) >= SAME_PAGE_SHARE * f64::from(smaller)
    }

    /// Returns whether the headlines have one word in common, or one is missing.
    pub(crate) fn is_related(&self, other: &PageSketch) -> bool {
        let is_missing = self.headline[0] == 0 || other.headline[0] == 0;
        is_missing
            || self
                .headline_words()
                .any(|word| other.headline.contains(&word))
    }

    fn shares_headline(&self, other: &PageSketch) -> bool {
        let shared = self
            .headline_words()
            .filter(|word| other.headline.contains(word))
            .count();
        let (words, others) = (
            self.headline_words().count(),
            other.headline_words().count(),
        );
        let enough = shared >= 2 || shared == words.max(others);
        shared > 0 && enough && shared as f64 >= HEADLINE_SHARE * words.min(others) as f64
    }

    /// Returns whether both headlines have words beside those in `common`, which is
    /// sorted, and none of them in common.
    fn has_other_headline(&self, other: &PageSketch, common: &[u16]) -> bool {
        let is_own = |word: &u16| common.binary_search(word).is_err();
        let mut own = self.headline_words().filter(is_own).peekable();
        own.peek().is_some()
            && other.headline_words().any(|word| is_own(&word))
            && own.all(|word| !other.headline.contains(&word))
    }

    fn headline_words(&self) -> impl Iterator<Item = u16> + '_ {
        self.headline.iter().copied().filter(|&word| word != 0)
    }
}

/// What most of some pages have in common, each list sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CommonParts {
    pub(crate) units: Vec<u32>,
    /// The units that many pages have, with their lengths.
    pub(crate) lengths: Vec<(u32, u32)>,
    /// The words of headlines, if one of the pages consists of the units alone. The
    /// units then are no part of a story, and pages without any other common unit
    /// are different stories if the rest of their headlines differs: "Weather in
    /// Skarholm" and "Weather in Oskgrove".
    words: Option<Vec<u16>>,
}

impl CommonParts {
    /// Returns what many of `pages` have, and the unit with this hash.
    pub(crate) fn of(pages: &[&PageSketch], unit: u32) -> CommonParts {
        let lengths = common(pages, BLOCK_PAGES, |page| page.units());
        let mut units: Vec<u32> = lengths.iter().map(|unit| unit.0).collect();
        units.push(unit);
        units.sort_unstable();
        let stands_alone = pages
            .iter()
            .any(|page| page.bytes_without(&units) < REST_BYTES);
        let words = stands_alone.then(|| common(pages, WORD_PAGES, |page| page.headline_words()));
        CommonParts {
            units,
            lengths,
            words,
        }
    }
}

/// Returns the parts that more than this share of `pages` have, sorted.
fn common<'a, P: Ord + Copy, I: Iterator<Item = P>>(
    pages: &[&'a PageSketch],
    least: f64,
    parts: impl Fn(&'a PageSketch) -> I,
) -> Vec<P> {
    let mut all: Vec<P> = pages.iter().copied().flat_map(parts).collect();
    all.sort_unstable();
    let equal = all.chunk_by(|one, next| one == next);
    let many = equal.filter(|equal| equal.len() as f64 > least * pages.len() as f64);
    many.map(|equal| equal[0]).collect()
}

/// The units of a page, as counting needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageUnits {
    /// The keys of its units, sorted and without repeats.
    pub keys: Vec<u64>,
    pub sketch: PageSketch,
}

impl PageUnits {
    /// Cuts `text`, a page of `outlet`. `headline` are the hashes of the words
    /// that name its story.
    pub(crate) fn new(outlet: u64, text: &str, headline: &[u64]) -> PageUnits {
        let (mut keys, mut long) = (Vec::new(), Vec::new());
        for line in blocks(text) {
            for_each_unit(text, line, &mut |unit| {
                let key = unit_key(outlet, unit.of(text));
                keys.push(key);
                if unit.len() as usize >= LONG_UNIT_BYTES {
                    // Units above 64 KiB all weigh the same.
                    let length = u16::try_from(unit.len()).unwrap_or(u16::MAX);
                    long.push((sketch_hash(key), length));
                }
            });
        }
        keys.sort_unstable();
        keys.dedup();
        PageUnits {
            keys,
            sketch: PageSketch::new(long, headline),
        }
    }
}

/// Returns the low half of a key, with the lowest bit set so that it is never 0.
pub(crate) fn sketch_hash(key: u64) -> u32 {
    let bytes = key.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) | 1
}

/// Returns 16 bits of the hash of a word, with the lowest bit set.
pub(crate) fn word_hash(word: u64) -> u16 {
    let bytes = word.to_le_bytes();
    u16::from_le_bytes([bytes[0], bytes[1]]) | 1
}
