/*!
Outlets that a page names beside its story: "Zuerst bei Hafenblatt", a line with the
address of another site.

# Choices

* Only short lines among the first and the last blocks are read, and the last bytes of a
  text without lines. In the story itself an outlet is quoted.
* An outlet is named by its address, or by its name as a word of its own.
*/

use crate::news::addresses::domains::registrable_domain;
use crate::news::name_key::key;
use crate::text::Span;

/// Blocks at the start of a text that may name an outlet.
const FIRST_BLOCKS: usize = 3;

/// Blocks at the end of a text that may name an outlet.
const LAST_BLOCKS: usize = 5;

/// Bytes of a line beside the story, at most.
const MAX_LINE_BYTES: usize = 140;

/// Words of a line beside the story, at most.
const MAX_LINE_WORDS: usize = 14;

/// Bytes at the end of a long last block that are read.
const LAST_BYTES: usize = 100;

/// Letters of a name that is looked for, at least: shorter ones are everyday words.
const MIN_NAME_LETTERS: usize = 5;

/// Letters of a label, at least, that is a word of a credited name. Only the outlets of one
/// cluster are compared with it.
const MIN_LABEL_LETTERS: usize = 3;

/// The names by which other pages name an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutletNames {
    /// In small letters.
    domain: Option<String>,
    /// The keys of its names.
    keys: Vec<String>,
}

impl OutletNames {
    /// Returns the names of the outlet that records call `name`.
    pub(crate) fn of(name: &str) -> OutletNames {
        let domain = registrable_domain(name);
        let label = domain
            .as_deref()
            .and_then(|domain| domain.split('.').next());
        let mut keys = vec![key(name)];
        keys.extend(label.map(key));
        keys.retain(|key| key.chars().count() >= MIN_NAME_LETTERS);
        OutletNames { domain, keys }
    }

    /// Returns whether the outlet is called `name`, or a word of `name` is the label of its
    /// domain: "HAFEN Online" is `hafen.example`.
    pub(crate) fn are(&self, name: &str) -> bool {
        let label = self
            .domain
            .as_deref()
            .and_then(|domain| domain.split('.').next());
        let has_label = label.is_some_and(|label| {
            let label = key(label);
            let mut words = name.split_whitespace();
            label.chars().count() >= MIN_LABEL_LETTERS && words.any(|word| key(word) == label)
        });
        let name = key(name);
        has_label
            || self.keys.contains(&name)
            || self
                .domain
                .as_deref()
                .is_some_and(|domain| key(domain) == name)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.domain.iter().chain(&self.keys).map(String::as_str)
    }

    /// Returns whether a line names the outlet.
    fn are_in(&self, line: &Line) -> bool {
        let has_domain = self.domain.as_deref().is_some_and(|domain| {
            let at = line.lower.match_indices(domain);
            at.into_iter()
                .any(|(at, _)| is_whole(&line.lower, at, at + domain.len()))
        });
        has_domain || self.keys.iter().any(|name| line.has_name(name))
    }
}

/// Returns whether the part of a text from `start` to `end` is an address of its own: it
/// may follow a subdomain, but is no beginning of a longer name.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    !text[..start].ends_with(is_part) && !text[end..].starts_with(is_part)
}

/// A line beside a story.
struct Line {
    /// With ASCII letters in lower case.
    lower: String,
    /// The keys of its words with a capital or a digit at the front, in order; other
    /// words are empty.
    words: Vec<String>,
}

impl Line {
    fn of(text: &str) -> Line {
        let is_name = |word: &&str| {
            let first = word.chars().find(|c| c.is_alphanumeric());
            first.is_some_and(|c| !c.is_lowercase())
        };
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '-' | '–'));
        Line {
            lower: text.to_ascii_lowercase(),
            words: words
                .map(|word| Some(word).filter(is_name).map(key).unwrap_or_default())
                .collect(),
        }
    }

    /// Returns whether consecutive words are the name with this key.
    fn has_name(&self, name: &str) -> bool {
        (0..self.words.len()).any(|start| {
            let mut rest = name;
            for word in &self.words[start..] {
                match rest.strip_prefix(word.as_str()) {
                    Some(after) if !word.is_empty() => rest = after,
                    _ => return false,
                }
                if rest.is_empty() {
                    return true;
                }
            }
            false
        })
    }
}

/// Returns the indices of the outlets that the page names beside its story, in order.
///
/// Takes time in the product of outlets and lines, which are at most eight.
pub(crate) fn named_outlets(text: &str, blocks: &[Span], outlets: &[OutletNames]) -> Vec<usize> {
    if outlets.is_empty() {
        return Vec::new();
    }
    // Names in Latin letters are not in lines without any.
    let is_latin = |name: &str| name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let needs_latin = outlets.iter().flat_map(OutletNames::all).all(is_latin);
    let lines = lines_beside_story(text, blocks);
    let lines = lines.filter(|line| !needs_latin || is_latin(line));
    let lines: Vec<Line> = lines.map(Line::of).collect();
    let is_named = |index: &usize| lines.iter().any(|line| outlets[*index].are_in(line));
    (0..outlets.len()).filter(is_named).collect()
}

fn lines_beside_story<'t>(text: &'t str, blocks: &[Span]) -> impl Iterator<Item = &'t str> {
    let is_line = |line: &&str| {
        line.len() <= MAX_LINE_BYTES && line.split_whitespace().count() <= MAX_LINE_WORDS
    };
    let last_at = blocks.len().saturating_sub(LAST_BLOCKS).max(FIRST_BLOCKS);
    let first = blocks.iter().take(FIRST_BLOCKS);
    let last = blocks.iter().skip(last_at);
    let lines: Vec<&str> = first
        .chain(last)
        .map(|block| block.of(text))
        .filter(is_line)
        .collect();
    let end = blocks.last().map_or("", |block| block.of(text).trim_end());
    let cut = end.ceil_char_boundary(end.len().saturating_sub(LAST_BYTES));
    let is_long = end.len() > MAX_LINE_BYTES;
    let sentence = end[cut..]
        .rfind(['.', '!', '?', '(', '['])
        .map(|stop| &end[cut + stop + 1..]);
    let signature = sentence.filter(|signature| is_long && !signature.trim().is_empty());
    lines.into_iter().chain(signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks::blocks;

    const STORY: &str = "The quay of Skarholm stays closed until May, the port said on Monday, because the wall under it moves.";

    fn named(text: &str) -> Vec<usize> {
        let outlets = ["hafenblatt.example", "Coastal Talk", "NZZ"].map(OutletNames::of);
        named_outlets(text, &blocks(text), &outlets)
    }

    #[test]
    fn lines_beside_the_story_name_outlets() {
        for (name, line, expected) in [
            ("a label", "Zuerst bei Hafenblatt", &[0][..]),
            ("an address", "www.hafenblatt.example/kai-zu", &[0]),
            ("two words", "Read more at Coastal Talk", &[1]),
            ("both", "Coastal Talk / Hafenblatt", &[0, 1]),
            ("part of a word", "Hafenblattern", &[]),
            ("another address", "www.mein-hafenblatt.example", &[]),
            (
                "words in small letters",
                "the coastal talk of the town",
                &[],
            ),
            ("a short name", "NZZ", &[]),
        ] {
            assert_eq!(named(&format!("{STORY}\n{line}")), expected, "{name}");
            assert_eq!(named(&format!("{line}\n{STORY}")), expected, "{name}");
        }
    }

    #[test]
    fn the_story_itself_names_whom_it_quotes() {
        let quoted = format!(
            "{STORY} The mayor told Coastal Talk that nobody asked her about it before the wall moved again."
        );
        assert!(named(&format!("{quoted}\n{quoted}\n{quoted}")).is_empty());
    }

    #[test]
    fn an_outlet_is_called_by_its_label_too() {
        let names = OutletNames::of("hafenblatt.example");
        assert!(names.are("Hafenblatt") && names.are("Hafenblatt.example"));
        assert!(!names.are("Hafen"));
        assert!(OutletNames::of("hafen.example").are("HAFEN Online"));
    }
}
