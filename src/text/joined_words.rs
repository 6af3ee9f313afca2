/*!
ASCII words with apostrophes, full stops or commas inside them: "don't", "U.S.",
"1,234.5".
*/

use crate::text::acronym::is_acronym_stop_ascii;
use crate::text::characters::{ASCII, Class};
use crate::text::scanned_word::ScannedWord;
use crate::text::word_bits::is_word_byte;
use crate::text::word_hash::hash;

/// The most bytes of a word that is folded on the stack.
const MAX_BYTES: usize = 48;

/// The lower-case forms of the ASCII characters of words; 0 for all other bytes.
const LOWER: [u8; 256] = lower_table();

const fn lower_table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if is_word_byte(byte as u8) {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// Scans the ASCII word that begins at `start`.
///
/// Returns `None` when a character beyond ASCII may belong to the word, or when
/// it is very long.
#[inline]
pub(crate) fn joined_word(bytes: &[u8], start: usize) -> Option<ScannedWord> {
    let mut folded = [0_u8; MAX_BYTES];
    let mut filled = 0;
    let mut at = start;
    loop {
        while let Some(&byte) = bytes.get(at) {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                break;
            }
            *folded.get_mut(filled)? = lower;
            filled += 1;
            at += 1;
        }
        let Some(&middle) = bytes.get(at) else { break };
        if middle >= 128 {
            return None;
        }
        let class = ASCII[usize::from(middle)];
        if !matches!(
            class,
            Class::Apostrophe | Class::FullStop | Class::MidNumber
        ) {
            break;
        }
        let Some(&after) = bytes.get(at + 1) else {
            break;
        };
        // The character after the next one decides whether a full stop is inside
        // an acronym.
        let is_beyond = |at: usize| bytes.get(at).is_some_and(|&byte| byte >= 128);
        if after >= 128 || class == Class::FullStop && is_beyond(at + 2) {
            return None;
        }
        match (
            class,
            ASCII[usize::from(bytes[at - 1])],
            ASCII[usize::from(after)],
        ) {
            (Class::Apostrophe, Class::Letter, Class::Letter)
            | (Class::Apostrophe, Class::Digit, Class::Digit) => {}
            (Class::FullStop | Class::MidNumber, Class::Digit, Class::Digit) => {
                *folded.get_mut(filled)? = b'.';
                filled += 1;
            }
            (Class::FullStop, Class::Letter, Class::Letter)
                if is_acronym_stop_ascii(bytes, start, at) => {}
            _ => break,
        }
        at += 1;
    }
    let folded = &folded[..filled];
    Some(ScannedWord {
        end: at,
        hash: folded
            .iter()
            .any(u8::is_ascii_alphanumeric)
            .then(|| hash(folded)),
    })
}
