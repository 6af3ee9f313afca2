/*!
Third stage: propose the pairs that are worth comparing, and compare them.
*/

pub(crate) mod breadth_first;
pub(crate) mod candidates;
pub(crate) mod compare;
pub(crate) mod judged;
pub(crate) mod propose;
pub(crate) mod verdict_list;
