/*!
Reading the record of one article a second time.
*/

use crate::article::{Article, Position};
use crate::dump::Dump;
use crate::error::Result;

/// Reads the record at `position` again and calls `with` with its article.
///
/// # Errors
///
/// When the record cannot be read, or is no longer an article.
pub(crate) fn read_again<D: Dump>(
    dump: &D,
    position: Position,
    with: &mut dyn FnMut(&Article<'_>),
) -> Result<()> {
    let mut result = Ok(());
    dump.read_again(position, &mut |record| match record.article {
        Ok(article) => with(&article),
        Err(error) => result = Err(error),
    })?;
    result
}
