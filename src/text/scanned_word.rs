/*!
A word that a scanner found.
*/

/// A word that begins at a known place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScannedWord {
    /// The byte after the last one of the word.
    pub(crate) end: usize,
    /// The hash of the folded spelling; `None` when nothing is left of it.
    pub(crate) hash: Option<u64>,
}
