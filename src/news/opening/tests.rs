//! Datelines of every family. The forms are those of real agencies, the prose is invented.

mod families;

use crate::news::dateline::line::read;
use crate::news::dateline::reading::{DatelineReading, FoundDateline};
use crate::news::dates::printed::PrintedDate;
use crate::news::opening::dateline_scan::find_dateline;
use crate::news::opening::tests::families::families;
use crate::news::parties::directory::Directory;
use crate::text::blocks::blocks;

/// Lines that look like a dateline and have none.
const NONE: &[&str] = &[
    "WHEN THE FERRY SANK — and it sank fast — nobody was on the pier to see it go.",
    "OPINION — The ferries that had been laid up since spring are back at sea.",
    "BREAKING: Ferries that had been laid up since spring are back at sea, the line said.",
    "Skarholm: Ferries that had been laid up since spring are back at sea, the line said.",
    "The captain told Reuters (after a pause) - and then again - that he had seen nothing.",
    "According to AFP, the ferries that had been laid up since spring are back at sea.",
    "(ABC News)",
    "(Vera Dahl/Reuters) The piers at dusk, before the ferries left for the other side of the sound.",
    "Paris - das ist für viele die Stadt der Fähren, und so soll es auch in diesem Sommer wieder sein.",
    "[로이터=연합뉴스] 여객선이 다시 바다로 나간다",
    "SEVASTOPOL, Crimea (Reuters) - The ferries that had been laid up since spring are...",
    "Vera Dahl, GOLDEN VALLEY",
    "THE FERRY (and its captain) - a story of the sound that begins in the year of the great storm.",
    "［注］渡轮沉没的原因仍在调查之中[1]，船长昨天接受了询问。",
    "彭博社称腾讯将收购渡轮公司",
    "彭博社称腾讯，这家公司的渡轮将停驶",
    "彭博社报道电动渡轮将停驶",
    "路透社援引电视台的报道说渡轮将停驶",
    "路透社3日电话采访了船长",
    "新华社通讯员走进渡轮公司",
    "共同開発した電気フェリーは",
    "共同推进电力市场改革",
    "時事問題を扱う電子書籍",
    "聯合國秘書長電視講話",
    "新华保险电话会议",
    "本报今日推出电子版",
    "本报记者采访格力家电，公司说",
    "[사진=연합뉴스] 여객선이 다시 바다로 나간다",
    "(사진=연합뉴스) 여객선이 다시 바다로 나간다",
    "(자료사진=연합뉴스) 여객선이 다시 바다로 나간다",
    "[그래픽=연합뉴스] 여객선이 다시 바다로 나간다",
    "(출처=연합뉴스) 여객선이 다시 바다로 나간다",
    "[EPA=연합뉴스] 여객선이 다시 바다로 나간다",
    "【写真＝共同】フェリーは９日",
    "［写真＝ロイター］フェリーは９日",
    "【社説＝山田】フェリーは９日",
    "【独自＝取材班】フェリーは９日",
    "Unified Ferry Interface (UFI): The ferries that had been laid up since spring are back at sea.",
    "Unified Pier Interface (UPI): The ferries that had been laid up since spring are back at sea.",
    "Armed Forces of the Piers (AFP) - The ferries that had been laid up since spring are back at sea.",
    "Armed Forces of the Philippines (AFP) - The ferries that had been laid up since spring are back.",
    "ARMED FORCES OF THE PIERS (AFP) — The ferries that had been laid up since spring are back at sea.",
    "Pier Tehreek-e-Insaf (PTI) - The ferries that had been laid up since spring are back at sea.",
    "Deck Passenger Agreement (DPA): The ferries that had been laid up since spring are back at sea.",
    "Deutsche Presse-Agentur (dpa) – Die Fähren fahren seit dem Frühjahr nicht mehr und liegen im Hafen.",
    "Nach Angaben der Deutschen Presse-Agentur (dpa): Die Fähren fahren seit dem Frühjahr nicht mehr.",
    "Associated Press (AP) — The ferries that had been laid up since spring are back at sea.",
    "Vera Dahl (Reuters) - The ferries that had been laid up since spring are back at sea.",
    "Online: Registration for the ferries that had been laid up since spring is open until Monday.",
    "Deadline: Entries for the race of the ferries are accepted until the last Monday of the month.",
    "MAP: Where the ferries that had been laid up since spring are back at sea, and where not.",
    "PC: The game of the ferries runs on any machine that has been built since the last spring.",
    "PS: The ferries that had been laid up since spring are back at sea, and so is the captain.",
    "BP — The oil company said that the ferries that had been laid up are back at sea.",
    "Petra — The ancient city has no ferry, and its people say that they have never missed one.",
    "STAT: The ferries that had been laid up since spring are back at sea, a hundred of them.",
    "AP: Students of the school by the harbour took the test in the hall above the ferry pier.",
    "AFP: El fondo de pensiones compró los transbordadores que estaban parados desde la primavera.",
    "Andhra Pradesh (AP): The ferries that had been laid up since spring are back at sea.",
    "UKRAINE FERRIES — The ferries that had been laid up since spring are back at sea.",
    "TESLA — The maker of cars said that the ferries that had been laid up are back at sea.",
    "SKARHOLM LINES INC. — The ferries that had been laid up since spring are back at sea.",
    "KANSAS CITY GULLS — The ferries that had been laid up since spring are back at sea.",
    "PARIS DAHL — The ferries that had been laid up since spring are back at sea.",
    "سعاد المطيري خلال مؤتمر صحافي في سكارهولم (أ.ف.ب)",
    "عمال الميناء في موقع الحادث (رويترز)",
    "وقبل ذلك وذاك، وفي نهاية شهر يونيو وبحسب (واس): بدأت أعمال الصيانة في الميناء القديم بعد توقف دام منذ الربيع.",
    "صورة - رويترز",
    "مدير هيئة الموانئ - رويترز",
    "افتتح الميناء القديم في 29 أغسطس (آب) 1987، بموجب قرار من مجلس المدينة في سكارهولم",
    "الجزائر: عودة العبارات إلى البحر بعد توقف دام منذ الربيع وفق ما أعلنته الشركة في بيان لها أمس الأول",
];

fn found(text: &str) -> Option<FoundDateline> {
    let mut text = text.to_owned();
    // Another block, so that a teaser is not the end of the text.
    text.push_str("\nThe end.");
    find_dateline(&text, &blocks(&text), Directory::builtin())
}

#[test]
fn every_family_of_datelines_is_read() {
    let mut wrong = Vec::new();
    for expected in families() {
        let read = found(&expected.text).map(|found| found.reading);
        if let Some(fault) = fault(
            expected.place,
            expected.date,
            expected.agency,
            read.as_ref(),
        ) {
            wrong.push(format!("{}\n    {fault}", expected.text));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_line_that_only_looks_like_a_dateline_has_none() {
    let read: Vec<String> = NONE
        .iter()
        .filter_map(|text| Some(format!("{text}\n    {:?}", found(text)?.reading)))
        .collect();
    assert!(read.is_empty(), "{} wrong\n{}", read.len(), read.join("\n"));
}

#[test]
fn a_chinese_dateline_reaches_to_its_bracket() {
    for (text, dateline) in [
        (
            "（中央社華盛頓26日綜合外電報導）渡輪停駛",
            "（中央社華盛頓26日綜合外電報導）",
        ),
        (
            "（新华社北京3月15日电 记者张三）渡轮停驶",
            "（新华社北京3月15日电 记者张三）",
        ),
        (
            "新华社北京3月15日电（记者张三）渡轮停驶",
            "新华社北京3月15日电",
        ),
    ] {
        assert_eq!(found(text).unwrap().span.of(text), dateline);
    }
}

#[test]
fn a_sentence_about_speech_has_no_place() {
    let read = found("قال مسؤول (رويترز): عادت العبارات إلى البحر بعد توقف دام منذ الربيع");
    assert_eq!(read.and_then(|found| found.reading.place), None);
}

/// Describes the difference between `read` and the expected parts, if there is one.
fn fault(place: &str, date: &str, agency: &str, read: Option<&DatelineReading>) -> Option<String> {
    let Some(read) = read else {
        return Some("not read".to_owned());
    };
    let bare = |text: &str| {
        text.trim_matches(|c: char| ".,:;-–—()[]/ ".contains(c))
            .to_lowercase()
    };
    let place_read = read.place.as_deref().unwrap_or_default();
    let wanted_date = PrintedDate::read(date);
    let wanted: Vec<String> = agency
        .split([',', '/'])
        .flat_map(|part| part.split(" - "))
        .map(bare)
        .filter(|name| !name.is_empty())
        .collect();
    let names: Vec<String> = read.names.iter().map(|name| bare(&name.printed)).collect();
    let right = bare(place_read) == bare(place) && read.date == wanted_date && names == wanted;
    (!right).then(|| {
        format!(
            "place {place_read:?}, date {:?}, agencies {names:?}",
            read.date
        )
    })
}

#[test]
fn datelines_that_were_collected_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/facts/datelines.tsv");
    let Ok(table) = std::fs::read_to_string(path) else {
        println!("no collection of datelines here: skipped");
        return;
    };
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let read = read(columns[0], Directory::builtin());
        if let Some(fault) = fault(columns[1], columns[2], columns[3], read.as_ref()) {
            wrong.push(format!("{}\n    {fault}", columns[0]));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
