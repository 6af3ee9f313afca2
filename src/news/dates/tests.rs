//! Cases of times and dates.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::news::dates::printed::PrintedDate;
use crate::news::dates::published::{Published, day_number};
use crate::news::tests::assert_cases;

/// Returns the first second of a time, its zone and its resolution.
fn written(published: Published) -> String {
    let start = Timestamp::from_second(published.seconds)
        .unwrap()
        .to_string();
    let start = if published.zoned {
        &start
    } else {
        start.trim_end_matches('Z')
    };
    format!("{start} {:?}", published.resolution)
}

#[test]
fn the_cases_of_times_and_dates_are_read() {
    assert_cases(include_str!("cases.tsv"), |[check, text]| {
        let none = || "-".to_owned();
        match check {
            "published" => Published::parse(text).map_or_else(none, written),
            "printed" => PrintedDate::read(text).map_or_else(none, |date| {
                let PrintedDate { year, month, day } = date;
                format!(
                    "{}-{}-{}",
                    year.unwrap_or(0),
                    month.unwrap_or(0),
                    day.unwrap_or(0)
                )
            }),
            "before" => {
                let (one, other) = text.split_once(" < ").unwrap();
                let parse = |text| Published::parse(text).unwrap();
                if parse(one).is_before(parse(other)) {
                    "yes".to_owned()
                } else {
                    "no".to_owned()
                }
            }
            "days" => {
                let days = Published::parse(text).unwrap().days();
                let written = |day| Date::constant(1970, 1, 1) + jiff::Span::new().days(day);
                assert_eq!(i64::from(day_number(written(days.first))), days.first);
                format!("{} {}", written(days.first), written(days.last))
            }
            _ => panic!("unknown check `{check}`"),
        }
    });
}
