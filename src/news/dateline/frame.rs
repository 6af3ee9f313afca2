/*!
The frame of a dateline: the names between its brackets or slashes.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::thresholds::{
    MAX_DESK_CODE_LETTERS, MAX_DESK_WORDS, MAX_FRAME_BYTES, MAX_FRAME_NAMES, MAX_NAME_WORDS,
};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::Mention;
use crate::news::parties::names::NameKind;
use crate::news::parties::names::PrintedName;
use crate::news::places;

/// The names in a frame, and the date if it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) names: Vec<PrintedName>,
    pub(crate) date: Option<PrintedDate>,
    /// Whether staff, a desk or a kind of story is in the position of a party.
    has_no_party: bool,
}

impl Frame {
    /// Returns the frame of one name, found in `text`.
    pub(crate) fn of(mention: Mention, text: &str) -> Frame {
        Frame {
            names: vec![PrintedName::of(mention, text)],
            ..Frame::default()
        }
    }

    /// Reads the names that `inner` lists, or returns `None` if it is no list of
    /// names.
    pub(crate) fn read(inner: &str, directory: &Directory) -> Option<Frame> {
        let inner = inner.trim();
        if inner.is_empty() || inner.len() > MAX_FRAME_BYTES {
            return None;
        }
        let mut frame = Frame::default();
        for part in split(inner, &[" - ", " – ", " — "]) {
            if frame.add_known(part, directory) {
                continue;
            }
            let dash = if part.is_ascii() { "/" } else { "-" };
            let marks = ["/", ",", "|", "&", "،", "۔", "、", ";", dash];
            let separators = [&marks, WordKey::FrameAnd.words()].concat();
            for item in split(part, &separators) {
                if !frame.add_known(item, directory)
                    && !frame.add_joined(item, directory)
                    && !frame.add_unknown(item)
                {
                    return None;
                }
            }
        }
        let least = usize::from(!frame.has_no_party);
        ((least..=MAX_FRAME_NAMES).contains(&frame.names.len()) && !speaks_of_picture(inner))
            .then_some(frame)
    }

    /// Returns whether the table of parties has every name.
    pub(crate) fn is_known(&self) -> bool {
        self.names.iter().all(|name| !name.parties.is_empty())
    }

    /// Returns whether the table of parties has one of the names.
    pub(crate) fn knows_one(&self) -> bool {
        self.names.iter().any(|name| !name.parties.is_empty())
    }

    /// Adds `item` if it is a date or a name of the table. Returns whether it is.
    fn add_known(&mut self, item: &str, directory: &Directory) -> bool {
        let item = item.trim();
        if let Some(date) = PrintedDate::read(item).filter(|date| date.has_month()) {
            self.date = Some(date);
            return true;
        }
        let mention = directory.whole(item).or_else(|| {
            let mention = directory.at_start(item)?;
            let desk = &item[mention.at.end..];
            let words = desk.split_whitespace().count();
            // "Nova York" is a city, and "FOX 32" a station.
            let is_station = || desk.contains(|c: char| c.is_ascii_digit());
            let is_other = places::place(item).is_some()
                || directory.are_publishers(&mention.parties) && is_station();
            (desk.starts_with(' ')
                && !is_other
                && (item.is_ascii() || mention.kind == NameKind::Spelling)
                && words <= MAX_DESK_WORDS
                && !desk.contains(['/', ',']))
            .then_some(mention)
        });
        let Some(mention) = mention else { return false };
        self.names.push(PrintedName {
            parties: mention.parties,
            printed: item.to_owned(),
        });
        true
    }

    /// Adds the names that `item` joins by hyphens: "NTB-Reuters". Returns whether all
    /// are names of the table.
    fn add_joined(&mut self, item: &str, directory: &Directory) -> bool {
        let names: Option<Vec<PrintedName>> = item
            .split(['-', '–'])
            .map(|name| Some(PrintedName::of(directory.whole(name)?, name)))
            .collect();
        let Some(names) = names.filter(|names| names.len() > 1) else {
            return false;
        };
        self.names.extend(names);
        true
    }

    /// Returns whether the frame is the credit of a picture: a person, and an agency
    /// that sells pictures.
    pub(crate) fn is_picture_credit(&self, directory: &Directory) -> bool {
        let is_person = |name: &PrintedName| {
            name.parties.is_empty() && name.printed.split_whitespace().count() > 1
        };
        let sells = |name: &PrintedName| {
            !name.parties.is_empty() && directory.sells_pictures(&name.parties)
        };
        self.names.iter().any(is_person) && self.names.iter().any(sells)
    }

    /// Adds `item` as a name that the table does not have, or skips it if it is a
    /// year, the code of a desk, or no party. Returns whether it can be one of them.
    fn add_unknown(&mut self, item: &str) -> bool {
        let item = item.trim();
        let is_year = item.len() == 4 && item.bytes().all(|byte| byte.is_ascii_digit());
        let is_code = item.len() <= MAX_DESK_CODE_LETTERS
            && item.chars().all(char::is_lowercase)
            && !self.names.is_empty();
        if is_year || is_code {
            return true;
        }
        if names_no_party(item) {
            self.has_no_party = true;
            return true;
        }
        let first = item.chars().next();
        let words = item.split_whitespace().count();
        let is_name = first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
            && (1..=MAX_NAME_WORDS).contains(&words)
            && item.chars().any(char::is_alphabetic)
            && !item.contains(['.', '?', '!', '"', '“', '@', '%', '$']);
        if is_name {
            self.names.push(PrintedName {
                parties: Vec::new(),
                printed: item.to_owned(),
            });
        }
        is_name
    }
}

/// Returns whether `item` names no party: "Staff Reporter", "Web Desk", "Agencies",
/// "Exclusive".
fn names_no_party(item: &str) -> bool {
    static STAFF: WordList = WordList::of(WordKey::FrameStaff);
    static NO_PARTY: WordList = WordList::of(WordKey::FrameNoParty);
    let lower = item.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        [] => false,
        [one] => STAFF.has(one) || NO_PARTY.has(one),
        [.., last] => {
            STAFF.has(last) && words.len() <= MAX_NAME_WORDS
                || WordKey::FrameAgencies.words().contains(last)
        }
    }
}

/// Cuts `text` at each of `separators`, and drops empty parts.
fn split<'a>(text: &'a str, separators: &[&str]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let cut = separators
            .iter()
            .filter_map(|separator| rest.find(separator).map(|at| at..at + separator.len()))
            .min_by_key(|cut| cut.start);
        let Some(cut) = cut else { break };
        parts.push(&rest[..cut.start]);
        rest = &rest[cut.end..];
    }
    parts.push(rest);
    parts.retain(|part| !part.trim().is_empty());
    parts
}
