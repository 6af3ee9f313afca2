/*!
How objections are made, one file for each subject of rules.
*/

pub mod articles;
pub mod builder;
pub mod clusters;
pub mod origins;
pub mod repeats;
