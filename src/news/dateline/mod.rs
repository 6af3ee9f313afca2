/*!
Datelines: the place, the date and the agency with which a story begins.

```text
dateline := [place ["," region]] ["," date] frame [dash]
frame    := "(" agencies ["-" date] ")" | "/" agencies "/" | dash agency
agencies := agency (("/" | "," | "&" | " - ") agency)*
```

The families of the world's agencies are read by one grammar for scripts with
spaces (`western`), one for Chinese, Japanese and Korean (`asian`), and
one for what Arabic newspapers print in their byline (`slug`). All work on
the start of one line; `find` knows which lines of an article to ask.

# Choices

* A frame with an agency of the table is a dateline wherever it opens a line.
  A place alone in capitals ("HELSINKI —") is one too, but a weaker: section
  labels look like it, and any framed dateline that follows soon is preferred.
* A line that breaks off in dots is the teaser of another story.
* Nothing is said of datelines deep in an article: only what stands before
  the story has begun is looked at.
*/

pub mod asian;
pub mod frame;
pub mod head;
pub mod likeness;
pub mod run_in;
pub mod slug;
#[cfg(test)]
mod tests;
pub mod town;
pub mod western;

use std::ops::Range;

use crate::news::captions::pictures::{is_picture_credit, looks_like_caption};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{NamedParty, PartyId};
use crate::text::Span;

/// A dateline as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Exactly what is printed, with the dash.
    pub text: String,
    /// Where it stands in the text; nothing if it stands in the byline.
    pub span: Option<Span>,
    /// The place as printed, with its region.
    pub place: Option<String>,
    /// The date, as far as it is printed.
    pub date: Option<PrintedDate>,
    /// Whose copy it is, in the order of print.
    pub agencies: Vec<Agency>,
}

/// An agency, or an outlet, in a dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Who it is.
    pub named: NamedParty,
    /// The name as printed.
    pub printed: String,
}

/// A dateline read from a line, before names are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where it stands in the line.
    pub(crate) at: Range<usize>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<PrintedDate>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) weight: Weight,
}

/// A name in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
}

/// How much a dateline proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It names whose copy it is.
    Framed,
    /// A place alone.
    Staff,
}

/// A dateline and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) reading: Reading,
    pub(crate) span: Span,
}

/// Bytes of a text in which its dateline begins, at most: captions of a
/// gallery may stand before it.
const HEAD_BYTES: u32 = 12 * 1024;

/// Blocks among which the dateline is looked for, at most.
const HEAD_BLOCKS: usize = 80;

/// Bytes of a block that is a paragraph of a story and no label.
const PARAGRAPH: usize = 160;

/// Bytes of a line within which a frame opens.
const FRAME_WITHIN: usize = 90;

/// Paragraphs after which a story has begun without a dateline.
const PARAGRAPHS: usize = 4;

/// Paragraphs after which a framed dateline is no longer preferred to a place
/// alone.
const PARAGRAPHS_AFTER_PLACE: usize = 2;

/// Bytes behind a credit within which a library is named.
const LIBRARY_WITHIN: usize = 32;

/// Libraries of pictures, which no story comes from.
const LIBRARIES: [&str; 4] = ["Getty", "GETTY", "Shutterstock", "Alamy"];

/// The words on the buttons of a gallery, which scrapers leave at the start of
/// a text.
static BUTTONS: WordList = WordList::of(WordKey::GalleryButtons);

/// The dateline with which `line` begins.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<Reading> {
    if is_item(line) {
        return None;
    }
    let lead = line.len() - line.trim_start().len();
    let mut reading = asian::read(&line[lead..], directory)
        .or_else(|| western::read(&line[lead..], directory))?;
    if is_glued_slash(&line[lead..], &reading) {
        return None;
    }
    // "VERA DAHL/AFP/Getty Images" is the credit of a picture.
    let rest = &line[lead + reading.at.end..];
    let rest = &rest[..rest.floor_char_boundary(LIBRARY_WITHIN)];
    if LIBRARIES.iter().any(|library| rest.contains(library)) {
        return None;
    }
    reading.at.start += lead;
    reading.at.end += lead;
    Some(reading)
}

/// Whether `line` is an item of a digest: these have datelines of their own,
/// and none is the page's.
fn is_item(line: &str) -> bool {
    line.trim_start().starts_with(['*', '•'])
}

/// Whether slashes without a blank before them frame the agency: "VERA
/// DAHL/SPUTNIK/" is the credit of a picture, "MOSCOW, October 4. /TASS/" none.
fn is_glued_slash(line: &str, reading: &Reading) -> bool {
    let text = &line[reading.at.clone()];
    reading.weight == Weight::Framed
        && !text.contains('(')
        && text
            .find('/')
            .is_some_and(|at| text[..at].ends_with(char::is_alphanumeric))
}

/// The dateline of the article with this text and these blocks.
pub(crate) fn find(text: &str, blocks: &[Span], directory: &Directory) -> Option<Found> {
    let mut staff: Option<Found> = None;
    let mut paragraphs = 0;
    let mut limit = PARAGRAPHS;
    for (index, &block) in blocks.iter().take(HEAD_BLOCKS).enumerate() {
        if block.start > HEAD_BYTES || paragraphs > limit {
            break;
        }
        let line = block.of(text);
        let next = blocks
            .get(index + 1)
            .map(|next| next.of(text))
            .unwrap_or_default();
        let is_last = index + 1 == blocks.len() && index > 0;
        let found = find_in_line(line, block, index, directory).filter(|found| {
            let reading = &found.reading;
            // A letter is signed with a name and a town, a caption with an
            // agency.
            let signs = match reading.weight {
                Weight::Staff => line.len() < PARAGRAPH,
                Weight::Framed => reading.place.is_none() && reading.at.end == line.len(),
            };
            !is_last || !signs
        });
        let found = found.or_else(|| alone(line, block, next));
        if let Some(found) = found.filter(|found| !is_teaser(text, found.span)) {
            match found.reading.weight {
                Weight::Framed => return Some(found),
                Weight::Staff if staff.is_none() => {
                    limit = paragraphs + PARAGRAPHS_AFTER_PLACE;
                    staff = Some(found);
                }
                Weight::Staff => {}
            }
        }
        let is_caption = || looks_like_caption(line) || is_picture_credit(next);
        paragraphs += usize::from(line.len() >= PARAGRAPH && !is_caption());
    }
    staff
}

fn find_in_line(line: &str, block: Span, index: usize, directory: &Directory) -> Option<Found> {
    let buttons = buttons(line);
    let rest = &line[buttons..];
    let is_framed = |reading: &Reading| reading.weight == Weight::Framed;
    let slug = (index < slug::LINES)
        .then(|| slug::at_start(rest, directory))
        .flatten();
    let mut reading = match slug {
        Some(slug) if is_framed(&slug) => slug,
        Some(slug) => read(rest, directory).filter(is_framed).unwrap_or(slug),
        None => read(rest, directory)
            .or_else(|| in_lines(rest, directory))
            .or_else(|| run_in::read(rest, directory))?,
    };
    reading.at.start += buttons;
    reading.at.end += buttons;
    let place = |at: usize| {
        block
            .start
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    };
    Some(Found {
        span: Span::new(place(reading.at.start), place(reading.at.end)),
        reading,
    })
}

/// The bytes of the buttons with which `line` begins. One such word alone may
/// be the story's.
fn buttons(line: &str) -> usize {
    let (mut end, mut count) = (0, 0);
    for word in line.split_inclusive(char::is_whitespace) {
        if !BUTTONS.has(word) {
            break;
        }
        end += word.len();
        count += 1;
    }
    if count > 1 { end } else { 0 }
}

/// The framed dateline with which a line within a block begins: paragraphs of
/// print have their captions joined to them.
fn in_lines(block: &str, directory: &Directory) -> Option<Reading> {
    let block = &block[..block.floor_char_boundary(HEAD_BYTES as usize)];
    let starts = memchr::memchr_iter(b'\n', block.as_bytes()).map(|at| at + 1);
    // Only brackets frame a dateline here, soon after the place.
    let is_framed = |start: &usize| {
        let line = &block.as_bytes()[*start..];
        line.first().is_some_and(|byte| !byte.is_ascii_lowercase())
            && memchr::memchr(b'(', &line[..line.len().min(FRAME_WITHIN)]).is_some()
    };
    starts
        .take(HEAD_BLOCKS)
        .filter(is_framed)
        .find_map(|start| {
            let reading = read(&block[start..], directory)?;
            (reading.weight == Weight::Framed && reading.place.is_some()).then(|| Reading {
                at: reading.at.start + start..reading.at.end + start,
                ..reading
            })
        })
}

/// A place in capitals on a line of its own, with a paragraph below it.
fn alone(line: &str, block: Span, next: &str) -> Option<Found> {
    let place = western::alone(line).filter(|_| next.len() >= PARAGRAPH / 2)?;
    Some(Found {
        reading: Reading {
            at: 0..line.len(),
            place: Some(place),
            date: None,
            slots: Vec::new(),
            weight: Weight::Staff,
        },
        span: block,
    })
}

/// Whether the line at `span` ends in dots before the text does, as the
/// teaser of another story.
fn is_teaser(text: &str, span: Span) -> bool {
    let rest = text.get(span.start as usize..).unwrap_or_default();
    rest.find('\n')
        .is_some_and(|end| breaks_off(&rest[..end]) && !rest[end..].trim().is_empty())
}

/// Whether a line ends in dots.
pub(crate) fn breaks_off(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with("...") || line.ends_with('…')
}
