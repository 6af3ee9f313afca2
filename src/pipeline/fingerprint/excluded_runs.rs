/*!
How the article table stores which blocks of a text were excluded.

The bytes are the lengths of alternating runs of blocks: blocks of the body,
excluded blocks, blocks of the body, and so on. They are empty when no block was
excluded, as in most articles.
*/

use std::ops::Range;

use crate::convert::to_u32;
use crate::pipeline::fingerprint::body_block::BodyBlock;
use crate::text::Span;

/// Appends the runs of `blocks` to `bytes`; nothing when none is excluded.
pub(crate) fn write_runs(blocks: &[BodyBlock], bytes: &mut Vec<u8>) {
    if !blocks.iter().any(BodyBlock::is_excluded) {
        return;
    }
    if blocks.first().is_some_and(BodyBlock::is_excluded) {
        write_length(0, bytes);
    }
    for run in blocks.chunk_by(|one, next| one.is_excluded() == next.is_excluded()) {
        write_length(run.len(), bytes);
    }
}

/// Returns the ranges of the words that belong to the body. `words` are the
/// places of all words of a text with these `blocks`, and `runs` is what
/// [`write_runs`] wrote about it, which is not empty.
pub(crate) fn body_ranges(blocks: &[Span], runs: &[u8], words: &[Span]) -> Vec<Range<usize>> {
    let words_before = |block: usize| match blocks.get(block) {
        Some(block) => words.partition_point(|word| word.start < block.start),
        None => words.len(),
    };
    let mut rest = runs;
    let (mut ranges, mut start, mut block) = (Vec::new(), 0, 0);
    while !rest.is_empty() {
        block += read_length(&mut rest);
        ranges.push(start..words_before(block));
        block += read_length(&mut rest);
        start = words_before(block);
    }
    ranges
}

/// Appends a length to `bytes`; a small one takes one byte.
fn write_length(length: usize, bytes: &mut Vec<u8>) {
    let written = postcard::to_extend(&to_u32(length), std::mem::take(bytes));
    *bytes = written.expect("a number can be encoded");
}

/// Reads the next length, or 0 where an even number of runs ended before.
fn read_length(rest: &mut &[u8]) -> usize {
    if rest.is_empty() {
        return 0;
    }
    let (length, behind) =
        postcard::take_from_bytes::<u32>(rest).expect("write_runs wrote whole numbers");
    *rest = behind;
    length as usize
}
