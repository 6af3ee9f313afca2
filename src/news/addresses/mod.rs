/*!
Addresses of pages.
*/

pub mod domains;
pub mod normal;
pub mod page;
