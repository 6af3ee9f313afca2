/*!
Which articles of clusters are kept, and which are removed.
*/

pub mod decide;
