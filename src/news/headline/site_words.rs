/*!
Words in the names of sites, in all languages, from `site_words.tsv`.
*/

use std::sync::LazyLock;

/// A line for each word, folded: the word, and its roles separated by `|`.
const TABLE: &str = include_str!("site_words.tsv");

/// The words by role, in the order of the table.
#[derive(Debug, Default)]
pub(crate) struct SiteWords {
    /// Words that mark a name as an outlet's without identifying it. A word
    /// that ends with another one comes before it.
    pub generic: Vec<&'static str>,
    /// Words that many newspapers and stations have in their names.
    pub typical: Vec<&'static str>,
    /// Articles and prepositions, which abbreviations may skip and titles do
    /// not capitalize.
    pub small: Vec<&'static str>,
    /// Labels of hosts that name no outlet.
    pub host: Vec<&'static str>,
}

pub(crate) fn site_words() -> &'static SiteWords {
    static WORDS: LazyLock<SiteWords> = LazyLock::new(|| {
        let mut words = SiteWords::default();
        for line in TABLE.lines().skip(1) {
            let (word, roles) = line.split_once('\t').expect("a word and its roles");
            for role in roles.split('|') {
                let list = match role {
                    "generic" => &mut words.generic,
                    "typical" => &mut words.typical,
                    "small" => &mut words.small,
                    "host" => &mut words.host,
                    _ => panic!("site_words.tsv: unknown role `{role}`"),
                };
                list.push(word);
            }
        }
        words
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generic_word_stands_before_its_own_endings() {
        let generic = &site_words().generic;
        for (at, word) in generic.iter().enumerate() {
            let mut before = generic[..at].iter();
            assert!(!before.any(|other| word.ends_with(other)), "{word}");
        }
    }
}
