/*!
The languages that have a data file, and their words together.
*/

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::lang::parse::Language;

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
    "cs"
    "da"
    "de"
    "el"
    "fa"
    "fi"
    "fr"
    "es"
    "hi"
    "hr"
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
    "sv"
    "tr"
    "uk"
    "ur"
    "zh"
    "en"
};

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
