/*!
Headlines: what is left of one when its decoration is set aside.

A headline as it is scraped carries more than its words: the marks of a
version (`UPDATE 2-`), a kicker, the name of the outlet, a section, how long
ago it was. Two outlets that print one headline decorate it in two ways. What
is set aside is kept as evidence, and the headline itself is never rewritten.

# Choices

* A tail goes only if it names the site, or was learnt for the outlet. Length
  and separators tell nothing: "- Lavrov" and ": report" belong to headlines.
* What is learnt comes from outside, as a [`LearnedSuffixes`]: this module counts
  nothing.
* The key is taken over folded words, so that case, accents and punctuation
  do not tell headlines apart. Numbers do.
*/

pub mod abbreviation;
pub mod ages;
pub mod entities;
pub mod markers;
pub mod rubrics;
pub mod separators;
pub mod site;
pub mod terms;
pub mod version;
pub mod wires;

use xxhash_rust::xxh3::xxh3_64;

use crate::news::headline::ages::without_age;
use crate::news::headline::markers::{Marker, back_marker, front_marker, is_marker_tail};
use crate::news::headline::separators::{Separator, is_date, split_last, trim};
use crate::news::headline::site::{Place, Scraped, Site};
use crate::text::characters::is_alphanumeric;
use crate::text::words::Words;

/// What an outlet's headlines have taught.
pub trait LearnedSuffixes {
    /// Whether the outlet prints `tail` after `separator` behind many
    /// headlines.
    fn is_tail(&self, separator: Separator, tail: &str) -> bool;

    /// Whether the outlet has `front` glued before many headlines.
    fn is_front(&self, front: &str) -> bool;
}

/// Nothing was learnt.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSuffixes;

impl LearnedSuffixes for NoSuffixes {
    fn is_tail(&self, _separator: Separator, _tail: &str) -> bool {
        false
    }

    fn is_front(&self, _front: &str) -> bool {
        false
    }
}

/// How a headline ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Where its words end.
    Whole,
    /// In an ellipsis: somebody cut it.
    Cut,
}

/// A headline taken apart.
///
/// # Examples
///
/// ```
/// use wirecopy::news::headline::site::Site;
/// use wirecopy::news::headline::{Headline, NoSuffixes};
///
/// let site = Site::new(Some("harborledger.example"), None);
/// let text = "UPDATE 2-Ferry sinks off Skarholm - The Harbor Ledger";
/// let headline = Headline::read(text, &site, &NoSuffixes);
/// assert_eq!(headline.core, "Ferry sinks off Skarholm");
/// assert_eq!(headline.markers[0].number, Some(2));
/// assert_eq!(headline.suffixes, ["The Harbor Ledger"]);
/// ```
#[derive(Clone, Debug)]
pub struct Headline<'a> {
    /// The headline as it was scraped.
    pub whole: &'a str,
    /// What is left of it.
    pub core: &'a str,
    /// Marks of version, urgency and kind, from front and end.
    pub markers: Vec<Marker<'a>>,
    /// The tails that were set aside, the last one first.
    pub suffixes: Vec<&'a str>,
    /// What was glued before it: the name of the outlet.
    pub front: Option<&'a str>,
    /// How it ends.
    pub ending: Ending,
}

/// The most that is set aside from one end: hostile headlines are nothing
/// but decoration.
const MOST: usize = 12;

impl<'a> Headline<'a> {
    /// Takes `text` apart, which stands on a page of `site`.
    ///
    /// Something is always left, if there are words at all: a headline that
    /// is nothing but the outlet's name keeps it.
    #[must_use]
    pub fn read(text: &'a str, site: &Site, learned: &impl LearnedSuffixes) -> Headline<'a> {
        let mut headline = Headline {
            whole: text,
            core: trim(text),
            markers: Vec::new(),
            suffixes: Vec::new(),
            front: None,
            ending: Ending::Whole,
        };
        let mut scraped = Scraped::OnPage;
        if let Some((rest, age)) = without_age(headline.core) {
            headline.core = rest;
            headline.markers.push(age);
            scraped = Scraped::InResults;
        }
        headline.strip_front(scraped, site, learned);
        for _ in 0..MOST {
            if !(headline.strip_end(site)
                || headline.strip_back_marker()
                || headline.strip_tail(site, learned))
            {
                break;
            }
        }
        for _ in 0..MOST {
            let Some((marker, rest)) = front_marker(headline.core) else {
                break;
            };
            headline.markers.push(marker);
            headline.core = rest;
        }
        headline
    }

    /// The key of what is left: equal for headlines that are the same words.
    /// `None` for a headline without words.
    #[must_use]
    pub fn key(&self) -> Option<u64> {
        key(self.core)
    }

    /// What is glued before the first word, as scrapers of search results
    /// leave it.
    fn strip_front(&mut self, scraped: Scraped, site: &Site, learned: &impl LearnedSuffixes) {
        let at = separators::glue(self.core).find(|&at| {
            let front = &self.core[..at];
            split_last(front).is_none()
                && (site.is_named_by(front, Place::Glued(scraped)) || learned.is_front(front))
        });
        if let Some(at) = at.or_else(|| site.glued_front(self.core, scraped)) {
            let (front, rest) = self.core.split_at(at);
            self.front = Some(front);
            self.core = trim(rest);
        }
    }

    /// An ellipsis, empty separators, or the site's own name glued to the
    /// last word.
    fn strip_end(&mut self, site: &Site) -> bool {
        if let Some(rest) = without_ellipsis(self.core) {
            self.core = rest;
            self.ending = Ending::Cut;
            return true;
        }
        if let Some(at) = site.glued_end(self.core) {
            let (rest, tail) = self.core.split_at(at);
            self.core = trim(rest);
            self.suffixes.push(tail);
            return true;
        }
        false
    }

    fn strip_back_marker(&mut self) -> bool {
        let Some((rest, marker)) = back_marker(self.core) else {
            return false;
        };
        self.core = rest;
        self.markers.push(marker);
        true
    }

    fn strip_tail(&mut self, site: &Site, learned: &impl LearnedSuffixes) -> bool {
        let Some(split) = split_last(self.core) else {
            return false;
        };
        let goes = is_marker_tail(split.tail)
            || site.is_named_by(once(split.tail), Place::After(split.separator))
            || learned.is_tail(split.separator, split.tail)
            // A date goes with the outlet's name that stands before it.
            || is_date(split.tail)
                && split_last(split.head).is_some_and(|before| {
                    site.is_named_by(before.tail, Place::After(before.separator))
                        || learned.is_tail(before.separator, before.tail)
                });
        if goes && has_words(split.head) {
            self.core = split.head;
            self.suffixes.push(split.tail);
        }
        goes && self.core == split.head
    }
}

/// `text` without the ellipsis at its end. A word that the ellipsis is glued
/// to may be half a word, and goes too, if enough are left.
fn without_ellipsis(text: &str) -> Option<&str> {
    /// Words that stay.
    const LEFT: usize = 4;
    let rest = text
        .strip_suffix('…')
        .or_else(|| text.strip_suffix("..."))?
        .trim_end_matches(['.', '…']);
    if !has_words(rest) {
        return None;
    }
    match rest.rfind(char::is_whitespace) {
        Some(at)
            if !rest.ends_with(char::is_whitespace)
                && rest[..at].split_whitespace().count() >= LEFT =>
        {
            Some(trim(&rest[..at]))
        }
        _ => Some(trim(rest)),
    }
}

/// Half of a `text` that stands twice: "The LedgerThe Ledger".
fn once(text: &str) -> &str {
    match text.split_at_checked(text.len() / 2) {
        Some((one, other)) if one == other => one,
        _ => text,
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(is_alphanumeric)
}

/// The key of a headline: equal for headlines that are the same words,
/// whatever their case, accents and punctuation. `None` for a headline
/// without words.
#[must_use]
pub fn key(headline: &str) -> Option<u64> {
    key_of_words(Words::of(headline).hashes())
}

/// The key of a headline whose words are known already.
#[must_use]
pub fn key_of_words(words: &[u64]) -> Option<u64> {
    if words.is_empty() {
        return None;
    }
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    Some(xxh3_64(&bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn core<'a>(outlet: &str, text: &'a str) -> &'a str {
        let site = Site::new(Some(outlet), None);
        Headline::read(text, &site, &NoSuffixes).core
    }

    #[test]
    fn case_and_punctuation_do_not_tell_headlines_apart() {
        assert_eq!(
            key("Ferry sinks off Skarholm"),
            key("FERRY SINKS, OFF SKARHOLM!")
        );
        assert_ne!(key("Farm Road 1506 closed"), key("Farm Road 1507 closed"));
        assert_eq!(key(" — "), None);
    }

    #[test]
    fn a_tail_goes_when_it_names_the_site() {
        for (outlet, text, expected) in [
            (
                "tidings.example",
                "Ferry sinks - TIDINGS.EXAMPLE",
                "Ferry sinks",
            ),
            (
                "nwcdailynews.example",
                "Ferry sinks | Northwest Coast Daily News",
                "Ferry sinks",
            ),
            (
                "The Harbor Ledger",
                "Ferry sinks – Harbor Ledger",
                "Ferry sinks",
            ),
            ("wxqp.example", "Ferry sinks | WXQP-TV", "Ferry sinks"),
            (
                "wxqp.airwaves.example",
                "Ferry sinks | WXQP - Airwavesairwaves.example",
                "Ferry sinks",
            ),
            (
                "tidings.example",
                "Ferry sinks – TIDINGS – 13.06.2023",
                "Ferry sinks",
            ),
            (
                "harborledger.example",
                "Ferry sinks - Harbor LedgerHarbor Ledger",
                "Ferry sinks",
            ),
            (
                "tidings.example",
                "Ferry sinks - Lavrov",
                "Ferry sinks - Lavrov",
            ),
            (
                "tidings.example",
                "Ferry sinks – study",
                "Ferry sinks – study",
            ),
            (
                "tidings.example",
                "Ferry sinks: report",
                "Ferry sinks: report",
            ),
            (
                "tidings.example",
                "Ferry sinks - Tidings reach the coast",
                "Ferry sinks - Tidings reach the coast",
            ),
            (
                "tidings.example",
                "Wann sie fährt - und wie das Wetter wird",
                "Wann sie fährt - und wie das Wetter wird",
            ),
            ("tidings.example", "Tidings", "Tidings"),
        ] {
            assert_eq!(core(outlet, text), expected, "{text}");
        }
    }

    #[test]
    fn what_search_results_glue_to_a_headline_goes() {
        for (outlet, text, expected) in [
            (
                "wxqp.example",
                "WXQPThink the ferry is late? It is4 hours ago",
                "Think the ferry is late? It is",
            ),
            (
                "harborledger.example",
                "Harbor LedgerFerry sinks off Skarholm2 days ago",
                "Ferry sinks off Skarholm",
            ),
            (
                "tidings.example",
                "tidings.exampleFerry sinks | tidings.exampleVideo38 mins ago",
                "Ferry sinks",
            ),
            (
                "wxqp.example",
                "Ferry news of September 8, 2023WXQP",
                "Ferry news of September 8, 2023",
            ),
            (
                "harborledger.example",
                "Harbor LedgerFerry sinks off Skarholm",
                "Ferry sinks off Skarholm",
            ),
            (
                "harborledger.example",
                "McConnell sinks ferry 20 years ago",
                "McConnell sinks ferry 20 years ago",
            ),
            (
                "wxqp.example",
                "WXQPUS senator visits Skarholm4 hours ago",
                "US senator visits Skarholm",
            ),
        ] {
            assert_eq!(core(outlet, text), expected, "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_the_name_of_the_site_are_left_whole() {
        for (outlet, text) in [
            ("tide.example", "TIDELANDS: Who owns the shore"),
            ("tide.example", "TIDEWATER COUNCIL SIGNS BILL"),
            ("tide.example", "TIDE'S END: a ferry's last trip"),
            ("tide.example", "TIDE24 opens studio in Skarholm"),
            ("thetide.example", "TideHub cuts prices in Skarholm"),
            ("tide.example", "TideVPN reviewed"),
            ("tidings.example", "Tidings poll: McAllan leads"),
            ("tidings.example", "TIDINGS: iFerry app review"),
            ("tidings.example", "Tidings YouFerry channel is closed"),
            (
                "tidings.example",
                "Tidings: LeBerg scores again in Skarholm",
            ),
            ("tide.example", "TIDEWATER COUNCIL SIGNS BILL4 hours ago"),
        ] {
            let rest = text.strip_suffix("4 hours ago").unwrap_or(text);
            assert_eq!(core(outlet, text), rest);
        }
    }

    #[test]
    fn a_year_behind_the_name_of_the_site_tells_headlines_apart() {
        for text in [
            "Best schools of Skarholm | Tidings 2023",
            "Best schools of Skarholm - Tidings - 2023",
            "Ferry budget - Tidings - 2023/24",
        ] {
            assert_eq!(core("tidings.example", text), text);
        }
        let dated = "Ferry budget falls - Tidings - 13.06.2023";
        assert_eq!(core("tidings.example", dated), "Ferry budget falls");
    }

    #[test]
    fn an_ellipsis_says_that_a_headline_was_cut() {
        let site = Site::new(Some("wxqp.example"), None);
        let headline = Headline::read("The ferry that sank off the ... - WXQP", &site, &NoSuffixes);
        assert_eq!(
            (headline.core, headline.ending),
            ("The ferry that sank off the", Ending::Cut)
        );
        let headline = Headline::read("The ferry that sank off Ska…", &site, &NoSuffixes);
        assert_eq!(headline.core, "The ferry that sank off");
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_and_something_is_left(text in "[a-zA-Z0-9|–: .…()é北-]{0,60}", outlet in "[a-z0-9.]{0,12}") {
            let site = Site::new(Some(&outlet), None);
            let headline = Headline::read(&text, &site, &NoSuffixes);
            prop_assert!(text.contains(headline.core));
            prop_assert_eq!(has_words(&text), has_words(headline.core));
        }
    }
}
