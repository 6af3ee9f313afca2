/*!
Japanese datelines: "【ワシントン時事】".
*/

use crate::news::dateline::asian::labels::is_label;
use crate::news::dateline::reading::{DatelineReading, FrameName, Weight};
use crate::news::dateline::thresholds::MAX_ASIAN_PLACE_LETTERS;
use crate::news::dates::printed::PrintedDate;
use crate::news::name_key::ascii_digit;
use crate::news::parties::directory::Directory;

/// Reads "【ロサンゼルス＝共同】", "【ワシントン時事】" or "［東京　４日　ロイター］".
pub(crate) fn japanese(line: &str, close: char, directory: &Directory) -> Option<DatelineReading> {
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
        // Behind the sign stands an agency or a reporter.
        let is_person = mention.is_none() && who.chars().count() <= MAX_ASIAN_PLACE_LETTERS;
        let is_staff = is_person && close == '】';
        if directory.whole(place).is_some() || is_label(place) || mention.is_none() && !is_staff {
            return None;
        }
        return Some(DatelineReading {
            at,
            place: Some(place.to_owned()),
            date: None,
            weight: if mention.is_some() {
                Weight::Framed
            } else {
                Weight::Staff
            },
            names: mention
                .map(|mention| FrameName {
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
    if place.is_empty() || place.chars().count() > MAX_ASIAN_PLACE_LETTERS || is_label(place) {
        return None;
    }
    Some(DatelineReading {
        at,
        place: Some(place.to_owned()),
        date: PrintedDate::read(&before[digits..]),
        names: vec![FrameName::of(mention, inner)],
        weight: Weight::Framed,
    })
}
