/*!
Whether Arabic words that no table has look like a person or like a place.

The name of a person has two words or begins like a name. A place is one word, or
begins like a place. Other words stay open, and the caller decides by the parts
beside them.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::look::begins_speech;
use crate::news::dateline::thresholds::MAX_ARABIC_PLACE_WORDS;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;

static PLACE_STARTS: WordList = WordList::of(WordKey::PlaceStarts);

/// The appearance of an unknown part, from a person to a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    Person,
    Open,
    Place,
}

/// Returns the appearance of `text`, a part that no table has.
pub(crate) fn likeness(text: &str) -> Likeness {
    static FIRST_NAMES: WordList = WordList::of(WordKey::FirstNames);
    let of_text: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| FIRST_NAMES.has(word) || WordKey::NamePrefixes.begins(word);
    match of_text.as_slice() {
        [] => Likeness::Person,
        _ if begins_speech(text) || speaks_of_picture(text) => Likeness::Person,
        // A Latin name among Arabic ones is a site; digits are a number.
        _ if text.is_ascii() => Likeness::Person,
        [first, ..] if PLACE_STARTS.has(first) && of_text.len() <= MAX_ARABIC_PLACE_WORDS => {
            Likeness::Place
        }
        [one] if is_name(one) => Likeness::Person,
        [_] => Likeness::Place,
        _ if of_text.iter().any(is_name) || of_text.len() > MAX_ARABIC_PLACE_WORDS => {
            Likeness::Person
        }
        _ if of_text.iter().all(|word| word.starts_with("ال")) => Likeness::Place,
        // Most other words in two or three parts are a person.
        _ => Likeness::Open,
    }
}

/// Returns whether names of places begin with `word`.
pub(crate) fn begins_place(word: &str) -> bool {
    PLACE_STARTS.has(word)
}
