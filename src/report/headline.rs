/*!
Groups of articles with one headline.
*/

use std::sync::Arc;

use serde::Serialize;

use crate::article::ArticleId;
use crate::syndication::headlines::group::{Bodies, HeadlineKind};

/// Articles with one headline.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineFinding {
    /// A name that stays the same as long as the headline does.
    pub group: String,
    /// The headline as one of the articles has it, without suffix and markers.
    pub headline: String,
    /// Whether the headline belongs to one story or stands over many.
    pub kind: HeadlineKind,
    /// The ids of the articles in reading order.
    pub articles: Vec<String>,
    /// The number of outlets that are known to have printed the headline.
    pub outlets: usize,
    /// Whether the texts under the headline are copies.
    pub bodies: Bodies,
    /// The earliest time of publication, as written in the record.
    pub first: Option<String>,
    /// The latest time of publication, as written in the record.
    pub last: Option<String>,
    /// The outlets and places of the articles, in the order of `articles`.
    pub places: Vec<HeadlinePlace>,
    /// The numbers of the articles in the run. Not written.
    #[serde(skip)]
    pub numbers: Vec<ArticleId>,
}

/// The outlet and the place of an article of a headline group.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlinePlace {
    /// The outlet.
    pub outlet: Option<String>,
    /// The file.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
}
