/*!
Outputs: kept records, flagged records and findings, in files that appear only
when they are complete.

Nothing here knows the format of a dump: [`clean`] and [`flag`] write records
through [`RewritableDump`](crate::dump::rewrite::RewritableDump).
*/

pub(crate) mod clean;
pub(crate) mod findings;
pub(crate) mod flag;
pub(crate) mod sanitize;
pub(crate) mod sink;
pub(crate) mod unnamed;
