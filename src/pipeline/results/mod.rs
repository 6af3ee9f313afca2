/*!
The findings of a run, and the explanation of one pair.
*/

pub mod cluster_findings;
pub mod context;
pub mod explain;
pub mod findings;
pub mod kinds;
pub mod pair_findings;
pub mod places;
pub mod warnings;
