/*!
Folds the spelling variants of different outlets to one spelling.

Folding removes case, compatibility forms, accents of alphabets that are often
printed without them, and Arabic spelling variants. `Erdoğan` and `ERDOGAN`,
`أحمد` and `احمد`, `２０１９` and `2019` fold to the same.

# Choices

* All scripts: NFKC (UAX #15) and lower case.
* Latin, Greek, Cyrillic, Arabic and Hebrew: nonspacing marks are removed, since
  outlets print them or not. In other scripts a mark distinguishes words and is
  kept.
* Arabic: the tatweel is removed, every alef becomes a bare alef, alef maksura
  becomes yeh, teh marbuta becomes heh, and the Persian kaf and yeh become the
  Arabic ones.
* Decimal digits of all scripts become ASCII digits.
* Numbers: the separator between digits becomes a full stop, so that 251.6 and
  251,6 are equal. An Arabic letter for the era after a year (2014م) is removed,
  and an Arabic decimal with a letter (8ر15) gets its usual form (15.8).
*/

use unicode_normalization::UnicodeNormalization;

use crate::text::characters::{CharacterTable, Class, class, unicode_properties};

/// The folded form of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// The character is removed.
    Nothing,
    One(char),
    /// Several characters, which [`fold_into`] appends.
    Several,
    /// The character may compose with its neighbors, so that the word must be
    /// normalized as a whole.
    Composing,
}

pub(crate) fn fold(character: char) -> Folded {
    static TABLE: CharacterTable<Folded> = CharacterTable::new();
    *TABLE.get(character, find_fold)
}

/// Appends the folded form of `word` to `folded`.
///
/// Apostrophes and the full stops of acronyms are removed. Full stops and commas
/// inside numbers become full stops, since 1.5 is not 15.
pub(crate) fn fold_into(word: &str, folded: &mut String) {
    let start = folded.len();
    let mut before = '\0';
    for character in word.chars() {
        match class(character) {
            Class::Apostrophe | Class::MidLetter => {}
            Class::FullStop if !before.is_numeric() => {}
            Class::FullStop | Class::MidNumber => folded.push('.'),
            _ => match fold(character) {
                Folded::Nothing => {}
                Folded::One(one) => folded.push(one),
                Folded::Several => folded.extend(fold_alone(character)),
                Folded::Composing => {
                    folded.truncate(start);
                    fold_whole(word, folded);
                    return;
                }
            },
        }
        before = character;
    }
    fold_number(folded, start);
}

/// The least digits of a year. A letter after fewer digits is not an era.
const MIN_YEAR_DIGITS: usize = 3;

/// Folds the Arabic spellings of a number at the end of `folded`: removes the
/// letter for the common era or the hijra after a year, and turns `8ر15`, a decimal
/// number that is written from the right, into 15.8.
fn fold_number(folded: &mut String, start: usize) {
    let word = &folded[start..];
    if !word.starts_with(|first: char| first.is_ascii_digit()) || word.is_ascii() {
        return;
    }
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(year) = word.strip_suffix(['م', 'ه'])
        && year.len() >= MIN_YEAR_DIGITS
        && are_digits(year)
    {
        folded.truncate(start + year.len());
    } else if let Some((fraction, whole)) = word.split_once('ر')
        && are_digits(fraction)
        && are_digits(whole)
    {
        let decimal = format!("{whole}.{fraction}");
        folded.truncate(start);
        folded.push_str(&decimal);
    }
}

/// Folds a word with characters that compose with their neighbors.
fn fold_whole(word: &str, folded: &mut String) {
    let composed = word.nfkc().collect::<String>();
    for character in composed.chars() {
        match class(character) {
            Class::Apostrophe | Class::MidLetter => {}
            _ => folded.extend(fold_alone(character)),
        }
    }
}

fn find_fold(character: char) -> Folded {
    if composes(character) {
        return Folded::Composing;
    }
    let mut characters = fold_alone(character).into_iter();
    match (characters.next(), characters.next()) {
        (None, _) => Folded::Nothing,
        (Some(one), None) => Folded::One(one),
        (Some(_), Some(_)) => Folded::Several,
    }
}

/// Returns whether `character` can compose with the one before it, in a script
/// whose marks are kept.
fn composes(character: char) -> bool {
    let jamo = ('\u{1100}'..='\u{11FF}').contains(&character);
    let halfwidth_voicing = matches!(character, '\u{FF9E}' | '\u{FF9F}');
    jamo || halfwidth_voicing || (ANY_MARK.contains(character) && !REMOVED_MARK.contains(character))
}

/// Returns the folded form of a character that does not compose.
fn fold_alone(character: char) -> Vec<char> {
    if let Some(first) = DIGIT.range_start(character) {
        let value = (character as u32 - first as u32) % 10;
        return vec![char::from_digit(value, 10).expect("a remainder by 10 is a digit")];
    }
    let is_without_marks = WITHOUT_MARKS.contains(character);
    let mut folded = Vec::with_capacity(2);
    let mut push = |part: char| {
        if is_ignorable(part) || (is_without_marks && ANY_MARK.contains(part)) {
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => folded.extend(['s', 's']),
                'æ' => folded.extend(['a', 'e']),
                'œ' => folded.extend(['o', 'e']),
                // The dot that lower case leaves of a Turkish İ.
                '\u{0307}' => {}
                // The apostrophe of ŉ.
                '\u{02BC}' => {}
                _ => folded.push(fold_letter(lower)),
            }
        }
    };
    let one = std::iter::once(character);
    match is_without_marks {
        true => one.nfkd().for_each(&mut push),
        false => one.nfkc().for_each(&mut push),
    }
    folded
}

/// Folds a letter that has a variant, but no canonical decomposition to it.
fn fold_letter(letter: char) -> char {
    match letter {
        'ς' => 'σ',
        'ı' => 'i',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ħ' => 'h',
        'ى' | 'ی' | 'ې' => 'ي',
        'ة' | 'ہ' | 'ھ' | 'ە' => 'ه',
        'ک' | 'ڪ' => 'ك',
        'ٱ' => 'ا',
        '٫' => '.',
        other => other,
    }
}

/// Returns whether a character prints nothing, or is the tatweel, which only
/// stretches a word.
fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{0640}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
        || FORMAT.contains(character)
}

// The properties of Unicode that decide about folding. The removed marks are those of
// the alphabets without marks, and those of all scripts (sc=Inherited) except the kana
// voicing marks.
unicode_properties! {
    ANY_MARK = r"\p{M}";
    FORMAT = r"\p{Cf}";
    REMOVED_MARK = r"[\p{M}&&[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}]--[\u{3099}\u{309A}]]";
    WITHOUT_MARKS = r"[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}[\p{M}&&\p{sc=Inherited}--[\u{3099}\u{309A}]]]";
    DIGIT = r"\p{Nd}";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut text = String::new();
        fold_into(word, &mut text);
        text
    }

    #[test]
    fn variants_of_one_word_are_equal() {
        let table = [
            "Erdoğan ERDOGAN",
            "don’t don't",
            "don't dont",
            "U.S US",
            "Straße STRASSE",
            "Łódź Lodz",
            "İstanbul istanbul",
            "ёлка елка",
            "ΟΔΟΣ οδός",
            "أحمد احمد",
            "إلى الي",
            "مُحَمَّد محمد",
            "الـــعربية العربية",
            "مدرسة مدرسه",
            "٢٠١٩ 2019",
            "２０１９ 2019",
            "१९ 19",
            "e\u{0301}tat état",
            "한국 \u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}",
            "ガ ｶﾞ",
            "co\u{00AD}operate cooperate",
            "251,6 251.6",
            "٢٥١٫٦ 251.6",
            "322،8 322.8",
            "2014م 2014",
            "8ر15 15.8",
            "٨ر١٥ 15,8",
            "1436هـ ١٤٣٦",
        ];
        for pair in table {
            let (one, other) = pair.split_once(' ').expect("two words");
            assert_eq!(folded(one), folded(other), "{pair}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        let table = [
            "1.5 15",
            "1,5 15",
            "कि की",
            "がき かき",
            "ไม้ ไม",
            "1506 1507",
            "20م 20",
            "2014م 2014ن",
        ];
        for pair in table {
            let (one, other) = pair.split_once(' ').expect("two words");
            assert_ne!(folded(one), folded(other), "{pair}");
        }
    }

    #[test]
    fn folding_a_folded_word_does_not_change_it() {
        for word in [
            "Erdoğan", "Straße", "أحمد", "ガ", "한국", "คำ", "ǅ", "ŉ", "ﬁn", "Ⅷ", "ﷺ",
        ] {
            let once = folded(word);
            assert_eq!(folded(&once), once, "{word}");
        }
    }
}
