/*!
The languages that have a data file, and their words together. The module
documentation of `lang` describes the format of the files.
*/

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::name_key::key;

/// Registers the data file of each language code.
macro_rules! files {
    ($($code:literal)+) => {
        &[$(($code, include_str!(concat!($code, ".txt")))),+]
    };
}

/// The data files, one line a language. The words of a key come in this order.
/// If a text may be in several languages, the last of them wins: English is the
/// language of a text without a sign.
const FILES: &[(&str, &str)] = files! {
    "ar"
    "bg"
    "bn"
    "cs"
    "da"
    "de"
    "el"
    "fa"
    "fi"
    "fr"
    "es"
    "he"
    "hi"
    "hr"
    "hu"
    "id"
    "it"
    "ja"
    "ko"
    "ms"
    "nl"
    "no"
    "pl"
    "pt"
    "ca"
    "ro"
    "ru"
    "sk"
    "sr"
    "sv"
    "th"
    "tr"
    "uk"
    "ur"
    "vi"
    "zh"
    "en"
};

/// The words of a language, by key.
#[derive(Debug)]
pub(crate) struct Language {
    code: &'static str,
    /// The list of each key, at the number of the key.
    lists: Vec<Vec<&'static str>>,
}

impl Language {
    /// Reads the file `text` of the language `code`.
    /// An error names the line, counted from 1, and the rule that it breaks.
    pub(crate) fn parse(code: &'static str, text: &'static str) -> Result<Language, String> {
        let mut lists: Vec<Vec<&'static str>> = vec![Vec::new(); WordKey::ALL.len()];
        let mut open = None;
        for (line, number) in text.lines().zip(1_u32..) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let words = if line.starts_with(char::is_whitespace) {
                line
            } else {
                let (name, words) = line
                    .split_once(':')
                    .ok_or_else(|| format!("{number}: expected `key: words`"))?;
                let key = WordKey::ALL.iter().position(|key| key.name() == name);
                let key = key.ok_or_else(|| format!("{number}: unknown key `{name}`"))?;
                if !lists[key].is_empty() {
                    return Err(format!("{number}: `{name}` is in the file twice"));
                }
                open = Some(key);
                words
            };
            let key = open.ok_or_else(|| format!("{number}: expected `key: words`"))?;
            let list = &mut lists[key];
            let before = list.len();
            for word in split_words(words).map_err(|rule| format!("{number}: {rule}"))? {
                if list.contains(&word) {
                    return Err(format!("{number}: `{word}` is in the list twice"));
                }
                list.push(word);
            }
            if list.len() == before {
                return Err(format!("{number}: expected words after the key"));
            }
        }
        Ok(Language { code, lists })
    }

    /// The ISO 639-1 code.
    pub(crate) const fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the words of `key`, in the order of the file; none if the file
    /// does not have the key.
    pub(crate) fn words(&self, key: WordKey) -> &[&'static str] {
        &self.lists[key as usize]
    }
}

/// Splits a line at blanks; a part in double quotes is one word.
fn split_words(line: &'static str) -> Result<Vec<&'static str>, &'static str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or("a quote is not closed")?,
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        if word.is_empty() || word.contains('"') || after.starts_with(|c: char| !c.is_whitespace())
        {
            return Err("expected blanks around a quoted word");
        }
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

/// All languages, and their words joined by key.
struct Registry {
    languages: Vec<Language>,
    /// The words of all languages, at the number of the key.
    joined: Vec<Vec<&'static str>>,
}

fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| {
        let languages: Vec<Language> = FILES
            .iter()
            .map(|&(code, text)| {
                Language::parse(code, text)
                    .unwrap_or_else(|error| panic!("src/news/lang/{code}.txt:{error}"))
            })
            .collect();
        let join = |&key: &WordKey| {
            let mut seen = HashSet::new();
            let words = languages.iter().flat_map(|language| language.words(key));
            words.copied().filter(|&word| seen.insert(word)).collect()
        };
        Registry {
            joined: WordKey::ALL.iter().map(join).collect(),
            languages,
        }
    })
}

/// Returns the languages, in the order of the registry. The first use panics if a
/// language file breaks a rule of the format.
pub(crate) fn languages() -> &'static [Language] {
    &registry().languages
}

impl WordKey {
    /// Returns the words that any language has for this key, each once, in the order
    /// of the registry. Panics as [`languages`] does.
    pub(crate) fn words(self) -> &'static [&'static str] {
        &registry().joined[self as usize]
    }

    /// Returns whether `text` contains one of the words, in the case of the file and
    /// also inside of other words.
    pub(crate) fn is_in(self, text: &str) -> bool {
        self.words().iter().any(|word| text.contains(word))
    }

    /// Returns whether `word` is one of the words, ignoring ASCII case.
    pub(crate) fn has_ascii(self, word: &str) -> bool {
        self.words()
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    }

    /// Returns whether `text` begins with one of the words, in the case of the file.
    pub(crate) fn begins(self, text: &str) -> bool {
        self.words().iter().any(|word| text.starts_with(word))
    }
}

/// The words of a key in all languages, to be looked up in any case and without
/// marks.
#[derive(Debug)]
pub(crate) struct WordList {
    source: WordKey,
    name_keys: OnceLock<HashSet<String>>,
}

impl WordList {
    /// Returns the list of the words of `source`, which is built on first use.
    pub(crate) const fn of(source: WordKey) -> WordList {
        WordList {
            source,
            name_keys: OnceLock::new(),
        }
    }

    /// Returns whether `word` is in the list, ignoring case and marks.
    pub(crate) fn has(&self, word: &str) -> bool {
        let name_keys = self
            .name_keys
            .get_or_init(|| self.source.words().iter().map(|word| key(word)).collect());
        name_keys.contains(&key(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_in_indented_lines_and_keeps_quoted_blanks() {
        let text = "# Ours.\n\njanuary: jan\nmarker.with: \"with \"\n    \"along with \" and\n";
        let language = Language::parse("xx", text).unwrap();
        assert_eq!(language.words(WordKey::January), ["jan"]);
        assert_eq!(
            language.words(WordKey::MarkerWith),
            ["with ", "along with ", "and"]
        );
        assert!(language.words(WordKey::February).is_empty());
    }

    #[test]
    fn a_bad_file_names_the_line_and_the_rule() {
        for (text, error) in [
            ("january: jan\nsmarch: smarch", "2: unknown key `smarch`"),
            ("jan", "1: expected `key: words`"),
            ("  jan", "1: expected `key: words`"),
            ("january:", "1: expected words after the key"),
            ("january: jan jan", "1: `jan` is in the list twice"),
            (
                "january: jan\njanuary: jän",
                "2: `january` is in the file twice",
            ),
            ("january: \"jan", "1: a quote is not closed"),
            ("january: ja\"n", "1: expected blanks around a quoted word"),
            (
                "january: \"ja\"n",
                "1: expected blanks around a quoted word",
            ),
        ] {
            assert_eq!(Language::parse("xx", text).unwrap_err(), error);
        }
    }
}
