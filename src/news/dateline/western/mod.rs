/*!
Datelines at the start of a line in scripts with blanks between words: Latin,
Cyrillic, Greek, Arabic, Devanagari.
*/

pub(crate) mod agency_first;
pub(crate) mod bare;
pub(crate) mod bracketed;
pub(crate) mod line_start;
pub(crate) mod read;
pub(crate) mod slashed;
pub(crate) mod staff;
