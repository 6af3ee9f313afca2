/*!
Dates: the times of publication in records, and the dates in datelines.

`published` is the time of a record; `parse` reads it, by `digits` (times in
digits alone) and `forms` (written-out times, with `days`, `clocks` and
`scanner`). `printed` is the date of a dateline, `calendar` the days of the
calendar.
*/

pub mod calendar;
pub mod clocks;
pub mod days;
pub mod digits;
pub mod forms;
pub(crate) mod names;
pub mod parse;
pub mod printed;
pub(crate) mod printed_words;
pub mod published;
pub mod scanner;
pub mod stamp;
