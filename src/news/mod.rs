/*!
What the trade prints, and how to see it in a text.
*/

pub mod addresses;
pub mod attribution;
pub mod captions;
pub mod credit;
pub mod dateline;
pub mod dates;
pub mod headline;
pub(crate) mod lang;
pub mod language;
pub mod name_key;
pub(crate) mod opening;
pub mod parties;
pub mod places;
pub mod quotes;
pub(crate) mod scripts;
