/*!
Notices: short texts that one outlet serves in place of different articles, such
as a robot check, a consent notice, a pay notice, or the shell of a page whose
content a script fills in.

A text is a notice if the outlet serves it as the whole text of several pages whose
names differ. The meaning of the words plays no part, so notices are found in any
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

use serde::{Deserialize, Serialize};

use crate::boilerplate::notice_text::NoticeText;
use crate::boilerplate::page_names::{Names, PageNames};
use crate::boilerplate::pages::word_hash;
use crate::boilerplate::thresholds::{COMPARED_NAMES, NAMED_STORIES, SURE_STORIES, UNIT_STORIES};

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
    use crate::boilerplate::page_names::names_of_headline;
    use crate::text::words::Words;

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
}
