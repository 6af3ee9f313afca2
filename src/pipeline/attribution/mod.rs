/*!
Sixth stage: which parties the articles of clusters credit, and where each
story comes from.
*/

pub mod credits;
pub mod printed_copies;
