//! Datelines of every family: the forms are the agencies', the prose is ours.

use super::*;
use crate::text::blocks::blocks;

struct Expected {
    text: &'static str,
    place: &'static str,
    date: &'static str,
    agency: &'static str,
}

const fn row(
    text: &'static str,
    place: &'static str,
    date: &'static str,
    agency: &'static str,
) -> Expected {
    Expected {
        text,
        place,
        date,
        agency,
    }
}

const FAMILIES: &[Expected] = &[
    row(
        "BISHKEK (Pakistan Point News / Sputnik - 04th February, 2019) The ferry line will open again",
        "BISHKEK",
        "04th February, 2019",
        "Pakistan Point News / Sputnik",
    ),
    row(
        "PESHAWAR, (APP - UrduPoint / Pakistan Point News - 4th Jan, 2023 ) :Skarholm won the first match",
        "PESHAWAR",
        "4th Jan, 2023",
        "APP - UrduPoint / Pakistan Point News",
    ),
    row(
        "MEXICO CITY (AP) — The harbour’s new pier opened on Monday",
        "MEXICO CITY",
        "",
        "AP",
    ),
    row(
        "LA CROSSE, Wis. (AP) — After a year without ferries",
        "LA CROSSE, Wis.",
        "",
        "AP",
    ),
    row(
        "BRUSSELS, Belgium (AP) - The harbour commission",
        "BRUSSELS, Belgium",
        "",
        "AP",
    ),
    row(
        "KATHMANDU, April 25 (Reuters) - The port's owner said",
        "KATHMANDU",
        "April 25",
        "Reuters",
    ),
    row(
        "MOSCOW, October 4. /TASS/. The icebreaker has left",
        "MOSCOW",
        "October 4",
        "TASS",
    ),
    row(
        "МОСКВА, 3 мая. /ТАСС/. Паром отправился в рейс.",
        "МОСКВА",
        "3 мая",
        "ТАСС",
    ),
    row(
        "ФАРНБОРО (Великобритания), 21 июл - РИА Новости, Вера Далина. Паром",
        "ФАРНБОРО (Великобритания)",
        "21 июл",
        "РИА Новости",
    ),
    row(
        "Москва. 22 ноября. INTERFAX.RU - Паром не выйдет",
        "Москва",
        "22 ноября",
        "INTERFAX.RU",
    ),
    row(
        "30 ноября. INTERFAX.RU - Порт закрыт",
        "",
        "30 ноября",
        "INTERFAX.RU",
    ),
    row(
        "BEIJING, Sept. 2 (Xinhua) -- Ferries will sail",
        "BEIJING",
        "Sept. 2",
        "Xinhua",
    ),
    row(
        "LISBOA, 18 jun (Xinhua) -- El puerto de la ciudad",
        "LISBOA",
        "18 jun",
        "Xinhua",
    ),
    row(
        "SEOUL, Nov. 24 (Yonhap) -- For the third year",
        "SEOUL",
        "Nov. 24",
        "Yonhap",
    ),
    row(
        "KUALA LUMPUR, Sept 29 (Bernama) -- Ferries",
        "KUALA LUMPUR",
        "Sept 29",
        "Bernama",
    ),
    row(
        "MELAKA, 13 Jan (Bernama) -- Feri baharu",
        "MELAKA",
        "13 Jan",
        "Bernama",
    ),
    row(
        "Jakarta (ANTARA) - Pelabuhan baru dibuka",
        "Jakarta",
        "",
        "ANTARA",
    ),
    row(
        "Kota Bandung (ANTARA) - Pelabuhan baru dibuka",
        "Kota Bandung",
        "",
        "ANTARA",
    ),
    row(
        "Washington, 4 ene (EFE).- Un transbordador",
        "Washington",
        "4 ene",
        "EFE",
    ),
    row(
        "Montevidéu, 12 jul (EFE).- Os navios do porto",
        "Montevidéu",
        "12 jul",
        "EFE",
    ),
    row(
        "MADRID 24 Oct. (EUROPA PRESS) - El puerto",
        "MADRID",
        "24 Oct",
        "EUROPA PRESS",
    ),
    row(
        "SANTANDER, 1 (EUROPA PRESS)",
        "SANTANDER",
        "1",
        "EUROPA PRESS",
    ),
    row(
        "(ANSA) - ROMA, 22 MAR - Il porto nuovo apre",
        "ROMA",
        "22 MAR",
        "ANSA",
    ),
    row(
        "(ANSA) - ROMA, 08 FEB - \"Il porto resta chiuso",
        "ROMA",
        "08 FEB",
        "ANSA",
    ),
    row(
        "PARIS, Jan 1 (AFP) - The opening of the harbour",
        "PARIS",
        "Jan 1",
        "AFP",
    ),
    row(
        "SAN FRANCISCO (AFP) - The ferry line on Monday (Aug 31) said",
        "SAN FRANCISCO",
        "",
        "AFP",
    ),
    row(
        "PARIS (AFP) - – More than a hundred ferries",
        "PARIS",
        "",
        "AFP",
    ),
    row("Berlin (dpa) - Fähren fahren wieder", "Berlin", "", "dpa"),
    row(
        "Düsseldorf (dpa/lnw) - Fähren fahren wieder",
        "Düsseldorf",
        "",
        "dpa",
    ),
    row("ANKARA (AA) - Türkiye'nin yeni limanı", "ANKARA", "", "AA"),
    row(
        "Vientiane, 16 nov (Prensa Latina) O porto da cidade",
        "Vientiane",
        "16 nov",
        "Prensa Latina",
    ),
    row(
        "El Cairo, 27 nov (Prensa Latina) Tras dos años",
        "El Cairo",
        "27 nov",
        "Prensa Latina",
    ),
    row(
        "June 3 (UPI) -- Fog in the sound has delayed the ferries for the third day in a row",
        "",
        "June 3",
        "UPI",
    ),
    row(
        "BEIRUT, Lebanon, Sept. 20 (UPI) -- Ferries",
        "BEIRUT, Lebanon",
        "Sept. 20",
        "UPI",
    ),
    row(
        "BEIRUT/THE HAGUE, March 7 (Reuters) - Ferries",
        "BEIRUT/THE HAGUE",
        "March 7",
        "Reuters",
    ),
    row(
        "NEW YORK, July 21, 2026 /PRNewswire/ -- Skarholm Lines",
        "NEW YORK",
        "July 21, 2026",
        "PRNewswire",
    ),
    row(
        "CARLSBAD, Calif., May 5, 2025 /PRNewswire/ -- Skarholm Lines",
        "CARLSBAD, Calif.",
        "May 5, 2025",
        "PRNewswire",
    ),
    row(
        "SAN FRANCISCO--(BUSINESS WIRE)--Skarholm Lines",
        "SAN FRANCISCO",
        "",
        "BUSINESS WIRE",
    ),
    row(
        "NEW YORK AND MAINZ, Germany--(BUSINESS WIRE)-- Skarholm Lines",
        "NEW YORK AND MAINZ, Germany",
        "",
        "BUSINESS WIRE",
    ),
    row(
        "Salt Lake City, UT, June 30, 2026 (GLOBE NEWSWIRE) -- Skarholm Lines",
        "Salt Lake City, UT",
        "June 30, 2026",
        "GLOBE NEWSWIRE",
    ),
    row(
        "RALEIGH, NC / ACCESSWIRE / December 5, 2023 / Skarholm Lines",
        "RALEIGH, NC",
        "December 5, 2023",
        "ACCESSWIRE",
    ),
    row(
        "SYDNEY, July 30 AAP - Ferries are back",
        "SYDNEY",
        "July 30",
        "AAP",
    ),
    row(
        "新华社北京１０月２２日电港口将于明年重新开放",
        "北京",
        "１０月２２日",
        "新华社",
    ),
    row(
        "新华社北京3月15日电（记者张三）港口",
        "北京",
        "3月15日",
        "新华社",
    ),
    row(
        "中新社北京11月5日电 港口将于明年重新开放",
        "北京",
        "11月5日",
        "中新社",
    ),
    row(
        "（中央社記者王小明台北20日電）渡輪停駛",
        "台北",
        "20日",
        "中央社",
    ),
    row("（路透巴黎23日電）渡輪停駛", "巴黎", "23日", "路透"),
    row(
        "（中央社華盛頓26日綜合外電報導）渡輪停駛",
        "華盛頓",
        "26日",
        "中央社",
    ),
    row(
        "（中央社記者王小明東京27日專電）渡輪停駛",
        "東京",
        "27日",
        "中央社",
    ),
    row(
        "（中央社記者王小明斯卡霍姆27日電）渡輪停駛",
        "",
        "27日",
        "中央社",
    ),
    row("法新社周一电 渡轮停驶", "", "", "法新社"),
    row(
        "（中央社記者王小明台北26日綜合報導）渡輪停駛",
        "台北",
        "26日",
        "中央社",
    ),
    row(
        "新华社北京3月15日体育专电（记者张三）渡轮停驶",
        "北京",
        "3月15日",
        "新华社",
    ),
    row(
        "新华社通讯员张三北京3月15日电 渡轮停驶",
        "北京",
        "3月15日",
        "新华社",
    ),
    row("新华社快讯：渡轮停驶", "", "", "新华社"),
    row(
        "(LA=연합뉴스) 김바다 기자 = 여객선이 다시",
        "LA",
        "",
        "연합뉴스",
    ),
    row(
        "(베이징 AFP=연합뉴스) 여객선이 다시",
        "베이징",
        "",
        "AFP/연합뉴스",
    ),
    row("法新社巴黎星期一电 渡轮停驶", "巴黎", "", "法新社"),
    row("新华社北京电 渡轮停驶", "北京", "", "新华社"),
    row(
        "新华社北京8月29日电题：渡轮停驶",
        "北京",
        "8月29日",
        "新华社",
    ),
    row("本报斯卡讯（记者张三）渡轮停驶", "斯卡", "", ""),
    row(
        "【ロサンゼルス＝共同】フェリーは９日",
        "ロサンゼルス",
        "",
        "共同",
    ),
    row("【ワシントン時事】フェリーは９日", "ワシントン", "", "時事"),
    row(
        "［東京　４日　ロイター］ フェリーは",
        "東京",
        "４日",
        "ロイター",
    ),
    row(
        "(서울=연합뉴스) 김바다 기자 = 여객선이 다시",
        "서울",
        "",
        "연합뉴스",
    ),
    row(
        "(런던·서울=연합뉴스) 김바다 기자 = 여객선이 다시",
        "런던·서울",
        "",
        "연합뉴스",
    ),
    row(
        "مانيلا، 3 ديسمبر (رويترز) - عادت العبارات",
        "مانيلا",
        "3 ديسمبر",
        "رويترز",
    ),
    row(
        "سانت دينيس (أ ف ب) - عادت العبارات",
        "سانت دينيس",
        "",
        "أ ف ب",
    ),
    row("9 يونيو (رويترز) - عادت العبارات", "", "9 يونيو", "رويترز"),
    row(
        "NEW DELHI: (PTI) The ferries are back",
        "NEW DELHI",
        "",
        "PTI",
    ),
    row(
        "New Delhi [India], February 4 (ANI): The ferries",
        "New Delhi [India]",
        "February 4",
        "ANI",
    ),
    row(
        "Paris, 4 fév (AFP) - Le port de la ville",
        "Paris",
        "4 fév",
        "AFP",
    ),
    row("Wien (APA) - Der Hafen der Stadt", "Wien", "", "APA"),
    row(
        "Skarholm (dpa) - Der Hafen der Stadt",
        "Skarholm",
        "",
        "dpa",
    ),
    row(
        "Wien/Skarholm (APA) - Der Hafen der Stadt",
        "Wien/Skarholm",
        "",
        "APA",
    ),
    row(
        "Bad Skarholm (dpa) - Der Hafen der Stadt",
        "Bad Skarholm",
        "",
        "dpa",
    ),
    row(
        "Skar Holm (VNA) – The harbour of the town",
        "Skar Holm",
        "",
        "VNA",
    ),
    row(
        "Skarholm am See (dpa) - Der Hafen der Stadt",
        "Skarholm am See",
        "",
        "dpa",
    ),
    row(
        "Skarholm Dahl, June 3 (Reuters) - The harbour",
        "Skarholm Dahl",
        "June 3",
        "Reuters",
    ),
    row(
        "ADDIS ABABA (AA) - The harbour of the town",
        "ADDIS ABABA",
        "",
        "AA",
    ),
    row(
        "VIJAYAWADA (AP): The ferries that had been laid up since spring are back at sea.",
        "VIJAYAWADA (AP)",
        "",
        "",
    ),
    row(
        "LAHORE: (PTI) Chairwoman Vera Dahl said that the ferries are back at sea since spring.",
        "LAHORE",
        "",
        "",
    ),
    row(
        "ISLAMABAD, June 3 (PTI) The ferries are back at sea",
        "ISLAMABAD",
        "June 3",
        "PTI",
    ),
    row(
        "UPI — The ferries that had been laid up since spring are back at sea, the line said.",
        "",
        "",
        "UPI",
    ),
    row(
        "SKARHOLM — The ferries that had been laid up since spring are back at sea.",
        "SKARHOLM",
        "",
        "",
    ),
    row(
        "Next Previous\nSKARHOLM, Maine (AP) — The ferries are back at sea.",
        "SKARHOLM, Maine",
        "",
        "AP",
    ),
    row(
        "Prev Next SKARHOLM, Maine (AP) — The ferries are back at sea.",
        "SKARHOLM, Maine",
        "",
        "AP",
    ),
    row("WASHINGTON (CNN) -- The ferries", "WASHINGTON", "", "CNN"),
    row("Washington (CNN)", "Washington", "", "CNN"),
    row(
        "HELSINKI - HELSINKI (AP) - The ferries",
        "HELSINKI",
        "",
        "AP",
    ),
    row(
        "SKARHOLM (WSKR) — The ferries are back",
        "SKARHOLM",
        "",
        "WSKR",
    ),
    row(
        "SKARHOLM, Maine (Coastal Talk News) — The ferries are back",
        "SKARHOLM, Maine",
        "",
        "Coastal Talk News",
    ),
    row(
        "HELSINKI — The ferries that had been laid up since spring are back at sea.",
        "HELSINKI",
        "",
        "",
    ),
    row(
        "UKRAINE—To cross the sound is to reach the edge of the world that we know.",
        "UKRAINE",
        "",
        "",
    ),
    row(
        "Helsinki – Famous for its ferries, the harbour has now closed one, and the town is of two minds about that.",
        "Helsinki",
        "",
        "",
    ),
    row(
        "ISLAMABAD: The ferries that had been laid up since spring are back at sea.",
        "ISLAMABAD",
        "",
        "",
    ),
    row(
        "(CNN) - The ferries that had been laid up since spring are back at sea, the line said.",
        "",
        "",
        "CNN",
    ),
    row(
        "(Washington Examiner) President Dahl on Monday said that the ferries that had been laid up since spring are back at sea.",
        "",
        "",
        "Washington Examiner",
    ),
    row(
        "The piers at dusk. (AP Photo/Vera Dahl) SKARHOLM, Maine (AP) — The ferries are back at sea.",
        "SKARHOLM, Maine",
        "",
        "AP",
    ),
];

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
    "صورة - رويترز",
    "مدير هيئة الموانئ - رويترز",
    "افتتح الميناء القديم في 29 أغسطس (آب) 1987، بموجب قرار من مجلس المدينة في سكارهولم",
    "الجزائر: عودة العبارات إلى البحر بعد توقف دام منذ الربيع وفق ما أعلنته الشركة في بيان لها أمس الأول",
];

fn found(text: &str) -> Option<Found> {
    let mut text = text.to_owned();
    // Another block, so that a teaser is not the end of the text.
    text.push_str("\nThe end.");
    find(&text, &blocks(&text), Directory::builtin())
}

#[test]
fn every_family_of_datelines_is_read() {
    let mut wrong = Vec::new();
    for expected in FAMILIES {
        let read = found(expected.text).map(|found| found.reading);
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
fn what_only_looks_like_a_dateline_is_none() {
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
fn no_place_is_read_from_what_someone_said() {
    let read = found("قال مسؤول (رويترز): عادت العبارات إلى البحر بعد توقف دام منذ الربيع");
    assert_eq!(read.and_then(|found| found.reading.place), None);
}

/// What is wrong with `read`, if anything.
fn fault(place: &str, date: &str, agency: &str, read: Option<&Reading>) -> Option<String> {
    let Some(read) = read else {
        return Some("not read".to_owned());
    };
    let bare = |text: &str| {
        text.trim_matches(|c: char| ".,:;-–—()[]/ ".contains(c))
            .to_lowercase()
    };
    let said = read.place.as_deref().unwrap_or_default();
    let wanted_date = PrintedDate::read(date);
    let wanted: Vec<String> = agency
        .split([',', '/'])
        .flat_map(|part| part.split(" - "))
        .map(bare)
        .filter(|name| !name.is_empty())
        .collect();
    let names: Vec<String> = read.slots.iter().map(|slot| bare(&slot.printed)).collect();
    let right = bare(said) == bare(place) && read.date == wanted_date && names == wanted;
    (!right).then(|| format!("place {said:?}, date {:?}, agencies {names:?}", read.date))
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
