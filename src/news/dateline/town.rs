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

use crate::news::name_key::WordList;
use crate::news::places;

/// First words of towns' names.
static STARTS: WordList = WordList::new(
    "bad sankt saint sainte st ste san santa santo são sao são new neu neue nieuw old alt alte port puerto porto fort lake mount mt \
    el la las los le les rio río villa ville vila kota kuala cape cap kap cabo grand grande gran great groß gross klein burg schloss \
    north south east west nord süd sud ost norra södra upper lower ober unter ober bergisch schwäbisch königs hann hannoversch \
    monte castel ciudad city camp isle île ile isla palm baton salt ain aïn tel beit beth abu al ras nizhny novi novy nova stara stary \
    banja phnom addis ulan ust campo belo ponta serra fray mar villanueva de den der van sri ban nakhon khao tanjung tanjong \
    pulau pulo bandar kampung seri petaling johor little big royal high chapel stoke market",
);

/// Words that stand in towns' names behind the first.
static PARTS: WordList = WordList::new(
    "city town township beach beaches springs falls park heights hills hill valley creek island islands isle county lake lakes river bay \
    harbor harbour grove point port junction ridge crossing landing station village borough parish court house mills mill center \
    centre rouge vista gap pass canyon mountain mountains forest woods field fields bridge ferry haven cove cape coast shore \
    shores prairie plains rapids bluff bluffs district province state region border capital airport base mountain bank strip heath \
    west east north south upper lower nuevo nueva grande ville wells green common hole dam basin run neck bend summit",
);

/// Small words within towns' names, and between towns.
static JOINTS: WordList = WordList::new(
    "am an im in der ob bei auf sur en sous les la le del de du di da do dos das upon on es und et og och i y",
);

/// Last words of the names of firms, teams and institutions.
static OTHERS: WordList = WordList::new(
    "inc corp corporation company ltd limited llc plc gmbh ag holdings group partners capital ventures industries \
    technologies systems software motors airlines airways pharmaceuticals pharma therapeutics energy bancorp foundation university college \
    school association federation league club united fc afc football basketball baseball hockey",
);

/// Firms whose names are one word that might be a town's.
static FIRMS: WordList = WordList::new(
    "tesla apple google alphabet microsoft facebook meta netflix twitter spotify uber lyft airbnb boeing airbus toyota honda nissan \
    volkswagen ford walmart costco starbucks disney nvidia intel samsung sony siemens pfizer moderna exxon chevron shell paypal \
    snapchat tiktok youtube instagram whatsapp openai spacex verizon comcast nike adidas ikea nestle nokia ericsson",
);

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
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if let [one] = words.as_slice() {
        return FIRMS.has(one);
    }
    // "WASHINGTON COUNTY" is a place, "PARIS AND BERLIN" are two.
    let is_joined = words.last().is_some_and(|word| PARTS.has(word))
        || words
            .iter()
            .any(|word| JOINTS.has(word) || matches!(*word, "AND" | "OF" | "THE"));
    let begins_with_place = || {
        (1..words.len()).any(|cut| {
            places::place(&words[..cut].join(" ")).is_some() && !name.contains(['/', '-', '–'])
        })
    };
    words.last().is_some_and(|word| OTHERS.has(word)) || !is_joined && begins_with_place()
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
