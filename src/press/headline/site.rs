/*!
The site that a headline stands on, and whether a few words are its name.

Sites are called by abbreviations of their names: `nwcdailynews.example` is
the Northwest Coast Daily News.

# Choices

* After a dash the words must be the name and nothing else, since sentences
  have dashes. After a bar, or glued to a headline, a word or two may be left
  over: "WXQP Skarholm".
* An abbreviation must use every word in order, by its first letter at least,
  and the words must be capitalised.
*/

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::separators::Separator;
use crate::text::normalise::fold_into;
use crate::url::{host, registrable_domain};

/// Where the words stand that may name the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a headline, after this.
    After(Separator),
    /// Glued before a headline.
    Glued,
}

/// The site of a page, by the outlet's name and the page's address.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Hosts and domains, in lower case.
    domains: Vec<String>,
    /// Names and labels of domains, letters and digits only, in lower case.
    labels: Vec<String>,
}

/// Words that say that something is an outlet, and not which.
const GENERIC: &[&str] = &[
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
const SHORT: usize = 4;

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
        if words.is_empty() || words.len() > WORDS {
            return false;
        }
        self.labels
            .iter()
            .any(|label| is_name(label, &words, place) || is_abbreviation(label, text, &words))
    }

    /// Where the site's name begins that is glued before `text`'s first word,
    /// if it is: the place of that word.
    #[must_use]
    pub fn glued_front(&self, text: &str) -> Option<usize> {
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
            let labels = self.labels.iter().filter(|label| {
                label.len() >= SHORT - 1
                    && text.starts_with(label.to_uppercase().as_str())
                    && text[label.len()..].starts_with(|next: char| {
                        next.is_uppercase()
                            || next.is_numeric()
                            || matches!(next, '\'' | '‘' | '“' | '"')
                    })
            });
            labels.map(String::len).max()
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
        let labels = self.labels.iter().filter(|label| {
            label.len() >= SHORT - 1 && text.ends_with(label.to_uppercase().as_str())
        });
        labels
            .filter_map(|label| glued(label.len()))
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
        if folded.chars().count() >= 2 && !self.labels.contains(&folded) {
            self.labels.push(folded);
        }
    }
}

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
    let mut used = vec![false; words.len()];
    if !tile(label, words, &mut used) {
        return false;
    }
    let telling = words
        .iter()
        .zip(&used)
        .any(|(word, used)| *used && !is_generic(word) && word.chars().count() >= 3);
    let left = words
        .iter()
        .zip(&used)
        .filter(|(word, used)| !**used && !is_generic(word))
        .count();
    let may_be_left = match place {
        Place::After(Separator::Dash) => 0,
        Place::After(Separator::Bar) => 1,
        Place::Glued => 2,
    };
    telling && left <= may_be_left
}

/// Whether `label` can be laid out with some of `words`, each used once.
/// A generic word at its end need not be among them.
fn tile(label: &str, words: &[String], used: &mut [bool]) -> bool {
    if label.is_empty() {
        return true;
    }
    for index in 0..words.len() {
        let word = words[index].as_str();
        if used[index] || !label.starts_with(word) {
            continue;
        }
        used[index] = true;
        if tile(&label[word.len()..], words, used) {
            return true;
        }
        used[index] = false;
    }
    GENERIC.contains(&label) && used.contains(&true)
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `label` abbreviates the capitalised words of `text`: a piece of
/// each, in order, that begins with its first letter.
fn is_abbreviation(label: &str, text: &str, words: &[String]) -> bool {
    let is_small = |word: &str| matches!(word, "the" | "of" | "and" | "for" | "at" | "in");
    let capitalised = text
        .split_whitespace()
        .filter(|word| !is_small(&word.to_lowercase()))
        .all(|word| {
            word.chars()
                .next()
                .is_some_and(|first| !first.is_lowercase())
        });
    if !capitalised || words.len() < 2 || label.len() < SHORT || !label.is_ascii() {
        return false;
    }
    let with_small: Vec<&str> = words.iter().map(String::as_str).collect();
    let without: Vec<&str> = with_small
        .iter()
        .copied()
        .filter(|word| !is_small(word))
        .collect();
    // `tdcnews` for three words of which none is "news".
    let stem = GENERIC.iter().find_map(|word| label.strip_suffix(word));
    let stem = stem.filter(|stem| stem.len() >= 3 && words.len() >= 3);
    [Some(label), stem].into_iter().flatten().any(|label| {
        [&with_small, &without].iter().any(|words| {
            words.len() >= 2
                && words.iter().all(|word| word.is_ascii())
                && abbreviates(label.as_bytes(), words)
        })
    })
}

/// Whether all of `label` is made of one piece of each of `words`.
fn abbreviates(label: &[u8], words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return label.is_empty();
    };
    let word = word.as_bytes();
    if label.first() != word.first() {
        return false;
    }
    // The longest piece that is left in order in the word, then shorter ones.
    let mut at = 0;
    let mut longest = 0;
    for &letter in label {
        match word[at..].iter().position(|&other| other == letter) {
            Some(found) => at += found + 1,
            None => break,
        }
        longest += 1;
    }
    (1..=longest)
        .rev()
        .any(|length| abbreviates(&label[length..], rest))
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
            ("bqc.example", "BQC News", dash, true),
            ("kuestenbote.example", "Küstenbote", dash, true),
            ("ksta.example", "Küsten Stadt-Anzeiger", dash, true),
            ("tidings.example", "News", bar, false),
            ("tidings.example", "Lavrov", dash, false),
            ("tass.example", "the army says so", dash, false),
            ("Harbor Ledger", "Harbor Ledger", dash, true),
        ] {
            let site = Site::new(Some(outlet), None);
            assert_eq!(site.is_named_by(text, place), expected, "{outlet}: {text}");
        }
    }
}
