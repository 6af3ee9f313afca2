/*!
The names of months and of days of the week in times of publication.
*/

use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::languages;

/// Returns the full names of the months in lower case, each with its number from
/// 1. Names are ASCII and have at least three letters.
pub(crate) fn months() -> &'static [(&'static str, u8)] {
    static MONTHS: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    MONTHS.get_or_init(|| numbered(WordKey::RecordMonths))
}

/// Returns the full names of the days of the week in lower case, each with its
/// number from 1 for Monday.
pub(crate) fn weekdays() -> &'static [(&'static str, u8)] {
    static WEEKDAYS: OnceLock<Vec<(&str, u8)>> = OnceLock::new();
    WEEKDAYS.get_or_init(|| numbered(WordKey::RecordWeekdays))
}

/// Returns the number of the first name that begins with `word`, or `None` if `word`
/// has less than three letters.
///
/// "Sept" and "Thurs" are common too, so any beginning abbreviates a name.
pub(crate) fn number_of(names: &[(&str, u8)], word: &str) -> Option<u8> {
    let abbreviates = |name: &str| {
        word.len() >= 3
            && name
                .get(..word.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(word))
    };
    let found = names.iter().find(|(name, _)| abbreviates(name));
    found.map(|&(_, number)| number)
}

/// Numbers the names of each language from 1.
fn numbered(key: WordKey) -> Vec<(&'static str, u8)> {
    let names = |words: &[&'static str]| words.iter().copied().zip(1..).collect::<Vec<_>>();
    let of_languages = languages().iter().map(|language| language.words(key));
    of_languages.flat_map(names).collect()
}
