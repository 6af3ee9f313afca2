/*!
Reads the credits of the lines before the story.
*/

use crate::news::captions::labels::breaks_off;
use crate::news::captions::pictures::{begins_as_caption, is_picture_credit, looks_like_caption};
use crate::news::credit::byline::{Byline, BylinePosition, read};
use crate::news::credit::byline_parts::{credits_unnamed, single_blanks};
use crate::news::credit::found::{
    CreditClaim, CreditEvidence, CreditPage, CreditRole, FoundCredits,
};
use crate::news::credit::publisher_name::partner;
use crate::news::credit::thresholds::MAX_SMALL_NAME_BYTES;
use crate::news::credit::uses;
use crate::news::dateline::frame::Frame;
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::opening::thresholds::{
    CREDIT_LIMITS, MAX_UNNAMED_BYTES, MIN_CAPTION_BYTES, MIN_LINKS, TOP_BLOCKS, TOP_BYLINE_BLOCKS,
};
use crate::news::parties::names::{Mention, NameKind, PrintedName};
use crate::text::blocks::ends_sentence;

/// Bytes of a line that begins with a date, at most.
const MAX_DATE_LINE_BYTES: usize = 80;

/// Words of a date before a time of day, at most.
const MAX_DATE_WORDS: usize = 5;

/// Adds the credits of the lines before the story. Many different agencies on lines of
/// their own are a list of links, and none of them counts.
pub(crate) fn read_opening(page: &CreditPage<'_>, credits: &mut FoundCredits) {
    let limits = &CREDIT_LIMITS;
    let mut paragraphs = 0;
    let mut alone: Vec<CreditClaim> = Vec::new();
    for (index, &block) in page.blocks.iter().take(limits.blocks).enumerate() {
        let is_behind_dateline = page.dateline_at.is_some_and(|at| block.start > at);
        if block.start > limits.bytes || paragraphs >= limits.paragraphs || is_behind_dateline {
            break;
        }
        let next = page.line(index + 1);
        paragraphs += usize::from(is_paragraph(page.line(index), next));
        let line = single_blanks(page.line(index));
        let mut dateline = page.dateline_at.iter();
        if line.is_empty() || dateline.any(|at| (block.start..block.end).contains(at)) {
            continue;
        }
        if uses::read_line(&line, page.directory, credits) {
            continue;
        }
        let names_partner = index <= TOP_BLOCKS && page.is_portal;
        if let Some(claim) = partner(&line, page.directory).filter(|_| names_partner) {
            credits.claims.push(claim);
            continue;
        }
        // The name above the teaser of another story is a link.
        if breaks_off(next) || begins_as_caption(&line) {
            continue;
        }
        let line = OpeningLine {
            page,
            index,
            line: &line,
        };
        line.read(credits, &mut alone);
    }
    let mut names: Vec<&str> = alone
        .iter()
        .map(|claim| claim.name.printed.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < MIN_LINKS {
        credits.claims.extend(alone);
    }
}

/// Returns whether `block` is a paragraph of a story, or the teaser of one.
fn is_paragraph(block: &str, next: &str) -> bool {
    breaks_off(block)
        || block.len() >= CREDIT_LIMITS.paragraph_bytes
            && !looks_like_caption(block)
            && !is_picture_credit(next)
            && !is_mostly_blank(block)
}

/// A line before the story.
struct OpeningLine<'a> {
    page: &'a CreditPage<'a>,
    /// The index of its block.
    index: usize,
    /// The text of the block, with single blanks.
    line: &'a str,
}

impl OpeningLine<'_> {
    /// Adds the credits of the line: to `alone` if it is the name of an agency alone.
    fn read(&self, credits: &mut FoundCredits, alone: &mut Vec<CreditClaim>) {
        let line = self.line;
        let listed = self.listed();
        if !listed.is_empty() {
            credits.claims.extend(listed);
            return;
        }
        match read(line, BylinePosition::Text, self.page.directory) {
            Some(Byline::AgencyAlone(mention)) => {
                if self.follows_caption() && !self.is_dated() {
                    credits.lesser(mention, line, CreditRole::Photo);
                } else if self.counts_alone(&mention) {
                    alone.push(CreditClaim {
                        name: PrintedName::of(mention, line),
                        evidence: CreditEvidence::HeadLine,
                    });
                }
            }
            Some(Byline::Signed(mention)) => {
                credits.claim(mention, line, CreditEvidence::Byline);
            }
            Some(Byline::MaybeSigned(mention)) => {
                if self.is_byline() {
                    credits.claim(mention, line, CreditEvidence::Byline);
                } else {
                    credits.lesser(mention, line, CreditRole::Photo);
                }
            }
            Some(Byline::PictureCredit(mention)) => {
                credits.lesser(mention, line, CreditRole::Photo);
            }
            None => {
                let block = self.page.line(self.index);
                if block.len() <= MAX_UNNAMED_BYTES && credits_unnamed(line) {
                    credits.has_unnamed = true;
                }
            }
        }
    }

    /// Returns the claims of a line near the top that joins two names of the table or more:
    /// "The Harbor Ledger/TNS", "Ritzau/AFP". If all of them sell pictures it is rather the
    /// credit of one.
    fn listed(&self) -> Vec<CreditClaim> {
        let directory = self.page.directory;
        if self.index >= TOP_BYLINE_BLOCKS || !self.line.contains(['/', '–', '-']) {
            return Vec::new();
        }
        let Some(frame) = Frame::read(self.line, directory) else {
            return Vec::new();
        };
        let mut names = frame.names.iter();
        let sells = |name: &PrintedName| directory.sells_pictures(&name.parties);
        if frame.names.len() < 2 || !frame.is_known() || names.all(sells) {
            return Vec::new();
        }
        let claim = |name| CreditClaim {
            name,
            evidence: CreditEvidence::Byline,
        };
        frame.names.into_iter().map(claim).collect()
    }

    /// Returns whether the line above is the sentence of a caption.
    fn follows_caption(&self) -> bool {
        let before = self.index.checked_sub(1);
        let before = before.map_or("", |before| self.page.line(before));
        before.len() >= MIN_CAPTION_BYTES && ends_sentence(before) && !before.ends_with(')')
    }

    /// Returns whether one of the next two lines is a date.
    fn is_dated(&self) -> bool {
        is_date_line(self.page.line(self.index + 1)) || is_date_line(self.page.line(self.index + 2))
    }

    /// Returns whether an agency alone counts: at the top, with a date below it, or by a
    /// name that is no everyday word and not too short.
    fn counts_alone(&self, mention: &Mention) -> bool {
        let directory = self.page.directory;
        let is_word =
            mention.kind == NameKind::Abbreviation && directory.are_outlets(&mention.parties);
        self.index < TOP_BLOCKS
            || self.is_dated()
            || !is_word && mention.at.len() > MAX_SMALL_NAME_BYTES
    }

    /// Returns whether a line that may also be the credit of a picture is a byline: near the
    /// top and not before a caption, with a date below it, or directly above the dateline.
    fn is_byline(&self) -> bool {
        let next = self.index + 1;
        let is_before_dateline = || {
            let next = self.page.blocks.get(next);
            self.page.dateline_at.is_some() && next.map(|next| next.start) == self.page.dateline_at
        };
        self.index < TOP_BYLINE_BLOCKS && !is_caption(self.page.line(next))
            || self.is_dated()
            || is_before_dateline()
    }
}

/// Returns whether `line` is a caption.
fn is_caption(line: &str) -> bool {
    WordKey::CaptionOpenings.begins(line)
        || line.len() >= MIN_CAPTION_BYTES && looks_like_caption(line)
}

/// Whether a line has few words for its length, as a scraped byline has.
fn is_mostly_blank(line: &str) -> bool {
    // Prose has few bytes that may be of blanks: those of ASCII are among the lowest,
    // others have three bytes at most and begin with one of these.
    let (mut blanks, mut others) = (0, 0);
    // Few enough for counts of one byte, so that the compiler counts with vectors.
    for bytes in line.as_bytes().chunks(usize::from(u8::MAX)) {
        let (mut blanks_here, mut others_here) = (0_u8, 0_u8);
        for &byte in bytes {
            blanks_here += u8::from(byte <= b' ');
            others_here += u8::from((byte == 0xC2) | (byte.wrapping_sub(0xE1) < 3));
        }
        blanks += usize::from(blanks_here);
        others += usize::from(others_here);
    }
    if blanks + 3 * others < line.len() / 2 {
        return false;
    }
    line.split_whitespace().map(str::len).sum::<usize>() < line.len() / 2
}

/// Returns whether `line` is a date, a date with a time behind it, or begins like
/// "Updated".
fn is_date_line(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if WordKey::DateStamps.begins(line)
        || PrintedDate::read(line).is_some_and(PrintedDate::has_month)
    {
        return true;
    }
    let mut ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(MAX_DATE_WORDS);
    line.len() <= MAX_DATE_LINE_BYTES
        && ends.any(|end| {
            PrintedDate::read(&line[..end])
                .is_some_and(|date| date.has_month() && date.day.is_some())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_mostly_blank_when_its_words_are_less_than_half(
            line in "([a-zé北]{1,3}|[ \t\u{a0}\u{2003}\u{3000}\u{1680}\u{85}\u{b}]{1,4}| {90,99}){0,12}",
        ) {
            let words: usize = line.split_whitespace().map(str::len).sum();
            prop_assert_eq!(is_mostly_blank(&line), words < line.len() / 2);
        }
    }
}
