/*!
The directory of parties: wires, press-release services, nonprofits, syndicates,
and outlets that share their stories.

The table `agencies.tsv` is data, and users can add parties. The directory
resolves a name to a party; it does not know in which positions a name counts.

# Choices

* A name of the column `abbreviations` is short or an everyday word ("AP",
  "Trend", "واس"). It counts only as it is printed in the table, or all in
  capitals, and only where the caller asks about a whole slot or about short
  names. A name of the column `spellings` counts in any case.
* Some abbreviations are also everyday words, or names of other companies
  ("Online", "Petra", "BP"); the table marks those parties with `word`. They count
  where a frame or a place shows that an agency is meant, and never as the name of
  an outlet.
* Several parties share a name (APA, CNA, BNA). Place, outlet and language
  distinguish them; a name that these leave open stays ambiguous. Of two parties
  that claim one domain or one name of an outlet, the first has it. Parties that
  users add come after those of the table.
*/

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, MatchKind, StartKind};
use xxhash_rust::xxh3::xxh3_64;

use crate::news::language::is_ideograph;
use crate::news::name_key::key;
use crate::news::parties::names::{Glue, Mention, NameKind, is_printed, variants, without_article};
use crate::news::parties::party::{Addition, NamedParty, Party, PartyId, table};
use crate::text::characters::is_alphanumeric;

/// A name of a party in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ListedName {
    party: PartyId,
    kind: NameKind,
    printed: String,
}

/// All known parties, by name and by domain.
#[derive(Debug)]
pub(crate) struct Directory {
    parties: Vec<Party>,
    /// By the key of the name.
    names: HashMap<String, Vec<ListedName>>,
    domains: HashMap<String, PartyId>,
    /// By the key of the first label of the domain.
    labels: HashMap<String, PartyId>,
    automaton: AhoCorasick,
}

impl Directory {
    /// Returns the directory of the built-in table.
    pub(crate) fn builtin() -> &'static Directory {
        static BUILTIN: OnceLock<Directory> = OnceLock::new();
        BUILTIN.get_or_init(|| Directory::of(table()))
    }

    /// Returns a hash of the parties, to detect that a directory has changed.
    pub(crate) fn fingerprint(&self) -> u64 {
        xxh3_64(format!("{:?}", self.parties).as_bytes())
    }

    /// Returns the directory of the built-in table and `additions`. An addition
    /// with the name of a party of the table adds its spellings, abbreviations,
    /// domains and languages to that party.
    pub(crate) fn with(additions: &[Addition]) -> Directory {
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

    /// Builds the lookup tables of `parties`.
    fn of(parties: Vec<Party>) -> Directory {
        let mut names: HashMap<String, Vec<ListedName>> = HashMap::new();
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
            let short = party
                .abbreviations
                .iter()
                .map(|name| (name, NameKind::Abbreviation));
            let full = party
                .spellings
                .iter()
                .map(|name| (name, NameKind::Spelling));
            for (name, kind) in short.chain(full) {
                let forms = [Some(name.as_str()), without_article(name)];
                for printed in forms.into_iter().flatten() {
                    let key = key(printed);
                    if key.is_empty() {
                        continue;
                    }
                    patterns.extend(variants(printed, kind));
                    let listed = ListedName {
                        party: id,
                        kind,
                        printed: printed.to_owned(),
                    };
                    let same = names.entry(key).or_default();
                    if !same.contains(&listed) {
                        same.push(listed);
                    }
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .start_kind(StartKind::Both)
            .build(&patterns)
            .expect("the names need fewer than 2^31 states");
        Directory {
            parties,
            names,
            domains,
            labels,
            automaton,
        }
    }

    /// Returns the party `id`.
    ///
    /// # Panics
    ///
    /// If `id` belongs to a larger directory.
    pub(crate) fn party(&self, id: PartyId) -> &Party {
        &self.parties[id.0 as usize]
    }

    /// Returns the party whose stories its reporters and editors sign.
    pub(crate) fn signing_by_desk(&self) -> Option<PartyId> {
        let mut numbers = (0..).map(PartyId).zip(&self.parties);
        numbers
            .find(|(_, party)| party.signs_by_desk)
            .map(|(id, _)| id)
    }

    /// Returns the party that owns `domain`, a registrable domain in lower case.
    pub(crate) fn by_domain(&self, domain: &str) -> Option<PartyId> {
        self.domains.get(domain).copied()
    }

    /// Returns the party that the outlet column of a record names: by a domain, by
    /// the first label of a domain ("aawsat"), or by a name. An abbreviation counts
    /// as in the table, in capitals or in small letters, unless it is an everyday
    /// word.
    pub(crate) fn by_outlet(&self, outlet: &str) -> Option<PartyId> {
        let host = outlet.split('/').next().unwrap_or_default().to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        if let Some(party) = self.by_domain(host) {
            return Some(party);
        }
        let wanted = key(outlet);
        let is_meant = |name: &&ListedName| {
            name.kind == NameKind::Spelling
                || !(self.party(name.party).is_word && outlet.is_ascii())
                    && (is_printed(&name.printed, outlet)
                        || !outlet.chars().any(char::is_uppercase))
        };
        let mut names = self.names.get(&wanted).into_iter().flatten();
        let named = names.find(is_meant).map(|name| name.party);
        named.or_else(|| self.labels.get(&wanted).copied())
    }

    /// Returns the name that findings print for `named`: the name in the table, or
    /// `printed` if the party is ambiguous.
    pub(crate) fn name(&self, named: &NamedParty, printed: &str) -> String {
        match named {
            NamedParty::Known(id) => self.party(*id).name.clone(),
            NamedParty::Ambiguous(_) => printed.to_owned(),
            NamedParty::AsPrinted(name) => name.clone(),
        }
    }

    /// Returns the parties that the whole of `slot` names, ignoring blanks around
    /// it, or `None` if it is no name.
    pub(crate) fn whole(&self, slot: &str) -> Option<Mention> {
        let start = slot.len() - slot.trim_start().len();
        let slot = slot.trim();
        let key = key(slot);
        let names = self.names.get(&key)?;
        let mut parties = Vec::new();
        let mut kind = NameKind::Abbreviation;
        let fits =
            |name: &&ListedName| name.kind == NameKind::Spelling || is_printed(&name.printed, slot);
        for name in names.iter().filter(fits) {
            if !parties.contains(&name.party) {
                parties.push(name.party);
            }
            if name.kind == NameKind::Spelling {
                kind = NameKind::Spelling;
            }
        }
        (!parties.is_empty()).then_some(Mention {
            at: start..start + slot.len(),
            parties,
            kind,
            glued: Glue::Apart,
        })
    }

    /// Returns the names in `text` from left to right. Where several begin at one
    /// position, the longest is found.
    pub(crate) fn mentions<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Mention> + 't {
        let found = self.automaton.find_iter(text);
        found.filter_map(move |found| self.mention(text, found))
    }

    /// Returns the longest name that `text` begins with.
    pub(crate) fn at_start(&self, text: &str) -> Option<Mention> {
        /// Bytes of a name, at most.
        const LONGEST: usize = 120;
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let start = Input::new(text).anchored(Anchored::Yes);
        let found = self.automaton.find(start)?;
        self.mention(text, found)
    }

    /// Returns the name that the automaton found, or `None` if it is part of a
    /// longer word.
    fn mention(&self, text: &str, found: Match) -> Option<Mention> {
        let at = found.range();
        let printed = &text[at.clone()];
        let glued = boundary(text, &at)?;
        let mention = self.whole(printed)?;
        let is_short = mention.kind == NameKind::Abbreviation;
        if glued == Glue::Glued && (is_short || !printed.is_ascii()) {
            return None;
        }
        Some(Mention {
            at,
            glued,
            ..mention
        })
    }
}

/// Returns whether the name at `at` is apart, or only apart from the word after
/// it. Returns `None` if it is part of a longer word.
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
