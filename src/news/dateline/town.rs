/*!
Whether words with capitals that the table of places does not have can be a town,
or are a person, a company or a team.

# Choices

* One word can be a town, and so can words with a part that towns have ("Bad",
  "Kota", "Heights") or with a place of the table. Two other words are more often a
  person.
* Companies and teams in capitals are recognized by their last word. A place with
  another word behind it is a team, a person or an event ("PARIS HILTON").
  Well-known companies of one word are listed, since no sign distinguishes them
  from a town.
*/

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::places;

static STARTS: WordList = WordList::of(WordKey::TownStarts);
static PARTS: WordList = WordList::of(WordKey::TownParts);
static PARTICLES: WordList = WordList::of(WordKey::TownParticles);

/// Returns whether `place`, each word of which begins with a capital, can be a town,
/// or several towns.
pub(crate) fn looks_like_town(place: &str) -> bool {
    let base = place.split([',', '(', '[']).next().unwrap_or_default();
    base.split(['/', '&', '·']).all(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let has_place = || {
            let is_place = |from: usize, to: usize| places::place(&words[from..to].join(" "));
            (1..words.len()).any(|cut| is_place(0, cut).or(is_place(cut, words.len())).is_some())
        };
        let is_particle =
            |word: &&&str| word.starts_with(char::is_lowercase) && PARTICLES.has(word);
        match words.as_slice() {
            [] | [_] => true,
            [first, rest @ ..] => {
                STARTS.has(first)
                    || rest.iter().any(|word| PARTS.has(word))
                    || words.iter().any(|word| is_particle(&word))
                    || has_place()
            }
        }
    })
}

/// Returns whether `name`, in capitals, is the name of a company, a team or a person.
pub(crate) fn is_other_name(name: &str) -> bool {
    static COMPANIES: WordList = WordList::of(WordKey::Companies);
    static OTHER_ENDINGS: WordList = WordList::of(WordKey::TownNotEndings);
    let of_name: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if let [one] = of_name.as_slice() {
        return COMPANIES.has(one);
    }
    // "WASHINGTON COUNTY" is a place, "PARIS AND BERLIN" are two.
    let is_joined = of_name.last().is_some_and(|word| PARTS.has(word))
        || of_name.iter().any(|word| {
            PARTICLES.has(word) || WordKey::TownCapitalParticles.words().contains(word)
        });
    let begins_with_place = || {
        (1..of_name.len()).any(|cut| {
            places::place(&of_name[..cut].join(" ")).is_some() && !name.contains(['/', '-', '–'])
        })
    };
    of_name.last().is_some_and(|word| OTHER_ENDINGS.has(word)) || !is_joined && begins_with_place()
}
