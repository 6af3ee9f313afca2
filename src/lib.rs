//! (manual to come)

pub mod article;
pub mod cluster;
pub mod compare;
pub mod detect;
pub mod error;
pub mod fingerprint;
pub mod measure;
pub mod press;
pub mod published;
pub mod read;
pub mod report;
pub mod source;
pub mod text;
pub mod url;

pub use article::{Article, ArticleId, Location, Position};
pub use error::{Error, ErrorKind, Result};
pub use source::{Articles, Dump, Record};
pub mod candidates;
pub mod relation;
pub mod store;
pub mod survey;
pub use detect::observer::{Observer, Phase, Unobserved};
pub use detect::options::Options;
pub use detect::outcome::Outcome;
pub use detect::{Detector, NotCopies};
