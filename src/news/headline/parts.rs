/*!
Taking a headline apart: finding the part that is the headline proper.
*/

use crate::news::headline::ages::strip_age;
use crate::news::headline::markers::{back_marker, front_marker, is_marker_suffix};
use crate::news::headline::name_match::{HeadlineSource, NamePosition};
use crate::news::headline::separators::{
    HeadlineSplit, Separator, is_date, missing_spaces, split_last, trim,
};
use crate::news::headline::site::Site;
use crate::news::headline::thresholds::{MOST_DECORATIONS, WORDS_BEFORE_ELLIPSIS};
use crate::text::characters::is_alphanumeric;

/// The prefixes and suffixes that were learned from the headlines of one outlet.
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
        let mut core = trim(text);
        let mut source = HeadlineSource::ArticlePage;
        if let Some(rest) = strip_age(core) {
            core = rest;
            source = HeadlineSource::SearchResults;
        }
        core = without_prefix(core, source, site, learned);
        let mut ending = HeadlineEnding::Complete;
        for _ in 0..MOST_DECORATIONS {
            if let Some(rest) = without_ellipsis(core) {
                core = rest;
                ending = HeadlineEnding::Truncated;
                continue;
            }
            // A name that is joined to the last word, a marker, or a suffix.
            let joined_name = site.joined_suffix(core).map(|at| trim(&core[..at]));
            let rest = joined_name
                .or_else(|| back_marker(core).map(|(rest, _)| rest))
                .or_else(|| without_suffix(core, site, learned));
            let Some(rest) = rest else { break };
            core = rest;
        }
        for _ in 0..MOST_DECORATIONS {
            let Some((_, rest)) = front_marker(core) else {
                break;
            };
            core = rest;
        }
        Headline { core, ending }
    }
}

/// Returns `text` without a name that is joined to the first word without a space,
/// as in scraped search results.
fn without_prefix<'a>(
    text: &'a str,
    source: HeadlineSource,
    site: &Site,
    learned: &impl LearnedSuffixes,
) -> &'a str {
    let at = missing_spaces(text).find(|&at| {
        let prefix = &text[..at];
        split_last(prefix).is_none()
            && (site.is_named_by(prefix, NamePosition::Joined(source)) || learned.is_prefix(prefix))
    });
    let at = at.or_else(|| site.joined_prefix(text, source));
    at.map_or(text, |at| trim(&text[at..]))
}

/// Returns `text` without a suffix that names the site, was learned or is a marker,
/// or is a date that follows such a name.
fn without_suffix<'a>(
    text: &'a str,
    site: &Site,
    learned: &impl LearnedSuffixes,
) -> Option<&'a str> {
    let split = split_last(text)?;
    let names_site = |split: &HeadlineSplit<'_>, name: &str| {
        site.is_named_by(name, NamePosition::After(split.separator))
            || learned.is_suffix(split.separator, split.suffix)
    };
    let is_suffix = is_marker_suffix(split.suffix)
        || names_site(&split, without_repeat(split.suffix))
        || is_date(split.suffix)
            && split_last(split.headline).is_some_and(|before| names_site(&before, before.suffix));
    (is_suffix && has_words(split.headline)).then_some(split.headline)
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
