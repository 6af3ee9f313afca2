//! Credits of every kind, whole pages, and pages of random text. The prose, the reporters and
//! most outlets are invented.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::news::attribution::attribute::read_credits;
use crate::news::attribution::values::CarriedCopy;
use crate::news::attribution::{Attribution, Mixed, PageText, attribute};
use crate::news::credit::byline::read_field;
use crate::news::credit::found::{CreditEvidence, CreditPage, CreditRole, FoundCredits};
use crate::news::parties::directory::Directory;
use crate::news::tests::{assert_cases, unescaped};
use crate::text::blocks::blocks;

const LEDGER: &str = "skarholmledger.example";

const STORY: &str =
    "The ferry to the islands will sail again in May, the mayor of the town said on Monday.";

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

fn names(attribution: &Attribution) -> Vec<String> {
    let carried = attribution.carried.iter();
    carried.map(|carried| carried.name.clone()).collect()
}

/// Returns the names of the parties that `credits` claim, each once.
fn claimed(credits: FoundCredits) -> Vec<String> {
    let directory = Directory::builtin();
    let mut names: Vec<String> = Vec::new();
    for claim in credits.claims {
        let known = claim.name.parties.first();
        let name = known.map_or(claim.name.printed, |&id| directory.party(id).name.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.extend(credits.has_unnamed.then(|| "unnamed".to_owned()));
    names
}

/// Returns the claims of a page of a portal.
fn claimed_by_page(text: &str) -> Vec<String> {
    let page = CreditPage {
        text,
        blocks: &blocks(text),
        dateline_at: None,
        is_portal: true,
        directory: Directory::builtin(),
    };
    let mut credits = FoundCredits::default();
    read_credits(&page, &mut credits);
    claimed(credits)
}

#[test]
fn credits_name_whose_copy_it_is() {
    assert_cases(include_str!("cases.tsv"), |[part, text]| {
        let names = match part {
            "head" => claimed_by_page(&format!("{text}\n{STORY}\n")),
            "tail" => claimed_by_page(&format!("\n{STORY}\n{text}")),
            "field" => {
                let mut credits = FoundCredits::default();
                read_field(text, Directory::builtin(), &mut credits);
                claimed(credits)
            }
            outlet => names(&read(outlet, "", text)),
        };
        names.join("|")
    });
}

/// A page of an outlet of its own, and what its credits say.
#[derive(serde::Deserialize)]
struct ComposedPage {
    id: String,
    source: String,
    text: String,
    carried: Vec<String>,
    uses: Vec<String>,
    place: Option<String>,
}

#[test]
fn credit_lines_of_many_languages_are_read_and_traps_are_not() {
    let lines = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/credit_lines.jsonl"
    ));
    for line in lines.lines() {
        let page: ComposedPage = serde_json::from_str(line).unwrap();
        let read = read(&page.source, "", &page.text);
        let others = read.others.iter();
        let helpers = others.filter(|other| other.role == CreditRole::Contribution);
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let bare = |place: &str| place.trim_end_matches('.').to_owned();
        assert_eq!(
            (
                sorted(names(&read)),
                sorted(helpers.map(|other| other.name.clone()).collect()),
                read.place.as_deref().map(bare),
            ),
            (sorted(page.carried), sorted(page.uses), page.place),
            "{}",
            page.id
        );
    }
}

#[test]
fn the_last_sign_of_copyright_is_seen_behind_any_number_of_captions() {
    for captions in [0, 1, 15, 16, 17, 40] {
        let head = "The pier at dusk. © Vera Dahl/Skarholm Pictures\n".repeat(captions);
        let text = format!("{head}\n{STORY}\nCopyright 2024 The Associated Press");
        assert_eq!(claimed_by_page(&text), ["Associated Press"], "{captions}");
    }
}

#[test]
fn a_dateline_in_the_byline_field_counts() {
    let text = "أعلنت الشركة عودة العبارات إلى البحر في مايو.";
    let read = read("alyaum", "واس - الرياض", text);
    assert_eq!(names(&read), ["Saudi Press Agency"]);
    assert_eq!(read.place.as_deref(), Some("الرياض"));
    let dateline = read.dateline.unwrap();
    assert_eq!(dateline.text, "واس - الرياض");
    assert_eq!(dateline.span, None);
}

#[test]
fn a_dateline_is_given_exactly_as_it_stands_in_the_text() {
    for (text, printed) in [
        (
            "Ferry sails\nSKARHOLM, Maine (AP) — The ferry will sail.",
            "SKARHOLM, Maine (AP) —",
        ),
        // A wide colon ends a byline.
        ("واس - الرياض： وصل الوزير اليوم", "واس - الرياض："),
    ] {
        let read = read(LEDGER, "", text);
        let dateline = read.dateline.unwrap();
        assert_eq!(dateline.text, printed);
        assert_eq!(dateline.span.map(|span| span.of(text)), Some(printed));
        assert_eq!(read.carried[0].evidence, CreditEvidence::Dateline);
    }
}

#[test]
fn help_is_kept_among_the_others() {
    let text = format!("{STORY}\nThe Associated Press contributed to this report.");
    let read = read(LEDGER, "", &text);
    assert!(read.carried.is_empty());
    assert_eq!(read.mixed, Mixed::Helped);
    assert_eq!(read.others[0].name, "Associated Press");
    assert_eq!(read.others[0].role, CreditRole::Contribution);
}

#[test]
fn material_that_is_used_is_kept_among_the_others() {
    for (byline, note, expected) in [
        ("", "(With inputs from PTI)", vec!["Press Trust of India"]),
        ("", "(mit dpa)", vec!["Deutsche Presse-Agentur"]),
        (
            "",
            "(Con información de AFP y Reuters)",
            vec!["Agence France-Presse", "Reuters"],
        ),
        (
            "",
            "Contributing: Vera Dahl, Ledger; Associated Press",
            vec!["Associated Press"],
        ),
        ("Le Courrier avec AFP", "", vec!["Agence France-Presse"]),
        (
            "",
            "With Reuters out of reach, the mayor spoke to nobody.",
            vec![],
        ),
        ("", "Without AP the town has no paper.", vec![]),
    ] {
        let read = read(LEDGER, byline, &format!("{STORY}\n{note}"));
        let used = read.others.iter();
        let used: Vec<&str> = used
            .filter(|other| other.role == CreditRole::Contribution)
            .map(|other| other.name.as_str())
            .collect();
        assert_eq!(used, expected, "{byline}{note}");
        assert!(read.carried.is_empty(), "{byline}{note}");
    }
}

#[test]
fn a_date_that_cannot_be_read_costs_neither_place_nor_agency() {
    for date in ["2024. március 12., kedd", "12 martsi", "3 kesäkuuta 2024"] {
        let text = format!("Budapest, {date} (MTI) - The port of the town will open in May.");
        let read = read(LEDGER, "", &text);
        assert_eq!(read.place.as_deref(), Some("Budapest"), "{date}");
        assert_eq!(names(&read), ["Magyar Tavirati Iroda"], "{date}");
    }
}

#[test]
fn a_page_without_credits_carries_no_copy() {
    let read = attribute(&PageText::default(), Directory::builtin());
    assert_eq!(read, Attribution::default());
}

/// Parts of real pages, to be joined in any order.
fn pieces() -> Vec<String> {
    let pieces = include_str!("pieces.tsv").trim_end();
    pieces.split(['\t', '\n']).map(unescaped).collect()
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,300}", byline in "\\PC{0,80}") {
        let read = read(LEDGER, &byline, &text);
        if let Some(span) = read.dateline.and_then(|dateline| dateline.span) {
            prop_assert!(!span.of(&text).is_empty());
        }
    }

    #[test]
    fn datelines_in_any_text_are_read_without_a_panic(
        pieces in prop::collection::vec((prop::sample::select(pieces()), "\\PC{0,12}"), 0..14),
    ) {
        let text: String = pieces.iter().map(|(piece, noise)| format!("{piece}{noise}")).collect();
        read("yahoo.com", &text, &text);
    }

    #[test]
    fn a_framed_dateline_is_found_before_any_story(story in "[A-Z][a-z ]{0,200}") {
        let read = read(LEDGER, "", &format!("SKARHOLM, Maine (AP) — {story}"));
        prop_assert_eq!(read.place.as_deref(), Some("SKARHOLM, Maine"));
    }
}

/// The share of the judged credits that must be right, in percent.
const PRECISION: usize = 97;
const RECALL: usize = 95;

#[test]
fn judged_pages_are_read_as_they_were_judged() {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/gold/credits.jsonl");
    let gold = std::fs::read_to_string(shared);
    let (Ok(gold), Ok(set)) = (gold, std::env::var("WIRECOPY_JUDGED")) else {
        println!("no judged pages here: skipped");
        return;
    };
    let rows = gold
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let gold: HashMap<String, serde_json::Value> = rows
        .map(|row: serde_json::Value| (row["id"].as_str().unwrap_or_default().to_owned(), row))
        .collect();
    let (mut right, mut claimed, mut wanted) = (0, 0, 0);
    for path in set.split(',') {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
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
            let judged = row["carried"].as_array().unwrap().iter();
            let judged = judged
                .filter_map(|name| name.as_str())
                .map(str::to_lowercase);
            let judged: Vec<String> = judged.collect();
            claimed += read.carried.len();
            wanted += judged.len();
            let is_right = |carried: &&CarriedCopy| judged.contains(&carried.name.to_lowercase());
            right += read.carried.iter().filter(is_right).count();
        }
    }
    println!("{right} of {claimed} claims right, {wanted} wanted");
    assert!(100 * right >= PRECISION * claimed && 100 * right >= RECALL * wanted);
}
