/*!
Second stage: read the dump, prepare the body of every article and fingerprint
it.
*/

pub(crate) mod background;
pub(crate) mod body_block;
pub(crate) mod fingerprint_dump;
pub(crate) mod furniture;
pub(crate) mod headline;
pub(crate) mod maker;
pub(crate) mod no_article;
pub(crate) mod prepare;
pub(crate) mod repeats;
pub(crate) mod skipped;
mod slides;
pub(crate) mod word_marks;
