/*!
The attribution of an article: whose copy it carries, from everything that its page
prints.
*/

pub(crate) mod attribute;
pub(crate) mod named_outlets;
pub(crate) mod outlet;
#[cfg(test)]
mod tests;
pub(crate) mod values;

pub(crate) use crate::news::attribution::attribute::attribute;
pub(crate) use crate::news::attribution::values::{Attribution, Mixed, PageText};
