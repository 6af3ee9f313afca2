//! (manual to come)

pub mod article;
pub mod compare;
pub mod error;
pub mod fingerprint;
pub mod published;
pub mod read;
pub mod report;
pub mod source;
pub mod text;
pub mod url;

pub use article::{Article, ArticleId, Location, Position};
pub use error::{Error, ErrorKind, Result};
pub use source::{Articles, Dump, Record};
