/*!
Datelines at the start of a line in scripts with blanks between words: Latin,
Cyrillic, Greek, Arabic, Devanagari.
*/

pub(crate) mod agency_first;
pub(crate) mod bracketed;
pub(crate) mod listed;
pub(crate) mod staff;
pub(crate) mod unbracketed;
