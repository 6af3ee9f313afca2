/*!
Recognizes captions by the credit of their picture.
*/

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match, MatchKind};

use crate::news::lang::keys::WordKey;
use crate::text::lexicon::Lexicon;

/// The surroundings that a credit needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CreditForm {
    /// Any: no sentence has it.
    Sure,
    /// A position before the words, in brackets, or apart behind them, and a name
    /// behind it: `Photo: Ann Berg`.
    Label,
    /// The same position, and a name before it or nothing: `Berg/Getty Images`.
    Agency,
    /// A colon, a slash or the end behind it, in scripts without blanks between
    /// words: `图片：`.
    Unspaced,
}

/// The credits, by form. Latin letters are matched without case. Of two credits
/// that begin at one position, the earlier one in this order is found.
fn credits() -> impl Iterator<Item = (CreditForm, &'static str)> {
    let of_agencies = |form, list: &'static [&str]| list.iter().map(move |&it| (form, it));
    let of_languages = |form, key: WordKey| key.words().iter().map(move |&it| (form, it));
    of_agencies(CreditForm::Sure, SURE_OF_AGENCIES)
        .chain(of_languages(CreditForm::Sure, WordKey::CaptionSure))
        .chain(of_languages(CreditForm::Label, WordKey::CaptionLabels))
        .chain(of_agencies(CreditForm::Label, LABELS_OF_AGENCIES))
        .chain(of_agencies(CreditForm::Agency, AGENCIES))
        .chain(of_languages(CreditForm::Unspaced, WordKey::CaptionUnspaced))
}

/// Credits of agencies that no sentence has.
const SURE_OF_AGENCIES: &[&str] = &[
    "ap photo/",
    "/ap)",
    "via ap)",
    "photo via ap",
    "/ap photo",
    "(ap photo",
    "/afp)",
    "/afp via",
    "/reuters)",
    "(reuters photo",
    "epa-efe/",
    "/epa-efe",
    "/epa)",
    "imago/",
    "/yonhap)",
    "/xinhua)",
    "(xinhua/",
    "/kyodo)",
    "/tass)",
    "/sputnik)",
];

/// Names of agencies before the name of the photographer.
const LABELS_OF_AGENCIES: &[&str] = &["reuters/", "epa/"];

/// Names of agencies and picture libraries behind the name of the photographer.
const AGENCIES: &[&str] = &[
    "ap photo",
    "getty images",
    "shutterstock",
    "istock",
    "epa-efe",
    "picture alliance",
    "picture-alliance",
];

/// The words of the credits of agencies; see [`WordKey::CaptionWords`].
const WORDS_OF_AGENCIES: &str = "getty afp reuters epa efe shutterstock istock imago alliance ap \
    yonhap xinhua kyodo tass sputnik";

/// The first byte of the credits in Chinese and Japanese, in UTF-8.
const HAN_LEAD: u8 = 0xE5;

/// Returns whether `block`, whose words have the hashes `word_hashes`, may contain a
/// credit. This rejects most blocks.
fn may_have_credit(block: &str, word_hashes: &[u64]) -> bool {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| {
        let of_languages = WordKey::CaptionWords.words().join(" ");
        Lexicon::new(&format!("{WORDS_OF_AGENCIES} {of_languages}"))
    });
    // Looking at all words without a branch is faster than stopping at the first.
    let may_contain = word_hashes
        .iter()
        .fold(false, |any, &word| any | lexicon.may_contain(word));
    may_contain && word_hashes.iter().any(|&word| lexicon.contains(word))
        || memchr::memchr(HAN_LEAD, block.as_bytes()).is_some()
}

/// Words of a caption, at most. A longer block is a paragraph that mentions a
/// picture.
const CAPTION_WORDS: usize = 110;

/// Bytes at either end of a block that may hold a credit.
const CREDIT_WITHIN: usize = 96;

struct CreditSearch {
    automaton: AhoCorasick,
    /// The form of each pattern of the automaton.
    forms: Vec<CreditForm>,
}

impl CreditSearch {
    fn new() -> CreditSearch {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostFirst)
            .kind(Some(AhoCorasickKind::DFA))
            .build(credits().map(|(_, credit)| credit));
        CreditSearch {
            automaton: automaton.expect("the credits are few"),
            forms: credits().map(|(form, _)| form).collect(),
        }
    }
}

/// Returns whether `block`, whose words have the hashes `word_hashes`, is the caption
/// of a picture.
pub(crate) fn is_caption(block: &str, word_hashes: &[u64]) -> bool {
    if word_hashes.len() > CAPTION_WORDS || !may_have_credit(block, word_hashes) {
        return false;
    }
    static SEARCH: OnceLock<CreditSearch> = OnceLock::new();
    let search = SEARCH.get_or_init(CreditSearch::new);
    let has_credit = |start: usize, end: usize| {
        let searched = &block[start..end];
        search.automaton.find_iter(searched).any(|found| {
            let form = search.forms[found.pattern().as_usize()];
            is_credit(form, CreditInBlock::new(block, start, found))
        })
    };
    if block.len() <= 2 * CREDIT_WITHIN {
        return has_credit(0, block.len());
    }
    let head = block.floor_char_boundary(CREDIT_WITHIN);
    let tail = block.ceil_char_boundary(block.len() - CREDIT_WITHIN);
    has_credit(0, head) || has_credit(tail, block.len())
}

/// A possible credit with the text around it.
#[derive(Clone, Copy, Debug)]
struct CreditInBlock<'a> {
    before: &'a str,
    credit: &'a str,
    after: &'a str,
}

impl<'a> CreditInBlock<'a> {
    /// Splits `block` around a match in its part from the byte `start` on.
    fn new(block: &'a str, start: usize, found: Match) -> CreditInBlock<'a> {
        let (start, end) = (start + found.start(), start + found.end());
        CreditInBlock {
            before: &block[..start],
            credit: &block[start..end],
            after: &block[end..],
        }
    }

    /// Returns whether the credit begins and ends at boundaries of words.
    fn is_whole(self) -> bool {
        let is_letter = |c: char| c.is_alphanumeric();
        let begins = !self.credit.starts_with(is_letter) || !self.before.ends_with(is_letter);
        let ends = !self.credit.ends_with(is_letter) || !self.after.starts_with(is_letter);
        begins && ends
    }

    /// Returns whether the credit is apart from the words before it: there are
    /// none, or they end in a stop, a bracket or another mark, but not in a comma.
    fn is_apart(self) -> bool {
        let last = self.before.trim_end().chars().next_back();
        last.is_none_or(|last| !last.is_alphanumeric() && last != ',')
    }

    /// Returns whether a name may follow.
    fn precedes_name(self) -> bool {
        let after = self.after.trim_start();
        !after.starts_with(char::is_lowercase) || after.starts_with("via ")
    }

    /// Returns whether the block begins like "In this June 2, 2018", so that the
    /// file photo is the picture above.
    fn is_shown(self) -> bool {
        /// Bytes before the credit, at most.
        const DATE: usize = 48;
        let mut words = self.before.split_whitespace().take(4);
        self.before.len() <= DATE && words.any(|word| word.eq_ignore_ascii_case("this"))
    }
}

fn is_credit(form: CreditForm, found: CreditInBlock<'_>) -> bool {
    match form {
        CreditForm::Sure => true,
        CreditForm::Label => found.is_whole() && is_label_of_credit(found),
        CreditForm::Agency => found.is_whole() && is_agency_of_credit(found),
        CreditForm::Unspaced => {
            let next = found.after.trim_start().chars().next();
            let is_marked = next.is_none_or(|next| {
                matches!(next, ':' | '：' | '=' | '＝' | '/' | '／' | '）' | ')')
            });
            found.is_apart() && (is_marked || found.after.starts_with(['来', '來', '提']))
        }
    }
}

fn is_label_of_credit(found: CreditInBlock<'_>) -> bool {
    // A Reuters/Ipsos poll.
    let is_poll = found
        .after
        .get(.."ipsos".len())
        .is_some_and(|name| name.eq_ignore_ascii_case("ipsos"));
    if found.credit.eq_ignore_ascii_case("file photo") && found.is_shown() {
        return true;
    }
    if is_poll || !found.precedes_name() {
        return false;
    }
    if found.is_apart() {
        return true;
    }
    // "The ferry at sea Photo: Ann Berg": a page glues the credit to the caption.
    // Sentences write the word in small letters, except in German, where a
    // determiner comes before it.
    let last = found.before.split_whitespace().next_back();
    let is_noun = last.is_none_or(|last| WordKey::Determiners.words().contains(&last));
    found.credit.ends_with([':', ' ', '/'])
        && found.credit.starts_with(char::is_uppercase)
        && !is_noun
}

fn is_agency_of_credit(found: CreditInBlock<'_>) -> bool {
    let next = found.after.split_whitespace().next().unwrap_or_default();
    let goes_on = found.after.starts_with(char::is_whitespace)
        && next.starts_with(char::is_alphabetic)
        && !WordKey::CaptionAfterAgency
            .words()
            .iter()
            .any(|word| word.eq_ignore_ascii_case(next));
    // A block that ends without a stop is no sentence about the agency.
    let ends_block = found.after.is_empty();
    let is_behind_name = found.before.trim_end().ends_with(',') || found.before.ends_with("via ");
    found.before.ends_with('/') || !goes_on && (found.is_apart() || is_behind_name || ends_block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::Words;

    #[test]
    fn every_credit_passes_the_check_of_its_words() {
        for (_, credit) in credits() {
            let words = Words::of(credit);
            assert!(may_have_credit(credit, words.hashes()), "{credit}");
        }
    }
}
