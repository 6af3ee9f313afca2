/*!
The fifth stage: repeated headlines.
*/

pub mod group;
pub mod pending;
