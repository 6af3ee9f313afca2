/*!
What the trade prints, and how to see it in a text.
*/

pub mod captions;
pub mod headline;
pub mod page;
pub mod quotes;
