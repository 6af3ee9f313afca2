/*!
Addresses of pages: whose site a page is on, what kind of page it is, and
whether two addresses lead to one page.
*/

pub(crate) mod domains;
pub(crate) mod page;
pub(crate) mod page_key;
pub(crate) mod path_parts;
#[cfg(test)]
mod tests;
