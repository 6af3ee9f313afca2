/*!
Dates: the times of publication in records, and the dates in datelines.

`published` is the time of a record; `parse` reads it, by `digits` (times in
digits alone) and `forms` (written-out times, with `days`, `clocks` and
`scanner`). `printed` is the date of a dateline, `calendar` the days of the
calendar.
*/

pub(crate) mod calendar;
pub(crate) mod clocks;
pub(crate) mod days;
pub(crate) mod digits;
pub(crate) mod forms;
pub(crate) mod names;
pub(crate) mod parse;
pub(crate) mod printed;
pub(crate) mod printed_words;
pub(crate) mod published;
pub(crate) mod scanner;
pub(crate) mod stamp;
