/*!
Blocks of a text, why they may not belong to the body, and how the article table
stores which are excluded.

The stored bytes are the lengths, in words, of alternating runs: words of the body,
excluded words, words of the body, and so on. They are empty when no
block is excluded, as in most articles.
*/

use std::ops::Range;

use crate::convert::to_u32;
use crate::text::Span;

/// Why a block does not belong to the body.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exclusion {
    Headline,
    /// Its words recur in the text, as those of a standfirst do.
    Repeat,
    /// The outlet prints it with other stories too.
    Boilerplate,
    Caption,
    /// It is a button, a date or the name of a section.
    Label,
    /// It is a script or a style sheet.
    Code,
}

impl Exclusion {
    /// Returns the reason as people read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Exclusion::Headline => "headline repeated",
            Exclusion::Repeat => "repeated",
            Exclusion::Boilerplate => "boilerplate",
            Exclusion::Caption => "caption",
            Exclusion::Label => "label",
            Exclusion::Code => "code",
        }
    }
}

/// A block that does not belong to the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExcludedBlock {
    pub span: Span,
    pub reason: Exclusion,
}

/// A block of a text and its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyBlock {
    pub(crate) span: Span,
    /// The first of its words among those of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Why it does not belong to the body; `None` when it does.
    pub(crate) excluded: Option<Exclusion>,
}

impl BodyBlock {
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn is_excluded(&self) -> bool {
        self.excluded.is_some()
    }
}

/// Appends the runs of `blocks` to `bytes`; nothing when none is excluded.
pub(crate) fn write_runs(blocks: &[BodyBlock], bytes: &mut Vec<u8>) {
    if !blocks.iter().any(BodyBlock::is_excluded) {
        return;
    }
    if blocks.first().is_some_and(BodyBlock::is_excluded) {
        write_length(0, bytes);
    }
    for run in blocks.chunk_by(|one, next| one.is_excluded() == next.is_excluded()) {
        write_length(run.iter().map(BodyBlock::len).sum(), bytes);
    }
}

/// Returns the ranges of the words that belong to the body, of a text with this
/// number of words. `runs` is what [`write_runs`] wrote about it, which is not
/// empty.
pub(crate) fn body_ranges(runs: &[u8], words: usize) -> Vec<Range<usize>> {
    let mut rest = runs;
    let (mut ranges, mut start, mut end) = (Vec::new(), 0, 0);
    while !rest.is_empty() {
        end += read_length(&mut rest);
        ranges.push(start..end);
        end += read_length(&mut rest);
        start = end;
    }
    ranges.push(start..words);
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
