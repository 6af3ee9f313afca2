/*!
Findings on their way out, one format to a file.
*/

pub mod json_lines;
