/*!
Datelines of scripts with spaces: Latin, Cyrillic, Greek, Arabic, Devanagari.
*/

use std::ops::Range;

use crate::news::dateline::frame;
use crate::news::dateline::frame::{Close, Frame, is_dash};
use crate::news::dateline::head;
use crate::news::dateline::head::{Head, Look};
use crate::news::dateline::town;
use crate::news::dateline::{Reading, Slot, Weight};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::parties::directory::{Directory, Mention};
use crate::news::parties::party::PartyKind;
use crate::news::parties::spelling::NameKind;
use crate::news::places;
use crate::news::places::PlaceKind;
use crate::text::characters::{is_alphanumeric, is_lowercase, is_numeric};

/// Bytes of a line in which its dateline stands, at most.
const LONGEST: usize = 240;

/// Bytes of a line before the frame, at most.
const BEFORE_FRAME: usize = 150;

/// Bytes that must follow a dateline that has no place, or no agency: else it
/// is a label, a credit, or a headline of its own.
const STORY: usize = 60;

/// Bytes that must follow a place in small letters.
const LONG_STORY: usize = 80;

/// Abbreviations of agencies that mean something else in one country: there
/// they frame a place with a dash only.
const LOCAL: [(&str, &str); 1] = [("PTI", "Pakistan")];

/// The dateline with which `line` begins.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<Reading> {
    let first = line.chars().next()?;
    if is_lowercase(first) || !(is_alphanumeric(first) || matches!(first, '(' | '/' | '[')) {
        return None;
    }
    let line = Line {
        start: &line[..line.floor_char_boundary(LONGEST)],
        length: line.len(),
    };
    line.agency_first(directory)
        .or_else(|| line.bracketed(directory))
        .or_else(|| line.slashed(directory))
        .or_else(|| line.bare(directory))
        .or_else(|| line.staff())
}

/// The start of a line, and how long the whole is.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: &'a str,
    length: usize,
}

impl<'a> Line<'a> {
    /// "(ANSA) - ROMA, 22 MAR -", "(CNN) -", "UPI —".
    fn agency_first(self, directory: &Directory) -> Option<Reading> {
        let (frame, end, bracketed) = match self.start.strip_prefix('(') {
            Some(rest) => {
                let close = rest.find(')')?;
                let frame = Frame::read(&rest[..close], directory)?;
                (frame, close + 2, Bracketed::Yes)
            }
            None => {
                let mention = directory.at_start(self.start)?;
                let frame = Frame {
                    slots: vec![slot(&mention, self.start)],
                    ..Frame::default()
                };
                (frame, mention.at.end, Bracketed::No(mention))
            }
        };
        if !frame.is_known() || frame.slots.iter().all(|slot| is_paper(slot, directory)) {
            return None;
        }
        let after = &self.start[end..];
        let is_bracketed = matches!(bracketed, Bracketed::Yes);
        // "FT-SE" is no agency with a dash.
        if !is_bracketed && after.starts_with('-') && !after.starts_with("--") {
            return None;
        }
        let reading = |end, head: Option<Head<'_>>| Reading {
            at: 0..end,
            place: head.and_then(|head| head.place).map(tidy),
            date: frame.date.or(head.and_then(|head| head.date)),
            slots: frame.slots.clone(),
            weight: Weight::Framed,
        };
        match Close::read(after) {
            Close::Dash(dash) => {
                let rest = &after[dash..];
                // ANSA and its like print the place behind the dash.
                let place = dashes(rest).find_map(|at| {
                    let head = Head::read(&rest[..at.start]).filter(Head::is_strict)?;
                    Some((head, at.end)).filter(|(head, _)| head.look != Look::NoPlace)
                });
                if let Some((head, place_end)) = place {
                    return Some(reading(end + dash + place_end, Some(head)));
                }
                let goes_on = self.length - end - dash >= STORY
                    && !WordKey::DatelineBy
                        .words()
                        .iter()
                        .any(|by| rest.trim_start().starts_with(by));
                let stands = bracketed.stands_alone(self.start, &after[..dash], directory);
                (stands && goes_on && starts_sentence(rest)).then(|| reading(end + dash, None))
            }
            // A credit beside a picture looks the same: only the full page of
            // an outlet that prints its own name so is a dateline.
            Close::End(_) => {
                (is_bracketed && has_house_style(&frame, directory)).then(|| reading(end, None))
            }
            Close::Open => {
                let goes_on = self.length - end >= LONG_STORY && starts_sentence(after);
                (is_bracketed && goes_on).then(|| reading(end, None))
            }
        }
    }

    /// "SKARHOLM, Jan 1 (AFP) -".
    fn bracketed(self, directory: &Directory) -> Option<Reading> {
        for (open, bracket) in self.start.match_indices(['(', '[']) {
            if open > BEFORE_FRAME {
                break;
            }
            let closing = if bracket == "(" { ')' } else { ']' };
            let inner = &self.start[open + 1..];
            let close = inner[..inner.floor_char_boundary(frame::LONGEST)].find(closing);
            let Some(close) = close else { continue };
            if open == 0 {
                continue;
            }
            if let Some(reading) = self.in_brackets(open, open + 1 + close, directory) {
                return Some(reading);
            }
        }
        None
    }

    fn in_brackets(self, open: usize, close: usize, directory: &Directory) -> Option<Reading> {
        let head = Head::read(&self.start[..open])?;
        let frame = Frame::read(&self.start[open + 1..close], directory)?;
        // Newspapers bracket their own names in running Arabic.
        if head.look == Look::Uncased && frame.slots.iter().all(|slot| is_paper(slot, directory)) {
            return None;
        }
        if is_cited(&self.start[..open]) {
            return None;
        }
        let end = close + 1;
        let after = &self.start[end..];
        let closed = Close::read(after);
        if explains(&head, &frame, directory) {
            return None;
        }
        if is_region_in_brackets(&head, &frame, after) {
            return self.staff_in_region(&head, end);
        }
        let stands = match (frame.knows_one(), closed) {
            (true, Close::Dash(_)) => head.look != Look::Title || is_told(&head, &frame, directory),
            (true, Close::End(_)) => head.is_strict(),
            (true, Close::Open) => {
                let is_local = head.date.is_none() && is_local(&head, &frame);
                frame.date.is_some() || head.is_strict() && starts_sentence(after) && !is_local
            }
            // A name that the table does not have needs all the rest. A
            // nickname or a region in brackets is none.
            (false, Close::Dash(_)) => {
                let is_place = frame
                    .slots
                    .iter()
                    .any(|slot| head::look(&slot.printed) == Some(Look::Known));
                let in_capitals = !self.start[..open]
                    .split(',')
                    .next()
                    .unwrap_or_default()
                    .contains(char::is_lowercase);
                let is_station = frame.slots.iter().all(|slot| is_call_sign(&slot.printed));
                let is_town = head.look == Look::Known || head.look == Look::Capitals && is_station;
                is_town
                    && in_capitals
                    && !is_place
                    && starts_sentence(after.trim_start_matches(is_dash_or_blank))
            }
            (false, _) => frame.date.is_some() && head.look == Look::Known,
        };
        let length = match closed {
            Close::Dash(length) | Close::End(length) => length,
            Close::Open => 0,
        };
        stands.then(|| Reading {
            at: 0..end + length,
            place: head.place.map(tidy),
            date: head.date.or(frame.date),
            slots: frame.slots,
            weight: Weight::Framed,
        })
    }

    /// "GUNTUR (AP):": the brackets hold the place's region, which shares its
    /// abbreviation with an agency.
    fn staff_in_region(self, head: &Head<'_>, end: usize) -> Option<Reading> {
        let rest = &self.start[end..];
        let colon = rest.len() - rest.trim_start_matches(is_dash_or_blank).len();
        let is_story =
            self.length - end - colon >= STORY && starts_sentence(&self.start[end + colon..]);
        (is_story && head.place.is_some_and(head::is_city)).then(|| Reading {
            at: 0..end + colon,
            place: Some(tidy(&self.start[..end])),
            date: None,
            slots: Vec::new(),
            weight: Weight::Staff,
        })
    }

    /// "SKARHOLM, October 4. /TASS/.", "RALEIGH, NC / ACCESSWIRE / date / ".
    fn slashed(self, directory: &Directory) -> Option<Reading> {
        let slashes: Vec<usize> = memchr::memchr_iter(b'/', self.start.as_bytes())
            .take(6)
            .collect();
        for pair in slashes.windows(2) {
            let (open, close) = (pair[0], pair[1]);
            if open > BEFORE_FRAME {
                break;
            }
            let inner = &self.start[open + 1..close];
            let frame = Frame::read(inner, directory).or_else(|| {
                // "/Корр. БЕЛТА/" names the reporter's agency.
                let mention = directory.mentions(inner).last()?;
                let slots = vec![slot(&mention, inner)];
                (mention.at.end == inner.trim_end().len()).then_some(Frame {
                    slots,
                    ..Frame::default()
                })
            });
            let Some(frame) = frame.filter(Frame::is_known) else {
                continue;
            };
            let head = Head::read(&self.start[..open]);
            let is_place = head.is_some_and(|head| head.is_strict() || head.look == Look::Uncased);
            if !is_place && open > 0 {
                continue;
            }
            let mut end = close + 1;
            let mut date = head.and_then(|head| head.date).or(frame.date);
            if let Some(next) = self.start[end..].find('/') {
                let between = Head::read(&self.start[end..end + next]);
                if let Some(found) = between.filter(|head| head.place.is_none()) {
                    date = found.date;
                    end += next + 1;
                }
            }
            let after = &self.start[end..];
            let stops = after.len() - after.trim_start_matches('.').len();
            end += match Close::read(&after[stops..]) {
                Close::Dash(length) => stops + length,
                Close::End(_) | Close::Open => stops,
            };
            return Some(Reading {
                at: 0..end,
                place: head.and_then(|head| head.place).map(tidy),
                date,
                slots: frame.slots,
                weight: Weight::Framed,
            });
        }
        None
    }

    /// "МОСКВА, 15 апр - РИА Новости.", "SYDNEY, July 30 AAP -".
    fn bare(self, directory: &Directory) -> Option<Reading> {
        let window = &self.start[..self.start.floor_char_boundary(BEFORE_FRAME)];
        // Most lines begin with what cannot be a place: they are done here.
        let first = window.find(|c| is_dash(c) || matches!(c, '.' | ','))?;
        let start = window[..first].trim_end();
        if !start.chars().any(is_numeric) && head::look(start).is_none() {
            return None;
        }
        for mention in directory.mentions(window) {
            if mention.at.start == 0 || is_paper(&slot(&mention, window), directory) {
                continue;
            }
            let before = &window[..mention.at.start];
            let head = Head::read(before).filter(|_| !is_cited(before));
            let Some(head) = head else { continue };
            let separator = before.trim_end().chars().next_back();
            // "DAHL, EPA-EFE" is a photographer and two agencies.
            let is_apart = before.ends_with(char::is_whitespace) || head.look != Look::Capitals;
            let dashed = separator.is_some_and(is_dash_or_blank) && is_apart;
            let after = &self.start[mention.at.end..];
            let end = mention.at.end;
            let strict = head.is_strict() || head.look == Look::Uncased && dashed;
            let closed = match Close::read(after) {
                Close::Dash(length)
                    if strict && (dashed || separator == Some('.') || head.date.is_some()) =>
                {
                    Some(length)
                }
                Close::Dash(length) if head.look == Look::Known && separator == Some(',') => {
                    Some(length)
                }
                Close::End(length) if head.is_strict() && dashed => Some(length),
                // "- РИА Новости, reporter." and "- РИА Новости." need a date:
                // else a sentence that begins with a place does as well.
                Close::Open if dashed && head.date.is_some() && after.starts_with(['.', ',']) => {
                    Some(reporter(after))
                }
                _ => None,
            };
            if let Some(length) = closed {
                return Some(Reading {
                    at: 0..end + length,
                    place: head.place.map(tidy),
                    date: head.date,
                    slots: vec![slot(&mention, window)],
                    weight: Weight::Framed,
                });
            }
        }
        None
    }

    /// "HELSINKI —": a place and no agency.
    fn staff(self) -> Option<Reading> {
        let window = &self.start[..self.start.floor_char_boundary(BEFORE_FRAME / 2)];
        let dash = dashes(window).find(|dash| {
            !PrintedDate::read(&window[..dash.start]).is_some_and(PrintedDate::has_month)
        })?;
        let printed = &window[dash.clone()];
        let head = Head::read(&window[..dash.start])?;
        let place = head.place?;
        let rest = &self.start[dash.end..];
        let story = self.length - dash.end;
        let is_long_dash = printed.contains(['—', '–', '―', '−']) || printed.contains("--");
        let in_capitals = !place.split(',').next()?.chars().any(char::is_lowercase);
        let stands = match head.look {
            Look::Known if in_capitals && printed.contains(':') => {
                head::is_city(place) || place.contains(',')
            }
            Look::Known if in_capitals => true,
            Look::Capitals => {
                let is_bare = !place.contains(['(', '[']);
                let is_town = place.contains(',') || !town::is_name_of_other(place);
                is_long_dash && head.date.is_none() && is_bare && is_town
            }
            Look::Known => {
                story >= LONG_STORY
                    && head::is_city(place)
                    && (is_long_dash || place.contains(',') && !printed.contains(':'))
            }
            Look::NoPlace | Look::Uncased | Look::Title => false,
        };
        (stands && story >= STORY && starts_sentence(rest)).then(|| Reading {
            at: 0..dash.end,
            place: Some(tidy(place)),
            date: head.date,
            slots: Vec::new(),
            weight: Weight::Staff,
        })
    }
}

/// The place in capitals that `line` is, if the table has it.
pub(crate) fn alone(line: &str) -> Option<String> {
    let line = line.trim();
    let is_capital = line.starts_with(|c: char| c.is_uppercase()) && line.len() <= BEFORE_FRAME / 2;
    let base = line.split(',').next().unwrap_or_default();
    if !is_capital || base.chars().any(char::is_lowercase) {
        return None;
    }
    let head = Head::read(line)?;
    let is_place = head.look == Look::Known && (head::is_city(line) || line.contains(','));
    (is_place && head.date.is_none()).then(|| tidy(line))
}

/// Whether the name of an agency stands in brackets, or which name does not.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Bracketed {
    Yes,
    No(Mention),
}

impl Bracketed {
    /// Whether the name with which `line` begins, with this dash behind it and
    /// no place, opens a story. A short name before a colon is a label ("AP:
    /// Students …"), and one that is a word or a firm as well says nothing
    /// before a dash either.
    fn stands_alone(&self, line: &str, dash: &str, directory: &Directory) -> bool {
        let Bracketed::No(mention) = self else {
            return true;
        };
        let is_word = |&id| directory.party(id).is_word;
        mention.kind == NameKind::Spelling
            || !line[mention.at.clone()].is_ascii()
            || !dash.contains(':') && !mention.parties.iter().any(is_word)
    }
}

/// Whether `frame` holds a name of the party that the words before it name, or
/// their abbreviation. The initials of a town of the table may be an agency's
/// ("ADDIS ABABA (AA)").
pub(crate) fn explains(head: &Head<'_>, frame: &Frame, directory: &Directory) -> bool {
    let Some(name) = head
        .place
        .filter(|_| matches!(head.look, Look::Title | Look::Capitals))
    else {
        return false;
    };
    let is_named = |slot: &Slot| {
        directory
            .mentions(name)
            .any(|mention| mention.parties.iter().any(|id| slot.parties.contains(id)))
    };
    frame.slots.iter().any(is_named) || is_spelled(name, frame)
}

/// Whether `frame` holds the initials of the last of `words`, as "Acute Flaccid
/// Paralysis (AFP)" does.
pub(crate) fn is_spelled(name: &str, frame: &Frame) -> bool {
    /// Letters of an abbreviation that a town's initials are not by chance.
    const LETTERS: usize = 3;
    let initials: String = name
        .split(|c: char| !is_alphanumeric(c))
        .filter(|word| !WordKey::InitialsSkipped.words().contains(word))
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    frame.slots.iter().any(|slot| {
        slot.printed.chars().count() >= LETTERS && initials.ends_with(&slot.printed.to_uppercase())
    })
}

/// Whether words with capitals that no table has are a town's, and not a
/// person or what a sentence is about. Two such words before the name of an
/// agency that sells pictures are the photographer's, if nothing speaks for a
/// town.
fn is_told(head: &Head<'_>, frame: &Frame, directory: &Directory) -> bool {
    let has_date = head.date.is_some() || frame.date.is_some();
    let sells = |slot: &Slot| {
        slot.parties
            .iter()
            .any(|&id| directory.party(id).sells_pictures)
    };
    has_date || head.place.is_some_and(town::looks_like_town) || !frame.slots.iter().any(sells)
}

/// Whether the one name of `frame`, with a colon `after` it, is a region of the
/// country in which the place lies: "AP" is Andhra Pradesh. Behind a dash it is
/// an agency there too.
pub(crate) fn is_region_in_brackets(head: &Head<'_>, frame: &Frame, after: &str) -> bool {
    let ([slot], true) = (frame.slots.as_slice(), after.starts_with(':')) else {
        return false;
    };
    let region = places::place(&slot.printed).filter(|place| place.kind == PlaceKind::Region);
    region.is_some_and(|region| head.place.and_then(places::country) == Some(region.country))
}

/// Whether the one name of `frame` is something else in the country in which
/// the place lies.
fn is_local(head: &Head<'_>, frame: &Frame) -> bool {
    let [slot] = frame.slots.as_slice() else {
        return false;
    };
    let country = head.place.and_then(places::country);
    LOCAL
        .iter()
        .any(|&(name, place)| name == slot.printed && country == Some(place))
}

/// Whether the frame is of a house that prints its own name in a line of its
/// own before the story.
fn has_house_style(frame: &Frame, directory: &Directory) -> bool {
    let is_broadcaster = |&id| matches!(directory.party(id).kind, PartyKind::Syndicate);
    frame
        .slots
        .iter()
        .all(|slot| slot.parties.iter().any(is_broadcaster))
}

/// Whether `name` is the call sign of an American station, or of its news.
fn is_call_sign(name: &str) -> bool {
    let sign = name.trim_end_matches("-TV").trim_end_matches(" News");
    sign.starts_with(['K', 'W'])
        && (3..=4).contains(&sign.len())
        && sign.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a name is that of a newspaper in a script without capitals, where
/// it may be any word.
fn is_paper(slot: &Slot, directory: &Directory) -> bool {
    !slot.printed.is_ascii()
        && !slot.parties.is_empty()
        && slot
            .parties
            .iter()
            .all(|&id| directory.party(id).kind == PartyKind::Outlet)
}

fn slot(mention: &Mention, text: &str) -> Slot {
    Slot {
        parties: mention.parties.clone(),
        printed: text[mention.at.clone()].to_owned(),
    }
}

/// `place` with single blanks and without marks of direction.
pub(crate) fn tidy(place: &str) -> String {
    let is_mark = |c: char| {
        matches!(
            c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        ) || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let plain = place.replace(is_mark, "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_dash_or_blank(c: char) -> bool {
    is_dash(c) || c.is_whitespace()
}

/// The dashes of `text` that stand between words and in none of them, with
/// the blanks around them.
fn dashes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        if !is_dash(c) || text[..at].ends_with(is_dash) {
            return None;
        }
        let rest = &text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_dash_or_blank).len();
        let printed = &text[at..end];
        let is_long = matches!(c, '—' | '–' | '―' | '−') || printed.starts_with("--");
        let stands_apart = is_long || printed.ends_with(char::is_whitespace) && c != '_';
        stands_apart.then_some(at..end)
    })
}

/// Whether `text` goes on as a sentence begins: not in small letters.
fn starts_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| {
        !c.is_whitespace() && !matches!(c, '"' | '“' | '\'' | '‘' | '«' | '„' | '[' | '(')
    });
    first.is_some_and(|c| {
        is_alphanumeric(c) && !is_lowercase(c) || matches!(c, '$' | '€' | '£' | '¿' | '¡' | '…')
    })
}

/// The bytes of a stop, or of a reporter's name up to its stop.
fn reporter(after: &str) -> usize {
    /// Bytes of a name, at most.
    const NAME: usize = 60;
    if after.starts_with('.') {
        return 1;
    }
    let name = &after[..after.floor_char_boundary(NAME)];
    name.find('.').map_or(0, |stop| stop + 1)
}

/// Words behind which a party is cited: "according to".
static CITING: WordList = WordList::of(WordKey::Citing);

/// Whether the words before a name, and before its bracket, cite who has it.
pub(crate) fn is_cited(before: &str) -> bool {
    let words = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '['));
    let last = words.split_whitespace().next_back();
    last.is_some_and(|word| CITING.has(word))
}
