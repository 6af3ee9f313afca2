/*!
Addresses of pages: the site of a page, the kind of the page, and whether two
addresses lead to one page.
*/

pub(crate) mod domains;
pub(crate) mod page;
pub(crate) mod page_key;
pub(crate) mod path_parts;
#[cfg(test)]
mod tests;
