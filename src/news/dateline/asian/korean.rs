/*!
Korean datelines: "(서울=연합뉴스)".
*/

use crate::news::dateline::asian::labels::is_label;
use crate::news::dateline::reading::{DatelineReading, FrameName, Weight};
use crate::news::dateline::thresholds::MAX_ASIAN_PLACE_LETTERS;
use crate::news::parties::directory::Directory;
use crate::news::places;
use crate::news::scripts::is_ideograph;

/// Reads "(서울=연합뉴스) 김바다 기자 =". With an agency or a word for a picture first,
/// the text is the credit of a picture.
pub(crate) fn korean(line: &str, close: char, directory: &Directory) -> Option<DatelineReading> {
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
    let frame_name = |name: &str| {
        directory.whole(name).map(|mention| FrameName {
            parties: mention.parties,
            printed: name.to_owned(),
        })
    };
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
