/*!
The third stage: candidate pairs, and the verdicts on them.
*/

pub mod candidates;
pub mod compare;
pub mod judged;
pub mod propose;
pub mod verdicts;
