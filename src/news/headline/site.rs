/*!
The site that a headline was published on, and its names.

Sites are called by abbreviations of their names: `nwcdailynews.example` is
the Northwest Coast Daily News.

# Choices

* A name in capitals that is joined to the start of a headline counts only if
  the rest cannot be the rest of a word: "TIMELINE" begins with the name of a
  site too.
*/

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::news::addresses::domains::{host, registrable_domain};
use crate::news::headline::name_match::{
    HeadlineSource, NamePosition, folded_words, is_name_of_any,
};
use crate::news::headline::site_words::site_words;
use crate::news::headline::thresholds::{
    LETTERS_OF_JOINED_NAME, LETTERS_OF_LABEL, MOST_CACHED_SITES,
};

/// The names and addresses of the site of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    /// Hosts and domains, in lower case.
    domains: Vec<String>,
    labels: Vec<SiteLabel>,
}

/// A name of a site or a label of its domain: letters and digits only.
#[derive(Clone, Debug)]
struct SiteLabel {
    /// Folded, in lower case.
    folded: String,
    /// In capitals. The length may differ from that of `folded`.
    capitals: String,
}

impl Site {
    /// Creates the site of `outlet`, which may be a name or a domain, and of the
    /// page at `url`.
    pub(crate) fn new(outlet: Option<&str>, url: Option<&str>) -> Site {
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

    /// Returns whether `text` is a name of the site.
    pub(crate) fn is_named_by(&self, text: &str, position: NamePosition) -> bool {
        let domain = text.trim();
        let domain = domain.strip_prefix("www.").unwrap_or(domain);
        if self
            .domains
            .iter()
            .any(|known| known.eq_ignore_ascii_case(domain))
        {
            return true;
        }
        let labels = || self.labels.iter().map(|label| label.folded.as_str());
        is_name_of_any(labels(), text, position)
            || text.contains(['ä', 'ö', 'ü', 'ß', 'Ä', 'Ö', 'Ü', 'ø', 'å', 'æ'])
                && is_name_of_any(labels(), &transliterated(text), position)
    }

    /// Returns where the first word of `text` begins, if the site's name is
    /// joined to it without a space.
    pub(crate) fn joined_prefix(&self, text: &str, source: HeadlineSource) -> Option<usize> {
        let is_joined = |at: usize| {
            text[at..].chars().next().is_some_and(|next| {
                !next.is_whitespace() && !matches!(next, '.' | '-' | '/' | ':' | '\'' | '’')
            })
        };
        let domain = self
            .domains
            .iter()
            .filter(|domain| starts_with(text, domain) && is_joined(domain.len()))
            .map(String::len)
            .max();
        domain.or_else(|| {
            let prefixes = self.labels.iter().filter_map(|label| {
                let rest = text.strip_prefix(label.capitals.as_str())?;
                let is_prefix = label.is_long_enough_to_join() && begins_headline(rest, source);
                is_prefix.then_some(label.capitals.len())
            });
            prefixes.max()
        })
    }

    /// Returns where the site's name begins, if it is joined to the last word of
    /// `text` without a space.
    pub(crate) fn joined_suffix(&self, text: &str) -> Option<usize> {
        let joined_at = |length: usize| {
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
            .filter_map(|domain| joined_at(domain.len()));
        if let Some(at) = domains.min() {
            return Some(at);
        }
        self.labels
            .iter()
            .filter(|label| label.is_long_enough_to_join())
            .filter(|label| text.ends_with(label.capitals.as_str()))
            .filter_map(|label| joined_at(label.capitals.len()))
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
        let subdomains = host.strip_suffix(domain.as_str()).unwrap_or_default();
        for label in subdomains.split('.') {
            if label.len() >= LETTERS_OF_LABEL && !site_words().host.contains(&label) {
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
            self.labels.push(SiteLabel { folded, capitals });
        }
    }
}

impl SiteLabel {
    fn is_long_enough_to_join(&self) -> bool {
        self.folded.len() >= LETTERS_OF_JOINED_NAME
    }
}

/// Returns whether `rest`, the text after a name in capitals, begins a headline
/// rather than continuing the word.
fn begins_headline(rest: &str, source: HeadlineSource) -> bool {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    let begins_word = first.is_uppercase() && characters.next().is_some_and(char::is_lowercase);
    let begins_quote = matches!(first, '‘' | '“' | '"');
    match source {
        HeadlineSource::ArticlePage => begins_word || begins_quote,
        // In "WXQPUS senator" the headline begins with capitals. If all of the
        // rest is in capitals, the end of the name is unknown.
        HeadlineSource::SearchResults => {
            begins_quote
                || (first.is_uppercase() || first.is_numeric() || first == '\'')
                    && rest.chars().any(char::is_lowercase)
        }
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

/// Returns `text` in the spelling of domains, which write `ue` for `ü`.
fn transliterated(text: &str) -> String {
    text.to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
        .replace('ø', "oe")
        .replace('å', "aa")
        .replace('æ', "ae")
}

/// The sites that were met, by outlet and host.
#[derive(Debug, Default)]
pub(crate) struct SiteCache {
    sites: HashMap<u64, Site>,
}

impl SiteCache {
    /// Returns the site of an outlet and a page, as [`Site::new`] makes it.
    pub(crate) fn site(&mut self, outlet: Option<&str>, url: Option<&str>) -> &Site {
        let host = url.and_then(|url| host(url.trim())).unwrap_or_default();
        let seed = xxh3_64_with_seed(outlet.unwrap_or_default().as_bytes(), 0);
        let key = xxh3_64_with_seed(host.as_bytes(), seed);
        if self.sites.len() == MOST_CACHED_SITES && !self.sites.contains_key(&key) {
            self.sites.clear();
        }
        self.sites
            .entry(key)
            .or_insert_with(|| Site::new(outlet, url))
    }
}

#[cfg(test)]
mod tests {
    use crate::news::headline::separators::Separator;

    use super::*;

    #[test]
    fn positions_are_at_character_boundaries_where_capitals_have_another_length() {
        for (outlet, text) in [
            ("ɑɑɑɑ", "ⱭⱭⱭⱭⱭ"),
            ("ⱥⱥⱥⱥ", "ȺȺȺȺ"),
            ("ⱥⱥⱥⱥ", "ȺȺȺȺFerry sinks"),
            ("ⱥⱥⱥⱥ", "Ferry sinksȺȺȺȺ"),
            ("ßßßß", "SSSSSSSSFerry sinks"),
        ] {
            let site = Site::new(Some(outlet), None);
            for source in [HeadlineSource::ArticlePage, HeadlineSource::SearchResults] {
                let prefix = site.joined_prefix(text, source);
                assert!(prefix.is_none_or(|at| text.is_char_boundary(at)), "{text}");
            }
            let end = site.joined_suffix(text);
            assert!(end.is_none_or(|at| text.is_char_boundary(at)), "{text}");
        }
    }

    #[test]
    fn labels_that_repeat_one_letter_do_not_take_exponential_time() {
        let dash = NamePosition::After(Separator::Dash);
        for letters in [20, 60, 90, 2000] {
            let site = Site::new(Some(&format!("{}b", "a".repeat(letters))), None);
            let long = vec!["A".repeat(letters); 9].join(" ");
            assert!(!site.is_named_by(&long, dash));
            let short = ["A"; 9].join(" ");
            assert!(!site.is_named_by(&short, dash));
        }
    }
}
