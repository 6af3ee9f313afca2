/*!
Reads a language file. The module documentation of `lang` describes the format.
*/

use crate::news::lang::keys::WordKey;

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
