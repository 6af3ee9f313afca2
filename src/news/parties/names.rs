/*!
Names of parties: the spellings in which they are printed, and names found in a text.
*/

use std::ops::Range;

use crate::news::parties::party::PartyId;

/// A name as it is printed, and the parties that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedName {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
}

impl PrintedName {
    /// Returns the name that `mention` found in `text`.
    pub(crate) fn of(mention: Mention, text: &str) -> PrintedName {
        PrintedName {
            printed: text[mention.at].to_owned(),
            parties: mention.parties,
        }
    }
}

/// A name of one or several parties, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The bytes of the name in the searched text.
    pub(crate) at: Range<usize>,
    /// The parties of that name; at least one.
    pub(crate) parties: Vec<PartyId>,
    /// `Spelling` if the name is a full name of one of the parties.
    pub(crate) kind: NameKind,
    pub(crate) glued: Glue,
}

/// Whether there is a letter directly before a name: "IsachenkovAssociated Press".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    Apart,
    Glued,
}

/// The column of the table that holds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A short name or an everyday word: counts only as printed in the table, or
    /// in capitals.
    Abbreviation,
    /// A full name: counts in any case.
    Spelling,
}

/// Returns whether `slot` is the abbreviation `listed` as it is in the table, or
/// in capitals. Marks between the letters are ignored.
pub(crate) fn is_printed(listed: &str, slot: &str) -> bool {
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

/// Returns "Texas Tribune" for "The Texas Tribune", but nothing for "The Hill": one
/// word alone may be an everyday word.
pub(crate) fn without_article(name: &str) -> Option<&str> {
    name.strip_prefix("The ").filter(|rest| rest.contains(' '))
}

/// Returns the spellings of a name to search texts for, sorted, each once: as it
/// is in the table, in capitals, a full name also in small letters, and letters
/// with blanks or stops between them with every such separator.
///
/// A search that ignores case would let a short name hide a full one: "Vera
/// OlsenAssociated Press" contains "ENA".
pub(crate) fn variants(name: &str, kind: NameKind) -> Vec<String> {
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
    if kind == NameKind::Spelling {
        variants.push(name.to_lowercase());
    }
    variants.sort_unstable();
    variants.dedup();
    variants
}
