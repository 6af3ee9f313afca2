/*!
The findings of a run, and the explanation of one pair.
*/

pub mod explain;
pub mod findings;
pub mod kinds;
pub mod places;
