/*!
Joins the readers of credits.
*/

use crate::news::credit::found::{CreditPage, FoundCredits};
use crate::news::credit::holder::read_holders;
use crate::news::credit::phrases::read_phrases;
use crate::news::credit::tail::read_tail;
use crate::news::opening::credit_scan::read_opening;
use crate::news::parties::directory::Directory;

/// Returns all credits of the page, except for its dateline and its byline field.
pub(crate) fn read_credits(page: &CreditPage<'_>, directory: &Directory) -> FoundCredits {
    let mut credits = FoundCredits::default();
    read_opening(page, directory, &mut credits);
    read_tail(page, directory, &mut credits);
    read_phrases(page, directory, &mut credits);
    read_holders(page, directory, &mut credits);
    credits
}
