/*!
The origin of each article, for the rules `syndicated` and `one-origin`.
*/

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::{Article, ArticleId};
use crate::command::analysis::Detection;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::Result;
use crate::news::parties::directory::Directory;
use crate::pipeline::attribution::attribution_of;
use crate::pipeline::outcome::{Outcome, origin_of_article};
use crate::spill::chunked_vec::ChunkedVec;
use crate::syndication::origin::OriginSource;

/// The number of articles to read in parallel.
const BATCH: usize = 1 << 14;

/// The origins of all articles that are not on a page of their origin.
#[derive(Debug)]
pub(crate) struct ArticleOrigins {
    names: Vec<String>,
    /// For each article, the index of its origin's name plus one, or 0 without an
    /// origin.
    of: ChunkedVec<u32>,
}

impl ArticleOrigins {
    /// Finds the origins of all articles. Reads their records again.
    pub(crate) fn find<D: Dump>(files: &D, detection: &Detection) -> Result<ArticleOrigins> {
        let outcome = &detection.outcome;
        let directory = detection.detector.options().directory();
        let cluster_of = outcome.cluster_of();
        let source = |cluster| outcome.origin(cluster).map(|origin| origin.source);
        let sources: Vec<Option<OriginSource>> = (0..outcome.clusters.len()).map(source).collect();
        let find = |&article: &ArticleId| {
            let mut origin = None;
            let cluster = cluster_of.get(article);
            let source = cluster.and_then(|cluster| sources[cluster]);
            let record = outcome.table.record_ref(article)?;
            files.read_again(record, &mut |record| {
                if let Ok(page) = &record.article {
                    origin = origin_of(outcome, article, source, page, directory);
                }
            })?;
            Ok(origin)
        };
        let mut names = Vec::new();
        let mut of = ChunkedVec::new(outcome.budget());
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut articles = outcome.table.articles().peekable();
        while articles.peek().is_some() {
            let batch: Vec<ArticleId> = articles.by_ref().take(BATCH).collect();
            let found: Result<Vec<Option<String>>> = batch.par_iter().map(find).collect();
            for origin in found? {
                of.push(origin.map_or(0, |name| {
                    *numbers.entry(name).or_insert_with_key(|name| {
                        names.push(name.clone());
                        to_u32(names.len())
                    })
                }));
            }
        }
        outcome.table.check_io()?;
        Ok(ArticleOrigins { names, of })
    }

    pub(crate) fn of(&self, article: ArticleId) -> Option<&str> {
        let index = self.of.get(article.index())?.checked_sub(1)?;
        Some(&self.names[index as usize])
    }
}

/// Returns the origin of an article, or `None` if the article is on a page of its
/// origin.
fn origin_of(
    outcome: &Outcome,
    article: ArticleId,
    source: Option<OriginSource>,
    page: &Article<'_>,
    directory: &Directory,
) -> Option<String> {
    let attribution = attribution_of(page, directory);
    let origin = origin_of_article(outcome, article, source, &attribution, directory)?;
    let table = &outcome.table;
    let outlet = table.core(article).outlet;
    let own_party = outlet.and_then(|outlet| table.outlets.own_party(outlet));
    let is_own_page = table.outlet_of(article) == Some(&origin)
        || own_party.is_some_and(|party| table.credits.party(party).name == origin);
    (!is_own_page).then_some(origin)
}
