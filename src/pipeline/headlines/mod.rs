/*!
The fifth stage: repeated headlines.
*/

pub mod group;
pub mod learn_suffixes;
pub mod pending;
