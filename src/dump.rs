/*!
Where articles come from: a dump gives its records in order, and any of them
again.

The trait stands below those who read files and those who work with articles,
so that neither knows the other. A dump is read in *stretches*: pieces large
enough to be worth a thread, small enough that a few of them fit in memory.
Which stretches there are must not depend on the number of threads.
*/

use std::borrow::Cow;
use std::sync::Arc;

use crate::article::{Article, Location, RecordPlace, RecordRef};
use crate::convert::to_u32;
use crate::error::{Error, Result};

/// One record of a dump, as it was met.
#[derive(Debug)]
pub struct Record<'a> {
    /// Which record it is.
    pub reference: RecordRef,
    /// The record as it was, without the end of its line. Empty when it was
    /// too large to hold, or when the trouble is with the file.
    pub bytes: &'a [u8],
    /// The article, or why there is none.
    pub article: Result<Article<'a>>,
}

/// A heap of articles that can be read in order, and again.
///
/// What cannot be read is a record too, whose article is an error: a missing
/// file is one record, a broken line is one record.
pub trait Dump: Sync {
    /// A piece of the dump, in memory.
    type Chunk: Send + Sync;

    /// The stretches of the dump in order.
    ///
    /// Each call begins anew and gives the same stretches.
    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_>;

    /// Calls `each` for every record of `chunk`, in order.
    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>));

    /// Reads the record at `record_ref` once more.
    ///
    /// # Errors
    ///
    /// When the record can no longer be read, or was never an article.
    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()>;

    /// The name of the place, for people.
    fn location(&self, record_ref: RecordRef) -> Location;

    /// Whether everything that was read is what the dump holds: trouble of the
    /// machine, such as a full disk, is no trouble of a record.
    ///
    /// # Errors
    ///
    /// When it is not.
    fn check_io(&self) -> Result<()> {
        Ok(())
    }

    /// What tells this dump from others in a later run, a line for each part:
    /// where it is, how much, since when. `None` when a later run cannot read
    /// it again.
    fn identity(&self) -> Option<Vec<String>> {
        None
    }
}

/// What points to a dump is one, also where its type is not known.
macro_rules! dump_behind {
    ($([$($lifetime:lifetime)?] $pointer:ty),*) => {$(
        impl<$($lifetime,)? D: Dump + ?Sized> Dump for $pointer
        where
            $pointer: Sync,
        {
            type Chunk = D::Chunk;

            fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_> {
                (**self).chunks()
            }

            fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>)) {
                (**self).records(chunk, each);
            }

            fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
                (**self).read_again(record_ref, with)
            }

            fn location(&self, record_ref: RecordRef) -> Location {
                (**self).location(record_ref)
            }

            fn check_io(&self) -> Result<()> {
                (**self).check_io()
            }

            fn identity(&self) -> Option<Vec<String>> {
                (**self).identity()
            }
        }
    )*};
}

dump_behind!(['a] &'a D, [] Box<D>, [] Arc<D>);

/// Articles that are in memory already.
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

/// Articles of [`Articles`] in one stretch.
const CHUNK: usize = 256;

impl Articles {
    /// A dump of `articles`, in this order.
    #[must_use]
    pub fn new(articles: Vec<Article<'static>>) -> Articles {
        Articles { articles }
    }

    /// The number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    fn record(&self, index: usize) -> Option<Record<'_>> {
        let article = self.articles.get(index)?;
        Some(Record {
            reference: RecordRef {
                file: 0,
                place: RecordPlace::Row {
                    group: 0,
                    row: to_u32(index),
                },
            },
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
    type Chunk = std::ops::Range<usize>;

    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_> {
        let count = self.articles.len();
        Box::new(
            (0..count)
                .step_by(CHUNK)
                .map(move |start| start..(start + CHUNK).min(count)),
        )
    }

    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>)) {
        for index in chunk.clone() {
            if let Some(record) = self.record(index) {
                each(record);
            }
        }
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        match row_of(record_ref).and_then(|row| self.record(row as usize)) {
            Some(record) => {
                with(record);
                Ok(())
            }
            None => Err(Error::record("no such article").at(self.location(record_ref))),
        }
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        Location {
            file: Arc::from("memory"),
            line: row_of(record_ref).map(|row| row + 1),
        }
    }
}

/// Returns the number of the article, from 0.
fn row_of(record_ref: RecordRef) -> Option<u32> {
    match record_ref.place {
        RecordPlace::Row { row, .. } => Some(row),
        RecordPlace::Bytes(_) | RecordPlace::WholeFile => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids of all articles of a dump.
    fn ids<D: Dump>(dump: &D) -> Vec<String> {
        let mut ids = Vec::new();
        for chunk in dump.chunks() {
            dump.records(&chunk, &mut |record| {
                let article = record.article.unwrap_or_default();
                ids.extend(article.id.map(Cow::into_owned));
            });
        }
        ids
    }

    #[test]
    fn what_points_to_a_dump_is_one() {
        let article = Article {
            id: Some("a".into()),
            ..Article::default()
        };
        let dump = Arc::new(Articles::new(vec![article]));
        let unknown: &dyn Dump<Chunk = std::ops::Range<usize>> = &*dump;
        assert_eq!(ids(&unknown), ["a"]);
        assert_eq!(ids(&dump), ["a"]);
    }
}
