/*!
Words of ASCII and Latin letters, with accents and with apostrophes inside them:
"größer", "l'été", "ferry’s".

The ASCII parts of a word are found as bits and copied as a whole. The letters
between them are folded by a table. Other words are left to the scanners that look at
each character.
*/

use crate::text::characters::{ASCII, Class, class};
use crate::text::simple_words::{LETTER, MARK, letter_at, letters};
use crate::text::spaced_words::ScannedWord;
use crate::text::word_bits::{WordBits, is_word_byte};
use crate::text::word_hash::{SHORT, hash, hash_short};

/// Bytes from the start of a word on that are examined. A longer word is left to the
/// other scanners.
const WINDOW: usize = 64;

/// Bytes that are copied at once, and that must follow a window.
const BLOCK: usize = 16;

/// The letters of the Latin script begin with bytes below this one.
const LATIN_END: u8 = 0xD0;

/// Bytes of the apostrophes beyond ASCII that take three bytes, such as `’`.
const WIDE_APOSTROPHE: usize = 3;

/// Returns whether no word contains this byte, or an apostrophe before it.
fn ends_word(byte: u8) -> bool {
    byte.is_ascii() && !is_word_byte(byte)
}

/// Scans the word that begins at `start`. `lower` are the bytes of `text` with ASCII
/// letters in lower case and enough others behind them, and `bits` those of `text`.
///
/// Returns `None` when the word may have characters that the table does not know, or
/// when it is very long.
#[inline]
pub(crate) fn latin_word(
    text: &str,
    lower: &[u8],
    bits: &WordBits,
    start: usize,
) -> Option<ScannedWord> {
    let letters = letters();
    if *text.as_bytes().get(start)? >= LATIN_END {
        return None;
    }
    let window: &[u8; WINDOW + BLOCK] = lower.get(start..)?.first_chunk()?;
    let ascii = bits.ascii_from(start);
    let mut folded = [0_u8; WINDOW + 2 * BLOCK];
    let (mut at, mut filled) = (0, 0);
    let mut follows_letter = false;
    let mut has_table_letter = false;
    loop {
        let length = (ascii >> at).trailing_ones() as usize;
        for copied in (0..length).step_by(BLOCK) {
            let block: [u8; BLOCK] = *window.get(at + copied..)?.first_chunk()?;
            *folded.get_mut(filled + copied..)?.first_chunk_mut()? = block;
        }
        if length > 0 {
            at += length;
            filled += length;
            follows_letter = window.get(at - 1)?.is_ascii_alphabetic();
        }
        // The next characters are in the window too.
        if at + BLOCK > WINDOW {
            return None;
        }
        let is_letter = |at: usize| match window[at] {
            byte if byte.is_ascii() => byte.is_ascii_alphabetic(),
            0xC2..0xE0 => letter_at(letters, [window[at], window[at + 1]]).is == LETTER,
            _ => false,
        };
        match window[at] {
            byte if byte.is_ascii() => {
                let class = ASCII[usize::from(byte)];
                let may_join = matches!(
                    class,
                    Class::Apostrophe | Class::FullStop | Class::MidNumber
                );
                if !may_join || ends_word(window[at + 1]) {
                    break;
                }
                if class != Class::Apostrophe || !follows_letter || !is_letter(at + 1) {
                    return None;
                }
                at += 1;
            }
            0xC2..0xE0 => {
                let pair = [window[at], window[at + 1]];
                let letter = letter_at(letters, pair);
                if letter.is == LETTER {
                    has_table_letter |= letter.count > 0;
                    follows_letter = true;
                } else if letter.is != MARK || at == 0 {
                    match class(text[start + at..].chars().next()?) {
                        Class::Other => break,
                        _ => return None,
                    }
                }
                *folded.get_mut(filled..)?.first_chunk_mut()? = letter.letter;
                filled += usize::from(letter.count);
                at += 2;
            }
            _ => match class(text[start + at..].chars().next()?) {
                Class::Other => break,
                Class::Apostrophe if follows_letter && is_letter(at + WIDE_APOSTROPHE) => {
                    at += WIDE_APOSTROPHE;
                }
                Class::Apostrophe if ends_word(window[at + WIDE_APOSTROPHE]) => break,
                _ => return None,
            },
        }
        if at >= WINDOW {
            return None;
        }
    }
    let word = &folded[..filled];
    let begins_with_digit = window[0].is_ascii_digit();
    if has_table_letter && begins_with_digit || at == 0 {
        return None;
    }
    if !has_table_letter && !word.iter().any(u8::is_ascii_alphanumeric) {
        return None;
    }
    let hash = match folded.first_chunk() {
        Some(short) if filled <= SHORT => hash_short(short, filled),
        _ => hash(word),
    };
    Some(ScannedWord {
        end: start + at,
        hash: Some(hash),
    })
}
