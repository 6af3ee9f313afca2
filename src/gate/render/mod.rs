/*!
The result of a check in the formats of code hosts and test viewers, one file
for each format.
*/

pub mod github;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
pub mod markdown;
pub mod objection_lines;
pub mod repository_paths;
pub mod sarif;
