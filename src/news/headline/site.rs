/*!
The site that a headline stands on, and whether a few words are its name.

Sites are called by abbreviations of their names: `nwcdailynews.example` is
the Northwest Coast Daily News.

# Choices

* After a dash the words must be the name and nothing else, since sentences
  have dashes. After a bar, or glued to a headline, a word or two may be left
  over: "WXQP Skarholm".
* What is glued before a headline is the name only if the headline cannot be
  read otherwise: "StarHub" and "TIMELINE" begin with names of sites too. A
  headline with an age comes from the results of a search, where outlets stand
  before headlines as a rule, and there less is asked.
*/

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::news::addresses::domains::{host, registrable_domain};
use crate::news::headline::abbreviation::is_abbreviation;
use crate::news::headline::separators::Separator;
use crate::text::normalize::fold_into;

/// Where the words stand that may name the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a headline, after this.
    After(Separator),
    /// Glued before a headline.
    Glued(Scraped),
}

/// Where a headline was scraped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scraped {
    /// On its page, as far as is known.
    OnPage,
    /// In a list of results, which says how old each is.
    InResults,
}

/// The site of a page, by the outlet's name and the page's address.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Hosts and domains, in lower case.
    domains: Vec<String>,
    /// Names and labels of domains.
    labels: Vec<Label>,
}

/// What a site may be called, letters and digits only.
#[derive(Clone, Debug)]
struct Label {
    /// In lower case.
    folded: String,
    /// In capitals, which may be longer or shorter.
    capitals: String,
}

/// Words that say that something is an outlet, and not which.
pub(crate) const GENERIC: &[&str] = &[
    "the",
    "of",
    "and",
    "news",
    "online",
    "com",
    "net",
    "org",
    "tv",
    "radio",
    "fm",
    "am",
    "newspaper",
    "newspapers",
    "website",
    "official",
    "site",
    "live",
    "daily",
    "local",
    "media",
    "der",
    "die",
    "das",
    "nachrichten",
    "zeitung",
    "aktuell",
    "el",
    "la",
    "le",
    "il",
    "noticias",
    "actualites",
    "actualite",
    "notizie",
    "nieuws",
    "haber",
];

/// Labels of hosts that name no outlet.
const SERVICE: &[&str] = &[
    "www", "news", "mobile", "archive", "local", "amp", "blog", "blogs", "media",
];

/// Letters of a label below which it must be met exactly.
pub(crate) const SHORT: usize = 4;

/// Words of a name, at most.
const WORDS: usize = 9;

impl Site {
    /// The site of an outlet, which may be a name or a domain, and of a page
    /// at `url`.
    #[must_use]
    pub fn new(outlet: Option<&str>, url: Option<&str>) -> Site {
        let mut site = Site::default();
        if let Some(outlet) = outlet {
            match host(outlet.trim()) {
                Some(host) => site.add_host(host),
                None => site.add_label(outlet),
            }
        }
        if let Some(host) = url.and_then(|url| host(url.trim())) {
            site.add_host(host);
        }
        site
    }

    /// Whether `text` is the site's name.
    #[must_use]
    pub fn is_named_by(&self, text: &str, place: Place) -> bool {
        let bare = text.trim();
        let bare = bare.strip_prefix("www.").unwrap_or(bare);
        if self
            .domains
            .iter()
            .any(|domain| domain.eq_ignore_ascii_case(bare))
        {
            return true;
        }
        // Domains write `ue` where names have `ü`.
        self.is_called(text, place)
            || text.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü', 'ø', 'å', 'æ'])
                && self.is_called(&in_letters_of_domains(text), place)
    }

    fn is_called(&self, text: &str, place: Place) -> bool {
        let words = folded_words(text);
        // "StarHub" on a page may be a name of its own.
        let is_half_a_word = place == Place::Glued(Scraped::OnPage)
            && words.len() == 1
            && text.contains(char::is_lowercase);
        if words.is_empty() || words.len() > WORDS || is_half_a_word {
            return false;
        }
        self.labels.iter().any(|label| {
            is_name(&label.folded, &words, place)
                || is_abbreviation(&label.folded, text, &words, place)
        })
    }

    /// Where the site's name ends that is glued before `text`'s first word, if
    /// it is: the place of that word.
    #[must_use]
    pub fn glued_front(&self, text: &str, scraped: Scraped) -> Option<usize> {
        let follows = |at: usize| {
            text[at..].chars().next().is_some_and(|next| {
                !next.is_whitespace() && !matches!(next, '.' | '-' | '/' | ':' | '\'' | '’')
            })
        };
        let domain = self
            .domains
            .iter()
            .filter(|domain| starts_with(text, domain) && follows(domain.len()))
            .map(String::len)
            .max();
        domain.or_else(|| {
            let fronts = self.labels.iter().filter_map(|label| {
                let rest = text.strip_prefix(label.capitals.as_str())?;
                let is_front = label.is_telling() && begins_headline(rest, scraped);
                is_front.then_some(label.capitals.len())
            });
            fronts.max()
        })
    }

    /// Where the site's name begins that is glued to `text`'s last word.
    #[must_use]
    pub fn glued_end(&self, text: &str) -> Option<usize> {
        let glued = |length: usize| {
            let at = text.len().checked_sub(length).filter(|&at| at > 0)?;
            let mut before = text.get(..at)?.chars().rev();
            let last = before.next()?;
            // In `desk.tidings.example` the name is part of an address.
            let in_address = matches!(last, '@' | '/')
                || last == '.' && before.next().is_some_and(char::is_alphanumeric);
            (!last.is_whitespace() && !in_address).then_some(at)
        };
        let domains = self
            .domains
            .iter()
            .filter(|domain| ends_with(text, domain))
            .filter_map(|domain| glued(domain.len()));
        if let Some(at) = domains.min() {
            return Some(at);
        }
        let names = self.labels.iter().filter(|label| label.is_telling());
        names
            .filter(|label| text.ends_with(label.capitals.as_str()))
            .filter_map(|label| glued(label.capitals.len()))
            .find(|&at| text[..at].ends_with(|c: char| !c.is_uppercase() && c != '-' && c != '–'))
    }

    fn add_host(&mut self, host: &str) {
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        let domain = registrable_domain(host).unwrap_or_else(|| host.to_owned());
        let mut labels = domain.split('.');
        if let Some(label) = labels.next() {
            self.add_label(label);
        }
        let below = host.strip_suffix(domain.as_str()).unwrap_or_default();
        for label in below.split('.') {
            if label.len() >= SHORT && !SERVICE.contains(&label) {
                self.add_label(label);
            }
        }
        for name in [host, domain.as_str()] {
            if name.contains('.') && !self.domains.iter().any(|known| known == name) {
                self.domains.push(name.to_owned());
            }
        }
    }

    fn add_label(&mut self, label: &str) {
        let folded: String = folded_words(label).concat();
        let is_known = self.labels.iter().any(|known| known.folded == folded);
        if folded.chars().count() >= 2 && !is_known {
            let capitals = folded.to_uppercase();
            self.labels.push(Label { folded, capitals });
        }
    }
}

impl Label {
    /// Whether it is long enough to be known where it is glued to a word.
    fn is_telling(&self) -> bool {
        self.folded.len() >= SHORT - 1
    }
}

/// Whether `rest`, behind a name in capitals, begins a headline rather than
/// going on in the word.
fn begins_headline(rest: &str, scraped: Scraped) -> bool {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    let opens_word = first.is_uppercase() && characters.next().is_some_and(char::is_lowercase);
    let opens_quote = matches!(first, '‘' | '“' | '"');
    match scraped {
        Scraped::OnPage => opens_word || opens_quote,
        // In "WXQPUS senator" the headline begins in capitals; in one that is
        // all capitals nothing tells where.
        Scraped::InResults => {
            opens_quote
                || (first.is_uppercase() || first.is_numeric() || first == '\'')
                    && rest.chars().any(char::is_lowercase)
        }
    }
}

/// Sites that are kept, at most.
const MOST_KEPT: usize = 1 << 12;

/// The sites that were met: few, for many headlines.
#[derive(Debug, Default)]
pub struct Sites {
    known: HashMap<u64, Site>,
}

impl Sites {
    /// The site of an outlet and a page, as [`Site::new`] has it.
    pub fn of(&mut self, outlet: Option<&str>, url: Option<&str>) -> &Site {
        let host = url.and_then(|url| host(url.trim())).unwrap_or_default();
        let seed = xxh3_64_with_seed(outlet.unwrap_or_default().as_bytes(), 0);
        let key = xxh3_64_with_seed(host.as_bytes(), seed);
        if self.known.len() == MOST_KEPT && !self.known.contains_key(&key) {
            self.known.clear();
        }
        self.known
            .entry(key)
            .or_insert_with(|| Site::new(outlet, url))
    }
}

fn starts_with(text: &str, name: &str) -> bool {
    text.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn ends_with(text: &str, name: &str) -> bool {
    text.len()
        .checked_sub(name.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(name))
}

/// `text` as domains are registered that cannot have its letters.
fn in_letters_of_domains(text: &str) -> String {
    text.to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
        .replace('ø', "oe")
        .replace('å', "aa")
        .replace('æ', "ae")
}

/// The words of `text`, letters and digits only, folded.
fn folded_words(text: &str) -> Vec<String> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | '`');
    text.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
        .map(|word| {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            folded.retain(char::is_alphanumeric);
            folded
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether `words` are a name that `label` is made of.
fn is_name(label: &str, words: &[String], place: Place) -> bool {
    let joined = words.concat();
    let without_the = |name: &str| name.strip_prefix("the").unwrap_or(name).to_owned();
    if joined == label || without_the(&joined) == without_the(label) {
        return true;
    }
    if label.chars().count() < SHORT {
        // "BBC News": the label as a word, and nothing that tells anything.
        return words.iter().any(|word| word == label)
            && words.iter().all(|word| word == label || is_generic(word));
    }
    let Some(used) = tile(label, words) else {
        return false;
    };
    let is_used = |index: usize| used >> index & 1 == 1;
    let telling = words
        .iter()
        .enumerate()
        .any(|(index, word)| is_used(index) && !is_generic(word) && word.chars().count() >= 3);
    let left: Vec<&String> = words
        .iter()
        .enumerate()
        .filter(|(index, word)| !is_used(*index) && !is_generic(word))
        .map(|(_, word)| word)
        .collect();
    let may_be_left = match place {
        Place::After(Separator::Dash) | Place::Glued(Scraped::OnPage) => 0,
        Place::After(Separator::Bar) => 1,
        Place::Glued(Scraped::InResults) => 2,
    };
    telling && left.len() <= may_be_left && !left.iter().any(|word| is_year(word))
}

/// The words, as bits, with which `label` can be laid out, each used once. A
/// generic word at its end need not be among them.
///
/// # Complexity
///
/// Each set of words is tried once: at most `2^WORDS` sets.
fn tile(label: &str, words: &[String]) -> Option<usize> {
    let mut tried = [false; 1 << WORDS];
    let mut sets = vec![0_usize];
    while let Some(used) = sets.pop() {
        // The words of a set are as long in any order.
        let laid = |index: &usize| used >> index & 1 == 1;
        let length: usize = (0..words.len())
            .filter(laid)
            .map(|index| words[index].len())
            .sum();
        let rest = &label[length..];
        if rest.is_empty() || used != 0 && GENERIC.contains(&rest) {
            return Some(used);
        }
        for index in (0..words.len()).rev() {
            let more = used | 1 << index;
            if !laid(&index) && !tried[more] && rest.starts_with(words[index].as_str()) {
                tried[more] = true;
                sets.push(more);
            }
        }
    }
    None
}

/// Whether a word is a year, which tells headlines apart. Other numbers are
/// those of stations: channels, and frequencies up to 1710.
fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word) && (word.starts_with("19") || word.starts_with("20"))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word) || is_number(word) && !is_year(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_known_by_its_name_its_label_and_its_abbreviation() {
        let bar = Place::After(Separator::Bar);
        let dash = Place::After(Separator::Dash);
        for (outlet, text, place, expected) in [
            ("tidings.example", "TIDINGS.EXAMPLE", dash, true),
            ("tidings.example", "Tidings", dash, true),
            ("harborledger.example", "The Harbor Ledger", dash, true),
            (
                "skarholmnews.example",
                "The Daily News of Skarholm",
                dash,
                true,
            ),
            (
                "nwcdailynews.example",
                "Northwest Coast Daily News",
                dash,
                true,
            ),
            ("tdcnews.example", "Temple Daily Crier", dash, true),
            ("wxqp.example", "WXQP 9 News", dash, true),
            ("wxqp.example", "WXQP Skarholm", bar, true),
            ("wxqp.example", "WXQP Skarholm", dash, false),
            ("wxqp.example", "WXQP 2023", bar, false),
            ("wxqp.example", "WXQP 1320 AM and 97.7 FM", dash, true),
            ("tidingssc.example", "Tidings Skarholm Coast", dash, true),
            ("bqc.example", "BQC News", dash, true),
            ("bqc.example", "BQC 2023", bar, false),
            ("kuestenbote.example", "Küstenbote", dash, true),
            ("ksta.example", "Küsten Stadt-Anzeiger", dash, true),
            ("skap.example", "Skarholm Pilots", dash, false),
            ("skpost.example", "Skarholm Post", dash, true),
            ("ncrt.example", "North Coast Radio Tarnby", dash, true),
            ("tidings.example", "News", bar, false),
            ("tidings.example", "Lavrov", dash, false),
            ("tass.example", "the army says so", dash, false),
            ("Harbor Ledger", "Harbor Ledger", dash, true),
        ] {
            let site = Site::new(Some(outlet), None);
            assert_eq!(site.is_named_by(text, place), expected, "{outlet}: {text}");
        }
    }

    #[test]
    fn the_name_of_a_person_spells_no_site() {
        for (outlet, text) in [
            ("dabe.example", "Dag Berg"),
            ("veda.example", "Vera Dahl"),
            ("annbe.example", "Ann Berg"),
            ("ncbc.example", "New Coastal Budget Cuts"),
        ] {
            let site = Site::new(Some(outlet), None);
            for place in [Separator::Dash, Separator::Bar].map(Place::After) {
                let is_chance = place == Place::After(Separator::Dash) || outlet != "ncbc.example";
                assert_eq!(
                    site.is_named_by(text, place),
                    !is_chance,
                    "{outlet}: {text}"
                );
            }
        }
    }

    #[test]
    fn letters_whose_capitals_are_longer_or_shorter_cut_no_character() {
        for (outlet, text) in [
            ("ɑɑɑɑ", "ⱭⱭⱭⱭⱭ"),
            ("ⱥⱥⱥⱥ", "ȺȺȺȺ"),
            ("ⱥⱥⱥⱥ", "ȺȺȺȺFerry sinks"),
            ("ⱥⱥⱥⱥ", "Ferry sinksȺȺȺȺ"),
            ("ßßßß", "SSSSSSSSFerry sinks"),
        ] {
            let site = Site::new(Some(outlet), None);
            for scraped in [Scraped::OnPage, Scraped::InResults] {
                let front = site.glued_front(text, scraped);
                assert!(front.is_none_or(|at| text.is_char_boundary(at)), "{text}");
            }
            let end = site.glued_end(text);
            assert!(end.is_none_or(|at| text.is_char_boundary(at)), "{text}");
        }
    }

    #[test]
    fn labels_of_one_letter_again_and_again_are_soon_read() {
        let dash = Place::After(Separator::Dash);
        for letters in [20, 60, 90, 2000] {
            let site = Site::new(Some(&format!("{}b", "a".repeat(letters))), None);
            let long = vec!["A".repeat(letters); 9].join(" ");
            assert!(!site.is_named_by(&long, dash));
            let short = ["A"; 9].join(" ");
            assert!(!site.is_named_by(&short, dash));
        }
    }
}
