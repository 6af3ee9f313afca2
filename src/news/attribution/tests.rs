//! Whole pages, and pages of random text.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::news::attribution::values::CarriedCopy;
use crate::news::attribution::{Attribution, Mixed, PageText, attribute};
use crate::news::credit::evidence::{CreditEvidence, CreditRole};
use crate::news::parties::directory::Directory;
use crate::text::blocks::blocks;

fn read(outlet: &str, byline: &str, text: &str) -> Attribution {
    let page = PageText {
        byline: Some(byline),
        outlet: Some(outlet),
        text,
        blocks: &blocks(text),
        ..PageText::default()
    };
    attribute(&page, Directory::builtin())
}

fn names(attribution: &Attribution) -> Vec<&str> {
    attribution
        .carried
        .iter()
        .map(|carried| carried.name.as_str())
        .collect()
}

#[test]
fn an_outlet_carries_itself_in_a_dateline_only() {
    let text = "By Vera Dahl, CNN\nThe ferry to the islands will sail again in May, the mayor of the town said.";
    assert_eq!(names(&read("cnn.com", "", text)), [""; 0]);
    assert_eq!(names(&read("skarholmledger.example", "", text)), ["CNN"]);
    let text = "WASHINGTON (CNN) -- The ferry to the islands will sail again in May.";
    assert_eq!(names(&read("cnn.com", "", text)), ["CNN"]);
}

#[test]
fn a_dateline_in_the_byline_field_counts() {
    let read = read(
        "alyaum",
        "واس - الرياض",
        "أعلنت الشركة عودة العبارات إلى البحر في مايو.",
    );
    assert_eq!(names(&read), ["Saudi Press Agency"]);
    assert_eq!(read.place.as_deref(), Some("الرياض"));
    let dateline = read.dateline.unwrap();
    assert_eq!(dateline.text, "واس - الرياض");
    assert_eq!(dateline.span, None);
}

#[test]
fn a_dateline_is_given_exactly_as_it_stands_in_the_text() {
    let text = "Ferry sails again\nSKARHOLM, Maine (AP) — The ferry to the islands will sail again in May.";
    let read = read("skarholmledger.example", "", text);
    let dateline = read.dateline.unwrap();
    assert_eq!(dateline.text, "SKARHOLM, Maine (AP) —");
    assert_eq!(
        dateline.span.map(|span| span.of(text)),
        Some("SKARHOLM, Maine (AP) —")
    );
    assert_eq!(read.carried[0].evidence, CreditEvidence::Dateline);
}

#[test]
fn agencies_of_one_name_are_told_apart_by_their_place() {
    let name = |text| names(&read("skarholmledger.example", "", text)).join("|");
    assert_eq!(
        name("Wien (APA) - Der Hafen der Stadt wird im Mai geöffnet."),
        "Austria Presse Agentur"
    );
    assert_eq!(
        name("TAIPEI (CNA) - The port of the town will open in May."),
        "Central News Agency"
    );
    assert_eq!(
        name("SKARHOLM, Maine (CNA) - The port of the town will open in May."),
        "Catholic News Agency"
    );
    assert_eq!(
        name("MANAMA, June 3 (BNA) -- The port of the town will open in May."),
        "Bahrain News Agency"
    );
}

#[test]
fn help_is_kept_among_the_others() {
    let text = "The ferry to the islands will sail again in May.\nThe Associated Press contributed to this report.";
    let read = read("skarholmledger.example", "", text);
    assert!(read.carried.is_empty());
    assert_eq!(read.mixed, Mixed::Helped);
    assert_eq!(read.others[0].name, "Associated Press");
    assert_eq!(read.others[0].role, CreditRole::Contribution);
}

#[test]
fn a_page_that_says_nothing_carries_nobody() {
    assert_eq!(
        attribute(&PageText::default(), Directory::builtin()),
        Attribution::default()
    );
}

/// What real pages are made of, to be put together in any order.
const PIECES: [&str; 34] = [
    "HELSINKI (AP) — ",
    "(ANSA) - ROMA, 22 MAR - ",
    "МОСКВА, 15 апр - РИА Новости. ",
    "新华社北京１０月２２日电",
    "(서울=연합뉴스) ",
    "【ロサンゼルス＝共同】",
    "مانيلا، 3 ديسمبر (رويترز) - ",
    "واس - الرياض",
    "/PRNewswire/ -- ",
    "© 2018 AFP",
    "dpa:230428-",
    "(c) ",
    "By ",
    "\n",
    " via ",
    "Originally published by ",
    "The post ",
    "(",
    ")",
    "--",
    "…",
    "é",
    "تصوير",
    "Source: ",
    ". ( رويترز )",
    "\u{3000}رويترز",
    "Source: \u{A0}رويترز / ( ANI )",
    "واس - الرياض： ",
    "［注］",
    "[1]=",
    "（中央社記者",
    "綜合外電",
    "周一电",
    "copyright ",
];

#[test]
fn blanks_within_the_brackets_of_a_credit_are_no_part_of_it() {
    for (credit, name) in [
        ("( رويترز )", "Reuters"),
        ("( ANI )", "Asian News International"),
    ] {
        let text = format!(
            "{}\nHe said so. {credit}",
            "A long story of the ferry. ".repeat(20)
        );
        assert_eq!(names(&read("skarholmledger.example", "", &text)), [name]);
    }
}

#[test]
fn a_wide_colon_ends_a_byline_in_the_text() {
    let text = "واس - الرياض： وصل الوزير اليوم";
    let read = read("skarholmledger.example", "", text);
    let dateline = read.dateline.unwrap();
    assert_eq!(dateline.span.unwrap().of(text), "واس - الرياض：");
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,300}", byline in "\\PC{0,80}") {
        let read = read("skarholmledger.example", &byline, &text);
        if let Some(span) = read.dateline.and_then(|dateline| dateline.span) {
            prop_assert!(!span.of(&text).is_empty());
        }
    }

    #[test]
    fn datelines_in_any_text_are_read_without_a_panic(
        pieces in prop::collection::vec((0..PIECES.len(), "\\PC{0,12}"), 0..14),
    ) {
        let text: String = pieces.iter().map(|(piece, noise)| format!("{}{noise}", PIECES[*piece])).collect();
        read("yahoo.com", &text, &text);
    }

    #[test]
    fn a_framed_dateline_is_found_whatever_follows(story in "[A-Z][a-z ]{0,200}") {
        let text = format!("SKARHOLM, Maine (AP) — {story}");
        let read = read("skarholmledger.example", "", &text);
        prop_assert_eq!(read.place.as_deref(), Some("SKARHOLM, Maine"));
    }
}

/// The share of the judged credits that must be right.
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.95;

#[test]
fn judged_pages_are_read_as_they_were_judged() {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/gold/credits.jsonl");
    let (Ok(gold), Ok(set)) = (
        std::fs::read_to_string(shared),
        std::env::var("WIRECOPY_JUDGED"),
    ) else {
        println!("no judged pages here: skipped");
        return;
    };
    let gold: HashMap<String, serde_json::Value> = gold
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .map(|row| (row["id"].as_str().unwrap_or_default().to_owned(), row))
        .collect();
    let (mut right, mut claimed, mut wanted) = (0_u32, 0_u32, 0_u32);
    for line in set.split(',').flat_map(|path| {
        std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    }) {
        let record: serde_json::Value = serde_json::from_str(&line).unwrap();
        let Some(row) = record["id"].as_str().and_then(|id| gold.get(id)) else {
            continue;
        };
        let text = record["text"].as_str().unwrap_or_default();
        let page = PageText {
            headline: record["title"].as_str(),
            byline: record["author"].as_str(),
            outlet: record["source"].as_str(),
            url: record["url"].as_str(),
            text,
            blocks: &blocks(text),
        };
        let read = attribute(&page, Directory::builtin());
        let judged: Vec<String> = row["carried"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|name| name.as_str())
            .map(str::to_lowercase)
            .collect();
        claimed += u32::try_from(read.carried.len()).unwrap();
        wanted += u32::try_from(judged.len()).unwrap();
        let is_right = |carried: &&CarriedCopy| judged.contains(&carried.name.to_lowercase());
        right += u32::try_from(read.carried.iter().filter(is_right).count()).unwrap();
    }
    println!("{right} of {claimed} claims right, {wanted} wanted");
    assert!(
        f64::from(right) >= PRECISION * f64::from(claimed)
            && f64::from(right) >= RECALL * f64::from(wanted)
    );
}
