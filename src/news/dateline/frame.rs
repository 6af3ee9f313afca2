/*!
The frame of a dateline: the names between its brackets or slashes, and the
dash behind it.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::Slot;
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::spelling::NameKind;

/// The names of a frame, and the date if it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) slots: Vec<Slot>,
    pub(crate) date: Option<PrintedDate>,
    /// Whether staff, a desk or a kind of story stands where a party would.
    pub(crate) nobody: bool,
}

/// Bytes between the brackets of a frame, at most.
pub(crate) const LONGEST: usize = 100;

/// Words of a name that the table does not have, at most.
const MOST_WORDS: usize = 5;

/// Names in a frame, at most.
const MOST_NAMES: usize = 5;

/// Words after the name of an agency that name its desk.
const MOST_DESK_WORDS: usize = 2;

/// The last words of what stands in a frame for people of the outlet's own.
static STAFF: WordList = WordList::of(WordKey::FrameStaff);

/// Words for agencies that are not named, and for kinds of stories.
static NOBODY: WordList = WordList::of(WordKey::FrameNoParty);

/// Letters of the code of a regional desk ("dpa/lnw").
const DESK_CODE: usize = 4;

impl Frame {
    /// The names that `inner` lists; nothing if it is no such list.
    pub(crate) fn read(inner: &str, directory: &Directory) -> Option<Frame> {
        let inner = inner.trim();
        if inner.is_empty() || inner.len() > LONGEST {
            return None;
        }
        let mut frame = Frame::default();
        for part in split(inner, &[" - ", " – ", " — "]) {
            if frame.take(part, directory) {
                continue;
            }
            let dash = if part.is_ascii() { "/" } else { "-" };
            let marks = ["/", ",", "|", "&", "،", "۔", "、", ";", dash];
            let separators = [&marks, WordKey::FrameAnd.words()].concat();
            for item in split(part, &separators) {
                if !frame.take(item, directory) && !frame.take_printed(item) {
                    return None;
                }
            }
        }
        let least = usize::from(!frame.nobody);
        ((least..=MOST_NAMES).contains(&frame.slots.len()) && !speaks_of_picture(inner))
            .then_some(frame)
    }

    /// Whether the table has every name.
    pub(crate) fn is_known(&self) -> bool {
        self.slots.iter().all(|slot| !slot.parties.is_empty())
    }

    /// Whether the table has one of the names.
    pub(crate) fn knows_one(&self) -> bool {
        self.slots.iter().any(|slot| !slot.parties.is_empty())
    }

    /// Takes `item` if it is a date or a name of the table.
    fn take(&mut self, item: &str, directory: &Directory) -> bool {
        let item = item.trim();
        if let Some(date) = PrintedDate::read(item).filter(|date| date.has_month()) {
            self.date = Some(date);
            return true;
        }
        let mention = directory.whole(item).or_else(|| {
            let mention = directory.at_start(item)?;
            let desk = &item[mention.at.end..];
            let words = desk.split_whitespace().count();
            (desk.starts_with(' ')
                && (item.is_ascii() || mention.kind == NameKind::Spelling)
                && words <= MOST_DESK_WORDS
                && !desk.contains(['/', ',']))
            .then_some(mention)
        });
        let Some(mention) = mention else { return false };
        self.slots.push(Slot {
            parties: mention.parties,
            printed: item.to_owned(),
        });
        true
    }

    /// Takes `item` as a name that the table does not have.
    fn take_printed(&mut self, item: &str) -> bool {
        let item = item.trim();
        let is_year = item.len() == 4 && item.bytes().all(|byte| byte.is_ascii_digit());
        let is_code = item.len() <= DESK_CODE
            && item.chars().all(char::is_lowercase)
            && !self.slots.is_empty();
        if is_year || is_code {
            return true;
        }
        if names_nobody(item) {
            self.nobody = true;
            return true;
        }
        let first = item.chars().next();
        let words = item.split_whitespace().count();
        let is_name = first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
            && (1..=MOST_WORDS).contains(&words)
            && item.chars().any(char::is_alphabetic)
            && !item.contains(['.', '?', '!', '"', '“', '@', '%', '$']);
        if is_name {
            self.slots.push(Slot {
                parties: Vec::new(),
                printed: item.to_owned(),
            });
        }
        is_name
    }
}

/// Whether `item` is no party: "Staff Reporter", "Web Desk", "Agencies",
/// "Exclusive".
fn names_nobody(item: &str) -> bool {
    let lower = item.to_lowercase();
    let mut words = lower.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    match words.next() {
        None => STAFF.has(last) || NOBODY.has(last),
        Some(_) => {
            STAFF.has(last) && lower.split_whitespace().count() <= MOST_WORDS
                || WordKey::FrameAgencies.words().contains(&last)
        }
    }
}

/// `text` cut at each of `separators`.
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

/// Whether `c` is a sign that printers set for the dash of a dateline: dashes,
/// the colon, the stretcher of Arabic.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '－' | '_' | ':' | 'ـ')
}

/// What follows a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Close {
    /// A dash or a colon, up to this byte.
    Dash(usize),
    /// The line ends, at this byte.
    End(usize),
    /// The story goes on at once.
    Open,
}

impl Close {
    /// What `after`, the rest of the line, begins with.
    pub(crate) fn read(after: &str) -> Close {
        let mut end = 0;
        let mut dashes = 0;
        for (at, c) in after.char_indices() {
            if is_dash(c) {
                dashes += 1;
            } else if !(c.is_whitespace()
                || matches!(c, '.' | ',') && after[at + 1..].starts_with(is_dash))
            {
                break;
            }
            end = at + c.len_utf8();
        }
        match (dashes, end == after.len()) {
            (0, true) => Close::End(after.trim_end().len()),
            (0, false) => Close::Open,
            _ => Close::Dash(after[..end].trim_end().len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_are_told_apart() {
        let directory = Directory::builtin();
        let frame = Frame::read(
            "APP - UrduPoint / Pakistan Point News - 4th Jan, 2023 ",
            directory,
        )
        .unwrap();
        let printed: Vec<&str> = frame
            .slots
            .iter()
            .map(|slot| slot.printed.as_str())
            .collect();
        assert_eq!(printed, ["APP", "UrduPoint", "Pakistan Point News"]);
        assert_eq!(frame.date.unwrap().year, Some(2023));
        assert!(frame.is_known());
        assert_eq!(Frame::read("dpa/lnw", directory).unwrap().slots.len(), 1);
        assert!(Frame::read("Photo: Vera Dahl / AP", directory).is_none());
        assert!(Frame::read("AP File", directory).is_none());
        assert!(Frame::read("Newsfile Corp", directory).is_some());
        assert!(Frame::read("who was not there", directory).is_none());
    }

    #[test]
    fn staff_desks_and_kinds_of_stories_are_no_parties() {
        let slots = |inner| {
            let frame = Frame::read(inner, Directory::builtin());
            frame.map(|frame| frame.slots.len())
        };
        for inner in [
            "Staff Reporter",
            "Web Desk",
            "Our Correspondent",
            "Agencies",
            "News Agencies",
            "Exclusive",
            "Redacción",
        ] {
            assert_eq!(slots(inner), Some(0), "{inner}");
        }
        for inner in [
            "Harbour News Service",
            "AFP",
            "Coast Live Media",
            "AP, Staff Reporter",
        ] {
            assert_eq!(slots(inner), Some(1), "{inner}");
        }
        assert_eq!(slots(""), None);
    }

    #[test]
    fn dashes_of_every_kind_close_a_frame() {
        for (after, close) in [
            (" - – The", Close::Dash(6)),
            (".- El", Close::Dash(2)),
            (" :The", Close::Dash(2)),
            (" ـ عادت", Close::Dash(3)),
            ("－渡轮", Close::Dash(3)),
            ("", Close::End(0)),
            (" The", Close::Open),
        ] {
            assert_eq!(Close::read(after), close, "{after}");
        }
    }
}
