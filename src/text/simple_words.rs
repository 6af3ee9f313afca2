/*!
Words of letters that take one or two bytes of UTF-8 and fold to as many: most words
in Arabic, Cyrillic, Greek and Hebrew, and in Latin with accents.

A table decides about these letters. Other words are left to the general code:
those with digits, joined words, letters that fold to more, and marks that compose
with a letter.
*/

use std::sync::OnceLock;

use crate::convert::to_u32;
use crate::text::characters::{ASCII, Class, class};
use crate::text::normalize::{Folded, fold, fold_into};
use crate::text::spaced_words::ScannedWord;
use crate::text::word_hash::{SHORT, hash, hash_short};

/// The most bytes of a folded word.
const MAX_BYTES: usize = 64;

/// Characters that take one or two bytes of UTF-8.
const CHARACTERS: usize = 0x800;

/// What a character means for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharacterRole {
    /// The table does not decide.
    Unknown,
    /// It ends the word before it.
    End,
    /// It ends the word, unless a letter or a digit follows.
    Joint,
    /// It is a letter, or two (`ß`), and folds to this many of these bytes.
    Letter([u8; 2], u8),
    /// It belongs to the character before it, and folds to nothing.
    Mark,
}

/// Scans the word that begins at `start`. Returns `None` when the table does not
/// decide about all of it.
pub(crate) fn simple_word(text: &str, start: usize) -> Option<ScannedWord> {
    let LetterTables { roles, letters } = tables();
    let bytes = text.as_bytes();
    let mut folded = [0_u8; MAX_BYTES];
    let (mut at, mut filled) = (start, 0);
    if let Some(first) = bytes[start..].first_chunk()
        && first[0] >= 0x80
    {
        (at, filled) = first_letters(letters, first, &mut folded);
        at += start;
    }
    let (mut end, mut is_begun) = (at, at > start);
    while let Some(&byte) = bytes.get(at) {
        let (role, length) = match byte {
            0..0x80 => (roles[usize::from(byte)], 1),
            // Valid UTF-8 has a second byte.
            0xC0..0xE0 => {
                let low = bytes.get(at + 1)? & 0x3F;
                let place = usize::from(byte & 0x1F) << 6 | usize::from(low);
                (roles[place], 2)
            }
            _ => match class(text[at..].chars().next()?) {
                Class::Other => (CharacterRole::End, 0),
                _ => return None,
            },
        };
        match role {
            CharacterRole::Letter(letter, count) => {
                folded.get_mut(filled..filled + 2)?.copy_from_slice(&letter);
                filled += usize::from(count);
                is_begun = true;
            }
            CharacterRole::Mark if is_begun => {}
            CharacterRole::End => break,
            CharacterRole::Joint => {
                let follows = bytes.get(at + 1).copied().unwrap_or(b' ');
                if follows >= 128
                    || matches!(ASCII[usize::from(follows)], Class::Letter | Class::Digit)
                {
                    return None;
                }
                break;
            }
            CharacterRole::Mark | CharacterRole::Unknown => return None,
        }
        at += length;
        end = at;
    }
    let hash = match folded.first_chunk() {
        _ if filled == 0 => None,
        Some(short) if filled <= SHORT => Some(hash_short(short, filled)),
        _ => Some(hash(&folded[..filled])),
    };
    is_begun.then_some(ScannedWord { end, hash })
}

/// Characters of two bytes that are folded together: more than most words have.
const TOGETHER: usize = 8;

/// Folds the letters of two bytes, and their marks, at the start of `bytes`.
/// Returns the number of bytes that they take, and that they fold to.
///
/// The number of letters cannot be predicted. So all characters are folded
/// without a branch, and those before the first other character are counted.
#[inline]
fn first_letters(
    letters: &LetterTable,
    bytes: &[u8; 2 * TOGETHER],
    folded: &mut [u8; MAX_BYTES],
) -> (usize, usize) {
    let (mut taken, mut filled) = (0, 0);
    let mut goes_on = u8::MAX;
    let mut begins = LETTER;
    for &pair in bytes.as_chunks::<2>().0 {
        let FoldedLetter { letter, count, is } = letter_at(letters, pair);
        let is_of_two = if pair[0] & 0xE0 == 0xC0 { u8::MAX } else { 0 };
        let is_of_word = if is & begins == 0 { 0 } else { u8::MAX };
        goes_on &= is_of_two & is_of_word;
        begins = LETTER | MARK;
        // The remainder avoids a bounds check.
        folded[filled % (MAX_BYTES / 2)] = letter[0];
        folded[filled % (MAX_BYTES / 2) + 1] = letter[1];
        filled += usize::from(count & goes_on);
        taken += usize::from(2 & goes_on);
    }
    (taken, filled)
}

/// The [`CharacterRole`] of a letter or a mark in a form that needs no branch.
#[derive(Clone, Copy)]
pub(crate) struct FoldedLetter {
    pub(crate) letter: [u8; 2],
    pub(crate) count: u8,
    /// [`LETTER`], [`MARK`] or 0.
    pub(crate) is: u8,
}

pub(crate) const LETTER: u8 = 1;
pub(crate) const MARK: u8 = 2;

/// The letters and marks that take one or two bytes, by their code points.
pub(crate) type LetterTable = [FoldedLetter; CHARACTERS];

struct LetterTables {
    roles: [CharacterRole; CHARACTERS],
    letters: LetterTable,
}

/// Returns the table of letters.
pub(crate) fn letters() -> &'static LetterTable {
    &tables().letters
}

/// Returns the letter or the mark that takes the two bytes `pair`.
#[inline(always)]
pub(crate) fn letter_at(letters: &LetterTable, pair: [u8; 2]) -> FoldedLetter {
    letters[usize::from(pair[0] & 0x1F) << 6 | usize::from(pair[1] & 0x3F)]
}

fn tables() -> &'static LetterTables {
    static TABLES: OnceLock<Box<LetterTables>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let roles = std::array::from_fn(|code| {
            char::from_u32(to_u32(code)).map_or(CharacterRole::Unknown, role)
        });
        let letters = roles.map(|role| {
            let (letter, count, is) = match role {
                CharacterRole::Letter(letter, count) => (letter, count, LETTER),
                CharacterRole::Mark => ([0; 2], 0, MARK),
                _ => ([0; 2], 0, 0),
            };
            FoldedLetter { letter, count, is }
        });
        Box::new(LetterTables { roles, letters })
    })
}

fn role(character: char) -> CharacterRole {
    match (class(character), fold(character)) {
        (Class::Other, _) => CharacterRole::End,
        // It joins digits only, and there is no digit before it.
        (Class::MidNumber, _) => CharacterRole::End,
        (Class::Apostrophe | Class::FullStop, _) if character.is_ascii() => CharacterRole::Joint,
        (Class::Letter, Folded::Nothing) => CharacterRole::Letter([0; 2], 0),
        (Class::Letter, Folded::One(one)) if one.is_alphabetic() && one.len_utf8() <= 2 => {
            let mut letter = [0; 2];
            let is_long = one.encode_utf8(&mut letter).len() == 2;
            CharacterRole::Letter(letter, 1 + u8::from(is_long))
        }
        (Class::Letter, Folded::Several) => {
            let mut several = String::new();
            fold_into(character.encode_utf8(&mut [0; 4]), &mut several);
            match <[u8; 2]>::try_from(several.as_bytes()) {
                Ok(letters) if letters.iter().all(u8::is_ascii_lowercase) => {
                    CharacterRole::Letter(letters, 2)
                }
                _ => CharacterRole::Unknown,
            }
        }
        (Class::Mark, Folded::Nothing) => CharacterRole::Mark,
        _ => CharacterRole::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_simple_letters_are_scanned_and_others_left() {
        let left = ["été.été", "l’été", "2014م", "a_b", "北京", "\u{64b}"];
        let scanned = [
            ("قال،", 6),
            ("مُحَمَّد قال", 16),
            ("Erdoğan”", 8),
            ("été.", 5),
            ("Straße", 7),
        ];
        let table = left.map(|text| (text, None)).into_iter();
        for (text, end) in table.chain(scanned.map(|(text, end)| (text, Some(end)))) {
            assert_eq!(simple_word(text, 0).map(|word| word.end), end, "{text}");
        }
        // Nothing is left of tatweels.
        let tatweels = ScannedWord { end: 6, hash: None };
        assert_eq!(simple_word("ـــ", 0), Some(tatweels));
    }
}
