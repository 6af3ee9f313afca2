/*!
Finds the dateline among the first blocks of a page: at the start of a line, or within one.
*/

use crate::convert::to_u32;
use crate::news::captions::labels::breaks_off;
use crate::news::captions::pictures::{is_picture_credit, looks_like_caption};
use crate::news::dateline::dashes::AfterFrame;
use crate::news::dateline::frame::Frame;
use crate::news::dateline::frame_checks::{explains, is_region_in_brackets, is_spelled};
use crate::news::dateline::head::{DatelineHead, tidy_place};
use crate::news::dateline::look::PlaceLook;
use crate::news::dateline::reading::{DatelineReading, FoundDateline, Weight};
use crate::news::dateline::thresholds::{ARABIC_BYLINE_BLOCKS, MAX_FRAME_BYTES};
use crate::news::dateline::western::staff::place_alone;
use crate::news::dateline::{arabic, line};
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::opening::thresholds::{
    DATELINE_LIMITS, FRAME_WITHIN_BYTES, INITIALS_WITHIN_BYTES, MAX_RUN_IN_FRAMES,
    MAX_RUN_IN_PLACE_WORDS, MIN_BYTES_BELOW_PLACE, MIN_ITEMS, PARAGRAPHS_AFTER_PLACE, RUN_IN_BYTES,
};
use crate::news::parties::directory::Directory;
use crate::text::Span;
use crate::text::characters::is_numeric;

/// Returns the dateline of the article with this text and these blocks. The first framed
/// dateline counts, or else the first place alone.
pub(crate) fn find_dateline(
    text: &str,
    blocks: &[Span],
    directory: &Directory,
) -> Option<FoundDateline> {
    let limits = &DATELINE_LIMITS;
    let mut place_alone: Option<FoundDateline> = None;
    let mut paragraphs = 0;
    let mut most_paragraphs = limits.paragraphs;
    for (index, &block) in blocks.iter().take(limits.blocks).enumerate() {
        if block.start > limits.bytes || paragraphs >= most_paragraphs {
            break;
        }
        let line = block.of(text);
        let next = blocks.get(index + 1).map_or("", |next| next.of(text));
        let is_last = index + 1 == blocks.len() && index > 0;
        let found = in_block(line, block, index, directory)
            .filter(|found| !(is_last && signs_page(&found.reading, line)))
            .or_else(|| on_own_line(line, block, next))
            .filter(|found| !is_teaser(text, found.span));
        if let Some(found) = found {
            match found.reading.weight {
                Weight::Framed => return Some(found),
                Weight::Staff
                    if place_alone.is_none()
                        && index > 0
                        && is_of_digest(
                            text,
                            &blocks[index + 1..],
                            &found,
                            paragraphs,
                            directory,
                        ) =>
                {
                    return None;
                }
                Weight::Staff if place_alone.is_none() => {
                    most_paragraphs = paragraphs + PARAGRAPHS_AFTER_PLACE;
                    place_alone = Some(found);
                }
                Weight::Staff => {}
            }
        }
        let is_caption = || looks_like_caption(line) || is_picture_credit(next);
        paragraphs += usize::from(line.len() >= limits.paragraph_bytes && !is_caption());
    }
    place_alone
}

/// Returns whether a place alone, behind so many `paragraphs`, is that of an item: others
/// of the `rest` of the blocks begin with other places. A digest has no place itself.
fn is_of_digest(
    text: &str,
    rest: &[Span],
    found: &FoundDateline,
    paragraphs: usize,
    directory: &Directory,
) -> bool {
    let least = if paragraphs > 0 { 1 } else { MIN_ITEMS };
    let place = |block: &Span| line::read(block.of(text), directory)?.place;
    rest.iter()
        .take(DATELINE_LIMITS.blocks)
        .filter_map(place)
        .filter(|other| Some(other) != found.reading.place.as_ref())
        .take(least)
        .count()
        >= least
}

/// Returns whether the last line of a page, with this dateline, is a signature: a letter is
/// signed with a name and a town, a caption with an agency.
fn signs_page(reading: &DatelineReading, line: &str) -> bool {
    match reading.weight {
        Weight::Staff => line.len() < DATELINE_LIMITS.paragraph_bytes,
        Weight::Framed => reading.place.is_none() && reading.at.end == line.len(),
    }
}

/// Reads the dateline of the block `index`: at its start, at the start of a line in it, or
/// within a line.
fn in_block(line: &str, block: Span, index: usize, directory: &Directory) -> Option<FoundDateline> {
    let buttons = button_bytes(line);
    let rest = &line[buttons..];
    let is_framed = |reading: &DatelineReading| reading.weight == Weight::Framed;
    let has_date = |reading: &DatelineReading| {
        let place = reading.place.as_deref().unwrap_or_default();
        place.chars().any(is_numeric)
    };
    let arabic_byline = (index < ARABIC_BYLINE_BLOCKS)
        .then(|| arabic::line::at_start(rest, directory))
        .flatten();
    let mut reading = match arabic_byline {
        // A date between the place and the agency is for the readers below.
        Some(byline) if is_framed(&byline) && !has_date(&byline) => byline,
        Some(byline) => line::read(rest, directory)
            .filter(is_framed)
            .unwrap_or(byline),
        None => line::read(rest, directory)
            .or_else(|| in_lines(rest, directory))
            .or_else(|| run_in(rest, directory))?,
    };
    reading.at.start += buttons;
    reading.at.end += buttons;
    let position = |at: usize| block.start + to_u32(at);
    Some(FoundDateline {
        span: Span::new(position(reading.at.start), position(reading.at.end)),
        reading,
    })
}

/// Returns the bytes of the labels of buttons that `line` begins with, as scrapers leave
/// them before a story. A single label may be a word of the story and does not count.
fn button_bytes(line: &str) -> usize {
    static BUTTONS: WordList = WordList::of(WordKey::GalleryButtons);
    let labels = line
        .split_inclusive(char::is_whitespace)
        .take_while(|word| BUTTONS.has(word));
    let (bytes, count) = labels.fold((0, 0), |(bytes, count), word| {
        (bytes + word.len(), count + 1)
    });
    if count > 1 { bytes } else { 0 }
}

/// Reads the framed dateline at the start of a line inside of `block`: paragraphs from
/// print have their captions joined to them. Only a frame in brackets counts, soon after
/// the place.
fn in_lines(block: &str, directory: &Directory) -> Option<DatelineReading> {
    let block = &block[..block.floor_char_boundary(DATELINE_LIMITS.bytes as usize)];
    let starts = memchr::memchr_iter(b'\n', block.as_bytes()).map(|at| at + 1);
    let may_have_frame = |start: &usize| {
        let line = &block.as_bytes()[*start..];
        line.first().is_some_and(|byte| !byte.is_ascii_lowercase())
            && memchr::memchr(b'(', &line[..line.len().min(FRAME_WITHIN_BYTES)]).is_some()
    };
    starts
        .take(DATELINE_LIMITS.blocks)
        .filter(may_have_frame)
        .find_map(|start| {
            let reading = line::read(&block[start..], directory)?;
            (reading.weight == Weight::Framed && reading.place.is_some()).then(|| DatelineReading {
                at: reading.at.start + start..reading.at.end + start,
                ..reading
            })
        })
}

/// Reads a place in capitals on a line of its own, with a paragraph below it.
fn on_own_line(line: &str, block: Span, next: &str) -> Option<FoundDateline> {
    let place = place_alone(line).filter(|_| next.len() >= MIN_BYTES_BELOW_PLACE)?;
    Some(FoundDateline {
        reading: DatelineReading {
            at: 0..line.len(),
            place: Some(place),
            date: None,
            names: Vec::new(),
            weight: Weight::Staff,
        },
        span: block,
    })
}

/// Returns the first framed dateline within `line`, where scrapers have joined captions, bylines
/// and the story. Only the strongest form counts there: a place in capitals or of the table, a
/// frame in brackets with only agencies of the table, and a dash.
fn run_in(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let window = &line[..line.floor_char_boundary(RUN_IN_BYTES)];
    memchr::memchr_iter(b'(', window.as_bytes())
        .take(MAX_RUN_IN_FRAMES)
        .find_map(|open| run_in_frame(window, open, directory))
}

/// Reads the dateline whose frame opens at the byte `open`.
fn run_in_frame(window: &str, open: usize, directory: &Directory) -> Option<DatelineReading> {
    let inner = &window[open + 1..];
    let close = inner[..inner.floor_char_boundary(MAX_FRAME_BYTES)].find(')')?;
    let end = open + 1 + close + 1;
    let after = &window[end..];
    let AfterFrame::Dash(dash) = AfterFrame::read(after) else {
        return None;
    };
    let frame = Frame::read(&inner[..close], directory).filter(Frame::is_known)?;
    let start = place_start(&window[..open])?;
    let place = &window[start..open];
    // "… the Coastal Office Norway (CON): “…”" quotes.
    if after[..dash].contains(':') && place.contains(char::is_lowercase) {
        return None;
    }
    let head = DatelineHead::read(place)?;
    // "Armed Forces of the Philippines (AFP) -" ends in a place.
    let before = window.ceil_char_boundary(open.saturating_sub(INITIALS_WITHIN_BYTES));
    if place.contains(char::is_lowercase) && is_spelled(&window[before..open], &frame) {
        return None;
    }
    if explains(&head, &frame, directory) || is_region_in_brackets(&head, &frame, after) {
        return None;
    }
    Some(DatelineReading {
        at: start..end + dash,
        place: head.place.map(tidy_place),
        date: head.date.or(frame.date),
        names: frame.names,
        weight: Weight::Framed,
    })
}

/// Returns the byte at which the place that ends `before` begins: the most words that are
/// a place of the table, or else the most words in capitals. The name in a byline in
/// capitals may run into the latter.
fn place_start(before: &str) -> Option<usize> {
    let trimmed = before.trim_end();
    let starts: Vec<usize> = trimmed
        .char_indices()
        .filter(|&(at, c)| {
            !c.is_whitespace()
                && trimmed[..at]
                    .chars()
                    .next_back()
                    .is_none_or(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    let candidates = || starts.iter().rev().take(MAX_RUN_IN_PLACE_WORDS).copied();
    let look = |start: usize| DatelineHead::read(&trimmed[start..]).map(|head| head.look);
    let known = candidates().rfind(|&start| look(start) == Some(PlaceLook::Known));
    known.or_else(|| {
        candidates()
            .take_while(|&start| look(start) == Some(PlaceLook::Capitals))
            .last()
    })
}

/// Returns whether the line from the start of `span` on ends in dots, and the text goes
/// on behind it.
fn is_teaser(text: &str, span: Span) -> bool {
    let rest = text.get(span.start as usize..).unwrap_or_default();
    rest.find('\n')
        .is_some_and(|end| breaks_off(&rest[..end]) && !rest[end..].trim().is_empty())
}
