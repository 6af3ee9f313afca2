/*!
Fourth stage: form clusters of duplicates.
*/

pub(crate) mod cluster;
pub(crate) mod components;
pub(crate) mod form;
pub(crate) mod groups;
pub(crate) mod index;
pub(crate) mod members;
pub(crate) mod roundups;
