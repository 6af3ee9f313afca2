/*!
Taking a headline apart: finding the part that is the headline proper.
*/

use crate::news::headline::ages::strip_age;
use crate::news::headline::markers::{back_marker, front_marker, is_marker_suffix};
use crate::news::headline::name_match::{HeadlineSource, NamePosition};
use crate::news::headline::separators::{Separator, is_date, missing_spaces, split_last, trim};
use crate::news::headline::site::Site;
use crate::news::headline::thresholds::{MOST_DECORATIONS, WORDS_BEFORE_ELLIPSIS};
use crate::text::characters::is_alphanumeric;

/// What was learned from the headlines of one outlet.
pub(crate) trait LearnedSuffixes {
    /// Returns whether the outlet appends `suffix`, after `separator`, to many
    /// headlines.
    fn is_suffix(&self, separator: Separator, suffix: &str) -> bool;

    /// Returns whether `prefix` is joined to the start of many headlines of the
    /// outlet, without a space.
    fn is_prefix(&self, prefix: &str) -> bool;
}

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
        let is_suffix = is_marker_suffix(split.suffix)
            || site.is_named_by(
                without_repeat(split.suffix),
                NamePosition::After(split.separator),
            )
            || learned.is_suffix(split.separator, split.suffix)
            || is_date(split.suffix)
                && split_last(split.headline).is_some_and(|before| {
                    site.is_named_by(before.suffix, NamePosition::After(before.separator))
                        || learned.is_suffix(before.separator, before.suffix)
                });
        let strips = is_suffix && has_words(split.headline);
        if strips {
            self.core = split.headline;
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

    use super::*;
    use crate::news::headline::tests::NothingLearned;

    proptest! {
        #[test]
        fn any_text_is_taken_apart_and_keeps_words_if_it_has_any(text in "[a-zA-Z0-9|–: .…()é北-]{0,60}", outlet in "[a-z0-9.]{0,12}") {
            let headline = Headline::parse(&text, &Site::new(Some(&outlet), None), &NothingLearned);
            prop_assert!(text.contains(headline.core));
            prop_assert_eq!(has_words(&text), has_words(headline.core));
        }
    }
}
