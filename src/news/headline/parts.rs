/*!
Taking a headline apart: finding the part that is the headline proper.
*/

use crate::news::headline::ages::strip_age;
use crate::news::headline::learned::LearnedSuffixes;
use crate::news::headline::markers::{back_marker, front_marker, is_marker_suffix};
use crate::news::headline::name_match::{HeadlineSource, NamePosition};
use crate::news::headline::separators::{is_date, missing_spaces, split_last, trim};
use crate::news::headline::site::Site;
use crate::news::headline::thresholds::{MOST_DECORATIONS, WORDS_BEFORE_ELLIPSIS};
use crate::text::characters::is_alphanumeric;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadlineEnding {
    /// With its last word.
    Complete,
    /// With an ellipsis: a page or a search engine truncated it.
    Truncated,
}

/// A headline without its decoration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Headline<'a> {
    /// The text without markers, suffixes, prefix and age. It has words if the
    /// headline has: a headline that is only the outlet's name keeps it.
    pub core: &'a str,
    /// How the headline ends.
    pub ending: HeadlineEnding,
}

impl<'a> Headline<'a> {
    /// Takes apart `text`, the headline of a page of `site`.
    pub(crate) fn parse(
        text: &'a str,
        site: &Site,
        learned: &impl LearnedSuffixes,
    ) -> Headline<'a> {
        let mut headline = Headline {
            core: trim(text),
            ending: HeadlineEnding::Complete,
        };
        let mut source = HeadlineSource::ArticlePage;
        if let Some(rest) = strip_age(headline.core) {
            headline.core = rest;
            source = HeadlineSource::SearchResults;
        }
        headline.strip_prefix(source, site, learned);
        for _ in 0..MOST_DECORATIONS {
            if !(headline.strip_ellipsis()
                || headline.strip_joined_name(site)
                || headline.strip_back_marker()
                || headline.strip_suffix(site, learned))
            {
                break;
            }
        }
        for _ in 0..MOST_DECORATIONS {
            let Some((_, rest)) = front_marker(headline.core) else {
                break;
            };
            headline.core = rest;
        }
        headline
    }

    /// Strips a name that is joined to the first word without a space, as in
    /// scraped search results.
    fn strip_prefix(
        &mut self,
        source: HeadlineSource,
        site: &Site,
        learned: &impl LearnedSuffixes,
    ) {
        let at = missing_spaces(self.core).find(|&at| {
            let prefix = &self.core[..at];
            split_last(prefix).is_none()
                && (site.is_named_by(prefix, NamePosition::Joined(source))
                    || learned.is_prefix(prefix))
        });
        if let Some(at) = at.or_else(|| site.joined_prefix(self.core, source)) {
            self.core = trim(&self.core[at..]);
        }
    }

    fn strip_ellipsis(&mut self) -> bool {
        let Some(rest) = without_ellipsis(self.core) else {
            return false;
        };
        self.core = rest;
        self.ending = HeadlineEnding::Truncated;
        true
    }

    /// Strips the site's name where it is joined to the last word.
    fn strip_joined_name(&mut self, site: &Site) -> bool {
        let Some(at) = site.joined_suffix(self.core) else {
            return false;
        };
        self.core = trim(&self.core[..at]);
        true
    }

    fn strip_back_marker(&mut self) -> bool {
        let Some((rest, _)) = back_marker(self.core) else {
            return false;
        };
        self.core = rest;
        true
    }

    /// Strips a suffix that names the site, was learned or is a marker, and a
    /// date that follows such a name.
    fn strip_suffix(&mut self, site: &Site, learned: &impl LearnedSuffixes) -> bool {
        let Some(split) = split_last(self.core) else {
            return false;
        };
        let is_suffix = is_marker_suffix(split.tail)
            || site.is_named_by(
                without_repeat(split.tail),
                NamePosition::After(split.separator),
            )
            || learned.is_suffix(split.separator, split.tail)
            || is_date(split.tail)
                && split_last(split.head).is_some_and(|before| {
                    site.is_named_by(before.tail, NamePosition::After(before.separator))
                        || learned.is_suffix(before.separator, before.tail)
                });
        let strips = is_suffix && has_words(split.head);
        if strips {
            self.core = split.head;
        }
        strips
    }
}

/// Returns `text` without the ellipsis that it ends with, if it does.
///
/// A word that is joined to the ellipsis may be cut in half. It is stripped too
/// if at least [`WORDS_BEFORE_ELLIPSIS`] words remain.
fn without_ellipsis(text: &str) -> Option<&str> {
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
                && rest[..at].split_whitespace().count() >= WORDS_BEFORE_ELLIPSIS =>
        {
            Some(trim(&rest[..at]))
        }
        _ => Some(trim(rest)),
    }
}

/// Returns half of a `text` that is repeated ("The LedgerThe Ledger"), or `text`.
fn without_repeat(text: &str) -> &str {
    match text.split_at_checked(text.len() / 2) {
        Some((first, second)) if first == second => first,
        _ => text,
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::news::headline::separators::Separator;

    use super::*;

    struct NothingLearned;

    impl LearnedSuffixes for NothingLearned {
        fn is_suffix(&self, _: Separator, _: &str) -> bool {
            false
        }

        fn is_prefix(&self, _: &str) -> bool {
            false
        }
    }

    fn parsed<'a>(outlet: &str, text: &'a str) -> Headline<'a> {
        Headline::parse(text, &Site::new(Some(outlet), None), &NothingLearned)
    }

    #[test]
    fn a_suffix_is_stripped_when_it_names_the_site() {
        for (outlet, text) in [
            ("tidings.example", "Ferry sinks - TIDINGS.EXAMPLE"),
            (
                "nwcdailynews.example",
                "Ferry sinks | Northwest Coast Daily News",
            ),
            ("The Harbor Ledger", "Ferry sinks – Harbor Ledger"),
            ("wxqp.example", "Ferry sinks | WXQP-TV"),
            (
                "wxqp.airwaves.example",
                "Ferry sinks | WXQP - Airwavesairwaves.example",
            ),
            ("tidings.example", "Ferry sinks – TIDINGS – 13.06.2023"),
            (
                "harborledger.example",
                "Ferry sinks - Harbor LedgerHarbor Ledger",
            ),
        ] {
            assert_eq!(parsed(outlet, text).core, "Ferry sinks", "{text}");
        }
        for text in [
            "Ferry sinks - Lavrov",
            "Ferry sinks – study",
            "Ferry sinks: report",
            "Ferry sinks - Tidings reach the coast",
            "Wann sie fährt - und wie das Wetter wird",
            "Tidings",
        ] {
            assert_eq!(parsed("tidings.example", text).core, text);
        }
    }

    #[test]
    fn names_and_ages_that_search_results_join_to_a_headline_are_stripped() {
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
            assert_eq!(parsed(outlet, text).core, expected, "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_the_name_of_the_site_are_kept_whole() {
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
            assert_eq!(parsed(outlet, text).core, rest);
        }
    }

    #[test]
    fn a_year_after_the_name_of_the_site_is_kept() {
        for text in [
            "Best schools of Skarholm | Tidings 2023",
            "Best schools of Skarholm - Tidings - 2023",
            "Ferry budget - Tidings - 2023/24",
        ] {
            assert_eq!(parsed("tidings.example", text).core, text);
        }
        let dated = "Ferry budget falls - Tidings - 13.06.2023";
        assert_eq!(parsed("tidings.example", dated).core, "Ferry budget falls");
    }

    #[test]
    fn an_ellipsis_means_that_a_headline_was_truncated() {
        for (text, core) in [
            (
                "The ferry that sank off the ... - WXQP",
                "The ferry that sank off the",
            ),
            ("The ferry that sank off Ska…", "The ferry that sank off"),
        ] {
            let ending = HeadlineEnding::Truncated;
            assert_eq!(parsed("wxqp.example", text), Headline { core, ending });
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_and_keeps_words_if_it_has_any(text in "[a-zA-Z0-9|–: .…()é北-]{0,60}", outlet in "[a-z0-9.]{0,12}") {
            let headline = parsed(&outlet, &text);
            prop_assert!(text.contains(headline.core));
            prop_assert_eq!(has_words(&text), has_words(headline.core));
        }
    }
}
