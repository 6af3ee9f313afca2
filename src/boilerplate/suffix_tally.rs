/*!
Learning headline suffixes from sightings.

# Choices

* A suffix is counted once for each different headline before it, not for each
  page: a page that was crawled 195 times is one headline.
* After a bar, a few headlines are enough, even if other outlets have the same
  suffix: "| Local News" is house style at all of them, and a suffix of many
  outlets is a section at every other one. After a dash, sentences go on. There a
  suffix must belong to this outlet alone or stand on much of what it prints. A
  single word needs more, since "- Lavrov" ends many headlines.
* The result depends on the set of sightings alone, and not on their order.
*/

use std::collections::HashMap;

use crate::boilerplate::suffixes::{
    EVERY_OUTLET, HeadlineSuffixes, Sighting, SightingKind, suffix_key,
};
use crate::boilerplate::thresholds::{
    OWN_SHARE, OWN_WORD_SHARE, SECTION_OUTLETS, SHARED_SHARE, SHARED_WORD_SHARE, SUFFIX_HEADLINES,
    WORD_HEADLINES,
};

/// A possible suffix of one outlet, seen on enough headlines.
#[derive(Clone, Copy, Debug)]
struct SuffixCandidate {
    key: u64,
    kind: SightingKind,
    outlet: u64,
    /// Different headlines of the outlet that have it.
    headlines: u32,
    /// Outlets that have it on any headline.
    outlets: u32,
}

/// Counts sightings, which come in sorted order.
#[derive(Debug, Default)]
pub(crate) struct SuffixTally {
    before: Option<Sighting>,
    /// Different headlines so far with the current key, kind and outlet.
    headlines: u32,
    /// Outlets so far with the current key and kind.
    outlets: u32,
    /// Candidates with the current key and kind.
    open: Vec<SuffixCandidate>,
    candidates: Vec<SuffixCandidate>,
    /// Different headlines of each outlet.
    totals: HashMap<u64, u32>,
}

impl SuffixTally {
    /// Counts a sighting. Sightings of one key and kind must follow each other,
    /// sorted by outlet and head.
    pub(crate) fn add(&mut self, sighting: Sighting) {
        let Some(before) = self.before.replace(sighting) else {
            (self.headlines, self.outlets) = (1, 1);
            return;
        };
        let is_same_key = (before.key, before.kind) == (sighting.key, sighting.kind);
        if is_same_key && before.outlet == sighting.outlet {
            self.headlines += u32::from(before.head != sighting.head);
            return;
        }
        self.end_outlet(before);
        self.headlines = 1;
        if is_same_key {
            self.outlets += 1;
        } else {
            self.end_key();
            self.outlets = 1;
        }
    }

    fn end_outlet(&mut self, last: Sighting) {
        if last.kind == SightingKind::Headline {
            self.totals.insert(last.outlet, self.headlines);
        } else if self.headlines >= SUFFIX_HEADLINES {
            self.open.push(SuffixCandidate {
                key: last.key,
                kind: last.kind,
                outlet: last.outlet,
                headlines: self.headlines,
                outlets: 0,
            });
        }
    }

    fn end_key(&mut self) {
        let outlets = self.outlets;
        if let Some(section) = self.open.first().copied()
            && section.kind == SightingKind::Bar
            && outlets >= SECTION_OUTLETS
        {
            self.open.push(SuffixCandidate {
                outlet: EVERY_OUTLET,
                ..section
            });
        }
        self.open
            .iter_mut()
            .for_each(|ended| ended.outlets = outlets);
        self.candidates.append(&mut self.open);
    }

    pub(crate) fn finish(mut self) -> HeadlineSuffixes {
        if let Some(last) = self.before {
            self.end_outlet(last);
            self.end_key();
        }
        let totals = &self.totals;
        let learned = self.candidates.iter().filter(|one| one.is_suffix(totals));
        let keys = learned.map(|one| suffix_key(one.key, one.kind, one.outlet));
        HeadlineSuffixes(keys.collect())
    }
}

impl SuffixCandidate {
    /// Returns whether the outlet has it on enough headlines. `totals` are the
    /// different headlines of each outlet.
    fn is_suffix(&self, totals: &HashMap<u64, u32>) -> bool {
        let is_own = self.outlets == 1;
        let least_share = match self.kind {
            SightingKind::Headline => return false,
            SightingKind::Bar | SightingKind::Prefix => return true,
            SightingKind::Dash if is_own => OWN_SHARE,
            SightingKind::Dash => SHARED_SHARE,
            SightingKind::DashWord if self.headlines < WORD_HEADLINES => return false,
            SightingKind::DashWord if is_own => OWN_WORD_SHARE,
            SightingKind::DashWord => SHARED_WORD_SHARE,
        };
        // Every headline is also a sighting of kind `Headline`.
        let total = totals[&self.outlet];
        f64::from(self.headlines) / f64::from(total) >= least_share
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::boilerplate::suffixes::sightings;
    use crate::convert::to_u32;
    use crate::news::headline::parts::Headline;
    use crate::news::headline::site::Site;
    use crate::text::Span;
    use crate::text::words::Words;

    const OUTLET: u64 = 7;
    const OTHER: u64 = 8;

    /// Returns the suffixes that headlines teach, each given with its outlet.
    fn learn<T: AsRef<str>>(headlines: &[(u64, T)]) -> HeadlineSuffixes {
        let mut all = Vec::new();
        let mut words = Words::new();
        for (outlet, headline) in headlines {
            let headline = headline.as_ref();
            words.clear();
            words.append(headline, Span::new(0, to_u32(headline.len())));
            sightings(*outlet, headline, &Site::default(), &mut words, &mut all);
        }
        all.sort_unstable();
        let mut tally = SuffixTally::default();
        all.into_iter().for_each(|sighting| tally.add(sighting));
        tally.finish()
    }

    /// Checks that after `headlines` of outlets, `core` is left of `headline`.
    fn check<T: AsRef<str>>(headlines: &[(u64, T)], expected: &[(u64, &str, &str)]) {
        let suffixes = learn(headlines);
        for &(outlet, headline, core) in expected {
            let parsed = Headline::parse(headline, &Site::default(), &suffixes.of(outlet));
            assert_eq!(parsed.core, core);
        }
    }

    #[test]
    fn three_headlines_teach_a_suffix_after_a_bar() {
        let headlines = [
            (OUTLET, "Ferry sinks | Local News | Skarholm"),
            (OUTLET, "Budget falls | Local News | Skarholm"),
            (OUTLET, "Bridge opens | Local News |"),
            (OTHER, "Mayor resigns | Local News"),
        ];
        let expected = [
            (OUTLET, "Whale seen | Local News |", "Whale seen"),
            (OUTLET, "Whale seen | Local", "Whale seen"),
            (OUTLET, "Whale seen | Skarholm", "Whale seen | Skarholm"),
            (OTHER, "Whale seen | Local News", "Whale seen | Local News"),
        ];
        check(&headlines, &expected);
    }

    #[test]
    fn a_section_of_many_outlets_is_a_suffix_at_all() {
        let ferry = |outlet| (outlet, format!("Ferry {outlet} sinks | Local News"));
        let bridge = |story| (100, format!("Bridge {story} opens | Local News"));
        let headlines: Vec<_> = (100..110).map(ferry).chain((0..3).map(bridge)).collect();
        check(
            &headlines,
            &[(OUTLET, "Whale seen | Local News", "Whale seen")],
        );
    }

    #[test]
    fn a_page_crawled_many_times_teaches_no_suffix() {
        let page = (OUTLET, "Ferry sinks | A night on the pier");
        assert!(learn(&vec![page; 195]).is_empty());
    }

    #[test]
    fn a_quoted_speaker_is_no_suffix() {
        let day = (0..60).map(|story| (OUTLET, format!("Story {story} of the day")));
        let said = (0..4).map(|story| (OUTLET, format!("Ferry {story} will sail - Lindqvist")));
        let named = (0..30).map(|story| (OTHER, format!("Ferry {story} sails - The Tide Table")));
        let headlines: Vec<_> = day.chain(said).chain(named).collect();
        let said = "Budget will fall - Lindqvist";
        let expected = [
            (OUTLET, said, said),
            (OTHER, "Budget falls - The Tide Table", "Budget falls"),
        ];
        check(&headlines, &expected);
    }

    #[test]
    fn prefixes_are_learned_before_an_age_and_as_first_words_in_capitals() {
        let joined = [
            "WXQPFerry sinks4 hours ago",
            "WXQPBudget falls1 day ago",
            "WXQPBridge opens2 days ago",
        ];
        let first_words = [
            "WXQP wins award",
            "WXQP Family Reunion",
            "WXQP news at four",
        ];
        let expected = [
            (OUTLET, "WXQPThink twice5 hours ago", "Think twice"),
            (OUTLET, "WXQP wins again", "WXQP wins again"),
        ];
        for headlines in [joined, first_words] {
            check(&headlines.map(|headline| (OUTLET, headline)), &expected);
        }
    }

    proptest! {
        #[test]
        fn suffixes_do_not_depend_on_the_order_of_headlines(
            picks in prop::collection::vec((0_u64..3, 0_usize..4, 0_usize..3), 0..30),
        ) {
            const HEADS: [&str; 4] = ["Ferry sinks", "Budget falls", "Bridge opens", "Whale seen"];
            const SUFFIXES: [&str; 3] = [" | News", " - The Tide Table", " - Lindqvist"];
            let mut headlines: Vec<(u64, String)> = picks
                .iter()
                .map(|&(outlet, head, suffix)| (outlet, HEADS[head].to_owned() + SUFFIXES[suffix]))
                .collect();
            let one = learn(&headlines);
            headlines.reverse();
            headlines.extend(headlines.clone());
            prop_assert_eq!(one, learn(&headlines));
        }
    }
}
