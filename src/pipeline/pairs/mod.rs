/*!
Third stage: propose the pairs that are worth comparing, and compare them.
*/

pub mod body_cache;
pub mod breadth_first;
pub mod candidates;
pub mod compare;
pub mod judged;
pub mod linked;
pub mod pair_verdicts;
pub mod propose;
pub mod read_body;
pub mod shared_keys;
pub mod stock;
pub mod verdict_bytes;
pub mod verdict_list;
