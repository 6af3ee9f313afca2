/*!
Findings and verdicts on their way out, one format to a file.
*/

mod below;
pub mod check_json;
pub mod github;
pub mod json_lines;
#[cfg(feature = "cli")]
pub mod junit;
pub mod markdown;
mod plain;
pub mod sarif;
