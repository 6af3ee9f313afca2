/*!
Datelines of Chinese, Japanese and Korean, where no blank parts the place from
the agency, the reporter and the date.
*/

use super::{Reading, Slot, Weight};
use crate::press::agencies::{Directory, is_ideograph};
use crate::press::calendar::PrintedDate;
use crate::press::places;
use crate::press::spelling::ascii_digit;

/// Bytes of a line in which its dateline stands, at most.
const LONGEST: usize = 180;

/// Characters between the agency and the sign for "wired", at most.
const WIRED: usize = 40;

/// Characters of a place, at most.
const PLACE: usize = 10;

/// What newspapers call themselves before the place.
const OWN: [&str; 4] = ["本报", "本報", "本刊", "本台"];

/// What stands before the names of reporters.
const REPORTERS: [&str; 3] = ["記者", "记者", "特派員"];

/// The dateline with which `line` begins.
pub(super) fn read(line: &str, directory: &Directory) -> Option<Reading> {
    let line = &line[..line.floor_char_boundary(LONGEST)];
    let first = line.chars().next()?;
    match first {
        '【' => japanese(line, '】', directory),
        '［' => japanese(line, '］', directory),
        '[' => japanese(line, ']', directory).or_else(|| korean(line, ']', directory)),
        '(' => korean(line, ')', directory).or_else(|| chinese(line, directory)),
        '（' => chinese(line, directory),
        _ if is_ideograph(first) => chinese(line, directory),
        _ => None,
    }
}

/// "新华社北京3月15日电", "（中央社記者劉世怡台北27日電）".
fn chinese(line: &str, directory: &Directory) -> Option<Reading> {
    let start = line
        .chars()
        .next()
        .filter(|c| matches!(c, '（' | '('))
        .map_or(0, char::len_utf8);
    let inner = &line[start..];
    let (slots, length) = match OWN.iter().find(|own| inner.starts_with(**own)) {
        Some(own) => (Vec::new(), own.len()),
        None => {
            let mention = directory.at_start(inner)?;
            let printed = inner[mention.at.clone()].to_owned();
            let parties = mention.parties;
            (vec![Slot { parties, printed }], mention.at.end)
        }
    };
    let rest = &inner[length..];
    let wired = rest
        .char_indices()
        .take(WIRED)
        .find(|(_, c)| matches!(c, '电' | '電' | '讯' | '訊'))?;
    let between = rest[..wired.0].trim();
    if between.contains(['。', '，', '"', '”'])
        && !REPORTERS.iter().any(|word| between.contains(word))
    {
        return None;
    }
    let mut end = start + length + wired.0 + wired.1.len_utf8();
    for close in ['）', ')', '：', ':'] {
        if line[end..].starts_with(close) {
            end += close.len_utf8();
        }
    }
    let digits = between
        .find(|c| ascii_digit(c).is_some())
        .unwrap_or(between.len());
    let (before, date) = between.split_at(digits);
    let reporter = REPORTERS
        .iter()
        .find_map(|word| before.find(word).map(|at| at + word.len()));
    let place = match reporter {
        Some(names) => last_place(&before[names..]),
        None => Some(before.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|place| !place.is_empty()),
    };
    let date = PrintedDate::read(date);
    if place.is_none() && date.is_none() || place.is_some_and(|place| place.chars().count() > PLACE)
    {
        return None;
    }
    Some(Reading {
        at: 0..end,
        place: place.map(str::to_owned),
        date,
        weight: if slots.is_empty() {
            Weight::Staff
        } else {
            Weight::Framed
        },
        slots,
    })
}

/// The place at the end of `names`, which run into it: one of the table, else
/// the last two characters.
fn last_place(names: &str) -> Option<&str> {
    let starts: Vec<usize> = names.char_indices().map(|(at, _)| at).collect();
    let known = starts
        .iter()
        .rev()
        .take(PLACE)
        .rfind(|&&at| places::place(&names[at..]).is_some());
    let last_two = starts.len().checked_sub(2).map(|index| &starts[index]);
    known.or(last_two).map(|&at| &names[at..])
}

/// "【ロサンゼルス＝共同】", "【ワシントン時事】", "［東京　４日　ロイター］".
fn japanese(line: &str, close: char, directory: &Directory) -> Option<Reading> {
    let open = line.chars().next()?.len_utf8();
    let end = line.find(close)?;
    let inner = line[open..end].trim();
    let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    if !inner.chars().any(is_japanese) {
        return None;
    }
    let at = 0..end + close.len_utf8();
    if let Some((place, who)) = inner.split_once(['＝', '=']) {
        let (place, who) = (place.trim(), who.trim());
        let mention = directory.whole(who);
        // A reporter stands there as well as an agency.
        let is_person = mention.is_none() && who.chars().count() <= PLACE;
        if directory.whole(place).is_some() || mention.is_none() && !(is_person && close == '】') {
            return None;
        }
        return Some(Reading {
            at,
            place: Some(place.to_owned()),
            date: None,
            weight: if mention.is_some() {
                Weight::Framed
            } else {
                Weight::Staff
            },
            slots: mention
                .map(|mention| Slot {
                    parties: mention.parties,
                    printed: who.to_owned(),
                })
                .into_iter()
                .collect(),
        });
    }
    let mention = directory
        .mentions(inner)
        .last()
        .filter(|mention| mention.at.end == inner.len())?;
    let before = inner[..mention.at.start].trim();
    let digits = before
        .find(|c| ascii_digit(c).is_some())
        .unwrap_or(before.len());
    let place = before[..digits].trim();
    if place.is_empty() || place.chars().count() > PLACE {
        return None;
    }
    Some(Reading {
        at,
        place: Some(place.to_owned()),
        date: PrintedDate::read(&before[digits..]),
        slots: vec![Slot {
            printed: inner[mention.at.clone()].to_owned(),
            parties: mention.parties,
        }],
        weight: Weight::Framed,
    })
}

/// "(서울=연합뉴스) 이의진 기자 =". With the agency first it is the credit of a
/// picture.
fn korean(line: &str, close: char, directory: &Directory) -> Option<Reading> {
    let open = line.chars().next()?.len_utf8();
    let end = line.find(close)?;
    let inner = line.get(open..end)?;
    let (place, who) = inner.split_once(['=', '＝'])?;
    let (place, who) = (place.trim(), who.trim());
    if place.is_empty() || place.chars().count() > 2 * PLACE || directory.whole(place).is_some() {
        return None;
    }
    let mention = directory.whole(who)?;
    Some(Reading {
        at: 0..end + close.len_utf8(),
        place: Some(place.to_owned()),
        date: None,
        slots: vec![Slot {
            parties: mention.parties,
            printed: who.to_owned(),
        }],
        weight: Weight::Framed,
    })
}
