/*!
The parties whose copy others print: wires, press-release services,
nonprofits, syndicates, and outlets that share their stories.

The table (`agencies.tsv`) is data; whoever knows more parties adds them. This
module answers which party a name is, and knows nothing of where names count.

# Choices

* A name of the column `abbreviations` is short or an ordinary word ("AP",
  "Trend", "واس"). It counts only as it is printed in the table, or all in
  capitals, and only where the caller asks about a whole slot or about short
  names. A name of the column `spellings` counts in any case.
* Some abbreviations are everyday words, or other houses' names ("Online",
  "Petra", "BP"): the table says so of the party. They count where a frame or
  a place shows that an agency is meant, and never as the name of an outlet.
* Several parties share a name (APA, CNA, BNA). Place, outlet and language
  tell them apart; what they leave open stays open. Of two that claim one
  domain, or one name of an outlet, the first has it; the user's come behind
  the table's.
*/

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, MatchKind, StartKind};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::news::language::language;
use crate::news::name_key::key;
use crate::news::places;
use crate::text::characters::is_alphanumeric;

/// The table, a party a line.
const TABLE: &str = include_str!("agencies.tsv");

/// A party of a [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(u32);

impl PartyId {
    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a party is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartyKind {
    /// A news agency.
    Wire,
    /// A service that distributes what others want to have printed.
    PressRelease,
    /// A nonprofit newsroom that gives its stories away.
    Nonprofit,
    /// A house that sells the stories of outlets.
    Syndicate,
    /// A newspaper, a broadcaster, a site.
    #[default]
    Outlet,
}

/// Somebody whose copy others print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The name that findings print.
    pub name: String,
    /// Short names, which count only as they are printed here.
    pub abbreviations: Vec<String>,
    /// Registrable domains.
    pub domains: Vec<String>,
    /// The country of the head office.
    pub country: String,
    /// What the party is.
    pub kind: PartyKind,
    /// Full names, in any case.
    pub spellings: Vec<String>,
    /// Codes of the languages that it writes in.
    pub languages: Vec<String>,
    /// Whether its name ends captions as often as stories.
    pub sells_pictures: bool,
    /// Whether its stories end with the names of those who reported and
    /// edited them, and not with its own.
    pub signs_by_desk: bool,
    /// Whether a short name of it is an everyday word as well, or another
    /// house's name.
    pub is_word: bool,
}

/// What a user adds to the table: a party, or more names of one that is in it
/// already (then country and kind stay as they are).
pub type Addition = Party;

/// Whom a printed name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// One party.
    Known(PartyId),
    /// One of several that share the name.
    Ambiguous(Vec<PartyId>),
    /// Nobody in the table.
    AsPrinted(String),
}

/// What helps to tell parties of one name apart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// The place of the dateline.
    pub place: Option<&'a str>,
    /// The registrable domain of the page.
    pub domain: Option<&'a str>,
    /// Some text of the article.
    pub text: &'a str,
}

/// How a name is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    Abbreviation,
    Spelling,
}

/// A name met in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands in the text that was given.
    pub(crate) at: Range<usize>,
    pub(crate) parties: Vec<PartyId>,
    pub(crate) listed: Listed,
    /// Whether a letter stands directly before it: "IsachenkovAssociated
    /// Press".
    pub(crate) glued: Glue,
}

/// Whether a name stands apart from the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    Apart,
    Glued,
}

#[derive(Clone, Debug)]
struct Name {
    party: PartyId,
    listed: Listed,
    printed: String,
}

/// All parties that are known, by name and domain.
///
/// # Examples
///
/// ```
/// use wirecopy::news::parties::directory::Directory;
///
/// let directory = Directory::builtin();
/// let wire = directory.by_domain("apnews.com").unwrap();
/// assert_eq!(directory.party(wire).name, "Associated Press");
/// ```
#[derive(Debug)]
pub struct Directory {
    parties: Vec<Party>,
    names: HashMap<String, Vec<Name>>,
    domains: HashMap<String, PartyId>,
    /// The first labels of the domains, as keys.
    labels: HashMap<String, PartyId>,
    automaton: Option<AhoCorasick>,
}

impl Directory {
    /// The table as it comes.
    #[must_use]
    pub fn builtin() -> &'static Directory {
        static BUILTIN: OnceLock<Directory> = OnceLock::new();
        BUILTIN.get_or_init(|| Directory::of(table()))
    }

    /// A number that tells this table from others.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        xxh3_64(format!("{:?}", self.parties).as_bytes())
    }

    /// The table with `additions`. A party of the table's name gets further
    /// spellings, abbreviations, domains and languages.
    #[must_use]
    pub fn with(additions: &[Addition]) -> Directory {
        let mut parties = table();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (index, party) in parties.iter().enumerate() {
            known.entry(key(&party.name)).or_insert(index);
        }
        for addition in additions {
            let name = key(&addition.name);
            match known.get(&name) {
                Some(&index) => {
                    let party = &mut parties[index];
                    party
                        .abbreviations
                        .extend_from_slice(&addition.abbreviations);
                    party.domains.extend_from_slice(&addition.domains);
                    party.spellings.extend_from_slice(&addition.spellings);
                    party.languages.extend_from_slice(&addition.languages);
                }
                None => {
                    let mut party = addition.clone();
                    party.spellings.push(party.name.clone());
                    known.insert(name, parties.len());
                    parties.push(party);
                }
            }
        }
        Directory::of(parties)
    }

    fn of(parties: Vec<Party>) -> Directory {
        let mut names: HashMap<String, Vec<Name>> = HashMap::new();
        let mut domains = HashMap::new();
        let mut labels = HashMap::new();
        let mut patterns = Vec::new();
        for (party, index) in parties.iter().zip(0_u32..) {
            let id = PartyId(index);
            for domain in &party.domains {
                domains.entry(domain.to_lowercase()).or_insert(id);
                let label = domain.split('.').next().unwrap_or_default();
                labels.entry(key(label)).or_insert(id);
            }
            let listed = party
                .abbreviations
                .iter()
                .map(|name| (name, Listed::Abbreviation))
                .chain(party.spellings.iter().map(|name| (name, Listed::Spelling)))
                .flat_map(|(name, listed)| {
                    [Some(name.as_str()), without_article(name)].map(|name| (name, listed))
                });
            for (printed, listed) in listed {
                let Some(printed) = printed else { continue };
                let key = key(printed);
                if key.is_empty() {
                    continue;
                }
                for variant in variants(printed, listed) {
                    patterns.push(variant);
                }
                let same = names.entry(key).or_default();
                if !same.iter().any(|name| {
                    name.party == id && name.listed == listed && name.printed == printed
                }) {
                    same.push(Name {
                        party: id,
                        listed,
                        printed: printed.to_owned(),
                    });
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .start_kind(StartKind::Both)
            .build(&patterns)
            .ok();
        Directory {
            parties,
            names,
            domains,
            labels,
            automaton,
        }
    }

    /// The party `id`.
    ///
    /// # Panics
    ///
    /// An id of another directory may be none of this one.
    #[must_use]
    pub fn party(&self, id: PartyId) -> &Party {
        &self.parties[id.index()]
    }

    /// The party whose stories are signed by its desk.
    pub(crate) fn signing_by_desk(&self) -> Option<PartyId> {
        let mut numbers = (0..).map(PartyId).zip(&self.parties);
        numbers
            .find(|(_, party)| party.signs_by_desk)
            .map(|(id, _)| id)
    }

    /// All parties.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The party that owns `domain`, a registrable domain in lower case.
    #[must_use]
    pub fn by_domain(&self, domain: &str) -> Option<PartyId> {
        self.domains.get(domain).copied()
    }

    /// The party that an outlet column means: a domain, the first label of
    /// one ("aawsat"), or a name. An abbreviation counts as it is printed in
    /// the table, in capitals, or in small letters as columns have it, if it
    /// is no everyday word.
    #[must_use]
    pub fn by_outlet(&self, outlet: &str) -> Option<PartyId> {
        let host = outlet.split('/').next().unwrap_or_default().to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        if let Some(party) = self.by_domain(host) {
            return Some(party);
        }
        let wanted = key(outlet);
        let is_meant = |name: &&Name| {
            name.listed == Listed::Spelling
                || !(self.party(name.party).is_word && outlet.is_ascii())
                    && (is_printed(&name.printed, outlet)
                        || !outlet.chars().any(char::is_uppercase))
        };
        let named = self
            .names
            .get(&wanted)
            .and_then(|names| names.iter().find(is_meant));
        named
            .map(|name| name.party)
            .or_else(|| self.labels.get(&wanted).copied())
    }

    /// The name that findings print for `named`: of the table, or as printed
    /// in `printed`.
    #[must_use]
    pub fn name(&self, named: &Named, printed: &str) -> String {
        match named {
            Named::Known(id) => self.party(*id).name.clone(),
            Named::Ambiguous(_) => printed.to_owned(),
            Named::AsPrinted(name) => name.clone(),
        }
    }

    /// The parties that `slot` as a whole, but for blanks around it, names;
    /// none if there are none.
    pub(crate) fn whole(&self, slot: &str) -> Option<Mention> {
        let start = slot.len() - slot.trim_start().len();
        let slot = slot.trim();
        let key = key(slot);
        let names = self.names.get(&key)?;
        let mut parties = Vec::new();
        let mut listed = Listed::Abbreviation;
        for name in names {
            let fits = match name.listed {
                Listed::Spelling => true,
                Listed::Abbreviation => is_printed(&name.printed, slot),
            };
            if fits && !parties.contains(&name.party) {
                parties.push(name.party);
            }
            if fits && name.listed == Listed::Spelling {
                listed = Listed::Spelling;
            }
        }
        (!parties.is_empty()).then_some(Mention {
            at: start..start + slot.len(),
            parties,
            listed,
            glued: Glue::Apart,
        })
    }

    /// The names in `text`, from left to right, each the longest at its place.
    pub(crate) fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Mention> + 't {
        self.automaton.iter().flat_map(move |automaton| {
            automaton
                .find_iter(text)
                .filter_map(move |found| self.mention(text, found))
        })
    }

    /// The name with which `text` begins.
    pub(crate) fn at_start(&self, text: &str) -> Option<Mention> {
        /// Bytes of a name, at most.
        const LONGEST: usize = 120;
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let start = Input::new(text).anchored(Anchored::Yes);
        let found = self.automaton.as_ref()?.find(start)?;
        self.mention(text, found)
    }

    /// The name that the automaton met in `text`, if it stands apart.
    fn mention(&self, text: &str, found: Match) -> Option<Mention> {
        let at = found.range();
        let printed = &text[at.clone()];
        let glued = boundary(text, &at)?;
        let mention = self.whole(printed)?;
        let is_short = mention.listed == Listed::Abbreviation;
        if glued == Glue::Glued && (is_short || !printed.is_ascii()) {
            return None;
        }
        Some(Mention {
            at,
            glued,
            ..mention
        })
    }

    /// Which of the parties `ids`, who share a name, is meant in
    /// `surroundings`; `printed` is the name.
    pub(crate) fn resolve(
        &self,
        ids: &[PartyId],
        printed: &str,
        surroundings: &Surroundings<'_>,
    ) -> Named {
        let mut left: Vec<PartyId> = ids.to_vec();
        let own = surroundings
            .domain
            .and_then(|domain| self.by_domain(domain));
        if let Some(own) = own.filter(|own| left.contains(own)) {
            return Named::Known(own);
        }
        let countries = [
            surroundings.place.and_then(places::country),
            surroundings.domain.and_then(places::country_of_domain),
        ];
        for country in countries.into_iter().flatten() {
            self.narrow(&mut left, |party| {
                party.country.split('/').any(|part| part == country)
            });
        }
        if left.len() > 1 {
            let language = language(surroundings.text);
            self.narrow(&mut left, |party| {
                party.languages.iter().any(|code| code == language)
            });
            self.narrow(&mut left, |party| {
                party.languages.first().is_some_and(|code| code == language)
            });
        }
        match left.as_slice() {
            [] => Named::AsPrinted(printed.to_owned()),
            [one] => Named::Known(*one),
            _ => Named::Ambiguous(left),
        }
    }

    /// Keeps the parties that are `meant`, if there is one.
    fn narrow(&self, left: &mut Vec<PartyId>, meant: impl Fn(&Party) -> bool) {
        if left.len() > 1 && left.iter().any(|&id| meant(self.party(id))) {
            left.retain(|&id| meant(self.party(id)));
        }
    }
}

/// The table, read.
fn table() -> Vec<Party> {
    TABLE.lines().skip(1).filter_map(party).collect()
}

fn party(line: &str) -> Option<Party> {
    let mut columns = line.split('\t');
    let name = columns.next().filter(|name| !name.is_empty())?.to_owned();
    let mut list = || {
        let column = columns.next().unwrap_or_default();
        column
            .split('|')
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (abbreviations, domains, country, kind) = (list(), list(), list(), list());
    let (spellings, languages, manners) = (list(), list(), list());
    let has = |manner: &str| manners.iter().any(|one| one == manner);
    Some(Party {
        name,
        abbreviations,
        domains,
        country: country.join("|"),
        kind: match kind.first().map(String::as_str) {
            Some("wire") => PartyKind::Wire,
            Some("press-release") => PartyKind::PressRelease,
            Some("nonprofit") => PartyKind::Nonprofit,
            Some("syndicate") => PartyKind::Syndicate,
            _ => PartyKind::Outlet,
        },
        spellings,
        languages,
        sells_pictures: has("pictures"),
        signs_by_desk: has("desk"),
        is_word: has("word"),
    })
}

/// Whether `slot` prints the abbreviation `listed` as it is, or in capitals.
fn is_printed(listed: &str, slot: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let printed = letters(slot);
    let in_capitals = !printed.chars().any(char::is_lowercase);
    // "أ ب" spells an agency, "آب" is August.
    let is_joined = printed.chars().count() == 2 && slot == printed && !listed.is_ascii();
    if is_joined && listed.contains(' ') {
        return false;
    }
    in_capitals || letters(listed) == printed || !printed.is_ascii()
}

/// "Texas Tribune" for "The Texas Tribune"; nothing for "The Hill", whose
/// rest is an everyday word.
fn without_article(name: &str) -> Option<&str> {
    name.strip_prefix("The ").filter(|rest| rest.contains(' '))
}

/// The ways in which a name is printed: as it is, a full name in capitals and
/// in small letters too, and what is spelled out letter by letter with stops.
///
/// Matching all without case would let a short name hide a full one: "Vera
/// OlsenAssociated Press" has "ENA" in it.
fn variants(name: &str, listed: Listed) -> Vec<String> {
    let mut variants = vec![name.to_owned()];
    let letters: Vec<&str> = name
        .split([' ', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    if letters.len() > 1 && letters.iter().all(|letter| letter.chars().count() == 1) {
        for between in [" ", ".", ". ", " . "] {
            variants.push(letters.join(between));
            variants.push(letters.join(between).replace(['أ', 'إ'], "ا"));
        }
    }
    variants.push(name.to_uppercase());
    if listed == Listed::Spelling {
        variants.push(name.to_lowercase());
    }
    variants.sort_unstable();
    variants.dedup();
    variants
}

/// Whether the name at `at` stands apart from the words beside it, or only
/// from the one after it; nothing if it is part of a longer word.
fn boundary(text: &str, at: &Range<usize>) -> Option<Glue> {
    let printed = &text[at.clone()];
    if printed.chars().next().is_some_and(is_ideograph) {
        return Some(Glue::Apart);
    }
    let after = text[at.end..].chars().next();
    if after.is_some_and(|next| is_alphanumeric(next) && !is_ideograph(next)) {
        return None;
    }
    match text[..at.start].chars().next_back() {
        Some(before) if before.is_lowercase() => Some(Glue::Glued),
        Some(before) if is_alphanumeric(before) && !is_ideograph(before) => None,
        _ => Some(Glue::Apart),
    }
}

/// Whether `character` belongs to a script without spaces between words.
pub(crate) const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}
