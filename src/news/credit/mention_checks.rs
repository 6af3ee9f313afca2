/*!
Questions about the parties of a name.
*/

use crate::news::credit::thresholds::MAX_SMALL_NAME_BYTES;
use crate::news::parties::directory::Directory;
use crate::news::parties::mention::Mention;
use crate::news::parties::party::PartyKind;

/// Returns whether the name is so short that it may also be a cell of a table.
pub(crate) fn is_small(mention: &Mention) -> bool {
    mention.at.len() <= MAX_SMALL_NAME_BYTES
}

/// Returns whether all parties of the name are outlets.
pub(crate) fn is_outlet(mention: &Mention, directory: &Directory) -> bool {
    let mut parties = mention.parties.iter();
    parties.all(|&id| directory.party(id).kind == PartyKind::Outlet)
}

/// Returns whether the name ends captions as often as stories.
pub(crate) fn sells_pictures(mention: &Mention, directory: &Directory) -> bool {
    let mut parties = mention.parties.iter();
    parties.any(|&id| directory.party(id).sells_pictures)
}
