/*!
Hashes of articles and of parts of them.
*/

use std::borrow::Cow;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::article::Article;
use crate::compare::thresholds::BRIEF_WORDS;

/// Returns the hash of a field; 0 when it is missing.
pub(crate) fn field_hash(field: Option<&Cow<'_, str>>) -> u64 {
    field.map_or(0, |field| xxh3_64(field.as_bytes()))
}

/// Returns the hash of headline and text, or of address and id when both are
/// missing. `text_hash` is the hash of the text.
pub(crate) fn content_hash(article: &Article<'_>, text_hash: u64) -> u64 {
    let parts = match (&article.headline, &article.text) {
        (None, None) => [
            field_hash(article.url.as_ref()),
            field_hash(article.id.as_ref()),
        ],
        (headline, _) => [field_hash(headline.as_ref()), text_hash],
    };
    xxh3_64(&parts.map(u64::to_le_bytes).concat())
}

/// Returns the two halves of the hash of a body. The headline of a brief is a
/// part of it: two briefs are equal only when their headlines are. The hash of
/// an empty body is 0. `bytes` is scratch memory.
pub(crate) fn body_hash(words: &[u64], headline_key: Option<u64>, bytes: &mut Vec<u8>) -> [u64; 2] {
    if words.is_empty() {
        return [0, 0];
    }
    bytes.resize(size_of_val(words), 0);
    let (chunks, _) = bytes.as_chunks_mut();
    for (chunk, word) in chunks.iter_mut().zip(words) {
        *chunk = word.to_le_bytes();
    }
    if words.len() < BRIEF_WORDS as usize {
        bytes.extend_from_slice(&headline_key.unwrap_or_default().to_le_bytes());
    }
    let hash = xxh3_128(bytes);
    [hash as u64, (hash >> 64) as u64]
}
