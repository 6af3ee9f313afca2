/*!
Dates: of records and of datelines.
*/

pub mod clocks;
pub mod days;
pub mod digits;
pub mod forms;
pub(crate) mod names;
pub mod printed;
pub mod published;
pub mod scanner;
pub mod stamp;
