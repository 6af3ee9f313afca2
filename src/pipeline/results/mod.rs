/*!
What a run found, and how it is reported.
*/

pub mod explain;
pub mod findings;
pub mod outcome;
pub mod places;
