/*!
Last stage: group repeated headlines.
*/

pub mod group;
