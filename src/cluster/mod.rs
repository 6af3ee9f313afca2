/*!
Clusters of duplicates, each around a center.
*/

pub mod forest;
pub mod roundup;
pub mod star;
pub mod thresholds;
