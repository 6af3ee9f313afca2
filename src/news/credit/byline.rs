/*!
Bylines: "By VERA DAHL, Associated Press", in a field of the record or on a line of
the text.

# Choices

* In a text, "Vera Dahl / AP" and "Vera Dahl, AP" are credits of pictures far more
  often than bylines. A short name of an agency needs "By" before the reporter.
* Scrapers lose the mark between the reporter and the agency, or put a hundred blanks
  there. Both are read after "By", and where a full name is joined to the word before
  it.
*/

use crate::news::credit::byline_parts::{are_names, ends_byline, is_separator, single_blanks};
use crate::news::credit::found::{CreditClaim, CreditEvidence, FoundCredits};
use crate::news::credit::thresholds::MIN_LONG_NAME_BYTES;
use crate::news::credit::uses;
use crate::news::dateline::frame::Frame;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::{Glue, Mention, NameKind};

/// Whether a byline is a field of the record or a line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BylinePosition {
    Field,
    Text,
}

/// The kind of a line that names an agency as bylines do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Byline {
    AgencyAlone(Mention),
    /// A reporter and the agency.
    Signed(Mention),
    /// A reporter and the agency, or the credit of a picture, which looks the same.
    MaybeSigned(Mention),
    PictureCredit(Mention),
}

/// Reads `line`, which has single blanks. Returns `None` if it does not name an agency
/// as bylines do. Of several agencies the last one counts.
pub(crate) fn read(line: &str, position: BylinePosition, directory: &Directory) -> Option<Byline> {
    if let Some(mention) = agency_first(line, directory) {
        return Some(Byline::AgencyAlone(mention));
    }
    let opening = opening_bytes(line);
    let mut byline = None;
    for mention in directory.mentions(line) {
        if mention.at.start < opening || !ends_byline(&line[mention.at.end..]) {
            continue;
        }
        let before = &line[opening..mention.at.start];
        let is_blank_or_separator = |c: char| c.is_whitespace() || is_separator(c);
        let names = before.trim_matches(is_blank_or_separator);
        let names = names
            .strip_suffix("The")
            .or_else(|| names.strip_suffix("THE"))
            .unwrap_or(names)
            .trim_end_matches(is_blank_or_separator);
        if names.is_empty() {
            byline = Some(Byline::AgencyAlone(mention));
            continue;
        }
        if position == BylinePosition::Field && is_desk(names) {
            byline = Some(Byline::AgencyAlone(mention));
            continue;
        }
        if !are_names(names) {
            continue;
        }
        let separator = before.trim_end().chars().next_back();
        let is_spaced = before.ends_with(char::is_whitespace);
        let is_short = mention.kind == NameKind::Abbreviation
            && !(separator == Some(',') && mention.at.len() >= MIN_LONG_NAME_BYTES);
        let is_separated =
            separator.is_some_and(is_separator) || before.trim_end().ends_with("The");
        let has_opening = opening > 0;
        byline = match position {
            BylinePosition::Field if is_separated || has_opening || !is_short => {
                Some(Byline::Signed(mention))
            }
            BylinePosition::Text if has_opening || mention.glued == Glue::Glued => {
                Some(Byline::Signed(mention))
            }
            BylinePosition::Text
                if is_separated && !is_short && (separator != Some('/') || is_spaced) =>
            {
                Some(Byline::MaybeSigned(mention))
            }
            BylinePosition::Text if is_separated => Some(Byline::PictureCredit(mention)),
            _ => byline,
        };
    }
    byline
}

/// Returns whether `names` is a desk and no reporter: "Redazione".
fn is_desk(names: &str) -> bool {
    static STAFF: WordList = WordList::of(WordKey::FrameStaff);
    names.split_whitespace().count() == 1 && STAFF.has(names)
}

/// Returns the bytes of the words that open a byline: "By ", or "Posted 5:57 am, July 16,
/// by ".
fn opening_bytes(line: &str) -> usize {
    match line.find(", by ") {
        Some(by) if WordKey::BylineStamps.begins(line) => by + ", by ".len(),
        _ => without_opening(line).map_or(0, |names| line.len() - names.len()),
    }
}

/// Returns `line` without a word such as "By " at its start, or `None` if it has none.
fn without_opening(line: &str) -> Option<&str> {
    let mut openings = WordKey::BylineOpenings.words().iter();
    openings.find_map(|opening| line.strip_prefix(opening))
}

/// Reads "Coastal Press — By VERA DAHL - Coastal Press": the agency, a dash, names.
fn agency_first(line: &str, directory: &Directory) -> Option<Mention> {
    let mention = directory.at_start(line)?;
    let rest = line[mention.at.end..].strip_prefix(" — ")?;
    (mention.kind == NameKind::Spelling && are_names(rest)).then_some(mention)
}

/// Adds the claims of a byline field, and whether it credits agencies without their names.
pub(crate) fn read_field(byline: &str, directory: &Directory, credits: &mut FoundCredits) {
    let line = single_blanks(byline);
    let line = line.trim_matches(['[', ']', '"', '\'', ' ']);
    credits.has_unnamed |= field_credits_unnamed(&line.to_lowercase());
    if uses::read_field(line, directory, credits) {
        return;
    }
    let bare = without_opening(line).unwrap_or(line);
    // A list of agencies, or of agencies and a place: each name counts.
    if let Some(frame) = Frame::read(bare, directory)
        .filter(|frame| frame.knows_one() && bare.contains(['/', ',', '|', '&']))
    {
        let names = frame.names.into_iter();
        let known = names.filter(|name| !name.parties.is_empty());
        credits.claims.extend(known.map(|name| CreditClaim {
            name,
            evidence: CreditEvidence::Byline,
        }));
        return;
    }
    if let Some(
        Byline::AgencyAlone(mention) | Byline::Signed(mention) | Byline::MaybeSigned(mention),
    ) = read(line, BylinePosition::Field, directory)
    {
        credits.claim(mention, line, CreditEvidence::Byline);
    }
}

/// Returns whether a field in small letters is a phrase for agencies without their
/// names, ends in one, or begins with one before a comma.
fn field_credits_unnamed(lower: &str) -> bool {
    let mut phrases = WordKey::UnnamedAgencies.words().iter();
    phrases.any(|phrase| {
        let (before, after) = (lower.strip_suffix(phrase), lower.strip_prefix(phrase));
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
            || after.is_some_and(|after| after.starts_with(','))
    })
}
