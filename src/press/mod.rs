/*!
What the trade prints, and how to see it in a text.
*/

pub mod agencies;
pub mod attribution;
pub mod calendar;
pub mod captions;
pub mod credit;
pub mod dateline;
pub mod headline;
pub mod houses;
mod language;
pub mod page;
mod places;
pub mod quotes;
mod spelling;
