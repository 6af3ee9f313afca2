//! (manual to come)

pub mod article;
pub mod error;
pub mod published;
pub mod read;
pub mod report;
pub mod source;
pub mod url;

pub use article::{Article, ArticleId, Location, Position};
pub use error::{Error, ErrorKind, Result};
pub use published::Published;
pub use read::{Columns, Files, ReadOptions, Shape};
pub use source::{Articles, Dump, Record};
