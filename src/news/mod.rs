/*!
The conventions of news, and how to recognize them in a text.

Everything here is pure: it takes texts and returns values. The words of each language
are in `lang`; `dates`, `places` and `parties` are the tables that the recognizers share.

* [`headline`] and [`addresses`] take the headline and the address of a page apart.
* [`captions`] and [`quotes`] find the parts of a text that are no prose of its author.
* [`dateline`], `opening` and [`credit`] find the agencies and places that a page names;
  [`attribution`] joins them.
*/

pub(crate) mod addresses;
pub(crate) mod attribution;
pub(crate) mod captions;
pub(crate) mod credit;
pub(crate) mod dateline;
pub(crate) mod dates;
pub(crate) mod headline;
pub(crate) mod lang;
pub(crate) mod language;
pub(crate) mod name_key;
pub(crate) mod notice;
pub(crate) mod opening;
pub(crate) mod parties;
pub(crate) mod places;
pub(crate) mod quotes;

#[cfg(test)]
pub(crate) mod tests;
