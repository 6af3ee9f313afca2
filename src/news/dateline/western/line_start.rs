/*!
The start of a line that may begin with a dateline.
*/

/// The start of a line, and the length of the line.
#[derive(Clone, Copy)]
pub(crate) struct LineStart<'a> {
    /// The first bytes of the line, as many as a dateline may have.
    pub(crate) text: &'a str,
    /// The bytes of the whole line.
    pub(crate) line_bytes: usize,
}

impl LineStart<'_> {
    /// Returns the bytes of the line from `at` on.
    pub(crate) const fn bytes_from(self, at: usize) -> usize {
        self.line_bytes - at
    }
}
