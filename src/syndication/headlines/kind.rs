/*!
Why a headline recurs: one story was printed again, or it is a standing headline,
which recurs over different content.

The decision adds up points for how the headline recurs. Years between two
printings, many pages of one outlet, addresses of sections and frequent words
speak for a standing headline. One slug in the addresses of several
outlets, copies below the headline, and many telling words speak for a story.
*/

use crate::convert::to_u32;
use crate::syndication::headlines::group::{Bodies, HeadlineKind};
use crate::syndication::headlines::recurrence::Recurrence;
use crate::syndication::headlines::scores::{
    ALL_RUBRIC, COMMON_SLUG, COPIES_BELOW, DAYS, DIFFERENT_BELOW, HALF_ARE_SECTIONS, LONG_DAYS,
    MANY_ARTICLES, MANY_OVER_YEARS, MOST_ARE_SECTIONS, PAGES_AT_ONE_OUTLET, RUBRIC_WORDS, SERIALS,
    SERVICE_SHARE, SPREAD, STANDING_POINTS, STORY_ADDRESSES, STORY_SHARE, TELLING_WORDS,
    TEXTS_AT_ONE_OUTLET, VERY_LONG_DAYS, WEIGHT, points,
};

/// Returns why a headline recurs. `bodies` says how the texts below it relate.
pub(crate) fn kind(recurrence: &Recurrence, bodies: Bodies) -> HeadlineKind {
    let points = time_points(recurrence)
        + outlet_points(recurrence)
        + address_points(recurrence)
        + word_points(recurrence)
        + body_points(recurrence, bodies);
    if points >= STANDING_POINTS {
        HeadlineKind::Standing
    } else {
        HeadlineKind::Story
    }
}

/// The points for how long it recurs.
fn time_points(recurrence: &Recurrence) -> i32 {
    if recurrence.spread < SPREAD {
        return 0;
    }
    let is_many = recurrence.articles >= MANY_ARTICLES && recurrence.days >= VERY_LONG_DAYS;
    points(DAYS, recurrence.days as f64) + if is_many { MANY_OVER_YEARS } else { 0 }
}

/// The points for how often one outlet has it.
fn outlet_points(recurrence: &Recurrence) -> i32 {
    let serials = if recurrence.serials >= 2 { SERIALS } else { 0 };
    let count = |count: usize| f64::from(to_u32(count));
    points(PAGES_AT_ONE_OUTLET, count(recurrence.pages_at_one_outlet))
        + points(TEXTS_AT_ONE_OUTLET, count(recurrence.texts_at_one_outlet))
        + serials
}

/// The points for the addresses of its pages.
fn address_points(recurrence: &Recurrence) -> i32 {
    let kind = if recurrence.sections > 0.5 {
        MOST_ARE_SECTIONS
    } else if recurrence.sections >= 0.5 {
        HALF_ARE_SECTIONS
    } else if recurrence.stories >= STORY_SHARE {
        STORY_ADDRESSES
    } else {
        0
    };
    let has_common_slug = recurrence.outlets_of_slug >= 2 && recurrence.rubric < ALL_RUBRIC;
    kind + if has_common_slug { COMMON_SLUG } else { 0 }
}

/// The points for its words.
fn word_points(recurrence: &Recurrence) -> i32 {
    let is_telling = recurrence.weight >= TELLING_WORDS;
    let is_excused = if is_telling {
        recurrence.sections >= SERVICE_SHARE
    } else {
        may_be_read_twice(recurrence)
    };
    let weight = if is_excused {
        0
    } else {
        points(WEIGHT, recurrence.weight)
    };
    weight + points(RUBRIC_WORDS, recurrence.rubric)
}

/// Returns whether all articles may be one page that was read several times.
fn may_be_read_twice(recurrence: &Recurrence) -> bool {
    recurrence.pages < 2
        && recurrence.days == 0
        && recurrence.sections < 0.5
        && recurrence.rubric < 0.5
}

/// The points for the texts below it.
fn body_points(recurrence: &Recurrence, bodies: Bodies) -> i32 {
    // A form that one outlet fills in for months has similar texts.
    let is_form = recurrence.outlets == 1
        && recurrence.pages_at_one_outlet > 2
        && recurrence.days >= LONG_DAYS;
    match bodies {
        Bodies::Copies if is_form => 0,
        Bodies::Copies => COPIES_BELOW,
        Bodies::Different => DIFFERENT_BELOW,
        Bodies::Missing => 0,
    }
}

#[cfg(test)]
mod tests {
    use HeadlineKind::{Standing, Story};

    use super::*;
    use crate::syndication::headlines::tests::{printed, spellings, weights};

    /// Checks the kind of a headline that recurs on these pages, each given with
    /// outlet, day of publication and address.
    fn check(headline: &str, pages: &[(u32, &str, &str)], expected: HeadlineKind) {
        let spellings = spellings(&[("", headline)]);
        let recurrence = Recurrence::measure(
            &printed(pages),
            &spellings[0].terms,
            &weights(&spellings),
            std::iter::empty::<(u32, ())>(),
        );
        assert_eq!(kind(&recurrence, Bodies::Missing), expected, "{headline}");
    }

    /// Two outlets on two days, without addresses.
    const TWO_OUTLETS: [(u32, &str, &str); 2] = [(1, "2024-03-04", ""), (2, "2024-03-05", "")];

    #[test]
    fn a_story_is_printed_within_days() {
        let urls = [
            "https://a.example/news/ferry-sinks-off-skarholm-coast/1",
            "https://b.example/news/ferry-sinks-off-skarholm-coast",
        ];
        let pages = [(1, "2024-03-04", urls[0]), (2, "2024-03-05", urls[1])];
        check("Ferry sinks off Skarholm coast", &pages, Story);
        check("Massive waves pounding coast", &TWO_OUTLETS, Story);
    }

    #[test]
    fn a_headline_that_one_outlet_has_for_years_is_standing() {
        let days = ["2019-03-04", "2020-03-04", "2021-03-04"];
        let urls = days.map(|day| {
            let folders = day.replace('-', "/");
            format!("https://a.example/{folders}/wandering-the-coast-11")
        });
        let pages = [0, 1, 2].map(|year| (1, days[year], urls[year].as_str()));
        check("Wandering the coast", &pages, Standing);
    }

    #[test]
    fn sections_and_rubrics_are_standing() {
        let sections = [
            (1, "2024", "https://a.example/show/the-harbor-hour"),
            (2, "2024", "https://b.example/programs/the-harbor-hour"),
        ];
        check("The Harbor Hour", &sections, Standing);
        for rubric in [
            "Letters to the editor",
            "People in the News",
            "Leserbriefe",
            "Students of the Month",
        ] {
            check(rubric, &TWO_OUTLETS, Standing);
        }
    }

    #[test]
    fn one_wrong_date_makes_no_series() {
        let mut pages = vec![(9, "2002", "")];
        pages.extend((0..8).map(|outlet| (outlet, "2024", "")));
        check("Kitten adapts to life without harbour", &pages, Story);
    }
}
