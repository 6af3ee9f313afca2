/*!
Third stage: propose the pairs that are worth comparing, and compare them.
*/

pub(crate) mod body_cache;
pub(crate) mod breadth_first;
pub(crate) mod candidates;
pub(crate) mod compare;
pub(crate) mod judged;
pub(crate) mod linked;
pub(crate) mod pair_verdicts;
pub(crate) mod propose;
pub(crate) mod read_body;
pub(crate) mod shared_keys;
pub(crate) mod stock;
pub(crate) mod verdict_bytes;
pub(crate) mod verdict_list;
