//! Cases of the readers of datelines. The forms are real, the names and the prose are invented.

use crate::news::dateline::arabic;
use crate::news::dateline::dashes::AfterFrame;
use crate::news::dateline::frame::Frame;
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::look::{is_other_name, looks_like_town};
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::tests::assert_cases;

fn printed(names: &[PrintedName]) -> Vec<String> {
    names.iter().map(|name| name.printed.clone()).collect()
}

/// Returns what `reader` reads from `text`, or `None` if it reads nothing.
fn read(reader: &str, text: &str) -> Option<String> {
    let directory = Directory::builtin();
    let found = match reader {
        // The place and the first agency of a byline.
        "arabic byline" => {
            let byline = arabic::byline::read(text, directory)?;
            let mut names = printed(&byline.names);
            names.extend(byline.has_unnamed.then(|| "unnamed".to_owned()));
            names.truncate(1);
            format!("{}|{}", byline.place.unwrap_or_default(), names.concat())
        }
        // The place and the agencies of a dateline at the start of a line.
        "arabic line" => {
            let reading = arabic::line::at_start(text, directory)?;
            let place = reading.place.unwrap_or_default();
            format!("{place}|{}", printed(&reading.names).join("|"))
        }
        "after frame" => match AfterFrame::read(text) {
            AfterFrame::Dash(at) => format!("dash {at}"),
            AfterFrame::End(at) => format!("end {at}"),
            AfterFrame::Stop(at) => format!("stop {at}"),
            AfterFrame::Story => "story".to_owned(),
        },
        // The names of a frame and the year of its date.
        "frame" => {
            let frame = Frame::read(text, directory)?;
            let mut parts = printed(&frame.names);
            let year = frame.date.and_then(|date| date.year);
            parts.extend(year.map(|year| year.to_string()));
            parts.join("|")
        }
        // The place of a head with more evidence than words with capitals.
        "head" => {
            let head = DatelineHead::read(text).filter(DatelineHead::is_strict)?;
            head.place.unwrap_or_default().to_owned()
        }
        // Whether a name that the table does not have can be a town.
        "town" => looks_like_town(text).to_string(),
        // Whether a name in capitals is a company, a team or a person.
        "other name" => is_other_name(text).to_string(),
        _ => panic!("unknown reader `{reader}`"),
    };
    Some(found)
}

#[test]
fn places_names_and_frames_are_read() {
    assert_cases(include_str!("cases.tsv"), |[reader, text]| {
        read(reader, text).unwrap_or_else(|| "none".to_owned())
    });
}
