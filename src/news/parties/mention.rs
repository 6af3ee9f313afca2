/*!
A name of parties, found in a text.
*/

use std::ops::Range;

use crate::news::parties::party::PartyId;
use crate::news::parties::spelling::NameKind;

/// A name of one or several parties, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The bytes of the name in the searched text.
    pub(crate) at: Range<usize>,
    /// The parties of that name; at least one.
    pub(crate) parties: Vec<PartyId>,
    /// `Spelling` if the name is a full name of one of the parties.
    pub(crate) kind: NameKind,
    pub(crate) glued: Glue,
}

/// Whether a letter stands directly before a name: "IsachenkovAssociated Press".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    Apart,
    Glued,
}
