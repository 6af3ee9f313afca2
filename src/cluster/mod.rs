/*!
Clusters of duplicates, each around a center.
*/

pub(crate) mod forest;
pub(crate) mod neighbors;
pub(crate) mod roundup;
pub(crate) mod star;
