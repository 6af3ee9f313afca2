/*!
Datelines of Chinese, Japanese and Korean, where no blank separates the place from
the agency, the reporter and the date.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::chinese::chinese;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{MAX_ASIAN_DATELINE_BYTES, MAX_ASIAN_PLACE_LETTERS};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::language::is_ideograph;
use crate::news::name_key::ascii_digit;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::places;

/// Returns the dateline that `line` begins with, by its first character.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let line = &line[..line.floor_char_boundary(MAX_ASIAN_DATELINE_BYTES)];
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

/// Reads "【ロサンゼルス＝共同】", "【ワシントン時事】" or "［東京　４日　ロイター］".
fn japanese(line: &str, close: char, directory: &Directory) -> Option<DatelineReading> {
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
        // An agency or a reporter follows the sign.
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
            names: Vec::from_iter(mention.map(|mention| PrintedName::of(mention, who))),
        });
    }
    let mention = directory
        .mentions(inner)
        .last()
        .filter(|mention| mention.at.end == inner.len())?;
    let mut before = inner[..mention.at.start].trim();
    let mut names = vec![PrintedName::of(mention, inner)];
    // "パリAFP時事": one agency passes on the copy of another.
    if let Some(first) = directory.mentions(before).last()
        && first.at.end == before.len()
        && first.at.start > 0
    {
        let start = first.at.start;
        names.insert(0, PrintedName::of(first, before));
        before = before[..start].trim();
    }
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
        names,
        weight: Weight::Framed,
    })
}

/// Reads "(서울=연합뉴스) 김바다 기자 =". With an agency or a word for a picture first,
/// the text is the credit of a picture.
fn korean(line: &str, close: char, directory: &Directory) -> Option<DatelineReading> {
    let open = line.chars().next()?.len_utf8();
    let end = line.find(close)?;
    let inner = line.get(open..end)?;
    let (place, who) = inner.split_once(['=', '＝'])?;
    let (place, who) = (place.trim(), who.trim());
    if place.is_empty()
        || place.chars().count() > 2 * MAX_ASIAN_PLACE_LETTERS
        || !place.chars().any(is_ideograph) && places::place(place).is_none()
        || directory.whole(place).is_some()
        || is_label(place)
    {
        return None;
    }
    let frame_name = |name: &str| Some(PrintedName::of(directory.whole(name)?, name));
    // In "(베이징 AFP=연합뉴스)" one agency passes on the copy of another.
    let passed_on = place
        .rsplit_once(' ')
        .and_then(|(town, name)| Some((town.trim(), frame_name(name)?)));
    let (place, mut names) = match passed_on {
        Some((town, name)) => (town, vec![name]),
        None => (place, Vec::new()),
    };
    names.push(frame_name(who)?);
    Some(DatelineReading {
        at: 0..end + close.len_utf8(),
        place: Some(place.to_owned()),
        date: None,
        names,
        weight: Weight::Framed,
    })
}

/// Returns whether `text` is the label of a picture, or of a kind of article.
fn is_label(text: &str) -> bool {
    WordKey::ArticleLabels.words().contains(&text) || speaks_of_picture(text)
}
