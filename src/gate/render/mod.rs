/*!
Findings and verdicts on their way out, one format to a file.
*/

pub mod github;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
pub mod markdown;
pub mod repository_paths;
pub mod sarif;
