/*!
Finds blocks that repeat the headline or another part of the text.
*/

use std::collections::HashMap;

use crate::pipeline::fingerprint::body_block::{BodyBlock, Exclusion};
use crate::pipeline::thresholds::{
    MAX_STANDFIRST_WORDS, MIN_HEADLINE_WORDS, MIN_REPEAT_WORDS, OPENING_BLOCKS,
};

/// Excludes the opening blocks whose words are those of the headline.
pub(crate) fn exclude_headline(blocks: &mut [BodyBlock], hashes: &[u64], headline: &[u64]) {
    if headline.len() < MIN_HEADLINE_WORDS {
        return;
    }
    for block in blocks.iter_mut().take(OPENING_BLOCKS) {
        if &hashes[block.range()] == headline {
            block.excluded = Some(Exclusion::Headline);
        }
    }
}

/// Excludes an opening block that a later opening block contains, as the lede
/// contains the standfirst, and every block that equals an earlier one.
pub(crate) fn exclude_repeats(blocks: &mut [BodyBlock], hashes: &[u64]) {
    exclude_standfirst(blocks, hashes);
    exclude_later_copies(blocks, hashes);
}

fn exclude_standfirst(blocks: &mut [BodyBlock], hashes: &[u64]) {
    let opening = blocks.len().min(OPENING_BLOCKS);
    for index in 0..opening {
        let block = blocks[index];
        if block.is_excluded() || !(MIN_REPEAT_WORDS..=MAX_STANDFIRST_WORDS).contains(&block.len())
        {
            continue;
        }
        let is_contained = blocks[index + 1..opening].iter().any(|later| {
            !later.is_excluded() && contains(&hashes[later.range()], &hashes[block.range()])
        });
        if is_contained {
            blocks[index].excluded = Some(Exclusion::Repeat);
        }
    }
}

fn exclude_later_copies(blocks: &mut [BodyBlock], hashes: &[u64]) {
    let mut by_ends: Vec<(u64, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if !block.is_excluded() && block.len() >= MIN_REPEAT_WORDS {
            // The first and the last word tell most blocks apart.
            let (first, last) = (hashes[block.start], hashes[block.end - 1]);
            by_ends.push((first.wrapping_add(last.rotate_left(32)), index));
        }
    }
    by_ends.sort_unstable();
    for similar in by_ends.chunk_by(|one, next| one.0 == next.0) {
        if similar.len() < 2 {
            continue;
        }
        // Many sentences begin with "The" and end with "said".
        let mut first_with: HashMap<&[u64], usize> = HashMap::with_capacity(similar.len());
        for &(_, index) in similar {
            let words = &hashes[blocks[index].range()];
            if *first_with.entry(words).or_insert(index) != index {
                blocks[index].excluded = Some(Exclusion::Repeat);
            }
        }
    }
}

/// Returns whether `part` occurs in `whole`. Empty words occur in all.
fn contains(whole: &[u64], part: &[u64]) -> bool {
    /// Words that are examined together, so that the compiler vectorizes.
    const CHUNK: usize = 16;
    // The first word rules out most places.
    let [first, rest @ ..] = part else {
        return true;
    };
    let occurs_from = |start: usize, words: &[u64]| {
        (start..)
            .zip(words)
            .any(|(place, word)| word == first && whole[place + 1..].starts_with(rest))
    };
    let (chunks, last) = whole.as_chunks::<CHUNK>();
    let has_first =
        |chunk: &[u64; CHUNK]| chunk.iter().fold(false, |has, word| has | (word == first));
    let occurs_in_chunk =
        |(start, chunk): (usize, &[u64; CHUNK])| has_first(chunk) && occurs_from(start, chunk);
    (0..).step_by(CHUNK).zip(chunks).any(occurs_in_chunk) || occurs_from(chunks.len() * CHUNK, last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_where_they_occur(
            whole in prop::collection::vec(0_u64..4, 0..70),
            part in prop::collection::vec(0_u64..4, 0..5),
        ) {
            let expected = part.is_empty() || whole.windows(part.len()).any(|words| words == part);
            prop_assert_eq!(contains(&whole, &part), expected);
        }
    }
}
