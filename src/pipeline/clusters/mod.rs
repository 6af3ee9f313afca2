/*!
Fifth stage: clusters of duplicates.
*/

pub mod cluster;
pub mod form;
pub mod index;
