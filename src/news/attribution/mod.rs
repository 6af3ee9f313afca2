/*!
The attribution of an article: whose copy it carries, from everything that its page
prints.
*/

pub mod attribute;
#[cfg(test)]
mod credit_tests;
pub(crate) mod credits;
pub(crate) mod outlet;
#[cfg(test)]
mod tests;
pub mod values;

pub use crate::news::attribution::attribute::attribute;
pub use crate::news::attribution::values::{
    Attribution, CarriedCopy, Mixed, OtherCredit, PageText,
};
