/*!
Last stage: group repeated headlines.
*/

pub(crate) mod groups;
mod listing;
mod rewordings;
mod spellings;
pub(crate) mod texts;

#[cfg(test)]
mod tests;
