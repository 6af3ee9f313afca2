/*!
The result of a check in the formats of code hosts and test viewers, one file
for each format.
*/

pub(crate) mod github;
pub(crate) mod json;
#[cfg(feature = "cli")]
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod objection_lines;
pub(crate) mod repository_paths;
pub(crate) mod sarif;
