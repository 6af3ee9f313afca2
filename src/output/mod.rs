/*!
Outputs: kept records, flagged records and findings, in files that appear only
when they are complete.

Nothing here knows the format of a dump: [`clean`] and [`flag`] write records
through [`RewritableDump`](crate::dump::rewrite::RewritableDump).
*/

pub mod clean;
pub mod findings;
pub mod flag;
pub mod sanitize;
pub mod sink;
pub mod unnamed;
