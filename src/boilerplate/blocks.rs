/*!
Boilerplate blocks: navigation, sign-ups, biographies and legal lines that an
outlet prints beside different stories.

# Choices

* A block is counted once for each story, not for each page. A page that was
  crawled 195 times must not teach that its story is boilerplate.
* Counting takes two steps, to bound the memory. While the dump is read, a table
  of small counters counts each block, and the blocks of each page are kept as
  keys. Then the pages of those blocks are collected whose counter is high
  enough. A counter may be too high, when two blocks share it; the second step is
  exact. Neither step depends on the order of the pages.
*/

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::boilerplate::notices::Notices;
use crate::boilerplate::pages::{CommonParts, PageSketch, PageUnits, sketch_hash, unit_key};
use crate::boilerplate::thresholds::{
    COMPARED_PAGES, MANY_STORIES, REST_BYTES, UNIT_STORIES, UNRELATED_STORIES,
};
use crate::boilerplate::vocabulary::Vocabulary;
use crate::convert::to_usize;

/// A set of 64-bit hashes, which are not hashed again.
pub(crate) type HashedKeys = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// Uses a 64-bit key as its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        // The table also uses the highest bits, which are equal in many sampled
        // shingles.
        self.0.rotate_left(24)
    }

    fn write(&mut self, bytes: &[u8]) {
        // Never called for `u64`; the trait requires it.
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Counters of the first step, one byte each.
const COUNTERS: usize = 1 << 22;

/// Whether a page was counted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageNovelty {
    /// The page has blocks, and no page before it had the same ones.
    New,
    /// The page has no block, or the same blocks as an earlier page.
    Redundant,
}

/// Upper bounds of how many pages each block stands on.
#[derive(Debug)]
pub(crate) struct BlockCounters {
    counters: Vec<u8>,
    /// A hash of the keys of every page that was counted.
    pages: HashedKeys,
    /// Scratch space for the keys of a page.
    bytes: Vec<u8>,
}

impl Default for BlockCounters {
    fn default() -> BlockCounters {
        BlockCounters {
            counters: vec![0; COUNTERS],
            pages: HashedKeys::default(),
            bytes: Vec::new(),
        }
    }
}

impl BlockCounters {
    /// Counts the blocks of a page, unless it is redundant.
    pub(crate) fn count(&mut self, page: &PageUnits) -> PageNovelty {
        self.bytes.clear();
        let keys = page.keys.iter();
        keys.for_each(|key| self.bytes.extend_from_slice(&key.to_le_bytes()));
        if page.keys.is_empty() || !self.pages.insert(xxh3_64(&self.bytes)) {
            return PageNovelty::Redundant;
        }
        for &key in &page.keys {
            let counter = &mut self.counters[counter_of(key)];
            *counter = counter.saturating_add(1);
        }
        PageNovelty::New
    }

    /// Returns whether the block may stand on enough pages to be boilerplate.
    pub(crate) fn may_be_boilerplate(&self, key: u64) -> bool {
        usize::from(self.counters[counter_of(key)]) >= UNIT_STORIES
    }
}

fn counter_of(key: u64) -> usize {
    to_usize(key % COUNTERS as u64)
}

/// What is known about a unit that recurs beside different stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitRecurrence {
    /// Beside one story only, or too few.
    None,
    /// Beside different stories of one subject, as background is.
    Related,
    /// Beside stories of different subjects.
    Unrelated,
}

/// Returns how the unit with this key recurs. `sketches` are those of the pages
/// with it. They must be sorted, so that the answer does not depend on the order
/// of the pages.
///
/// The pages may share a block of many sentences. So what many of them have is
/// the block in question, and is left out when they are compared. A page that has
/// most of the block, and edited sentences in the place of the others, has no story
/// beside it.
pub(crate) fn recurrence(key: u64, sketches: &[PageSketch]) -> UnitRecurrence {
    if sketches.len() < UNIT_STORIES {
        return UnitRecurrence::None;
    }
    let step = sketches.len().div_ceil(COMPARED_PAGES);
    let pages: Vec<&PageSketch> = sketches.iter().step_by(step).collect();
    let common = CommonParts::of(&pages, sketch_hash(key));
    let (mut stories, mut subjects): (Vec<&PageSketch>, Vec<&PageSketch>) = (vec![], vec![]);
    for page in pages {
        if page.bytes_without(&common.units) < REST_BYTES + page.lacking(&common.lengths)
            || stories
                .iter()
                .any(|story| story.is_same_story(page, &common))
        {
            continue;
        }
        stories.push(page);
        if !subjects.iter().any(|story| story.is_related(page)) {
            subjects.push(page);
        }
        if subjects.len() == UNRELATED_STORIES || stories.len() == MANY_STORIES {
            return UnitRecurrence::Unrelated;
        }
    }
    match stories.len() {
        ..UNIT_STORIES => UnitRecurrence::None,
        _ => UnitRecurrence::Related,
    }
}

/// The [keys](crate::boilerplate::pages::unit_key) of the recurring units of all
/// outlets of a dump.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BoilerplateBlocks {
    /// Units beside stories of different subjects.
    pub(crate) unrelated: HashedKeys,
    /// Units beside stories of one subject.
    pub(crate) related: HashedKeys,
    pub(crate) notices: Notices,
    pub(crate) vocabulary: Arc<Vocabulary>,
}

impl BoilerplateBlocks {
    pub(crate) fn is_empty(&self) -> bool {
        self.unrelated.is_empty() && self.related.is_empty()
    }

    pub(crate) fn recurrence(&self, outlet: u64, unit: &str) -> UnitRecurrence {
        let key = unit_key(outlet, unit);
        if self.unrelated.contains(&key) {
            UnitRecurrence::Unrelated
        } else if self.related.contains(&key) {
            UnitRecurrence::Related
        } else {
            UnitRecurrence::None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLET: u64 = 11;
    const SIGN_UP: &str = "Sign up for our newsletter and get the news of the coast each morning.";

    /// Returns what pages teach, each with the word of its headline.
    fn learn(pages: &[(u64, String)]) -> BoilerplateBlocks {
        let titled = pages
            .iter()
            .map(|(word, text)| ([*word << 1], text.clone()));
        learn_titled(&titled.collect::<Vec<_>>())
    }

    /// Returns what pages teach, each with the words of its headline.
    fn learn_titled<const N: usize>(pages: &[([u64; N], String)]) -> BoilerplateBlocks {
        let mut counters = BlockCounters::default();
        let kept: Vec<PageUnits> = pages
            .iter()
            .map(|(headline, text)| PageUnits::new(OUTLET, text, headline))
            .filter(|page| counters.count(page) == PageNovelty::New)
            .collect();
        let mut learned = BoilerplateBlocks::default();
        for &key in kept.iter().flat_map(|page| &page.keys) {
            let with_key = kept.iter().filter(|page| page.keys.contains(&key));
            let mut sketches: Vec<PageSketch> = with_key.map(|page| page.sketch).collect();
            sketches.sort_unstable();
            match recurrence(key, &sketches) {
                _ if !counters.may_be_boilerplate(key) => {}
                UnitRecurrence::Unrelated => drop(learned.unrelated.insert(key)),
                UnitRecurrence::Related => drop(learned.related.insert(key)),
                UnitRecurrence::None => {}
            }
        }
        learned
    }

    /// Returns a page of four paragraphs with `block` below them.
    fn page(story: u64, block: &str) -> (u64, String) {
        let long = "of its own, long enough to be prose and not a label.";
        let prose = (1..5).map(|part| format!("Story {story} has a paragraph {part} {long}\n"));
        (story, prose.chain([block.to_owned()]).collect())
    }

    #[test]
    fn a_unit_beside_three_stories_recurs_and_beside_four_subjects_is_boilerplate() {
        let mut pages: Vec<_> = (1..=4).map(|story| page(story, SIGN_UP)).collect();
        let learned = learn(&pages);
        assert_eq!(
            learned.recurrence(OUTLET, SIGN_UP),
            UnitRecurrence::Unrelated
        );
        let own = pages[0].1.lines().next().unwrap();
        assert_eq!(learned.recurrence(OUTLET, own), UnitRecurrence::None);
        assert_eq!(learned.recurrence(12, SIGN_UP), UnitRecurrence::None);
        let three = learn(&pages[..3]);
        assert_eq!(three.recurrence(OUTLET, SIGN_UP), UnitRecurrence::Related);
        assert_eq!(learn(&pages[..2]), BoilerplateBlocks::default());
        pages.reverse();
        assert_eq!(learned, learn(&pages));
    }

    #[test]
    fn a_page_crawled_many_times_teaches_nothing() {
        let crawls = (0..95).map(|crawl| page(1, &format!("{crawl} comments")));
        let pages: Vec<_> = crawls.chain(vec![page(1, SIGN_UP); 100]).collect();
        assert!(learn(&pages).is_empty());
    }

    #[test]
    fn a_block_larger_than_its_pages_recurs() {
        let caption =
            |at| format!("Photo {at} of the storm shows the harbour and its broken pier. ");
        let gallery: String = (0..40).map(caption).collect();
        let pages: Vec<_> = (1..=4).map(|story| page(story, &gallery)).collect();
        let first = caption(0);
        let recurrence = learn(&pages).recurrence(OUTLET, first.trim());
        assert_eq!(recurrence, UnitRecurrence::Unrelated);
    }

    #[test]
    fn a_block_that_stands_alone_recurs_beside_stories_with_similar_headlines() {
        let headline = |own: u64| [1 << 1, 2 << 1, own << 1];
        let stories = (11..=13).map(|story| (headline(story), page(story, SIGN_UP).1));
        let mut pages: Vec<_> = stories.collect();
        assert!(learn_titled(&pages).is_empty());
        pages.push(([21 << 1, 22 << 1, 23 << 1], SIGN_UP.to_owned()));
        let recurrence = learn_titled(&pages).recurrence(OUTLET, SIGN_UP);
        assert_eq!(recurrence, UnitRecurrence::Related);
    }

    #[test]
    fn a_notice_without_a_story_teaches_nothing() {
        let pages: Vec<_> = (1..=9).map(|story| (story, SIGN_UP.to_owned())).collect();
        assert!(learn(&pages).is_empty());
    }
}
