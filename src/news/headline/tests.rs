//! Cases of the recognizers of this folder. Names of persons, towns and outlets are invented.

use crate::news::headline::ages::strip_age;
use crate::news::headline::marker_words::Marker;
use crate::news::headline::markers::{back_marker, front_marker, version};
use crate::news::headline::name_match::NamePosition;
use crate::news::headline::parts::{Headline, HeadlineEnding, LearnedSuffixes};
use crate::news::headline::separators::{Separator, missing_spaces, split_last};
use crate::news::headline::site::Site;
use crate::news::headline::terms::{Term, is_rubric_word, terms_of};
use crate::news::tests::assert_cases;
use crate::text::plain_text::PlainText;

/// No suffixes were learned for the outlet.
pub(crate) struct NothingLearned;

impl LearnedSuffixes for NothingLearned {
    fn is_suffix(&self, _: Separator, _: &str) -> bool {
        false
    }

    fn is_prefix(&self, _: &str) -> bool {
        false
    }
}

/// Returns the markers of a headline in brackets, those at its end first, and the text between them.
fn with_markers(text: &str) -> String {
    let (mut found, mut rest) = (String::new(), text);
    let mut push = |marker: Marker| {
        let number = marker
            .number
            .map_or_else(String::new, |number| format!(" {number}"));
        found.push_str(&format!("[{:?}{number}] ", marker.kind));
    };
    while let Some((before, marker)) = back_marker(rest) {
        push(marker);
        rest = before;
    }
    while let Some((marker, after)) = front_marker(rest) {
        push(marker);
        rest = after;
    }
    found + rest
}

#[test]
fn the_cases_of_headlines_are_recognized() {
    let none = || "-".to_owned();
    let count = |text: &str, is_counted: fn(Term) -> bool| {
        terms_of(text)
            .into_iter()
            .filter(|&term| is_counted(term))
            .count()
            .to_string()
    };
    assert_cases(include_str!("cases.tsv"), |[check, outlet, text]| {
        let site = Site::new(Some(outlet), None);
        let is_name = |separator| match site.is_named_by(text, NamePosition::After(separator)) {
            true => "yes".to_owned(),
            false => "no".to_owned(),
        };
        match check {
            "age" => strip_age(text).map_or_else(none, str::to_owned),
            "plain" => PlainText::of(text).into_text().into_owned(),
            "markers" => with_markers(text),
            "version" => version(text).to_string(),
            "rubric words" => count(text, is_rubric_word),
            "numbers" => count(text, Term::is_number),
            "split" => split_last(text).map_or_else(none, |split| {
                format!(
                    "{} [{:?}] {}",
                    split.headline, split.separator, split.suffix
                )
            }),
            "missing space" => missing_spaces(text)
                .next()
                .map_or_else(none, |at| text[..at].to_owned()),
            "name after dash" => is_name(Separator::Dash),
            "name after bar" => is_name(Separator::Bar),
            "core" => {
                let headline = Headline::parse(text, &site, &NothingLearned);
                match headline.ending {
                    HeadlineEnding::Complete => headline.core.to_owned(),
                    HeadlineEnding::Truncated => format!("{} [Truncated]", headline.core),
                }
            }
            _ => panic!("unknown check `{check}`"),
        }
    });
}
