/*!
Whether Arabic words that no table has look like a person or like a place.

A person's name has two words or begins as names do; a place is one word, or
begins as places do. What is neither stays open: who asks knows what stands
beside it.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::head::begins_speech;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;

/// Words of a place, at most.
pub(crate) const PLACE_WORDS: usize = 3;

/// First names and parts of names.
static NAMES: WordList = WordList::of(WordKey::FirstNames);

/// Words with which places begin.
static PLACE_STARTS: WordList = WordList::of(WordKey::PlaceStarts);

/// What an unknown part looks like, from a person to a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    Person,
    Open,
    Place,
}

/// What `text`, a part that no table has, looks like.
pub(crate) fn likeness(text: &str) -> Likeness {
    let of_text: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        NAMES.has(word)
            || WordKey::NamePrefixes
                .words()
                .iter()
                .any(|prefix| word.starts_with(prefix))
    };
    match of_text.as_slice() {
        [] => Likeness::Person,
        _ if begins_speech(text) || speaks_of_picture(text) => Likeness::Person,
        // The name of a site among Arabic ones, or a number.
        _ if text.is_ascii() => Likeness::Person,
        [first, ..] if PLACE_STARTS.has(first) && of_text.len() <= PLACE_WORDS => Likeness::Place,
        [one] if is_name(one) => Likeness::Person,
        [_] => Likeness::Place,
        _ if of_text.iter().any(is_name) || of_text.len() > PLACE_WORDS => Likeness::Person,
        _ if of_text.iter().all(|word| word.starts_with("ال")) => Likeness::Place,
        // Two words without a sign: most are a person's.
        _ => Likeness::Open,
    }
}

/// Whether places begin with `word`.
pub(crate) fn begins_place(word: &str) -> bool {
    PLACE_STARTS.has(word)
}
