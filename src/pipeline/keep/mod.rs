/*!
Decides which articles of clusters are kept, and which are removed.
*/

pub mod containment;
pub mod decide;
pub mod plan;
pub mod policy;
