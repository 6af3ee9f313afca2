//! Datelines of every family. The forms are those of real agencies, the prose is invented.

use crate::news::dateline::line::read;
use crate::news::dateline::reading::{DatelineReading, FoundDateline};
use crate::news::dates::printed::PrintedDate;
use crate::news::opening::dateline_scan::find_dateline;
use crate::news::parties::directory::Directory;
use crate::news::tests::unescaped;
use crate::text::blocks::blocks;

fn found(text: &str) -> Option<FoundDateline> {
    let mut text = text.to_owned();
    // Another block, so that a teaser is not the end of the text.
    text.push_str("\nThe end.");
    find_dateline(&text, &blocks(&text), Directory::builtin())
}

#[test]
fn every_family_of_datelines_is_read() {
    let lines = include_str!("families.tsv").lines().skip(1);
    let wrong = lines.filter_map(|line| {
        let read = found(&unescaped(line.split('\t').next()?));
        fault(line, read.map(|found| found.reading).as_ref())
    });
    assert_eq!(Vec::from_iter(wrong), [""; 0]);
}

#[test]
fn a_chinese_dateline_reaches_to_its_bracket() {
    for (dateline, story) in [
        ("（中央社華盛頓26日綜合外電報導）", "渡輪停駛"),
        ("（新华社北京3月15日电 记者张三）", "渡轮停驶"),
        ("新华社北京3月15日电", "（记者张三）渡轮停驶"),
    ] {
        let text = &format!("{dateline}{story}");
        assert_eq!(found(text).unwrap().span.of(text), dateline);
    }
}

/// Describes the difference between `read` and the parts that `line` expects, if there is one.
fn fault(line: &str, read: Option<&DatelineReading>) -> Option<String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let (place, date, agencies) = (columns[1], columns[2], columns[3]);
    let Some(read) = read else {
        return (place != "none").then(|| format!("{line}\n    not read"));
    };
    let bare = |text: &str| {
        text.trim_matches(|c: char| ".,:;-–—()[]/ ".contains(c))
            .to_lowercase()
    };
    let place_read = read.place.as_deref().unwrap_or_default();
    let agencies = agencies
        .split([',', '/'])
        .flat_map(|part| part.split(" - "));
    let agencies: Vec<String> = agencies.map(bare).filter(|name| !name.is_empty()).collect();
    let names: Vec<String> = read.names.iter().map(|name| bare(&name.printed)).collect();
    let is_right = bare(place_read) == bare(place)
        && read.date == PrintedDate::read(date)
        && names == agencies;
    (!is_right).then(|| format!("{line}\n    {read:?}"))
}

#[test]
fn datelines_that_were_collected_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/facts/datelines.tsv");
    let Ok(table) = std::fs::read_to_string(path) else {
        println!("no collection of datelines here: skipped");
        return;
    };
    let wrong = table.lines().skip(1).filter_map(|line| {
        let text = line.split('\t').next()?;
        fault(line, read(text, Directory::builtin()).as_ref())
    });
    assert_eq!(Vec::from_iter(wrong), [""; 0]);
}
