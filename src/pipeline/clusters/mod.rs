/*!
The fourth stage: clusters, their origins, and which articles are kept.
*/

pub mod form;
pub mod keep;
pub mod kinds;
pub mod origins;
