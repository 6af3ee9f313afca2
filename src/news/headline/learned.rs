/*!
The interface to the suffixes that a dump taught about an outlet.
*/

use crate::news::headline::separators::Separator;

/// What was learned from the headlines of one outlet.
pub(crate) trait LearnedSuffixes {
    /// Returns whether the outlet appends `suffix`, after `separator`, to many
    /// headlines.
    fn is_suffix(&self, separator: Separator, suffix: &str) -> bool;

    /// Returns whether `prefix` is joined to the start of many headlines of the
    /// outlet, without a space.
    fn is_prefix(&self, prefix: &str) -> bool;
}
