/*!
The points that decide between a story and a standing headline, in one table.

Points speak for a standing headline; negative ones for a story. All are
judgments, made by reading repeated headlines of real dumps. Rubric words are one
measure among others: most standing headlines have none of them.
*/

/// Points for a measure, from the highest value to the lowest: the first entry
/// whose value is reached counts, and none gives 0.
pub(crate) type Points = &'static [(f64, i32)];

/// Points from which on a headline is standing.
///
/// A lower value takes stories that were printed again for standing headlines, a
/// higher one takes short rubrics for stories.
pub(crate) const STANDING_POINTS: i32 = 3;

// For how long it recurs

/// Days after which few stories are printed again.
pub(crate) const LONG_DAYS: i64 = 45;

/// Days after which almost only standing headlines recur.
pub(crate) const VERY_LONG_DAYS: i64 = 400;

/// Share of the dated articles outside the busiest [`LONG_DAYS`] from which on the
/// time counts. One wrong date makes no series, and dates of crawlers are wrong
/// too often.
pub(crate) const SPREAD: f64 = 0.25;

/// Points for the days from the first printing to the last, given [`SPREAD`].
/// After four years even a headline of many telling words is a series.
pub(crate) const DAYS: Points = &[
    (1500.0, 4),
    (VERY_LONG_DAYS as f64, 3),
    (LONG_DAYS as f64, 2),
];

/// Articles that are no coincidence, over [`VERY_LONG_DAYS`].
pub(crate) const MANY_ARTICLES: usize = 5;

/// Points for [`MANY_ARTICLES`] over [`VERY_LONG_DAYS`], given [`SPREAD`].
pub(crate) const MANY_OVER_YEARS: i32 = 2;

// How often one outlet has it

/// Points for the most pages of one outlet at different times or addresses.
pub(crate) const PAGES_AT_ONE_OUTLET: Points = &[(4.0, 4), (3.0, 3), (2.0, 1)];

/// Points for the most different texts of one outlet.
pub(crate) const TEXTS_AT_ONE_OUTLET: Points = &[(4.0, 4), (3.0, 3), (2.0, 1)];

/// Points for two different numbers with which one outlet counts its slugs.
pub(crate) const SERIALS: i32 = 2;

// The addresses of its pages

/// Points if more than half of the pages are at addresses of sections.
pub(crate) const MOST_ARE_SECTIONS: i32 = 3;

/// Points if exactly half of them are.
pub(crate) const HALF_ARE_SECTIONS: i32 = 1;

/// Share of pages at addresses of stories that gives [`STORY_ADDRESSES`].
pub(crate) const STORY_SHARE: f64 = 0.6;

/// Points for [`STORY_SHARE`].
pub(crate) const STORY_ADDRESSES: i32 = -1;

/// Points if several outlets have one slug for it on pages of stories. A rubric
/// that is sent to all outlets has one slug too and gets no points.
pub(crate) const COMMON_SLUG: i32 = -3;

// Its words

/// Weight from which on words tell a story. Below it a page that was read twice
/// gets no points, because any headline of one page recurs then.
pub(crate) const TELLING_WORDS: f64 = 25.0;

/// Points for the weight of its words, without rubric words, dates and numbers.
/// Headlines of few telling words recur by chance.
pub(crate) const WEIGHT: Points = &[
    (38.0, -3),
    (TELLING_WORDS, -1),
    (18.0, 1),
    (12.0, 3),
    (0.0, 4),
];

/// Share of pages of sections from which on the weight of words does not speak for
/// a story: a service has a long name too.
pub(crate) const SERVICE_SHARE: f64 = 0.8;

/// Share of rubric words from which on a headline is all rubric.
pub(crate) const ALL_RUBRIC: f64 = 0.99;

/// Points for the share of rubric words among the longer words.
pub(crate) const RUBRIC_WORDS: Points = &[(ALL_RUBRIC, 3), (0.6, 2), (0.4, 1)];

// The texts below it

/// Points if most texts are copies, unless it is the form of one outlet.
pub(crate) const COPIES_BELOW: i32 = -4;

/// Points if the texts differ.
pub(crate) const DIFFERENT_BELOW: i32 = 1;

pub(crate) fn points(points: Points, value: f64) -> i32 {
    let reached = points.iter().find(|(least, _)| value >= *least);
    reached.map_or(0, |&(_, points)| points)
}
