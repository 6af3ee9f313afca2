/*!
Tests of the data files: their rules, and cases of each language.
*/

mod cases;

use std::collections::HashMap;

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::languages;

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

/// Asserts that no word stands in the lists of two of `keys`, in any language.
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
    assert_no_word_is_in_two_lists(&[
        WordKey::MarkerUpdate,
        WordKey::MarkerRepeat,
        WordKey::MarkerRefile,
        WordKey::MarkerCorrected,
        WordKey::MarkerWrapup,
        WordKey::MarkerLead,
        WordKey::MarkerUrgent,
        WordKey::MarkerGenre,
        WordKey::MarkerMedia,
        WordKey::MarkerDesk,
    ]);
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
