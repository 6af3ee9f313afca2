/*!
Datelines of Chinese, Japanese and Korean, where no blank parts the place from
the agency, the reporter and the date.

# Choices

* The sign for "wired" is a part of everyday words (Tencent, television,
  electricity). Behind a date it counts whatever follows; without one only
  where the words end, and where a reporter or a place of the table stands
  before it.
* Names of reporters run into the place. A place that the table does not have
  cannot be cut from them: none is given.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::{Reading, Slot, Weight};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::name_key::ascii_digit;
use crate::news::parties::directory::Directory;
use crate::news::places;
use crate::news::scripts::is_ideograph;

/// Bytes of a line in which its dateline stands, at most.
const LONGEST: usize = 180;

/// Characters between the agency and the sign for "wired", at most.
const WIRED: usize = 40;

/// Characters of a place, at most.
const PLACE: usize = 10;

/// Characters of the names of reporters, and of a paper's place, that the
/// table does not help with, at most.
const UNKNOWN: usize = 4;

/// Characters between the sign for "wired" and the bracket that closes the
/// dateline, at most.
const TO_BRACKET: usize = 24;

/// The sign for "wired".
const SIGNS: [char; 4] = ['电', '電', '讯', '訊'];

/// Characters that name the service of a special wire ("体育专电"), at most.
const SERVICE: usize = 2;

/// What behind the sign for "wired" makes a word of it even after a date:
/// telephone, television, electron.
const WORDS: [char; 5] = ['话', '話', '视', '視', '子'];

/// The dateline with which `line` begins.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<Reading> {
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

/// Whose wire a Chinese dateline speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wire {
    Agency,
    /// The paper's own.
    Own,
}

/// "新华社北京3月15日电", "（中央社記者劉世怡台北27日電）".
fn chinese(line: &str, directory: &Directory) -> Option<Reading> {
    let bracket = line.chars().next().filter(|c| matches!(c, '（' | '('));
    let start = bracket.map_or(0, char::len_utf8);
    let inner = &line[start..];
    let (slots, length) = match WordKey::WireOwn
        .words()
        .iter()
        .find(|own| inner.starts_with(**own))
    {
        Some(own) => (Vec::new(), own.len()),
        None => {
            let mention = directory.at_start(inner)?;
            let printed = inner[mention.at.clone()].to_owned();
            let parties = mention.parties;
            (vec![Slot { parties, printed }], mention.at.end)
        }
    };
    let (wire, weight) = match slots.is_empty() {
        true => (Wire::Own, Weight::Staff),
        false => (Wire::Agency, Weight::Framed),
    };
    let rest = &inner[length..];
    let (wired, behind) = rest.char_indices().take(WIRED).find_map(|(at, _)| {
        let behind = at + sign(&rest[at..], bracket)?;
        Some((Wired::read(&rest[..at], &rest[behind..], wire)?, behind))
    })?;
    let mut end = start + length + behind;
    match bracket.and_then(|_| closing(&line[end..])) {
        Some(close) => end += close,
        None => {
            for close in ['）', ')', '：', ':'] {
                if line[end..].starts_with(close) {
                    end += close.len_utf8();
                }
            }
        }
    }
    Some(Reading {
        at: 0..end,
        place: wired.place.map(str::to_owned),
        date: wired.date,
        weight,
        slots,
    })
}

/// The bytes of the sign for "wired" with which `rest` begins, or, in a
/// dateline that a bracket opened, of the word for "reported" before the one
/// that closes it.
fn sign(rest: &str, bracket: Option<char>) -> Option<usize> {
    if let Some(sign) = rest.chars().next().filter(|&c| SIGNS.contains(&c)) {
        return Some(sign.len_utf8());
    }
    let word = WordKey::WireReported
        .words()
        .iter()
        .find(|word| rest.starts_with(**word))?;
    (bracket.is_some() && rest[word.len()..].starts_with(['）', ')'])).then_some(word.len())
}

/// The bytes of `rest` up to the bracket that closes a dateline, with it.
fn closing(rest: &str) -> Option<usize> {
    let (at, close) = rest
        .char_indices()
        .take(TO_BRACKET)
        .find(|(_, c)| matches!(c, '）' | ')' | '。' | '（' | '('))?;
    matches!(close, '）' | ')').then(|| at + close.len_utf8())
}

/// What stands between whoever wired and the sign for it.
struct Wired<'a> {
    place: Option<&'a str>,
    date: Option<PrintedDate>,
}

impl Wired<'_> {
    /// What `between` says before the sign; nothing if the sign, which `after`
    /// follows, is part of a word, or `between` of a sentence.
    fn read<'a>(between: &'a str, after: &str, wire: Wire) -> Option<Wired<'a>> {
        let reporters = WordKey::WireReporters
            .words()
            .iter()
            .find_map(|word| between.find(word).map(|at| at + word.len()));
        let is_sentence = between.contains(['。', '"', '”'])
            || reporters.is_none() && between.contains('，')
            || WordKey::WireSentence
                .words()
                .iter()
                .any(|word| between.contains(word));
        if is_sentence {
            return None;
        }
        let mut left = between.trim();
        while let Some(shorter) = WordKey::WireManners
            .words()
            .iter()
            .find_map(|word| left.strip_suffix(*word))
        {
            left = shorter.trim_end();
        }
        let has_manner = left.len() < between.trim().len();
        let (before, date, is_dated) = match left.find(|c| ascii_digit(c).is_some()) {
            Some(digits) => {
                let (date, service) = cut_behind_day(&left[digits..]);
                if service.chars().count() > if has_manner { SERVICE } else { 0 } {
                    return None;
                }
                (&left[..digits], Some(PrintedDate::read(date)?), true)
            }
            None => match without_weekday(left) {
                Some(before) => (before, None, true),
                None => (left, None, false),
            },
        };
        let is_apart = match is_dated {
            true => !after.starts_with(WORDS),
            false => ends_words(after),
        };
        let place = match reporters {
            Some(names) => last_place(before.get(names..)?),
            None => Some(before.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|place| !place.is_empty()),
        };
        let letters = place.map_or(0, |place| place.chars().count());
        let is_told = is_dated
            || place.and_then(places::place).is_some()
            || match (reporters, wire) {
                (Some(names), _) => has_manner || between[names..].chars().count() <= UNKNOWN,
                // A paper prints the towns around it, which no table has.
                (None, Wire::Own) => (2..=UNKNOWN).contains(&letters),
                // "新华社快讯：" is all that is printed.
                (None, Wire::Agency) => has_manner && before.is_empty(),
            };
        (is_apart && is_told && letters <= PLACE).then_some(Wired { place, date })
    }
}

/// The date with which `text` begins, up to the word for a day, and the rest.
fn cut_behind_day(text: &str) -> (&str, &str) {
    let day = text
        .char_indices()
        .rfind(|(_, c)| matches!(c, '日' | '号' | '號'));
    text.split_at(day.map_or(text.len(), |(at, c)| at + c.len_utf8()))
}

/// `text` without the day of the week that ends it, if one does.
fn without_weekday(text: &str) -> Option<&str> {
    let day = text.strip_suffix(['一', '二', '三', '四', '五', '六', '日', '天'])?;
    WordKey::WireWeeks
        .words()
        .iter()
        .find_map(|week| day.strip_suffix(*week))
}

/// Whether the words before `after` end there: at the end, a blank, a mark, or
/// the sign for a headline.
fn ends_words(after: &str) -> bool {
    let next = after.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '题' | '題'))
}

/// The place of the table at the end of `names`, which run into it.
fn last_place(names: &str) -> Option<&str> {
    let names = names.trim_matches(|c: char| !c.is_alphanumeric());
    let starts: Vec<usize> = names.char_indices().map(|(at, _)| at).collect();
    starts
        .iter()
        .rev()
        .take(PLACE)
        .rfind(|&&at| places::place(&names[at..]).is_some())
        .map(|&at| &names[at..])
}

/// Whether `text`, which stands where a place does, is a label: of a picture,
/// or of a kind of article.
fn is_label(text: &str) -> bool {
    WordKey::ArticleLabels.words().contains(&text) || speaks_of_picture(text)
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
        let is_staff = is_person && close == '】';
        if directory.whole(place).is_some() || is_label(place) || mention.is_none() && !is_staff {
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
    if place.is_empty() || place.chars().count() > PLACE || is_label(place) {
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

/// "(서울=연합뉴스) 김바다 기자 =". With the agency or the word for a picture
/// first it is the credit of a picture.
fn korean(line: &str, close: char, directory: &Directory) -> Option<Reading> {
    let open = line.chars().next()?.len_utf8();
    let end = line.find(close)?;
    let inner = line.get(open..end)?;
    let (place, who) = inner.split_once(['=', '＝'])?;
    let (place, who) = (place.trim(), who.trim());
    if place.is_empty()
        || place.chars().count() > 2 * PLACE
        || !place.chars().any(is_ideograph) && places::place(place).is_none()
        || directory.whole(place).is_some()
        || is_label(place)
    {
        return None;
    }
    let slot = |name: &str| {
        directory.whole(name).map(|mention| Slot {
            parties: mention.parties,
            printed: name.to_owned(),
        })
    };
    // "(베이징 AFP=연합뉴스)" passes another agency's copy on.
    let passed_on = place
        .rsplit_once(' ')
        .and_then(|(town, name)| Some((town.trim(), slot(name)?)));
    let (place, mut slots) = match passed_on {
        Some((town, slot)) => (town, vec![slot]),
        None => (place, Vec::new()),
    };
    slots.push(slot(who)?);
    Some(Reading {
        at: 0..end + close.len_utf8(),
        place: Some(place.to_owned()),
        date: None,
        slots,
        weight: Weight::Framed,
    })
}
