/*!
Datelines that begin with the agency: "(ANSA) - ROMA, 22 MAR -", "(CNN) -",
"UPI —".
*/

use crate::news::dateline::dashes::{AfterFrame, dashes, starts_sentence};
use crate::news::dateline::frame::Frame;
use crate::news::dateline::frame_checks::{is_newspaper, is_of_broadcaster};
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::head::tidy_place;
use crate::news::dateline::look::PlaceLook;
use crate::news::dateline::reading::LineStart;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{MIN_STORY_BYTES, MIN_STORY_BYTES_AFTER_SMALL_PLACE};
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::Mention;
use crate::news::parties::names::NameKind;

/// How the name of the agency stands at the start of a line.
enum Opening {
    InBrackets,
    Bare(Mention),
}

/// Reads a dateline that begins with the agency.
pub(crate) fn agency_first(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    let (frame, end, opening) = match line.text.strip_prefix('(') {
        Some(rest) => {
            let close = rest.find(')')?;
            let frame = Frame::read(&rest[..close], directory)?;
            (frame, close + 2, Opening::InBrackets)
        }
        None => {
            let mention = directory.at_start(line.text)?;
            let end = mention.at.end;
            let frame = Frame::of(mention.clone(), line.text);
            (frame, end, Opening::Bare(mention))
        }
    };
    let mut names = frame.names.iter();
    if !frame.is_known() || names.all(|name| is_newspaper(name, directory)) {
        return None;
    }
    let after = &line.text[end..];
    let is_bracketed = matches!(opening, Opening::InBrackets);
    // "FT-SE" is no agency with a dash.
    if !is_bracketed && after.starts_with('-') && !after.starts_with("--") {
        return None;
    }
    let reading = |end, head: Option<DatelineHead<'_>>| DatelineReading {
        at: 0..end,
        place: head.and_then(|head| head.place).map(tidy_place),
        date: frame.date.or(head.and_then(|head| head.date)),
        names: frame.names.clone(),
        weight: Weight::Framed,
    };
    match AfterFrame::read(after) {
        AfterFrame::Dash(dash) => {
            let rest = &after[dash..];
            // ANSA and agencies like it print the place behind the dash.
            let place = dashes(rest).find_map(|at| {
                let head = DatelineHead::read(&rest[..at.start]).filter(DatelineHead::is_strict)?;
                Some((head, at.end)).filter(|(head, _)| head.look != PlaceLook::NoPlace)
            });
            if let Some((head, place_end)) = place {
                return Some(reading(end + dash + place_end, Some(head)));
            }
            let goes_on = line.bytes_from(end + dash) >= MIN_STORY_BYTES
                && !WordKey::DatelineBy.begins(rest.trim_start());
            // "Coastal Post: “The harbor is closed”" says who is quoted.
            let is_label = matches!(opening, Opening::Bare(_))
                && after[..dash].contains(':')
                && rest
                    .trim_start()
                    .starts_with(['"', '“', '„', '«', '‘', '\'', '»']);
            let stands = !is_label && opens_story(&opening, line.text, &after[..dash], directory);
            (stands && goes_on && starts_sentence(rest)).then(|| reading(end + dash, None))
        }
        // The credit of a picture looks the same, so only a broadcaster counts.
        AfterFrame::End(_) => {
            (is_bracketed && is_of_broadcaster(&frame, directory)).then(|| reading(end, None))
        }
        AfterFrame::Stop(_) | AfterFrame::Story => {
            let goes_on =
                line.bytes_from(end) >= MIN_STORY_BYTES_AFTER_SMALL_PLACE && starts_sentence(after);
            (is_bracketed && goes_on).then(|| reading(end, None))
        }
    }
}

/// Returns whether the name that `line` begins with opens a story, with `dash` behind
/// it and no place. A short name before a colon is a label ("AP: Students …"). A short
/// name that is also a word or another company does not open a story before a dash
/// either.
fn opens_story(opening: &Opening, line: &str, dash: &str, directory: &Directory) -> bool {
    let Opening::Bare(mention) = opening else {
        return true;
    };
    let is_word = |&id| directory.party(id).is_word;
    mention.kind == NameKind::Spelling
        || !line[mention.at.clone()].is_ascii()
        || !dash.contains(':') && !mention.parties.iter().any(is_word)
}
