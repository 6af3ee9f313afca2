/*!
A dump of articles in memory.
*/

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::article::{Article, Location, RecordPlace, RecordRef, RecordUnit};
use crate::convert::to_u32;
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};

const CHUNK: usize = 256;

/// The name of the one file of the dump.
const NAME: &str = "memory";

/// Articles in memory, as a dump.
///
/// # Examples
///
/// ```
/// use wirecopy::{Article, Articles};
///
/// let dump = Articles::new(vec![Article {
///     id: Some("a1".into()),
///     outlet: Some("harborledger.example".into()),
///     text: Some("The ferry to Skarholm was canceled on Tuesday.".into()),
///     ..Article::default()
/// }]);
/// assert_eq!(dump.len(), 1);
/// ```
#[derive(Debug, Default)]
pub struct Articles {
    articles: Vec<Article<'static>>,
}

impl Articles {
    /// Returns a dump of `articles`, in this order.
    #[must_use]
    pub fn new(articles: Vec<Article<'static>>) -> Articles {
        Articles { articles }
    }

    /// Returns the number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Returns whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    fn record(&self, index: usize) -> Option<Record<'_>> {
        let article = self.articles.get(index)?;
        Some(Record {
            reference: RecordRef::row(0, 0, to_u32(index)),
            bytes: &[],
            article: Ok(Article {
                id: article.id.as_deref().map(Cow::Borrowed),
                outlet: article.outlet.as_deref().map(Cow::Borrowed),
                url: article.url.as_deref().map(Cow::Borrowed),
                headline: article.headline.as_deref().map(Cow::Borrowed),
                text: article.text.as_deref().map(Cow::Borrowed),
                published: article.published.as_deref().map(Cow::Borrowed),
                byline: article.byline.as_deref().map(Cow::Borrowed),
            }),
        })
    }
}

impl Dump for Articles {
    type Chunk = Range<usize>;

    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_> {
        let count = self.articles.len();
        let chunk = move |start: usize| start..(start + CHUNK).min(count);
        Box::new((0..count).step_by(CHUNK).map(chunk))
    }

    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>)) {
        chunk
            .clone()
            .filter_map(|index| self.record(index))
            .for_each(each);
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        let record = row_of(record_ref).and_then(|row| self.record(row as usize));
        let missing = || Error::record("no such article").at(self.location(record_ref));
        record.map(with).ok_or_else(missing)
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        Location {
            file: Arc::from(NAME),
            number: row_of(record_ref).map(|row| row + 1),
            unit: RecordUnit::Row,
        }
    }

    fn file_names(&self) -> Vec<&str> {
        vec![NAME]
    }
}

/// Returns the index of the article that a reference means.
fn row_of(record_ref: RecordRef) -> Option<u32> {
    match record_ref.place {
        RecordPlace::Row { row, .. } => Some(row),
        RecordPlace::Bytes(_) | RecordPlace::WholeFile => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_to_a_dump_is_a_dump() {
        fn chunks<D: Dump>(dump: &D) -> usize {
            dump.chunks().count()
        }
        let dump = Arc::new(Articles::new(vec![Article::default(); CHUNK + 1]));
        let unknown: &dyn Dump<Chunk = Range<usize>> = &*dump;
        assert_eq!((chunks(&unknown), chunks(&dump)), (2, 2));
    }
}
