/*!
The findings of a run, and the explanation of one pair.
*/

pub(crate) mod cluster_findings;
pub(crate) mod context;
pub(crate) mod explain;
pub(crate) mod findings;
pub(crate) mod pair_findings;
pub(crate) mod places;
