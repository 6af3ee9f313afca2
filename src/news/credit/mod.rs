/*!
Credits: the words of a page, outside of its dateline, that name the owner of its
copy.

Four kinds of credits look alike, and only the first says whose copy the page
carries:

* the copy belongs to a party ("By Vera Dahl, Associated Press");
* a party helped ("The Associated Press contributed to this report");
* a party is cited ("told Reuters");
* a picture belongs to a party.

Citations stand in running text, which is not read. Help and pictures are kept apart
and shown. Only the first and the last blocks of a page are read, and the whole text
for signs of copyright. The lines before the story are read by `opening`.
*/

pub(crate) mod byline;
pub(crate) mod byline_parts;
pub(crate) mod found;
pub(crate) mod holder;
pub(crate) mod note;
pub(crate) mod phrase_search;
pub(crate) mod phrases;
pub(crate) mod publisher_name;
pub(crate) mod release;
pub(crate) mod tail;
pub(crate) mod thresholds;
pub(crate) mod uses;

pub(crate) use crate::news::credit::found::{CreditEvidence, CreditRole};
