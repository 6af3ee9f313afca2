/*!
Phrases that say whose copy a page is: "originally published by", "republished from",
"distributed by", and phrases that say less.
*/

use std::sync::OnceLock;

use crate::news::credit::found::{CreditPage, FoundCredits};
use crate::news::credit::note::{Note, PhraseKind};
use crate::news::credit::phrase_search::PhraseSearch;
use crate::news::credit::thresholds::PHRASE_WINDOW_BYTES;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::text::Span;

/// The phrases of single parties.
const PHRASES_OF_PARTIES: [(&str, PhraseKind); 2] = [
    ("dpa:", PhraseKind::Item),
    ("the-cnn-wire", PhraseKind::Wire),
];

/// The phrases of languages, by key.
const PHRASE_KEYS: [(WordKey, PhraseKind); 9] = [
    (WordKey::PhraseFirst, PhraseKind::First),
    (WordKey::PhraseVia, PhraseKind::Via),
    (WordKey::PhraseDistributed, PhraseKind::Distributed),
    (WordKey::PhraseProvided, PhraseKind::Provided),
    (WordKey::PhraseSource, PhraseKind::Source),
    (WordKey::PhraseFeed, PhraseKind::Feed),
    (WordKey::PhraseDesk, PhraseKind::Desk),
    (WordKey::PhraseContribution, PhraseKind::Contribution),
    (WordKey::PhraseWriter, PhraseKind::Writer),
];

/// Returns all phrases, in small letters as far as they are ASCII.
fn phrases() -> impl Iterator<Item = (&'static str, PhraseKind)> + Clone {
    let of_languages = PHRASE_KEYS
        .into_iter()
        .flat_map(|(key, kind)| key.words().iter().map(move |&phrase| (phrase, kind)));
    of_languages.chain(PHRASES_OF_PARTIES)
}

/// Reads the phrases at both ends of the text.
pub(crate) fn read_phrases(page: &CreditPage<'_>, credits: &mut FoundCredits) {
    let length = page.text.len();
    let in_window = |block: &&Span| {
        (block.start as usize) < PHRASE_WINDOW_BYTES
            || block.end as usize + PHRASE_WINDOW_BYTES > length
    };
    for block in page.blocks.iter().filter(in_window) {
        let text = block.of(page.text);
        // Only the ends of a long block are read: texts without lines have such blocks.
        if text.len() <= 2 * PHRASE_WINDOW_BYTES {
            read_block(text, page.directory, credits);
        } else {
            let head = text.floor_char_boundary(PHRASE_WINDOW_BYTES);
            let tail = text.ceil_char_boundary(text.len() - PHRASE_WINDOW_BYTES);
            read_block(&text[..head], page.directory, credits);
            read_block(&text[tail..], page.directory, credits);
        }
    }
}

fn search() -> &'static (PhraseSearch, Vec<PhraseKind>) {
    static SEARCH: OnceLock<(PhraseSearch, Vec<PhraseKind>)> = OnceLock::new();
    SEARCH.get_or_init(|| {
        let search = PhraseSearch::new(phrases().map(|(phrase, _)| phrase));
        (search, phrases().map(|(_, kind)| kind).collect())
    })
}

fn read_block(block: &str, directory: &Directory, credits: &mut FoundCredits) {
    let (search, kinds) = search();
    for found in search.all(&block.to_ascii_lowercase()) {
        let note = Note {
            block,
            before: &block[..found.start()],
            after: &block[found.end()..],
        };
        note.read(kinds[found.pattern().as_usize()], directory, credits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::credit::phrase_search::{MAX_OPENINGS, openings};

    #[test]
    fn the_phrases_are_few_enough_for_vector_instructions() {
        let phrases = phrases().map(|(phrase, _)| phrase);
        assert!(
            phrases
                .clone()
                .all(|phrase| phrase == phrase.to_ascii_lowercase())
        );
        assert!(openings(phrases).len() <= MAX_OPENINGS);
    }
}
