/*!
Last stage: group repeated headlines.
*/

mod beginnings;
mod grouping;
pub(crate) mod groups;
mod headline_bytes;
mod listing;
mod rewordings;
mod spellings;
pub(crate) mod texts;
mod whole_keys;

#[cfg(test)]
mod tests;
