/*!
Headline tails: what an outlet hangs on many of its headlines.

Names of outlets that the address does not give away, towns, sections,
slogans. Like all furniture they are counted within one outlet.

# Choices

* A tail is counted once for each different headline before it, not for each
  page: a page that is crawled 195 times is one headline.
* Behind a bar three headlines are enough, even where other outlets have the
  same tail: "| Local News" is house style at all of them, and what eight
  outlets have there is a section at any other. Behind a dash
  sentences go on. There the tail must be this outlet's alone, or stand on
  much of what it prints; and a single word must stand on more, since "-
  Lavrov" ends many headlines too.
* Tails are counted by their beginnings as well, word by word: a search engine
  that cut a headline left "| News, Weather," of "| News, Weather, Sports".
* What is glued before headlines (`WXQPFerry sinks`) is learnt from those that
  have an age too ("4 hours ago"), as the results of searches do: without that,
  names such as McKay would be taken apart. A first word in capitals teaches it
  as well ("WXQP wins award").
* Only hashes are kept, each sighting in 25 bytes, and what is decided depends
  on the set of sightings alone, not on their order.
*/

use serde::{Deserialize, Serialize};

use std::collections::HashMap;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::boilerplate::hashed_keys::Keys;
use crate::news::headline::ages::strip_age;
use crate::news::headline::key::key_of_words;
use crate::news::headline::learned::LearnedSuffixes;
use crate::news::headline::separators::{Separator, missing_spaces, split_last, trim};
use crate::news::headline::site::Site;
use crate::text::Span;
use crate::text::words::Words;

/// Different headlines of one outlet from which on it may be a tail.
pub const HEADLINES_OF_TAIL: u32 = 3;

/// Different headlines for a single word behind a dash.
const HEADLINES_OF_WORD: u32 = 5;

/// The share of an outlet's headlines that a tail behind a dash must stand
/// on: words that no other outlet has there, and words that others have too.
const SHARE_OF_OWN: f64 = 0.05;
const SHARE_OF_SHARED: f64 = 0.25;

/// The same for a single word.
const SHARE_OF_OWN_WORD: f64 = 0.1;
const SHARE_OF_SHARED_WORD: f64 = 0.4;

/// Outlets that have one tail behind a bar, from which on it is a section
/// everywhere.
const OUTLETS_OF_SECTION: u32 = 8;

/// The outlet under which sections are kept that are known everywhere.
const EVERYWHERE: u64 = u64::MAX;

/// Words of a tail, at most.
const WORDS: usize = 8;

/// Tails of one headline that are looked at.
const LEVELS: usize = 4;

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A headline, whatever is hung on it.
    Headline,
    /// Words behind a bar.
    Bar,
    /// Several words behind a dash.
    Dash,
    /// One word behind a dash.
    DashWord,
    /// Something glued before a headline.
    Front,
}

impl Form {
    const ALL: [Form; 5] = [
        Form::Headline,
        Form::Bar,
        Form::Dash,
        Form::DashWord,
        Form::Front,
    ];

    /// A byte that stands for it.
    #[must_use]
    pub fn byte(self) -> u8 {
        Form::ALL
            .iter()
            .position(|&form| form == self)
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or_default()
    }

    fn of_tail(separator: Separator, words: usize) -> Form {
        match separator {
            Separator::Bar => Form::Bar,
            Separator::Dash if words == 1 => Form::DashWord,
            Separator::Dash => Form::Dash,
        }
    }
}

/// Something that may be a tail, and the headline that it was seen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sighting {
    /// The words; for a headline as a whole, the outlet.
    pub key: u64,
    /// What was seen.
    pub form: Form,
    /// The outlet.
    pub outlet: u64,
    /// What the words hang on.
    pub head: u64,
}

/// Appends what may be learnt from a headline of `outlet`.
pub fn sightings(
    outlet: u64,
    headline: &str,
    site: &Site,
    words: &mut Words,
    into: &mut Vec<Sighting>,
) {
    let mut key_of = |text: &str| {
        words.clear();
        words.append(
            text,
            Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)),
        );
        key_of_words(words.hashes())
    };
    let Some(whole) = key_of(headline) else {
        return;
    };
    into.push(Sighting {
        key: outlet,
        form: Form::Headline,
        outlet,
        head: whole,
    });
    let mut rest = trim(headline);
    let aged = strip_age(rest);
    if let Some(before) = aged {
        rest = before;
        if let Some(at) = missing_spaces(rest).next() {
            let (front, first) = rest.split_at(at);
            let first = first.split_whitespace().next().and_then(&mut key_of);
            if let (Some(key), Some(head)) = (key_of(front), first) {
                into.push(Sighting {
                    key,
                    form: Form::Front,
                    outlet,
                    head,
                });
            }
        }
    }
    if let Some((front, first)) = own_name(rest)
        && let (Some(key), Some(head)) = (key_of(front), key_of(first))
    {
        into.push(Sighting {
            key,
            form: Form::Front,
            outlet,
            head,
        });
    }
    if let Some(at) = site.joined_suffix(rest) {
        rest = trim(&rest[..at]);
    }
    for _ in 0..LEVELS {
        let Some(split) = split_last(rest) else { break };
        let Some(head) = key_of(split.head) else {
            break;
        };
        let tail = Words::of(split.tail);
        let mut key = 0;
        for (index, &word) in tail.hashes().iter().take(WORDS).enumerate() {
            key = longer(key, word);
            let form = Form::of_tail(split.separator, index + 1);
            into.push(Sighting {
                key,
                form,
                outlet,
                head,
            });
        }
        rest = split.head;
    }
}

/// A first word in capitals, as stations write their names, and the next.
fn own_name(text: &str) -> Option<(&str, &str)> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let is_name = first.chars().nth(2).is_some() && first.chars().all(char::is_uppercase);
    is_name.then_some((first, words.next()?))
}

/// The key of some words and one more.
fn longer(key: u64, word: u64) -> u64 {
    xxh3_64_with_seed(&word.to_le_bytes(), key)
}

/// The key under which something that was learnt is kept.
fn learnt_key(key: u64, form: Form, outlet: u64) -> u64 {
    let mut bytes = [0; 17];
    bytes[..8].copy_from_slice(&key.to_le_bytes());
    bytes[8..16].copy_from_slice(&outlet.to_le_bytes());
    bytes[16] = form.byte();
    xxh3_64(&bytes)
}

/// A tail of one outlet that was seen often.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    key: u64,
    form: Form,
    outlet: u64,
    headlines: u32,
    /// Outlets that have it on any headline.
    outlets: u32,
}

/// Counts sightings that come with equal ones side by side.
#[derive(Debug, Default)]
pub struct Tally {
    before: Option<Sighting>,
    /// Different headlines in the run of one key, form and outlet.
    headlines: u32,
    /// Outlets in the run of one key and form.
    outlets: u32,
    /// Candidates of the run of one key and form.
    open: Vec<Candidate>,
    candidates: Vec<Candidate>,
    /// Different headlines of each outlet.
    totals: HashMap<u64, u32>,
}

impl Tally {
    /// Counts a sighting. All of one key and form must come one after the
    /// other, sorted by outlet and headline.
    pub fn take(&mut self, sighting: Sighting) {
        let Some(before) = self.before.replace(sighting) else {
            (self.headlines, self.outlets) = (1, 1);
            return;
        };
        let same_key = (before.key, before.form) == (sighting.key, sighting.form);
        if same_key && before.outlet == sighting.outlet {
            self.headlines += u32::from(before.head != sighting.head);
            return;
        }
        self.close_outlet(before);
        self.headlines = 1;
        if same_key {
            self.outlets += 1;
        } else {
            self.close_key();
            self.outlets = 1;
        }
    }

    fn close_outlet(&mut self, last: Sighting) {
        if last.form == Form::Headline {
            self.totals.insert(last.outlet, self.headlines);
        } else if self.headlines >= HEADLINES_OF_TAIL {
            self.open.push(Candidate {
                key: last.key,
                form: last.form,
                outlet: last.outlet,
                headlines: self.headlines,
                outlets: 0,
            });
        }
    }

    fn close_key(&mut self) {
        let outlets = self.outlets;
        if let Some(section) = self.open.first().copied()
            && section.form == Form::Bar
            && outlets >= OUTLETS_OF_SECTION
        {
            self.open.push(Candidate {
                outlet: EVERYWHERE,
                ..section
            });
        }
        self.candidates
            .extend(self.open.drain(..).map(|candidate| Candidate {
                outlets,
                ..candidate
            }));
    }

    /// What was learnt.
    #[must_use]
    pub fn finish(mut self) -> HeadlineSuffixes {
        if let Some(last) = self.before {
            self.close_outlet(last);
            self.close_key();
        }
        let totals = &self.totals;
        let learned = self
            .candidates
            .iter()
            .filter(|candidate| candidate.is_tail(totals));
        HeadlineSuffixes {
            keys: learned
                .map(|candidate| learnt_key(candidate.key, candidate.form, candidate.outlet))
                .collect(),
        }
    }
}

impl Candidate {
    fn is_tail(&self, totals: &HashMap<u64, u32>) -> bool {
        let total = totals.get(&self.outlet).copied().unwrap_or_default().max(1);
        let share = f64::from(self.headlines) / f64::from(total);
        let is_own = self.outlets == 1;
        match self.form {
            Form::Headline => false,
            Form::Bar | Form::Front => true,
            Form::Dash => {
                share
                    >= if is_own {
                        SHARE_OF_OWN
                    } else {
                        SHARE_OF_SHARED
                    }
            }
            Form::DashWord => {
                self.headlines >= HEADLINES_OF_WORD
                    && share
                        >= if is_own {
                            SHARE_OF_OWN_WORD
                        } else {
                            SHARE_OF_SHARED_WORD
                        }
            }
        }
    }
}

/// The tails that outlets hang on their headlines.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct HeadlineSuffixes {
    keys: Keys,
}

impl HeadlineSuffixes {
    /// The tails with these keys.
    pub fn new(keys: impl IntoIterator<Item = u64>) -> HeadlineSuffixes {
        HeadlineSuffixes {
            keys: keys.into_iter().collect(),
        }
    }

    /// The tails of one outlet.
    #[must_use]
    pub fn of(&self, outlet: u64) -> OutletSuffixes<'_> {
        OutletSuffixes {
            suffixes: self,
            outlet,
        }
    }

    /// The number of tails known, and of their beginnings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// The tails of one outlet.
#[derive(Clone, Copy, Debug)]
pub struct OutletSuffixes<'a> {
    suffixes: &'a HeadlineSuffixes,
    outlet: u64,
}

impl LearnedSuffixes for OutletSuffixes<'_> {
    fn is_suffix(&self, separator: Separator, tail: &str) -> bool {
        if self.suffixes.is_empty() {
            return false;
        }
        let words = Words::of(tail);
        if words.is_empty() || words.len() > WORDS {
            return false;
        }
        let key = words
            .hashes()
            .iter()
            .fold(0, |key, &word| longer(key, word));
        let form = Form::of_tail(separator, words.len());
        let keys = &self.suffixes.keys;
        keys.contains(&learnt_key(key, form, self.outlet))
            || form == Form::Bar && keys.contains(&learnt_key(key, form, EVERYWHERE))
    }

    fn is_prefix(&self, front: &str) -> bool {
        !self.suffixes.is_empty()
            && key_of_words(Words::of(front).hashes()).is_some_and(|key| {
                self.suffixes
                    .keys
                    .contains(&learnt_key(key, Form::Front, self.outlet))
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::news::headline::parts::Headline;

    const OUTLET: u64 = 7;
    const OTHER: u64 = 8;

    fn learn(headlines: &[(u64, &str)]) -> HeadlineSuffixes {
        let mut all = Vec::new();
        let mut words = Words::new();
        for &(outlet, headline) in headlines {
            sightings(outlet, headline, &Site::default(), &mut words, &mut all);
        }
        all.sort_unstable();
        let mut tally = Tally::default();
        all.into_iter().for_each(|sighting| tally.take(sighting));
        tally.finish()
    }

    fn core<'a>(suffixes: &HeadlineSuffixes, outlet: u64, text: &'a str) -> &'a str {
        Headline::parse(text, &Site::default(), &suffixes.of(outlet)).core
    }

    #[test]
    fn a_tail_behind_a_bar_is_learnt_from_three_headlines() {
        let suffixes = learn(&[
            (OUTLET, "Ferry sinks | Local News | Skarholm"),
            (OUTLET, "Budget falls | Local News | Skarholm"),
            (OUTLET, "Bridge opens | Local News |"),
            (OTHER, "Mayor resigns | Local News"),
        ]);
        assert_eq!(
            core(&suffixes, OUTLET, "Whale seen | Local News |"),
            "Whale seen"
        );
        assert_eq!(core(&suffixes, OUTLET, "Whale seen | Local"), "Whale seen");
        assert_eq!(
            core(&suffixes, OUTLET, "Whale seen | Skarholm"),
            "Whale seen | Skarholm"
        );
        assert_eq!(
            core(&suffixes, OTHER, "Whale seen | Local News"),
            "Whale seen | Local News"
        );
    }

    #[test]
    fn a_section_of_many_outlets_is_one_everywhere() {
        let mut headlines: Vec<(u64, String)> = (100..110)
            .map(|outlet| (outlet, format!("Ferry {outlet} sinks | Local News")))
            .collect();
        headlines.extend((0..3).map(|story| (100, format!("Bridge {story} opens | Local News"))));
        let headlines: Vec<(u64, &str)> = headlines
            .iter()
            .map(|(outlet, text)| (*outlet, text.as_str()))
            .collect();
        let suffixes = learn(&headlines);
        assert_eq!(
            core(&suffixes, OUTLET, "Whale seen | Local News"),
            "Whale seen"
        );
    }

    #[test]
    fn a_page_crawled_again_and_again_teaches_no_tail() {
        let page = (OUTLET, "Ferry sinks | A night on the pier");
        assert!(learn(&vec![page; 195]).is_empty());
    }

    #[test]
    fn whoever_said_it_is_no_tail() {
        let mut headlines: Vec<(u64, String)> = (0..60)
            .map(|story| (OUTLET, format!("Story {story} of the day")))
            .collect();
        headlines
            .extend((0..4).map(|story| (OUTLET, format!("Ferry {story} will sail - Lindqvist"))));
        headlines
            .extend((0..30).map(|story| (OTHER, format!("Ferry {story} sails - The Tide Table"))));
        let headlines: Vec<(u64, &str)> = headlines
            .iter()
            .map(|(outlet, text)| (*outlet, text.as_str()))
            .collect();
        let suffixes = learn(&headlines);
        let said = "Budget will fall - Lindqvist";
        assert_eq!(core(&suffixes, OUTLET, said), said);
        assert_eq!(
            core(&suffixes, OTHER, "Budget falls - The Tide Table"),
            "Budget falls"
        );
    }

    #[test]
    fn fronts_are_learnt_where_ages_are() {
        let suffixes = learn(&[
            (OUTLET, "WXQPFerry sinks4 hours ago"),
            (OUTLET, "WXQPBudget falls1 day ago"),
            (OUTLET, "WXQPBridge opens2 days ago"),
        ]);
        assert_eq!(
            core(&suffixes, OUTLET, "WXQPThink twice5 hours ago"),
            "Think twice"
        );
    }

    #[test]
    fn a_front_is_learnt_from_what_the_outlet_calls_itself() {
        let suffixes = learn(&[
            (OUTLET, "WXQP wins award"),
            (OUTLET, "WXQP Family Reunion"),
            (OUTLET, "WXQP news at four"),
        ]);
        assert_eq!(
            core(&suffixes, OUTLET, "WXQPThink twice5 hours ago"),
            "Think twice"
        );
        assert_eq!(
            core(&suffixes, OUTLET, "WXQP wins again"),
            "WXQP wins again"
        );
    }

    proptest! {
        #[test]
        fn what_is_learnt_does_not_depend_on_order(
            picks in prop::collection::vec((0_u64..3, 0_usize..4, 0_usize..3), 0..30),
        ) {
            const HEADS: [&str; 4] = ["Ferry sinks", "Budget falls", "Bridge opens", "Whale seen"];
            const TAILS: [&str; 3] = [" | News", " - The Tide Table", " - Lindqvist"];
            let headlines: Vec<(u64, String)> = picks
                .iter()
                .map(|&(outlet, head, tail)| (outlet, format!("{}{}", HEADS[head], TAILS[tail])))
                .collect();
            let mut headlines: Vec<(u64, &str)> =
                headlines.iter().map(|(outlet, text)| (*outlet, text.as_str())).collect();
            let one = learn(&headlines);
            headlines.reverse();
            headlines.extend(headlines.clone());
            prop_assert_eq!(one.keys, learn(&headlines).keys);
        }
    }
}
