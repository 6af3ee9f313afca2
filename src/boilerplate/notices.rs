/*!
Notices: short texts that one outlet serves in place of different articles, such
as a robot check, a consent notice, a pay notice, or the shell of a page whose
content a script fills in.

A page is such a page if the outlet serves its whole text at pages that are named
differently. The words of the text play no part, so notices are found in any
language.

# Choices

* Words with digits, addresses and the headline of the page are left out of the
  text: a robot check prints the time, a number of its own, and the address.
  Where such words are many, as in a table of earnings, the text says something
  of its own and is no notice.
* A page is named by its headline, and by its address if that has words. A story
  that was crawled again keeps most of its headline or of its address.
* What most of the pages have in their names is left out when names are compared:
  the site, a section, or the title of the notice itself.
*/

use std::collections::BTreeMap;

use memchr::{memchr_iter, memmem};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::boilerplate::pages::word_hash;
use crate::boilerplate::thresholds::{
    BYTES_PER_VARIABLE, COMPARED_NAMES, HEADLINE_SHARE, NAMED_STORIES, NOTICE_BYTES, SLUG_NAMES,
    SURE_STORIES, UNIT_STORIES,
};
use crate::boilerplate::vocabulary::Vocabulary;
use crate::convert::to_u32;
use crate::news::addresses::path_parts::words_of_slug;
use crate::news::headline::separators::split_last;
use crate::text::Span;
use crate::text::words::Words;

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

/// Returns where `headline` first occurs in `text`; an empty one does not. A headline
/// begins with a rare byte, so that preparing a search takes longer than trying.
fn place_of(headline: &[u8], text: &[u8]) -> Option<usize> {
    let first = *headline.first()?;
    memchr_iter(first, text).find(|&at| text[at..].starts_with(headline))
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

/// Replaces `names` with the hashes of the words of `headline`, without suffixes, that
/// name a story: its longer ones. `words` is scratch space.
pub(crate) fn names_of_headline(headline: &str, words: &mut Words, names: &mut Vec<u64>) {
    let mut name = headline;
    while let Some(split) = split_last(name) {
        name = split.headline;
    }
    words.clear();
    words.append(name, Span::new(0, to_u32(name.len())));
    let named = words.spans().iter().zip(words.hashes());
    let is_long = |span: &Span| {
        // A character of a script without spaces is a word.
        span.len() > LONG_WORD_BYTES || span.len() == LONG_WORD_BYTES && !span.of(name).is_ascii()
    };
    names.clear();
    names.extend(
        named
            .filter(|(span, _)| is_long(span))
            .map(|(_, &word)| word),
    );
}

/// Words that name a story have more bytes than this; in scripts other than the
/// Latin one, so many are enough.
const LONG_WORD_BYTES: u32 = 3;

/// Appends the hashes of the longer words in the last part of the path of
/// `address`, if it is a slug.
fn names_of_address(address: &str, names: &mut Vec<u64>) {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some((_, slug)) = path.trim_end_matches('/').rsplit_once('/') else {
        return;
    };
    let is_word = |word: &&str| !word.bytes().any(|byte| byte.is_ascii_digit());
    let mut count = 0;
    for word in words_of_slug(slug).filter(is_word) {
        count += 1;
        if word.len() > LONG_WORD_BYTES as usize {
            names.push(xxh3_64(word.as_bytes()));
        }
    }
    if count < SLUG_NAMES {
        names.clear();
    }
}

/// The words in the name of a page, in a few numbers; 0 where there are fewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageNames {
    pub(crate) headline: [u16; PageNames::WORDS],
    pub(crate) address: [u16; PageNames::WORDS],
}

impl PageNames {
    pub(crate) const WORDS: usize = 12;

    /// Returns the names of a page from those of its headline. `names` is scratch
    /// space.
    pub(crate) fn of(headline: &[u64], address: &str, names: &mut Vec<u64>) -> PageNames {
        let mut page = PageNames::default();
        fill(&mut page.headline, headline);
        names.clear();
        names_of_address(address, names);
        fill(&mut page.address, names);
        page
    }

    /// Returns whether two pages are named differently. `common` are the words that
    /// most pages have, sorted.
    fn differs(&self, other: &PageNames, common: &[u16]) -> bool {
        let headline = Names::of(&self.headline).compare(Names::of(&other.headline), common);
        let address = Names::of(&self.address).compare(Names::of(&other.address), common);
        match (headline, address) {
            (NameMatch::Different, NameMatch::Different | NameMatch::Unknown)
            | (NameMatch::Equal | NameMatch::Unknown, NameMatch::Different) => true,
            (NameMatch::Alike | NameMatch::Equal | NameMatch::Unknown, _)
            | (NameMatch::Different, NameMatch::Alike | NameMatch::Equal) => false,
        }
    }

    /// Returns the number of words that only few pages have in their headlines, or
    /// else in their addresses.
    fn own_words(&self, common: &[u16]) -> usize {
        let own = |words| Names::of(words).own(common).count();
        match own(&self.headline) {
            0 => own(&self.address),
            count => count,
        }
    }
}

/// Fills `words` with the smallest hashes of `names`.
fn fill(words: &mut [u16], names: &[u64]) {
    let mut hashes: Vec<u16> = names.iter().map(|&name| word_hash(name)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for (word, hash) in words.iter_mut().zip(hashes) {
        *word = hash;
    }
}

/// How the names of two pages relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameMatch {
    Equal,
    /// They have words in common.
    Alike,
    Different,
    /// One has no words of its own.
    Unknown,
}

/// The words of a name.
#[derive(Clone, Copy, Debug)]
struct Names<'a>(&'a [u16]);

impl<'a> Names<'a> {
    fn of(words: &'a [u16]) -> Names<'a> {
        let end = words.iter().position(|&word| word == 0);
        Names(&words[..end.unwrap_or(words.len())])
    }

    fn own(self, common: &[u16]) -> impl Iterator<Item = u16> {
        let is_own = |word: &u16| common.binary_search(word).is_err();
        self.0.iter().copied().filter(is_own)
    }

    fn compare(self, other: Names<'_>, common: &[u16]) -> NameMatch {
        if self.0 == other.0 {
            return if self.0.is_empty() {
                NameMatch::Unknown
            } else {
                NameMatch::Equal
            };
        }
        let has_own = |names: Names<'_>| names.own(common).next().is_some();
        if !has_own(self) || !has_own(other) {
            return NameMatch::Unknown;
        }
        let shared = self.0.iter().filter(|word| other.0.contains(word)).count();
        let shorter = self.0.len().min(other.0.len());
        let is_alike = shared >= 2 && shared as f64 >= HEADLINE_SHARE * shorter as f64
            || self.own(common).any(|word| other.0.contains(&word));
        if is_alike {
            NameMatch::Alike
        } else {
            NameMatch::Different
        }
    }
}

/// A page with a text that may be a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NoticeSighting {
    pub(crate) key: u64,
    pub(crate) outlet: u64,
    pub(crate) names: PageNames,
    /// The bytes of the text of the page.
    pub(crate) length: u32,
}

/// The pages with one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextSightings {
    key: u64,
    outlet: u64,
    pages: u32,
    /// The bytes of the longest.
    longest: u32,
    /// Different names, in ascending order.
    names: Vec<PageNames>,
}

impl TextSightings {
    /// Adds the next of all sightings in ascending order. Returns `false` if it is of
    /// another text.
    pub(crate) fn add(&mut self, sighting: NoticeSighting) -> bool {
        if self.pages == 0 {
            (self.key, self.outlet) = (sighting.key, sighting.outlet);
        } else if (self.key, self.outlet) != (sighting.key, sighting.outlet) {
            return false;
        }
        self.pages += 1;
        self.longest = self.longest.max(sighting.length);
        if self.names.len() < COMPARED_NAMES && self.names.last() != Some(&sighting.names) {
            self.names.push(sighting.names);
        }
        true
    }

    /// Makes room for the sightings of another text.
    pub(crate) fn clear(&mut self) {
        (self.pages, self.longest) = (0, 0);
        self.names.clear();
    }
}

/// A text that stands in place of different articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    /// The number of pages that consist of it.
    pub(crate) pages: u32,
    /// Whether so many pages have other names that the text is no article, even if
    /// it has words of one of them.
    pub(crate) is_sure: bool,
    /// The words that most of their names have, sorted.
    common: Vec<u16>,
}

impl Notice {
    /// Returns the notice that stands at pages with these names; `None` if they may
    /// be one page.
    fn learn(pages: u32, names: &[PageNames]) -> Option<Notice> {
        let mut common = common_words(names, |page| &page.headline);
        common.extend(common_words(names, |page| &page.address));
        common.sort_unstable();
        common.dedup();
        let mut stories: Vec<&PageNames> = Vec::new();
        for page in names {
            if page.own_words(&common) > 0
                && stories.iter().all(|story| story.differs(page, &common))
            {
                stories.push(page);
            }
            if stories.len() == SURE_STORIES {
                break;
            }
        }
        let named = stories.iter().filter(|story| story.own_words(&common) > 1);
        let is_notice = stories.len() >= NAMED_STORIES || named.count() >= UNIT_STORIES;
        is_notice.then_some(Notice {
            pages,
            is_sure: stories.len() >= SURE_STORIES,
            common,
        })
    }

    /// Removes the `names` of a page that most pages with the notice have.
    pub(crate) fn remove_common(&self, names: &mut Vec<u64>) {
        names.retain(|&name| self.common.binary_search(&word_hash(name)).is_err());
    }
}

/// Returns the words that more than half of the pages have.
fn common_words(names: &[PageNames], words: impl Fn(&PageNames) -> &[u16]) -> Vec<u16> {
    let all = names
        .iter()
        .flat_map(|page| Names::of(words(page)).0.iter());
    let mut all: Vec<u16> = all.copied().collect();
    all.sort_unstable();
    let equal = all.chunk_by(|one, next| one == next);
    let most = equal.filter(|equal| equal.len() * 2 > names.len());
    most.map(|equal| equal[0]).collect()
}

/// Returns whether a text speaks of what the `names` of its page say, as an article
/// does: it has some rare ones of them. It has the `words`, and repeats the headline
/// this often. Where too little was read to know rare words, half of the names must
/// be in the text.
pub(crate) fn speaks_of(
    names: &[u64],
    words: &[u64],
    headline_repeats: usize,
    vocabulary: &Vocabulary,
) -> bool {
    let is_in_text =
        |name: &&u64| words.iter().filter(|word| word == name).count() > headline_repeats;
    let spoken = names.iter().filter(is_in_text);
    if vocabulary.tells_rare_words() {
        let rare = spoken.filter(|&&name| vocabulary.is_rare(name)).count();
        rare >= SPOKEN_NAMES || rare > 0 && rare * NAMES_PER_SPOKEN >= names.len()
    } else {
        let spoken = spoken.count();
        spoken >= SPOKEN_NAMES && spoken * 2 >= names.len()
    }
}

/// Rare words of the headline that are in the text of an article, at least, or words
/// of the headline for each such word, at most: one may be in a notice by chance, as
/// "stock" is in the footer of a market page. Judgment.
const SPOKEN_NAMES: usize = 2;
const NAMES_PER_SPOKEN: usize = 3;

/// The notices of all outlets of a dump.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Notices {
    /// The bytes of the longest page with a notice, of each outlet that has some.
    longest: BTreeMap<u64, u32>,
    by_key: BTreeMap<u64, Notice>,
}

impl Notices {
    /// Learns whether the text with this key is a notice of `outlet`, from the names
    /// of its pages, sorted and without repeats.
    pub(crate) fn learn(&mut self, text: &TextSightings) {
        if let Some(notice) = Notice::learn(text.pages, &text.names) {
            let longest = self.longest.entry(text.outlet).or_default();
            *longest = text.longest.max(*longest);
            self.by_key.insert(text.key, notice);
        }
    }

    /// Returns the notice that a page of `outlet` consists of, and its text.
    pub(crate) fn find(
        &self,
        outlet: u64,
        text: &str,
        headline: &str,
        kept: &mut Vec<u8>,
    ) -> Option<(&Notice, NoticeText)> {
        let longest = self.longest.get(&outlet)?;
        if text.len() > *longest as usize {
            return None;
        }
        let found = NoticeText::of(outlet, text, headline, kept)?;
        Some((self.by_key.get(&found.key)?, found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONSENT: &str = "We value your privacy. We and our partners store information on a \
        device. You may click to agree to this, or change your choice at any time.";

    /// Learns the notices of pages: outlet, headline, address and text of each.
    fn learn(pages: &[(u64, &str, &str, &str)]) -> Notices {
        let (mut words, mut kept) = (Words::new(), Vec::new());
        let (mut title, mut names) = (Vec::new(), Vec::new());
        let mut sightings = Vec::new();
        for &(outlet, headline, address, text) in pages {
            if let Some(text) = NoticeText::of(outlet, text, headline, &mut kept) {
                names_of_headline(headline, &mut words, &mut title);
                sightings.push(NoticeSighting {
                    key: text.key,
                    outlet,
                    names: PageNames::of(&title, address, &mut names),
                    length: 2_000,
                });
            }
        }
        sightings.sort_unstable();
        let mut notices = Notices::default();
        let mut text = TextSightings::default();
        for sighting in sightings {
            if !text.add(sighting) {
                notices.learn(&text);
                text.clear();
                text.add(sighting);
            }
        }
        notices.learn(&text);
        notices
    }

    /// Returns the number of pages of the notice that each page consists of, 0 if of
    /// none.
    fn found(pages: &[(u64, &str, &str, &str)]) -> Vec<u32> {
        let notices = learn(pages);
        let mut kept = Vec::new();
        let pages = pages.iter().map(|&(outlet, headline, _, text)| {
            let notice = notices.find(outlet, text, headline, &mut kept);
            notice.map_or(0, |(notice, _)| notice.pages)
        });
        pages.collect()
    }

    #[test]
    fn a_text_at_pages_with_different_names_is_a_notice() {
        let page = |headline, address| (1, headline, address, CONSENT);
        let titled = |headline| page(headline, "");
        let cases = [
            (
                "three headlines",
                vec![
                    titled("Ferry stops in November"),
                    titled("Council votes down library"),
                    titled("Frost destroys the blossom"),
                ],
                3,
            ),
            (
                "two headlines",
                vec![
                    titled("Ferry stops in November"),
                    titled("Council votes down library"),
                ],
                0,
            ),
            (
                "one page crawled again",
                vec![titled("Ferry stops in November"); 9],
                0,
            ),
            (
                "one page under a changing headline",
                vec![
                    titled("Ferry to Skarholm sinks"),
                    titled("Ferry to Skarholm sinks, two missing"),
                    titled("Ferry to Skarholm sinks: captain arrested on Monday"),
                    titled("Ferry to Skarholm sinks after storm and fire"),
                    titled("Ferry to Skarholm sinks, mayor demands answers"),
                ],
                0,
            ),
            (
                "one page under other headlines",
                vec![
                    page(
                        "Ferry stops in November",
                        "https://a.example/news/ferry-stops-soon-1.html",
                    ),
                    page(
                        "Council votes down library",
                        "https://a.example/ferry-stops-soon-1.html",
                    ),
                    page(
                        "Frost destroys the blossom",
                        "a.example/x/ferry-stops-soon-2/?from=rss",
                    ),
                ],
                0,
            ),
            (
                "a story in three sections",
                vec![titled("Business"), titled("Politics"), titled("Regional")],
                0,
            ),
            (
                "headlines of one word behind a common one",
                vec![
                    titled("Plus: ferry"),
                    titled("Plus: mine"),
                    titled("Plus: tram"),
                    titled("Plus: court"),
                ],
                4,
            ),
            (
                "a common title and other addresses",
                vec![
                    page(
                        "Access denied",
                        "https://a.example/2024/ferry-stops-in-november.html",
                    ),
                    page(
                        "Access denied",
                        "https://a.example/2024/council-votes-down-library",
                    ),
                    page(
                        "Access denied",
                        "https://a.example/2024/frost-destroys-blossom/",
                    ),
                ],
                3,
            ),
            (
                "no headlines, and addresses of words",
                vec![
                    page("", "https://a.example/ferry-stops-in-november"),
                    page("", "https://a.example/council-votes-down-library"),
                    page("", "https://a.example/frost-destroys-blossom"),
                ],
                3,
            ),
            (
                "no headlines, and addresses of codes",
                vec![
                    page("", "https://a.example/story/4711"),
                    page("", "https://a.example/story/4712"),
                    page("", "https://a.example/s/xYzKq"),
                    page("", "https://a.example/s/Wvutr"),
                ],
                0,
            ),
            (
                "headlines in a script without spaces",
                vec![
                    titled("渡轮停运"),
                    titled("议会否决图书馆"),
                    titled("霜冻毁坏果园"),
                ],
                3,
            ),
        ];
        for (name, pages, expected) in cases {
            assert_eq!(found(&pages), vec![expected; pages.len()], "{name}");
        }
    }

    #[test]
    fn outlets_do_not_teach_each_other() {
        let pages = [
            (1, "Ferry stops in November", "", CONSENT),
            (2, "Council votes down library", "", CONSENT),
            (3, "Frost destroys the blossom", "", CONSENT),
        ];
        assert_eq!(found(&pages), [0, 0, 0]);
    }

    #[test]
    fn what_differs_by_page_is_left_out_of_a_notice() {
        let headlines = [
            "Ferry stops in November",
            "Council votes down library",
            "Frost destroys the blossom",
        ];
        let pages = |text: &dyn Fn(&str, usize) -> String| {
            let texts: Vec<String> = (0..3).map(|at| text(headlines[at], at)).collect();
            let pages = texts.iter().zip(headlines);
            found(
                &pages
                    .map(|(text, headline)| (1, headline, "", text.as_str()))
                    .collect::<Vec<_>>(),
            )
        };
        let check = "Access denied. You have no permission to see this page on this server.";
        let reference = pages(&|_, at| format!("{check} Reference #18.{at}f3"));
        assert_eq!(reference, [3, 3, 3]);
        let address = pages(&|_, at| {
            let slug = ["ferry", "library", "blossom"][at];
            format!("{check} https://a.example/{slug}")
        });
        assert_eq!(address, [3, 3, 3]);
        let headline = pages(&|headline, _| format!("Sorry, \"{headline}\" is for members only."));
        assert_eq!(headline, [3, 3, 3]);
        let other = pages(&|headline, _| format!("{check} It is about {}.", &headline[..5]));
        assert_eq!(other, [0, 0, 0]);
        // Many numbers are facts.
        let earnings = pages(&|_, at| format!("Shr 3{at} cts vs 21 cts. Net 8{at},000 vs 40,500"));
        assert_eq!(earnings, [0, 0, 0]);
        let headline_alone = pages(&|headline, _| headline.to_owned());
        assert_eq!(headline_alone, [0, 0, 0]);
        let long = pages(&|_, _| CONSENT.repeat(20));
        assert_eq!(long, [0, 0, 0]);
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

    #[test]
    fn an_article_speaks_of_its_headline() {
        let speaks = |headline: &str, text: &str, vocabulary: &Vocabulary| {
            let (mut words, mut names) = (Words::new(), Vec::new());
            names_of_headline(headline, &mut words, &mut names);
            let repeats = text.matches(headline).count();
            speaks_of(&names, Words::of(text).hashes(), repeats, vocabulary)
        };
        let (known, unknown) = (Vocabulary::of_total(1 << 20), Vocabulary::default());
        let brief = "The ferry to Skarholm sinks on Monday with lorries on board.";
        let stop = "Ferry to Skarholm stops in November after the storm";
        for (headline, text, expected) in [
            ("Ferry to Skarholm sinks", brief, [true, true]),
            (stop, brief, [true, false]),
            ("Council votes down library", brief, [false, false]),
            (
                "Council votes down new ferry and library",
                brief,
                [false, false],
            ),
            ("Ferry", brief, [true, false]),
            (
                "Ferry to Skarholm",
                "Gallery: Ferry to Skarholm",
                [false, false],
            ),
            ("", brief, [false, false]),
        ] {
            let found = [&known, &unknown].map(|vocabulary| speaks(headline, text, vocabulary));
            assert_eq!(found, expected, "{headline}");
        }
    }
}
