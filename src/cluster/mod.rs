/*!
Articles that belong together, and how firmly.
*/

pub mod forest;
pub mod roundup;
pub mod star;
