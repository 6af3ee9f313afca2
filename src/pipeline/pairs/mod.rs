/*!
Third stage: propose the pairs that are worth comparing, and compare them.
*/

pub mod breadth_first;
pub mod candidates;
pub mod compare;
pub mod judged;
pub mod propose;
pub mod shared_keys;
pub mod stock;
pub mod verdicts;
