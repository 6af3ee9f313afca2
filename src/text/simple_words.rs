/*!
Words of letters that one or two bytes of UTF-8 hold, and that fold to such
letters one by one: most words of the alphabets beyond ASCII, Arabic, Cyrillic,
Greek and Hebrew among them, and those of Latin with accents.

Whatever is not told by a table of these letters is left to those who look at
characters: digits, joined words, letters that become two, marks that melt.
*/

use std::sync::OnceLock;

use crate::text::characters::{ASCII, Class, class};
use crate::text::normalize::{Folded, fold};
use crate::text::word_hash;
use crate::text::word_hash::{hash, hash_short};

/// Bytes that a word folds to, at most; a longer one is left to others.
const ROOM: usize = 64;

/// Characters of two bytes, and those before them.
const CHARACTERS: usize = 0x800;

/// What a character does to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What it does is not told here.
    Unknown,
    /// It ends the word before it.
    End,
    /// It ends the word, unless a letter or a digit follows it.
    Joint,
    /// It is a part of the word, and folds to so many of these bytes.
    Letter([u8; 2], u8),
    /// It belongs to the character before it, and folds to nothing.
    Mark,
}

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Simple {
    /// One past its last byte.
    pub(crate) end: usize,
    /// The hash of its folded spelling; `None` when nothing is left of it.
    pub(crate) hash: Option<u64>,
}

/// The word that starts at `start`, if the table tells all of it.
pub(crate) fn simple_word(text: &str, start: usize) -> Option<Simple> {
    let Tables { parts, pairs } = tables();
    let bytes = text.as_bytes();
    let mut folded = [0_u8; ROOM];
    let (mut at, mut filled) = (start, 0);
    if let Some(first) = bytes[start..].first_chunk()
        && first[0] >= 0x80
    {
        (at, filled) = first_letters(pairs, first, &mut folded);
        at += start;
    }
    let (mut end, mut is_begun) = (at, at > start);
    while let Some(&byte) = bytes.get(at) {
        let (part, length) = match byte {
            0..0x80 => (parts[usize::from(byte)], 1),
            // The byte behind it is there: text is sound.
            0xC0..0xE0 => {
                let low = bytes.get(at + 1)? & 0x3F;
                let place = usize::from(byte & 0x1F) << 6 | usize::from(low);
                (parts[place], 2)
            }
            _ => match class(text[at..].chars().next()?) {
                Class::Other => (Part::End, 0),
                _ => return None,
            },
        };
        match part {
            Part::Letter(letter, count) => {
                folded.get_mut(filled..filled + 2)?.copy_from_slice(&letter);
                filled += usize::from(count);
                is_begun = true;
            }
            Part::Mark if is_begun => {}
            Part::End => break,
            Part::Joint => {
                let follows = bytes.get(at + 1).copied().unwrap_or(b' ');
                if follows >= 128
                    || matches!(ASCII[usize::from(follows)], Class::Letter | Class::Digit)
                {
                    return None;
                }
                break;
            }
            Part::Mark | Part::Unknown => return None,
        }
        at += length;
        end = at;
    }
    let hash = match folded.first_chunk() {
        _ if filled == 0 => None,
        Some(short) if filled <= word_hash::SHORT => Some(hash_short(short, filled)),
        _ => Some(hash(&folded[..filled])),
    };
    is_begun.then_some(Simple { end, hash })
}

/// Characters of two bytes that are looked at together: more than most words
/// have.
const TOGETHER: usize = 8;

/// Folds the letters of two bytes, and the marks on them, that `bytes` begins
/// with; gives the bytes that they take, and those that they fold to.
///
/// Where they end cannot be guessed: all characters are folded, and those up to
/// the first other one counted.
#[inline]
fn first_letters(
    pairs: &[Pair; CHARACTERS],
    bytes: &[u8; 2 * TOGETHER],
    folded: &mut [u8; ROOM],
) -> (usize, usize) {
    let (mut taken, mut filled) = (0, 0);
    let mut goes_on = u8::MAX;
    let mut begins = LETTER;
    for pair in bytes.as_chunks::<2>().0 {
        let place = usize::from(pair[0] & 0x1F) << 6 | usize::from(pair[1] & 0x3F);
        let Pair { letter, count, is } = pairs[place];
        let is_of_two = if pair[0] & 0xE0 == 0xC0 { u8::MAX } else { 0 };
        let is_of_word = if is & begins == 0 { 0 } else { u8::MAX };
        goes_on &= is_of_two & is_of_word;
        begins = LETTER | MARK;
        // The remainder spares a look at the bounds.
        folded[filled % (ROOM / 2)] = letter[0];
        folded[filled % (ROOM / 2) + 1] = letter[1];
        filled += usize::from(count & goes_on);
        taken += usize::from(2 & goes_on);
    }
    (taken, filled)
}

/// What [`Part`] says of a character that may go on with a word, for those who
/// look at many without a branch.
#[derive(Clone, Copy)]
struct Pair {
    letter: [u8; 2],
    count: u8,
    /// [`LETTER`], [`MARK`] or 0.
    is: u8,
}

const LETTER: u8 = 1;
const MARK: u8 = 2;

struct Tables {
    parts: [Part; CHARACTERS],
    pairs: [Pair; CHARACTERS],
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Box<Tables>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let parts = std::array::from_fn(|code| {
            let code = u32::try_from(code).ok();
            code.and_then(char::from_u32).map_or(Part::Unknown, part_of)
        });
        let pairs = parts.map(|part| {
            let (letter, count, is) = match part {
                Part::Letter(letter, count) => (letter, count, LETTER),
                Part::Mark => ([0; 2], 0, MARK),
                _ => ([0; 2], 0, 0),
            };
            Pair { letter, count, is }
        });
        Box::new(Tables { parts, pairs })
    })
}

fn part_of(character: char) -> Part {
    match (class(character), fold(character)) {
        (Class::Other, _) => Part::End,
        // They join digits only, and there are none before them here.
        (Class::MidNumber, _) => Part::End,
        (Class::Apostrophe | Class::FullStop, _) if character.is_ascii() => Part::Joint,
        (Class::Letter, Folded::Nothing) => Part::Letter([0; 2], 0),
        (Class::Letter, Folded::One(one)) if one.is_alphabetic() && one.len_utf8() <= 2 => {
            let mut letter = [0; 2];
            let count = one.encode_utf8(&mut letter).len();
            Part::Letter(letter, u8::try_from(count).unwrap_or_default())
        }
        (Class::Mark, Folded::Nothing) => Part::Mark,
        _ => Part::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        simple_word(text, 0).map(|word| word.end)
    }

    #[test]
    fn words_of_simple_letters_are_told_and_others_left() {
        assert_eq!(end("قال،"), Some(6));
        assert_eq!(end("مُحَمَّد قال"), Some("مُحَمَّد".len()));
        assert_eq!(end("Erdoğan”"), Some(8));
        assert_eq!(end("été."), Some(5));
        for left in [
            "été.été",
            "l’été",
            "2014م",
            "Straße",
            "a_b",
            "北京",
            "\u{64b}",
        ] {
            assert_eq!(end(left), None, "{left}");
        }
    }

    #[test]
    fn nothing_is_left_of_what_only_stretches() {
        let word = simple_word("ـــ", 0);
        assert_eq!(word, Some(Simple { end: 6, hash: None }));
    }
}
