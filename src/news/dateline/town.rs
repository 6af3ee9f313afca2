/*!
Whether words with capitals that are no place of the table may be a town, or
are a person, a firm, a team.

# Choices

* One word is believed, and words with a part that towns have ("Bad", "Kota",
  "Heights") or with a place of the table. Two others are more often a
  person's.
* Firms and teams in capitals are told by their last word, and a place with
  another word behind it is a team, a person or an event ("PARIS HILTON"). The
  best known firms of one word are listed: nothing else tells them from a
  town.
*/

use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::places;

/// First words of towns' names.
static STARTS: WordList = WordList::of(WordKey::TownStarts);

/// Words that stand in towns' names behind the first.
static PARTS: WordList = WordList::of(WordKey::TownParts);

/// Small words within towns' names, and between towns.
static JOINTS: WordList = WordList::of(WordKey::TownParticles);

/// Last words of the names of firms, teams and institutions.
static OTHERS: WordList = WordList::of(WordKey::TownNotEndings);

/// Firms whose names are one word that might be a town's.
static FIRMS: WordList = WordList::of(WordKey::Companies);

/// Whether `place`, each word of which begins with a capital, may be a town.
pub(crate) fn looks_like_town(place: &str) -> bool {
    let base = place.split([',', '(', '[']).next().unwrap_or_default();
    base.split(['/', '&', '·']).all(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let has_place = || {
            let is_place = |from: usize, to: usize| places::place(&words[from..to].join(" "));
            (1..words.len()).any(|cut| is_place(0, cut).or(is_place(cut, words.len())).is_some())
        };
        let is_joint = |word: &&&str| word.starts_with(char::is_lowercase) && JOINTS.has(word);
        match words.as_slice() {
            [] | [_] => true,
            [first, rest @ ..] => {
                STARTS.has(first)
                    || rest.iter().any(|word| PARTS.has(word))
                    || words.iter().any(|word| is_joint(&word))
                    || has_place()
            }
        }
    })
}

/// Whether `name`, in capitals, is a firm's, a team's or a person's.
pub(crate) fn is_name_of_other(name: &str) -> bool {
    let of_name: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if let [one] = of_name.as_slice() {
        return FIRMS.has(one);
    }
    // "WASHINGTON COUNTY" is a place, "PARIS AND BERLIN" are two.
    let is_joined = of_name.last().is_some_and(|word| PARTS.has(word))
        || of_name
            .iter()
            .any(|word| JOINTS.has(word) || WordKey::TownCapitalParticles.words().contains(word));
    let begins_with_place = || {
        (1..of_name.len()).any(|cut| {
            places::place(&of_name[..cut].join(" ")).is_some() && !name.contains(['/', '-', '–'])
        })
    };
    of_name.last().is_some_and(|word| OTHERS.has(word)) || !is_joined && begins_with_place()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_that_no_table_has_are_told_from_persons() {
        for town in [
            "Skarholm",
            "Bad Skarholm",
            "Kota Bandung",
            "Skarholm am See",
            "Wien/Skarholm",
            "Skarholm Falls",
            "Skarholm und Wien",
            "Skar-Holm",
        ] {
            assert!(looks_like_town(town), "{town}");
        }
        for other in ["Vera Dahl", "Ferry Line Owner", "Ann Berg/Skarholm"] {
            assert!(!looks_like_town(other), "{other}");
        }
    }

    #[test]
    fn firms_and_teams_are_no_towns() {
        for other in [
            "TESLA",
            "SKARHOLM LINES INC.",
            "SKARHOLM UNIVERSITY",
            "LONDON GULLS",
            "PARIS DAHL",
        ] {
            assert!(is_name_of_other(other), "{other}");
        }
        for town in [
            "SKARHOLM",
            "NORTH SKARHOLM",
            "OSLO COUNTY",
            "UNIVERSITY SKARHOLM",
            "PARIS AND BERLIN",
            "LONDON/SKARHOLM",
        ] {
            assert!(!is_name_of_other(town), "{town}");
        }
    }
}
