/*!
What one thread makes of the records of a chunk.
*/

use crate::boilerplate::phrase_stories::StorySketch;
use crate::pipeline::articles::core::ArticleCore;
use crate::pipeline::articles::entry::ArticleEntry;
use crate::pipeline::fingerprint::skipped::SkippedRecord;

/// What one thread makes of the records of a chunk. The parts of an article that
/// vary in size are in common lists, one article after the other.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) records: Vec<Result<FingerprintedArticle, SkippedRecord>>,
    /// The keys of the bands and samples of each article.
    pub(crate) keys: Vec<u64>,
    /// The id of each article and the name of its outlet.
    pub(crate) names: String,
    /// The encoded runs of excluded blocks.
    pub(crate) excluded: Vec<u8>,
    /// The encoded headlines.
    pub(crate) headlines: Vec<u8>,
}

/// What is made of one article.
pub(crate) struct FingerprintedArticle {
    /// The core, without outlet and exact duplicates.
    pub(crate) core: ArticleCore,
    pub(crate) entry: ArticleEntry,
    pub(crate) sketch: StorySketch,
    /// The half of the body's hash that is not its fingerprint.
    pub(crate) hash_rest: u64,
    pub(crate) has_outlet: bool,
    pub(crate) ends: ArticleEnds,
}

/// Where the parts of an article end in a [`Batch`]. They begin where those of
/// the article before it end; samples begin where the bands end, and the outlet
/// where the id ends.
#[derive(Clone, Copy, Default)]
pub(crate) struct ArticleEnds {
    pub(crate) bands: usize,
    pub(crate) samples: usize,
    pub(crate) id: usize,
    pub(crate) outlet: usize,
    pub(crate) excluded: usize,
    pub(crate) headline: usize,
}

/// The parts of one article in a [`Batch`].
pub(crate) struct ArticleParts<'a> {
    pub(crate) bands: &'a [u64],
    pub(crate) samples: &'a [u64],
    pub(crate) id: &'a str,
    pub(crate) outlet: &'a str,
    pub(crate) excluded: &'a [u8],
    /// Empty when there is no headline.
    pub(crate) headline: &'a [u8],
}

impl Batch {
    /// Returns the parts of the article between two ends.
    pub(crate) fn parts(&self, start: ArticleEnds, end: ArticleEnds) -> ArticleParts<'_> {
        ArticleParts {
            bands: &self.keys[start.samples..end.bands],
            samples: &self.keys[end.bands..end.samples],
            id: &self.names[start.outlet..end.id],
            outlet: &self.names[end.id..end.outlet],
            excluded: &self.excluded[start.excluded..end.excluded],
            headline: &self.headlines[start.headline..end.headline],
        }
    }
}
