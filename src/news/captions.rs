/*!
Captions and labels: lines of a page that are no prose.

A picture is printed with many different stories, and its caption with it;
buttons, dates and section names stand between the paragraphs. Neither says
whose story an article carries.

# Choices

* Three questions are asked of pictures, each with a list of its own. Is a
  block of the page a caption ([`is_caption`]), among all blocks, in any case?
  Does a line where credits stand show the credit
  of a picture (`looks_like_caption`)? There "(AP" is enough, as it is printed.
  Does a name stand beside the word for a picture (`speaks_of_picture`)?
* A caption is told by the credit of its picture, and stories speak of pictures
  too. So it counts where the credit stands: before the words, in brackets, or
  apart behind them. Only what no sentence has counts wherever it is.
* A credit begins and ends where words do: "photographs" is none.
*/

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match, MatchKind};

use crate::news::name_key::WordList;
use crate::text::blocks::ends_sentence;
use crate::text::lexicon::Lexicon;

/// How much a credit needs beside it to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Credit {
    /// Nothing: no sentence has it.
    Sure,
    /// To stand before the words, in brackets, or apart behind them, with the
    /// name of somebody behind it: `Photo: Ann Berg`.
    Label,
    /// The same, with the name before it or nothing: `Berg/Getty Images`.
    Agency,
    /// To stand before a colon, a slash or the end, and not inside a sentence,
    /// which has no spaces to tell by: `图片：`.
    Unspaced,
}

/// What marks a picture's credit, in the spellings of the agencies and the
/// languages of the press. Latin letters are matched without case.
const CREDITS: &[(Credit, &[&str])] = &[
    (
        Credit::Sure,
        &[
            "ap photo/",
            "/ap)",
            "via ap)",
            "photo via ap",
            "pool photo by ",
            "/ap photo",
            "(ap photo",
            "(photo by",
            "file - in this",
            "file – in this",
            "file — in this",
            "/afp)",
            "/afp via",
            "/reuters)",
            "(reuters photo",
            "epa-efe/",
            "/epa-efe",
            "/epa)",
            "(photograph:",
            "(courtesy",
            "(foto",
            "(фото",
            "imago/",
            "사진=",
            "/yonhap)",
            "/xinhua)",
            "(xinhua/",
            "/kyodo)",
            "/tass)",
            "/sputnik)",
            "handout via",
        ],
    ),
    (
        Credit::Label,
        &[
            "photo by ",
            "photos by ",
            "photo:",
            "photos:",
            "photo :",
            "photo credit",
            "photo courtesy of ",
            "photograph by ",
            "photographer:",
            "file photo",
            "image credit",
            "image:",
            "image courtesy of ",
            "picture:",
            "courtesy of ",
            "crédit photo",
            "foto:",
            "fotos:",
            "fot. ",
            "фото:",
            "Фото:",
            "صورة:",
            "تصوير:",
            "reuters/",
            "epa/",
        ],
    ),
    (
        Credit::Agency,
        &[
            "ap photo",
            "getty images",
            "shutterstock",
            "istock",
            "epa-efe",
            "picture alliance",
            "picture-alliance",
        ],
    ),
    (Credit::Unspaced, &["写真", "图片", "圖片"]),
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
/// [`CREDITS`] to be looked for, and of which kind each is.
struct Automaton {
    credits: AhoCorasick,
    kinds: Vec<Credit>,
}

impl Automaton {
    fn new() -> Option<Automaton> {
        let kinds = CREDITS
            .iter()
            .flat_map(|&(kind, credits)| credits.iter().map(move |_| kind));
        let credits = CREDITS.iter().flat_map(|(_, credits)| credits.iter());
        Some(Automaton {
            credits: AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostFirst)
                .kind(Some(AhoCorasickKind::DFA))
                .build(credits)
                .ok()?,
            kinds: kinds.collect(),
        })
    }
}

/// Whether `block`, whose words have the hashes `words`, is the caption of a
/// picture.
///
/// # Examples
///
/// ```
/// use wirecopy::news::captions::is_caption;
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
    static AUTOMATON: OnceLock<Option<Automaton>> = OnceLock::new();
    let Some(automaton) = AUTOMATON.get_or_init(Automaton::new) else {
        return false;
    };
    let has_credit = |start: usize, end: usize| {
        let looked_at = &block[start..end];
        automaton.credits.find_iter(looked_at).any(|found| {
            let kind = automaton.kinds[found.pattern().as_usize()];
            is_credit(kind, Found::new(block, start, found))
        })
    };
    if block.len() <= 2 * END {
        return has_credit(0, block.len());
    }
    let head = block.floor_char_boundary(END);
    let tail = block.ceil_char_boundary(block.len() - END);
    has_credit(0, head) || has_credit(tail, block.len())
}

/// What a credit may be, with what stands around it.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    before: &'a str,
    itself: &'a str,
    after: &'a str,
}

impl<'a> Found<'a> {
    /// What was found in `block` from the byte `start` on.
    fn new(block: &'a str, start: usize, found: Match) -> Found<'a> {
        let (start, end) = (start + found.start(), start + found.end());
        Found {
            before: &block[..start],
            itself: &block[start..end],
            after: &block[end..],
        }
    }

    /// Whether it begins and ends where words do.
    fn is_whole(self) -> bool {
        let is_letter = |c: char| c.is_alphanumeric();
        let begins = !self.itself.starts_with(is_letter) || !self.before.ends_with(is_letter);
        let ends = !self.itself.ends_with(is_letter) || !self.after.starts_with(is_letter);
        begins && ends
    }

    /// Whether it stands apart from the words before it: there are none, or a
    /// stop, a bracket or another mark ends them. A comma ends nothing.
    fn is_apart(self) -> bool {
        let last = self.before.trim_end().chars().next_back();
        last.is_none_or(|last| !last.is_alphanumeric() && last != ',')
    }

    /// Whether a name stands behind it, or a mark before one.
    fn precedes_name(self) -> bool {
        let after = self.after.trim_start();
        !after.starts_with(char::is_lowercase) || after.starts_with("via ")
    }

    /// Whether the block begins "In this June 2, 2018": the file photo that
    /// follows is the one shown.
    fn is_shown(self) -> bool {
        /// Bytes before it, at most.
        const DATE: usize = 48;
        let mut words = self.before.split_whitespace().take(4);
        self.before.len() <= DATE && words.any(|word| word.eq_ignore_ascii_case("this"))
    }
}

/// Determiners of German behind which a noun in capitals begins no credit.
const DETERMINERS: &[&str] = &[
    "ein", "das", "dem", "dieses", "diesem", "jedes", "kein", "sein", "ihr", "mein", "vom", "zum",
];

/// Words that stand behind the name of an agency in credits.
const AFTER_AGENCY: &[&str] = &["for", "via", "and", "und", "et", "file", "photo", "stock"];

fn is_credit(kind: Credit, found: Found<'_>) -> bool {
    match kind {
        Credit::Sure => true,
        Credit::Label => found.is_whole() && is_label_of_credit(found),
        Credit::Agency => found.is_whole() && is_agency_of_credit(found),
        Credit::Unspaced => {
            let next = found.after.trim_start().chars().next();
            let is_marked = next.is_none_or(|next| {
                matches!(next, ':' | '：' | '=' | '＝' | '/' | '／' | '）' | ')')
            });
            found.is_apart() && (is_marked || found.after.starts_with(['来', '來', '提']))
        }
    }
}

fn is_label_of_credit(found: Found<'_>) -> bool {
    let is_poll = found
        .after
        .get(.."ipsos".len())
        .is_some_and(|name| name.eq_ignore_ascii_case("ipsos"));
    if found.itself.eq_ignore_ascii_case("file photo") && found.is_shown() {
        return true;
    }
    if is_poll || !found.precedes_name() {
        return false;
    }
    if found.is_apart() {
        return true;
    }
    // "The ferry at sea Photo: Ann Berg", glued on by a page. A sentence writes
    // it small, but for German, which has a determiner before it.
    let last = found.before.split_whitespace().next_back();
    let is_noun = last.is_none_or(|last| DETERMINERS.contains(&last));
    found.itself.ends_with([':', ' ', '/'])
        && found.itself.starts_with(char::is_uppercase)
        && !is_noun
}

fn is_agency_of_credit(found: Found<'_>) -> bool {
    let next = found.after.split_whitespace().next().unwrap_or_default();
    let goes_on = found.after.starts_with(char::is_whitespace)
        && next.starts_with(char::is_alphabetic)
        && !AFTER_AGENCY
            .iter()
            .any(|word| word.eq_ignore_ascii_case(next));
    // Without a stop at its end the block is no sentence about the agency.
    let ends_block = found.after.is_empty();
    let is_behind_name = found.before.trim_end().ends_with(',') || found.before.ends_with("via ");
    found.before.ends_with('/') || !goes_on && (found.is_apart() || is_behind_name || ends_block)
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

/// Whether `block` is a row of figures: two numbers with decimals, or one and
/// nothing else that is no time of day. Beside such a row short lines with numbers
/// are no labels: they may be what the article is about.
#[must_use]
pub fn is_figures(block: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut decimals = block.split_ascii_whitespace().filter_map(|word| {
        let (whole, decimals) = word.split_once('.')?;
        (is_number(whole) && is_number(decimals) && decimals.len() <= 3)
            .then_some((whole, decimals))
    });
    let Some((whole, first)) = decimals.next() else {
        return false;
    };
    if decimals.next().is_some() {
        return true;
    }
    let below = |number: &str, bound: u32| number.parse::<u32>().is_ok_and(|number| number < bound);
    let is_time = first.len() == 2 && below(whole, 24) && below(first, 60);
    !is_time && block.split_ascii_whitespace().nth(1).is_none()
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
        for credit in CREDITS.iter().flat_map(|(_, credits)| credits.iter()) {
            let words = Words::of(credit);
            assert!(may_have_credit(credit, words.hashes()), "{credit}");
        }
    }

    #[test]
    fn a_row_of_figures_has_decimals() {
        for row in [
            "70.03 69.87",
            "70.03 69.87\n Reuter",
            "69.35",
            "Net 383.4 mln vs 413.5 mln",
        ] {
            assert!(is_figures(row), "{row}");
        }
        for other in [
            "Version 2.13",
            "11.30",
            "15.07.2018",
            "1,219 338",
            "Page 1 of 3",
            "",
        ] {
            assert!(!is_figures(other), "{other}");
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
            "This file photo taken on June 2 shows the ferry.",
            "FILE -  In this file photo taken on June 2, the ferry leaves.",
            "FILE- This June 2, 2018, file photo shows the ferry.",
            "In this June 2, 2018 file photo, the ferry leaves.",
            "The ferry leaves Skarholm. Jon Hale/Getty Images hide caption",
            "Pool photo by Ann Berg",
            "Image:  via Skarholm Museum",
            "FILE PHOTO: The ferry leaves Skarholm.",
            "The ferry leaves Skarholm. File photo.",
            "Foto: Anna Berg/dpa",
            "Die Fähre vor Skarholm. Foto: Anna Berg/dpa",
            "Die Fähre im Hafen Foto: Anna Berg",
            "The ferry at sea Photo: Ann Berg",
            "Photo by Ann Berg",
            "Photo courtesy of Vera Dahl",
            "The ferry in 1950. Courtesy of Skarholm Museum",
            "Image: Skarholm Museum",
            "Statek w porcie. Fot. Jan Berg",
            "Le port de Nantes. ISTOCK",
            "The ferry at sea. Ann Berg/Getty Images",
            "The ferry at sea (Getty Images)",
            "The ferry at sea Getty Images",
            "The ferry at sea, Getty Images",
            "Image source, Getty Images",
            "Ann Berg/Getty Images for Skarholm",
            "Shutterstock",
            "REUTERS/Jon Hale",
            "The ferry leaves Skarholm, June 2. REUTERS/Jon Hale/File",
            "图片：港口报",
            "渡轮在港口。（图片来源：港口报）",
            "桟橋の渡り船（写真）",
        ] {
            assert!(shows(caption), "{caption}");
        }
    }

    #[test]
    fn stories_speak_of_pictures_too() {
        for prose in [
            "Reuters reported on Monday that the port had closed.",
            "Police released a picture of the man.",
            "A Reuters/Ipsos poll out on Tuesday put it plainly: the ferry stays.",
            "Reuters/Ipsos polling shows that the ferry stays.",
            "The Gulls won on Monday courtesy of a late goal",
            "Courtesy of a late goal, the Gulls won on Monday.",
            "Here is the big picture: prices rise, and ferries are late.",
            "The party needs a new image: modern, open, and by the sea.",
            "Polisen sökte efter mannen till fot.",
            "Shutterstock shares fell on Monday.",
            "Getty Images sued the port on Monday.",
            "The port sold its archive to Getty Images.",
            "The owners refused to file photographs with the court.",
            "Police released a file photo of the man.",
            "An AP photo of the ferry went around the world.",
            "An AP photographer was on board.",
            "彼は桟橋で写真を撮影した。",
            "社交媒体上的图片显示渡轮沉没。",
            "图片显示渡轮沉没。",
            "Er zeigte ein Foto: die Fähre, vor dem Sturm.",
            "She held up a photo: the ferry, before the storm.",
        ] {
            assert!(!shows(prose), "{prose}");
        }
    }
}
