/*!
How objections are made, one file for each subject of rules.
*/

pub(crate) mod articles;
pub(crate) mod builder;
pub(crate) mod clusters;
pub(crate) mod repeats;
