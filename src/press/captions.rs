/*!
Captions and labels: lines of a page that are no prose.

A picture is printed with many different stories, and its caption with it;
buttons, dates and section names stand between the paragraphs. Neither says
whose story an article carries.
*/

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::text::blocks::ends_sentence;

/// What marks a picture's credit, in the spellings of the agencies and the
/// languages of the press. All of them are matched without case.
const CREDITS: &[&str] = &[
    "ap photo",
    "/ap)",
    "via ap)",
    "/ap photo",
    "(photo by",
    "photo by ",
    "photo:",
    "photo credit",
    "file photo",
    "file - in this",
    "file – in this",
    "file — in this",
    "getty images",
    "/afp)",
    "/afp via",
    "reuters/",
    "/reuters)",
    "(reuters photo",
    "epa-efe",
    "epa/",
    "/epa)",
    "shutterstock",
    "istock",
    "photograph by",
    "photographer:",
    "(photograph:",
    "image credit",
    "image:",
    "picture:",
    "photos by",
    "courtesy of",
    "(courtesy",
    "foto:",
    "fotos:",
    "(foto",
    "fot.",
    "imago/",
    "picture alliance",
    "picture-alliance",
    "photo :",
    "crédit photo",
    "фото:",
    "(фото",
    "صورة:",
    "تصوير:",
    "写真",
    "图片",
    "圖片",
    "사진=",
    "/yonhap)",
    "/xinhua)",
    "(xinhua/",
    "/kyodo)",
    "/tass)",
    "/sputnik)",
    "handout via",
];

/// Words of a caption, at most. A longer block is a paragraph that mentions a
/// picture.
const CAPTION_WORDS: usize = 110;

/// Bytes at either end of a block in which a credit stands.
const END: usize = 96;

/// Words of a label, at most.
const LABEL_WORDS: usize = 7;

/// Whether `block`, which has `words` words, is the caption of a picture.
///
/// # Examples
///
/// ```
/// use wirecopy::press::captions::is_caption;
///
/// assert!(is_caption("The mayor at the pier on Monday. (AP Photo/Ann Dahl)", 10));
/// assert!(!is_caption("The photo went around the world.", 6));
/// ```
#[must_use]
pub fn is_caption(block: &str, words: usize) -> bool {
    static AUTOMATON: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let automaton = AUTOMATON.get_or_init(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostFirst)
            .kind(Some(AhoCorasickKind::DFA))
            .build(CREDITS)
            .ok()
    });
    let Some(automaton) = automaton else {
        return false;
    };
    if words > CAPTION_WORDS {
        return false;
    }
    if block.len() <= 2 * END {
        return automaton.is_match(block);
    }
    let head = block.floor_char_boundary(END);
    let tail = block.ceil_char_boundary(block.len() - END);
    automaton.is_match(&block[..head]) || automaton.is_match(&block[tail..])
}

/// Whether `block`, which has `words` words, is a label: a button, a date, a
/// section name, a headline of another story. Short, and no sentence.
#[must_use]
pub fn is_label(block: &str, words: usize) -> bool {
    words <= LABEL_WORDS && !ends_sentence(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short_and_end_no_sentence() {
        assert!(is_label("Share on Facebook", 3));
        assert!(is_label("2 March 2024", 3));
        assert!(!is_label("He was 84.", 3));
        assert!(!is_label(
            "The council will meet again to vote on Monday",
            9
        ));
    }

    #[test]
    fn captions_are_told_by_their_credit() {
        for caption in [
            "FILE - In this June 2, 2018 file photo, a ferry leaves.",
            "Foto: Anna Berg/dpa",
            "Le port de Nantes. ISTOCK",
            "REUTERS/Jon Hale",
        ] {
            assert!(is_caption(caption, 9), "{caption}");
        }
        for prose in [
            "Reuters reported on Monday that the port had closed.",
            "Police released a picture of the man.",
        ] {
            assert!(!is_caption(prose, 9), "{prose}");
        }
    }
}
