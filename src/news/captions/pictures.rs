/*!
Whether a line speaks of a picture, or shows the credit of one.
*/

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;

/// Parts of the credits of agencies, in the case of print.
const MARKS_OF_AGENCIES: [&str; 13] = [
    "AP Photo", "via AP", "/AP", "(AP", "AP)", "Getty", "/AFP", "/Reuters", "REUTERS", "Reuters)",
    "Reuters/", "/EPA", "EPA",
];

/// Returns whether `text` has a word for a picture or a video.
pub(crate) fn speaks_of_picture(text: &str) -> bool {
    static WORDS: WordList = WordList::of(WordKey::PictureWords);
    let has_part = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if !text.is_ascii() && has_part(WordKey::PictureParts.words()) {
        return true;
    }
    let has_ending = |word: &str| {
        WordKey::PictureEndings.words().iter().any(|ending| {
            let start = word.len().saturating_sub(ending.len());
            word.get(start..)
                .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
        })
    };
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .any(|word| WORDS.has(word) || has_ending(word))
}

/// Returns whether `line` begins with a word for a picture and a colon: "Header image:
/// the ferry — Reuters".
pub(crate) fn begins_as_caption(line: &str) -> bool {
    /// Bytes of the words before the colon, at most.
    const LABEL: usize = 48;
    let start = &line[..line.floor_char_boundary(LABEL)];
    start
        .split_once([':', '：'])
        .is_some_and(|(label, _)| label.split_whitespace().count() <= 3 && speaks_of_picture(label))
}

/// Returns whether `line` is only the credit of the picture above it.
pub(crate) fn is_picture_credit(line: &str) -> bool {
    /// Bytes of a credit, at most.
    const CREDIT: usize = 120;
    line.len() <= CREDIT
        && (line.starts_with('(') || line.starts_with("Photo"))
        && looks_like_caption(line)
}

/// Returns whether `line` shows the credit of a picture near one of its ends.
pub(crate) fn looks_like_caption(line: &str) -> bool {
    /// Bytes at either end of a line that may hold the credit.
    const ENDS: usize = 120;
    static MARKS: OnceLock<AhoCorasick> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        let of_languages = WordKey::CaptionMarks.words();
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(MARKS_OF_AGENCIES.iter().chain(of_languages))
            .expect("the marks are few")
    });
    let head = &line[..line.floor_char_boundary(ENDS)];
    let tail = &line[line.ceil_char_boundary(line.len().saturating_sub(ENDS))..];
    marks.is_match(head) || line.len() > ENDS && marks.is_match(tail)
}
