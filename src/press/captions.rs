/*!
Captions and labels: lines of a page that are no prose.

A picture is printed with many different stories, and its caption with it;
buttons, dates and section names stand between the paragraphs. Neither says
whose story an article carries.

# Choices

* Three questions are asked of pictures, each with a list of its own. Is a
  block of the page a caption ([`is_caption`]), among all blocks, in any case:
  only marks that no prose has. Does a line where credits stand show the credit
  of a picture (`looks_like_caption`): there "(AP" is enough, as it is printed.
  Does a name stand beside the word for a picture (`speaks_of_picture`).
*/

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::spelling::WordList;
use crate::text::blocks::ends_sentence;
use crate::text::lexicon::Lexicon;

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

/// Of each credit at least one word, but for those in Chinese and Japanese. A
/// block without any of them has none of the credits, and most blocks are
/// done with that.
const CREDIT_WORDS: &str = "photo photos photograph photographer file getty afp reuters epa efe \
    shutterstock istock image picture courtesy foto fotos fotograf fotografia fotografie fot \
    imago alliance ap yonhap xinhua kyodo tass sputnik handout \
    фото صورة تصوير 사진";

/// The first byte of the credits in Chinese and Japanese, in UTF-8.
const HAN_LEAD: u8 = 0xE5;

/// Whether `block` may have a credit, by its words.
fn may_have_credit(block: &str, words: &[u64]) -> bool {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::new(CREDIT_WORDS));
    words.iter().any(|&word| lexicon.holds(word))
        || memchr::memchr(HAN_LEAD, block.as_bytes()).is_some()
}

/// Words of a caption, at most. A longer block is a paragraph that mentions a
/// picture.
const CAPTION_WORDS: usize = 110;

/// Bytes at either end of a block in which a credit stands.
const END: usize = 96;

/// Words of a label, at most.
const LABEL_WORDS: usize = 7;

/// What the credits of pictures have, in the case of print.
const PRINTED: [&str; 18] = [
    "AP Photo", "via AP", "/AP", "(AP", "Photo", "photo", "FILE", "Getty", "Image", "/AFP",
    "/Reuters", "REUTERS", "Reuters)", "/EPA", "Foto", "EPA", "Reuters/", "AP)",
];

/// Words for pictures and videos, and for where they come from.
static PICTURE_WORDS: WordList = WordList::new(
    "photo photos photograph photographs photographer photographers photography foto fotos fotograf fotografin \
    image images picture pictures pictured bild bilder video videos caption captions graphic graphics \
    file handout pool courtesy screen screenshot screengrab screenshots archive archives archiv archivio getty gettyimages \
    фото صورة الصورة صور تصوير أرشيف الأرشيف أرشيفية",
);

/// What words for pictures end in where words are joined.
const PICTURE_ENDS: [&str; 6] = ["photo", "photos", "foto", "fotos", "bild", "image"];

/// Words for pictures in scripts without blanks between words.
const PICTURE_PARTS: [&str; 12] = [
    "写真",
    "撮影",
    "画像",
    "图片",
    "圖片",
    "照片",
    "사진",
    "그래픽",
    "영상",
    "일러스트",
    "캡처",
    "グラフィック",
];

/// Whether `block`, whose words have the hashes `words`, is the caption of a
/// picture.
///
/// # Examples
///
/// ```
/// use wirecopy::press::captions::is_caption;
/// use wirecopy::text::words::Words;
///
/// let shows = |block: &str| is_caption(block, Words::of(block).hashes());
/// assert!(shows("The mayor at the pier on Monday. (AP Photo/Ann Dahl)"));
/// assert!(!shows("The photo went around the world."));
/// ```
#[must_use]
pub fn is_caption(block: &str, words: &[u64]) -> bool {
    if words.len() > CAPTION_WORDS || !may_have_credit(block, words) {
        return false;
    }
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
    if block.len() <= 2 * END {
        return automaton.is_match(block);
    }
    let head = block.floor_char_boundary(END);
    let tail = block.ceil_char_boundary(block.len() - END);
    automaton.is_match(&block[..head]) || automaton.is_match(&block[tail..])
}

/// Whether the words of `text` speak of a picture or a video.
pub(crate) fn speaks_of_picture(text: &str) -> bool {
    if !text.is_ascii() && PICTURE_PARTS.iter().any(|part| text.contains(part)) {
        return true;
    }
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .any(|word| {
            PICTURE_WORDS.has(word)
                || PICTURE_ENDS.iter().any(|end| {
                    let start = word.len().saturating_sub(end.len());
                    word.get(start..)
                        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
                })
        })
}

/// Whether a line is nothing but the credit of the picture above it.
pub(crate) fn is_picture_credit(line: &str) -> bool {
    /// Bytes of a credit, at most.
    const CREDIT: usize = 120;
    line.len() <= CREDIT
        && (line.starts_with('(') || line.starts_with("Photo"))
        && looks_like_caption(line)
}

/// Whether a line shows the credit of a picture.
pub(crate) fn looks_like_caption(line: &str) -> bool {
    /// Bytes at either end of a line in which the credit stands.
    const ENDS: usize = 120;
    static AUTOMATON: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let automaton = AUTOMATON.get_or_init(|| {
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(PRINTED)
            .ok()
    });
    let Some(automaton) = automaton else {
        return false;
    };
    let head = &line[..line.floor_char_boundary(ENDS)];
    let tail = &line[line.ceil_char_boundary(line.len().saturating_sub(ENDS))..];
    automaton.is_match(head) || line.len() > ENDS && automaton.is_match(tail)
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
    use crate::text::words::Words;

    fn shows(block: &str) -> bool {
        is_caption(block, Words::of(block).hashes())
    }

    #[test]
    fn every_credit_may_have_a_credit() {
        for credit in CREDITS {
            let words = Words::of(credit);
            assert!(may_have_credit(credit, words.hashes()), "{credit}");
        }
    }

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
    fn words_for_pictures_are_whole_words() {
        for text in [
            "File",
            "AP Photo",
            "Symbolbild",
            "handout",
            "写真",
            "자료사진",
            "صورة",
        ] {
            assert!(speaks_of_picture(text), "{text}");
        }
        for text in [
            "a lawsuit filed in May",
            "Bildung",
            "the profile",
            "carpool",
            "부산",
            "",
        ] {
            assert!(!speaks_of_picture(text), "{text}");
        }
    }

    #[test]
    fn captions_are_told_by_their_credit() {
        for caption in [
            "FILE - In this June 2, 2018 file photo, a ferry leaves.",
            "Foto: Anna Berg/dpa",
            "Le port de Nantes. ISTOCK",
            "REUTERS/Jon Hale",
        ] {
            assert!(shows(caption), "{caption}");
        }
        for prose in [
            "Reuters reported on Monday that the port had closed.",
            "Police released a picture of the man.",
        ] {
            assert!(!shows(prose), "{prose}");
        }
    }
}
