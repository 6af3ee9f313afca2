/*!
A block of a text, and why it may not belong to the body.
*/

use std::ops::Range;

use crate::text::Span;

/// Why a block does not belong to the body.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exclusion {
    /// It repeats the headline.
    Headline,
    /// Its words recur in the text, as those of a standfirst do.
    Repeat,
    /// The outlet prints it with other stories too.
    Boilerplate,
    /// It is the caption of a picture.
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
    /// Its place in the text.
    pub span: Span,
    /// Why it is excluded.
    pub reason: Exclusion,
}

/// A block of a text and its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyBlock {
    pub(crate) span: Span,
    /// The first of its words among those of the text.
    pub(crate) start: usize,
    /// One past the last of its words.
    pub(crate) end: usize,
    /// Why it does not belong to the body; `None` when it does.
    pub(crate) excluded: Option<Exclusion>,
}

impl BodyBlock {
    /// Returns the number of its words.
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Returns the range of its words among those of the text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn is_excluded(&self) -> bool {
        self.excluded.is_some()
    }
}
