/*!
The trait of everything that articles are read from.

A dump gives its records in order, and any of them again. The code that reads
files and the code that works with articles import this trait, so that neither
knows the other. It does not say that a record is a range of bytes: a
row of a columnar file or of a table in memory is a record too.

[`articles`] has a dump of articles in memory, [`rewrite`] the trait of dumps
whose records can be written to an output.

# Choices

* A dump is read in chunks: large enough to be worth a thread, small enough
  that a few of them fit in memory. The chunks must not depend on the number of
  threads.
* A record that cannot be read is a record whose article is an error. So are a
  missing file and a truncated stream. One bad record does not end a run.
*/

pub(crate) mod articles;
pub(crate) mod rewrite;

use std::sync::Arc;

use crate::article::{Article, Location, RecordRef};
use crate::error::Result;

/// One record of a dump.
#[derive(Debug)]
pub struct Record<'a> {
    /// Which record it is.
    pub reference: RecordRef,
    /// The bytes of the record, without the end of its line.
    ///
    /// Empty for a row, for a record above the size limit, and for an error of
    /// a whole file.
    pub bytes: &'a [u8],
    /// The article, or the reason why the record has none.
    pub article: Result<Article<'a>>,
}

/// Records that can be read in order, and one by one again.
pub trait Dump: Sync {
    /// A part of the dump that one thread works on.
    type Chunk: Send + Sync;

    /// Returns the chunks of the dump in order.
    ///
    /// Each call starts at the beginning and gives the same chunks.
    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_>;

    /// Calls `each` with every record of `chunk`, in order.
    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>));

    /// Reads one record again. Fails where it holds no article.
    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()>;

    /// Returns the file of a record and its number there, for people.
    fn location(&self, record_ref: RecordRef) -> Location;

    /// Returns the names of the files, in the order of their numbers.
    fn file_names(&self) -> Vec<&str>;

    /// Returns the size of the dump in bytes, as far as it is known. Progress
    /// is shown against it.
    fn total_bytes(&self) -> Option<u64> {
        None
    }

    /// Checks that the machine did not fail while the dump was read.
    ///
    /// A full disk makes records unreadable that are sound. Results are then
    /// not those of the dump.
    fn check_io(&self) -> Result<()> {
        Ok(())
    }

    /// Returns lines that differ when a later run would read something else:
    /// names, sizes, times of modification. `None` when a later run cannot
    /// read the dump at all, as with standard input.
    fn identity(&self) -> Option<Vec<String>> {
        None
    }
}

/// Implements [`Dump`] for pointers to dumps.
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

            fn read_again(
                &self,
                record_ref: RecordRef,
                with: &mut dyn FnMut(Record<'_>),
            ) -> Result<()> {
                (**self).read_again(record_ref, with)
            }

            fn location(&self, record_ref: RecordRef) -> Location {
                (**self).location(record_ref)
            }

            fn file_names(&self) -> Vec<&str> {
                (**self).file_names()
            }

            fn total_bytes(&self) -> Option<u64> {
                (**self).total_bytes()
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
