/*!
Decides which articles of clusters are kept, and which are removed.
*/

pub(crate) mod containers;
pub(crate) mod decide;
pub(crate) mod decider;
pub(crate) mod plan;
pub(crate) mod policy;
pub(crate) mod undecided;
