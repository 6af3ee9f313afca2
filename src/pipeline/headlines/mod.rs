/*!
Last stage: group repeated headlines.
*/

pub(crate) mod groups;
mod listing;
mod rewordings;
mod spellings;

#[cfg(test)]
mod tests;
