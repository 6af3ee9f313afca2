/*!
The words and the blocks of a text.

This module knows text alone: no newspaper, article or file. Spans are byte
offsets into the text as it was given. Normalized spelling is only hashed, so
that people always see the original.
*/

pub(crate) mod arabic_letters;
pub(crate) mod blocks;
pub(crate) mod characters;
pub(crate) mod code;
pub(crate) mod lexicon;
pub(crate) mod normalize;
pub(crate) mod plain_words;
pub(crate) mod simd;
pub(crate) mod simple_words;
pub(crate) mod spaced_words;
pub(crate) mod span;
pub(crate) mod unspaced_run;
pub(crate) mod word_bits;
pub(crate) mod word_hash;
pub(crate) mod words;

pub use crate::text::span::Span;
