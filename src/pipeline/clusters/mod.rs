/*!
Fourth stage: form clusters of duplicates.
*/

pub mod cluster;
pub mod components;
pub mod form;
pub mod groups;
pub mod index;
pub mod members;
pub mod roundups;
