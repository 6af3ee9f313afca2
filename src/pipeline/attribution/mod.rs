/*!
Sixth stage: which parties the articles of clusters credit, and where each
story comes from.
*/

pub(crate) mod article_origin;
pub(crate) mod credits;
pub(crate) mod printed_copies;
