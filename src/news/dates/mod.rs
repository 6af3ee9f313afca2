/*!
Dates: the times of publication in records, and the dates in datelines.

`published` is the time of a record; `parse` reads it: times in digits alone, and
with `forms`, `days` and `scanner` written-out times. `printed` is the date of a
dateline.
*/

pub(crate) mod days;
pub(crate) mod forms;
pub(crate) mod parse;
pub(crate) mod printed;
pub(crate) mod printed_words;
pub(crate) mod published;
pub(crate) mod scanner;
pub(crate) mod stamp;
#[cfg(test)]
mod tests;
