/*!
Tests of the data files: their rules, and cases of each language.
*/

use std::collections::HashMap;

use crate::news::attribution::attribute::read_credits;
use crate::news::captions::is_caption;
use crate::news::credit::byline::read_field;
use crate::news::credit::found::{CreditPage, FoundCredits};
use crate::news::dates::printed::PrintedDate;
use crate::news::headline::marker_words::MARKER_KEYS;
use crate::news::headline::parts::Headline;
use crate::news::headline::site::Site;
use crate::news::headline::tests::NothingLearned;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::languages;
use crate::news::language::language;
use crate::news::parties::directory::Directory;
use crate::news::quotes::quoted;
use crate::news::tests::assert_cases;
use crate::text::blocks::blocks;
use crate::text::words::Words;

#[test]
fn every_file_is_registered_and_every_key_is_used() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/news/lang");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".txt").map(str::to_owned))
        .collect();
    files.sort_unstable();
    let mut codes: Vec<&str> = languages().iter().map(|language| language.code()).collect();
    codes.sort_unstable();
    assert_eq!(codes, files);
    for key in WordKey::ALL {
        assert!(!key.words().is_empty(), "no language has `{}`", key.name());
    }
}

/// Asserts that no word is in the lists of two of `keys`, in any language.
#[track_caller]
fn assert_no_word_is_in_two_lists(keys: &[WordKey]) {
    let mut lists: HashMap<&str, WordKey> = HashMap::new();
    for &key in keys {
        for word in key.words() {
            if let Some(other) = lists.insert(word, key) {
                panic!("`{word}` is in `{}` and `{}`", other.name(), key.name());
            }
        }
    }
}

#[test]
fn a_word_names_one_month() {
    assert_no_word_is_in_two_lists(&WordKey::MONTHS);
}

#[test]
fn a_marker_is_of_one_kind() {
    assert_no_word_is_in_two_lists(&MARKER_KEYS.map(|(key, _)| key));
}

#[test]
fn a_month_that_is_also_a_word_is_not_a_number_everywhere() {
    assert_no_word_is_in_two_lists(&[WordKey::HeadlineNumbers, WordKey::MonthsOrWords]);
}

#[test]
fn the_months_and_days_of_records_are_complete() {
    for language in languages() {
        let (months, days) = (
            language.words(WordKey::RecordMonths),
            language.words(WordKey::RecordWeekdays),
        );
        assert!(matches!(months.len(), 0 | 12), "{}", language.code());
        assert!(matches!(days.len(), 0 | 7), "{}", language.code());
        assert!(months.iter().chain(days).all(|name| name.is_ascii()));
    }
}

/// Texts that the words of each language must recognize. Names of persons, towns and boats are
/// invented. The checks are in [`result`].
const TABLE: &str = include_str!("cases.tsv");

/// Returns the name of the party that is credited first.
fn first_party(credits: &FoundCredits) -> String {
    let claim = credits.claims.first();
    let party = claim.and_then(|claim| claim.name.parties.first());
    let name = |&id| Directory::builtin().party(id).name.clone();
    party.map(name).unwrap_or_default()
}

/// Returns the result of `check` for `text`, which is empty if there is none.
fn result(check: &str, text: &str) -> String {
    let directory = Directory::builtin();
    let mut credits = FoundCredits::default();
    match check {
        // The month and the day of a printed date.
        "date" => {
            let date = PrintedDate::read(text).unwrap_or_default();
            let (month, day) = (date.month.unwrap_or(0), date.day.unwrap_or(0));
            format!("{month}-{day}")
        }
        // The party that a byline names.
        "byline" => {
            read_field(text, directory, &mut credits);
            first_party(&credits)
        }
        // The party that the text at the end of a page credits.
        "credit" => {
            let text = format!("The ferry sails again.\n{text}");
            let page = CreditPage {
                text: &text,
                blocks: &blocks(&text),
                dateline_at: None,
                is_portal: false,
                directory,
            };
            read_credits(&page, &mut credits);
            first_party(&credits)
        }
        // The headline without its markers and its age.
        "headline" => {
            let site = Site::default();
            let headline = Headline::parse(text, &site, &NothingLearned);
            headline.core.to_owned()
        }
        // Whether a block is a caption.
        "caption" => match is_caption(text, Words::of(text).hashes()) {
            true => "caption".to_owned(),
            false => String::new(),
        },
        // The quoted part of a text.
        "quote" => {
            let quoted = quoted(text, &blocks(text));
            quoted.first().map_or("", |span| span.of(text)).to_owned()
        }
        // The code of the language of a text.
        "language" => language(text).to_owned(),
        _ => panic!("unknown check `{check}`"),
    }
}

#[test]
fn the_words_of_each_language_are_recognized() {
    assert_cases(TABLE, |[_, check, text]| result(check, text));
}

#[test]
fn every_language_has_a_case() {
    for language in languages() {
        let code = language.code();
        let mut cases = TABLE.lines().filter_map(|line| line.split_once('\t'));
        assert!(cases.any(|(of, _)| of == code), "{code}");
    }
}
