/*!
Bylines: "By VERA DAHL, Associated Press", in a field of the record or on a
line of the text.

# Choices

* In a text, "Vera Dahl / AP" and "Vera Dahl, AP" are credits of pictures far
  more often than bylines: a short name needs "By" before the reporter.
* Scrapers lose what stood between the reporter and the agency, or put a
  hundred blanks there: both are understood after "By", and where a full name
  is glued to the word before it.
*/

use memchr::memmem;

use crate::news::credit::{CreditClaim, CreditEvidence, Unnamed};
use crate::news::dateline::frame::Frame;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::{Directory, Glue, Mention};
use crate::news::parties::spelling::NameKind;

/// Bytes of a byline with single blanks, at most.
const LONGEST: usize = 200;

/// Bytes of a line that may be a byline: some are mostly blanks.
const LONGEST_RAW: usize = 1_200;

/// Words of all reporters' names, at most.
const MOST_NAME_WORDS: usize = 16;

/// Bytes of what may follow the agency: a date, a time, a button.
const MOST_AFTER: usize = 90;

/// Bytes of an agency's everyday name that is no abbreviation.
const LONG_NAME: usize = 7;

/// Whether a byline is a field of the record or a line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    InField,
    InText,
}

/// What a line that names an agency is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The agency alone.
    Whole(Mention),
    /// A reporter and the agency.
    Signed(Mention),
    /// A reporter and the agency, which the credit of a picture looks like.
    Maybe(Mention),
    /// The credit of a picture.
    Photo(Mention),
}

/// What `line` with single blanks is; nothing if it names no agency in the
/// manner of bylines.
pub(crate) fn read(line: &str, stands: Stands, directory: &Directory) -> Option<Verdict> {
    let opening = WordKey::BylineOpenings
        .words()
        .iter()
        .find(|opening| line.starts_with(**opening))
        .map_or(0, |opening| opening.len());
    // "Posted 5:57 am, July 16, by Vera Dahl"
    let is_stamp = WordKey::BylineStamps
        .words()
        .iter()
        .any(|word| line.starts_with(word));
    let opening = match line.find(", by ") {
        Some(by) if is_stamp => by + ", by ".len(),
        _ => opening,
    };
    if let Some(mention) = agency_first(line, directory) {
        return Some(Verdict::Whole(mention));
    }
    let mut verdict = None;
    for mention in directory.mentions(line) {
        if mention.at.start < opening || !is_after(&line[mention.at.end..]) {
            continue;
        }
        let before = &line[opening..mention.at.start];
        let separator = before.trim_end().chars().next_back();
        let is_spaced = before.ends_with(char::is_whitespace);
        let names = before.trim_matches(|c: char| c.is_whitespace() || is_separator(c));
        let names = names
            .strip_suffix("The")
            .or_else(|| names.strip_suffix("THE"))
            .unwrap_or(names)
            .trim_end();
        let names = names.trim_end_matches(|c: char| c.is_whitespace() || is_separator(c));
        if names.is_empty() {
            verdict = Some(Verdict::Whole(mention));
            continue;
        }
        if !is_names(names) {
            continue;
        }
        let is_short = mention.kind == NameKind::Abbreviation
            && !(separator == Some(',') && mention.at.len() >= LONG_NAME);
        let is_separated =
            separator.is_some_and(is_separator) || before.trim_end().ends_with("The");
        verdict = match stands {
            Stands::InField if is_separated || opening > 0 || !is_short => {
                Some(Verdict::Signed(mention))
            }
            Stands::InText if opening > 0 || mention.glued == Glue::Glued => {
                Some(Verdict::Signed(mention))
            }
            Stands::InText
                if is_separated && !is_short && (separator != Some('/') || is_spaced) =>
            {
                Some(Verdict::Maybe(mention))
            }
            Stands::InText if is_separated => Some(Verdict::Photo(mention)),
            _ => verdict,
        };
    }
    verdict
}

/// "Coastal Press — By VERA DAHL - Coastal Press": the agency, a dash, names.
fn agency_first(line: &str, directory: &Directory) -> Option<Mention> {
    let mention = directory.at_start(line)?;
    let rest = line[mention.at.end..].strip_prefix(" — ")?;
    (mention.kind == NameKind::Spelling && is_names(rest)).then_some(mention)
}

/// The claims of a byline field, and whether it credits agencies without a
/// name.
pub(crate) fn field(byline: &str, directory: &Directory) -> (Vec<CreditClaim>, Unnamed) {
    let line = single_blanks(byline);
    let line = line.trim_matches(['[', ']', '"', '\'', ' ']);
    let lower = line.to_lowercase();
    let is_unnamed = |word: &str| {
        lower == word
            || lower.ends_with(&format!(" {word}"))
            || lower.starts_with(&format!("{word},"))
    };
    let unnamed = match WordKey::UnnamedAgencies
        .words()
        .iter()
        .any(|word| is_unnamed(word))
    {
        true => Unnamed::Yes,
        false => Unnamed::No,
    };
    let bare = WordKey::BylineOpenings
        .words()
        .iter()
        .find_map(|opening| line.strip_prefix(opening))
        .unwrap_or(line);
    // A list of agencies, or agencies and a place: each on its own.
    if let Some(frame) = Frame::read(bare, directory)
        .filter(|frame| frame.knows_one() && bare.contains(['/', ',', '|', '&']))
    {
        let known = frame.slots.iter().filter(|slot| !slot.parties.is_empty());
        let claims = known.map(|slot| CreditClaim {
            parties: slot.parties.clone(),
            printed: slot.printed.clone(),
            evidence: CreditEvidence::Byline,
        });
        return (claims.collect(), unnamed);
    }
    let claim = match read(line, Stands::InField, directory) {
        Some(Verdict::Whole(mention) | Verdict::Signed(mention) | Verdict::Maybe(mention)) => {
            Some(CreditClaim {
                printed: line[mention.at.clone()].to_owned(),
                parties: mention.parties,
                evidence: CreditEvidence::Byline,
            })
        }
        Some(Verdict::Photo(_)) | None => None,
    };
    (claim.into_iter().collect(), unnamed)
}

/// `line` with single blanks, or nothing if it is too long for a byline.
pub(crate) fn single_blanks(line: &str) -> String {
    // A long line without runs of blanks stays too long.
    let has_run = || memmem::find(line.as_bytes(), b"   ").is_some();
    if line.len() > LONGEST_RAW || line.len() > LONGEST && !has_run() || is_prose(line) {
        return String::new();
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() > LONGEST {
        String::new()
    } else {
        line
    }
}

/// Whether a line has so many words in small letters that it is prose.
fn is_prose(line: &str) -> bool {
    /// More of them than a byline has, with its role and its date.
    const SMALL_WORDS: usize = 9;
    let mut small = 0;
    let mut before = b' ';
    for &byte in line.as_bytes() {
        small += usize::from(before == b' ' && byte.is_ascii_lowercase());
        before = byte;
    }
    small > SMALL_WORDS
}

/// Whether a short line credits agencies without naming them.
pub(crate) fn is_unnamed(line: &str) -> bool {
    let lower = line.to_lowercase();
    WordKey::UnnamedAgencies
        .words()
        .iter()
        .filter(|phrase| phrase.contains(' ') || **phrase == "agencies")
        .any(|phrase| lower.contains(phrase))
        && !WordKey::AgencyHelped.is_in(&lower)
        || WordKey::AgencyMaterial.is_in(&lower)
}

const fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '|' | '/' | '-' | '–' | '—' | '•' | '·' | ':' | ';' | '(' | '،'
    )
}

/// Whether `after`, which follows the agency, ends the byline.
fn is_after(after: &str) -> bool {
    let after = after
        .trim_matches(|c: char| c.is_whitespace() || is_separator(c) || matches!(c, '.' | ')'));
    if after.is_empty() {
        return true;
    }
    if after.len() > MOST_AFTER {
        return false;
    }
    let first = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let lower = first.to_lowercase();
    let is_dated = after.contains([':', '.'])
        || after
            .split_whitespace()
            .any(|word| is_month(&word.to_lowercase()));
    if first.starts_with(|c: char| c.is_ascii_digit()) && is_dated
        || WordKey::BylineEnds.words().contains(&lower.as_str())
        || is_month(&lower)
    {
        return true;
    }
    // "National Security Writer | on"
    let role = after.split(['|', '•', ',']).next().unwrap_or(after).trim();
    let of_role: Vec<&str> = role.split_whitespace().collect();
    let last = of_role
        .last()
        .map(|word| word.to_lowercase())
        .unwrap_or_default();
    of_role.len() <= 5 && WordKey::BylineRoles.words().contains(&last.as_str())
}

fn is_month(word: &str) -> bool {
    let word = format!("1 {word}");
    crate::news::dates::printed::PrintedDate::read(&word).is_some_and(|date| date.has_month())
}

/// Whether `names` may be the names of reporters.
fn is_names(names: &str) -> bool {
    let of_names: Vec<&str> = names
        .split(|c: char| c.is_whitespace() || is_separator(c))
        .filter(|word| !word.is_empty())
        .collect();
    let is_word = |word: &&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some_and(|c| !c.is_lowercase())
            || WordKey::BylineParticles.words().contains(word)
            || *word == "by"
    };
    let lower = names.to_lowercase();
    let is_picture = ["getty", "epa", "afp"]
        .iter()
        .any(|mark| lower.contains(mark))
        || WordKey::BylinePictureMarks.is_in(&lower);
    of_names.len() <= MOST_NAME_WORDS
        && of_names.iter().all(is_word)
        && !is_picture
        && !names.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, '"' | '“' | '”' | '?' | '!' | '$' | '%' | '@' | '…')
        })
        && !names.contains("..")
}
