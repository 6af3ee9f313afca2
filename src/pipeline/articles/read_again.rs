/*!
Reading the record of one article a second time.
*/

use crate::article::{Article, RecordRef};
use crate::dump::Dump;
use crate::error::Result;

/// Reads the record at `record_ref` again and calls `with` with its article.
///
/// # Errors
///
/// When the record cannot be read, or is no longer an article.
pub(crate) fn read_again<D: Dump>(
    dump: &D,
    record_ref: RecordRef,
    with: &mut dyn FnMut(&Article<'_>),
) -> Result<()> {
    let mut result = Ok(());
    dump.read_again(record_ref, &mut |record| match record.article {
        Ok(article) => with(&article),
        Err(error) => result = Err(error),
    })?;
    result
}
