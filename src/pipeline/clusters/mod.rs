/*!
Fourth stage: form clusters of duplicates.
*/

pub(crate) mod cluster;
pub(crate) mod form;
pub(crate) mod groups;
