/*!
The words and the blocks of a text.

This module knows text alone: no newspaper, article or file. Spans are byte
offsets into the text as it was given. Normalized spelling is only hashed, so
that people always see the original.
*/

pub mod acronym;
pub mod arabic_letters;
pub mod blocks;
pub mod characters;
pub mod code;
pub mod joined_words;
pub mod lexicon;
pub mod normalize;
pub mod numerals;
pub mod plain_words;
pub mod scanned_word;
pub mod simd;
pub mod simple_words;
pub mod spaced_words;
pub mod span;
pub mod unicode_property;
pub mod unspaced_run;
pub mod word_bits;
pub mod word_hash;
pub mod words;

pub use crate::text::span::Span;
