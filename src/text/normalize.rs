/*!
One spelling for the many that houses use.

A character is folded to what is left of it when case, compatibility forms,
accents of alphabets that are often printed without them, and Arabic
orthographic variants are taken away. `Erdoğan` and `ERDOGAN`, `أحمد` and
`احمد`, `２０１９` and `2019` fold to the same.

# Choices

* NFKC (UAX #15) and lower case for every script.
* Latin, Greek, Cyrillic, Arabic and Hebrew lose their nonspacing marks too:
  whether they are printed is a matter of house style. In other scripts a mark
  tells words apart, and stays.
* Arabic: tatweel goes, every alef is a bare alef, alef maksura is yeh, teh
  marbuta is heh, the Persian kaf and yeh are the Arabic ones.
* Decimal digits of every script are the ASCII ones.
* What stands between digits is a full stop, whether a house prints 251.6 or
  251,6; an Arabic letter for the era after a year (2014م) goes, and the Arabic
  way to write decimals with a letter (8ر15) is undone.
*/

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::characters::{Class, Property, class};

/// Characters of one page of the folding table.
const PAGE: usize = 256;

/// Pages up to the last code point.
const PAGES: usize = 0x11_0000 / PAGE;

/// What a character folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: it is left out.
    Nothing,
    /// One character.
    One(char),
    /// Several, to be had from [`fold_into`].
    Several,
    /// It may melt with its neighbors: the word must be normalized whole.
    Composing,
}

/// What `character` folds to.
#[must_use]
pub fn fold(character: char) -> Folded {
    static TABLE: [OnceLock<Box<[Folded; PAGE]>>; PAGES] = [const { OnceLock::new() }; PAGES];
    let code = character as usize;
    let page = TABLE[code / PAGE].get_or_init(|| page(code / PAGE));
    page[code % PAGE]
}

/// Appends the folded form of `word` to `folded`.
///
/// Apostrophes and the full stops of acronyms go; the stops and commas inside
/// numbers stay as stops, since 1.5 is not 15.
pub fn fold_into(word: &str, folded: &mut String) {
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
    house_numbers(folded, start);
}

/// Digits of a year, at least, after which a letter is an era.
const YEAR_DIGITS: usize = 3;

/// Gives a number one spelling where Arabic houses have several: the letter for
/// the era after a year goes, that of the common era or of the hijra, and
/// `8ر15`, a decimal number as it is read from the right, is 15.8.
fn house_numbers(folded: &mut String, start: usize) {
    let word = &folded[start..];
    if !word.starts_with(|first: char| first.is_ascii_digit()) || word.is_ascii() {
        return;
    }
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(year) = word.strip_suffix(['م', 'ه'])
        && year.len() >= YEAR_DIGITS
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

/// Folds a word some of whose characters compose with their neighbors.
fn fold_whole(word: &str, folded: &mut String) {
    let composed = word.nfkc().collect::<String>();
    for character in composed.chars() {
        match class(character) {
            Class::Apostrophe | Class::MidLetter => {}
            _ => folded.extend(fold_alone(character)),
        }
    }
}

fn page(number: usize) -> Box<[Folded; PAGE]> {
    let mut page = Box::new([Folded::Nothing; PAGE]);
    for (index, folded) in page.iter_mut().enumerate() {
        let code = u32::try_from(number * PAGE + index).unwrap_or(u32::MAX);
        if let Some(character) = char::from_u32(code) {
            *folded = find_fold(character);
        }
    }
    page
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

/// Whether `character` can melt with the one before it into a third, in a
/// script whose marks are kept.
fn composes(character: char) -> bool {
    let marks = marks();
    let jamo = ('\u{1100}'..='\u{11FF}').contains(&character);
    let halfwidth_voicing = matches!(character, '\u{FF9E}' | '\u{FF9F}');
    jamo || halfwidth_voicing
        || (marks.any.holds(character) && !marks.nonspacing_dropped.holds(character))
}

/// The folded form of a character that stands for itself.
fn fold_alone(character: char) -> Vec<char> {
    let marks = marks();
    if let Some(first) = marks.digits.range(character) {
        let value = (character as u32 - first as u32) % 10;
        return vec![char::from_digit(value, 10).unwrap_or(character)];
    }
    let stripped = marks.stripped.holds(character);
    let mut folded = Vec::with_capacity(2);
    let mut push = |part: char| {
        if ignorable(part) || (stripped && marks.any.holds(part)) {
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => folded.extend(['s', 's']),
                'æ' => folded.extend(['a', 'e']),
                'œ' => folded.extend(['o', 'e']),
                // What lower case leaves behind: the dot of a Turkish İ.
                '\u{0307}' => {}
                // The apostrophe inside ŉ.
                '\u{02BC}' => {}
                _ => folded.push(house_spelling(lower)),
            }
        }
    };
    if stripped {
        std::iter::once(character).nfkd().for_each(&mut push);
    } else {
        std::iter::once(character).nfkc().for_each(&mut push);
    }
    folded
}

/// Letters without a canonical decomposition that houses print either way.
fn house_spelling(letter: char) -> char {
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

/// Characters that print nothing, and the tatweel, which only stretches.
fn ignorable(character: char) -> bool {
    matches!(character, '\u{0640}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
        || marks().format.holds(character)
}

#[derive(Debug)]
struct Marks {
    any: Property,
    format: Property,
    nonspacing_dropped: Property,
    stripped: Property,
    digits: Property,
}

fn marks() -> &'static Marks {
    static MARKS: OnceLock<Marks> = OnceLock::new();
    MARKS.get_or_init(|| Marks {
        any: Property::new(r"\p{M}"),
        format: Property::new(r"\p{Cf}"),
        // Marks that go: those of the alphabets below, and the general ones
        // (sc=Inherited) but for the kana voicing marks.
        nonspacing_dropped: Property::new(
            r"[\p{M}&&[\p{sc=Inherited}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}]--[\u{3099}\u{309A}]]",
        ),
        stripped: Property::new(
            r"[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}[\p{M}&&\p{sc=Inherited}--[\u{3099}\u{309A}]]]",
        ),
        digits: Property::new(r"\p{Nd}"),
    })
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
    fn houses_spell_one_word_in_many_ways() {
        let table: &[(&str, &str)] = &[
            ("Erdoğan", "ERDOGAN"),
            ("don’t", "don't"),
            ("don't", "dont"),
            ("U.S", "US"),
            ("Straße", "STRASSE"),
            ("Łódź", "Lodz"),
            ("İstanbul", "istanbul"),
            ("ёлка", "елка"),
            ("ΟΔΟΣ", "οδός"),
            ("أحمد", "احمد"),
            ("إلى", "الي"),
            ("مُحَمَّد", "محمد"),
            ("الـــعربية", "العربية"),
            ("مدرسة", "مدرسه"),
            ("٢٠١٩", "2019"),
            ("２０１９", "2019"),
            ("१९", "19"),
            ("e\u{0301}tat", "état"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("ガ", "ｶﾞ"),
            ("co\u{00AD}operate", "cooperate"),
            ("251,6", "251.6"),
            ("٢٥١٫٦", "251.6"),
            ("322،8", "322.8"),
            ("2014م", "2014"),
            ("8ر15", "15.8"),
            ("٨ر١٥", "15,8"),
            ("1436هـ", "١٤٣٦"),
        ];
        for (one, other) in table {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn what_tells_words_apart_stays() {
        let table: &[(&str, &str)] = &[
            ("1.5", "15"),
            ("1,5", "15"),
            ("कि", "की"),
            ("がき", "かき"),
            ("ไม้", "ไม"),
            ("1506", "1507"),
            ("20م", "20"),
            ("2014م", "2014ن"),
        ];
        for (one, other) in table {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn folding_a_folded_word_changes_nothing() {
        for word in [
            "Erdoğan", "Straße", "أحمد", "ガ", "한국", "คำ", "ǅ", "ŉ", "ﬁn", "Ⅷ", "ﷺ",
        ] {
            let once = folded(word);
            assert_eq!(folded(&once), once, "{word}");
        }
    }
}
