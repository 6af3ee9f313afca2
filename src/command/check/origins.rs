/*!
Whose copy each article is, for the rules that ask.
*/

use std::collections::HashMap;

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::news::attribution::{PageText, attribute};
use crate::news::parties::directory::Directory;
use crate::pipeline::Outcome;
use crate::spill::chunked_vec::ChunkedVec;
use crate::syndication::origin::OriginSource;
use crate::text::blocks::blocks;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Articles that are read at once.
const AT_ONCE: usize = 1 << 14;

/// The sources of articles that have one, but for pages of the source's own.
#[derive(Debug)]
pub(crate) struct ArticleOrigins {
    names: Vec<String>,
    /// For each article one more than the place of its source's name, and 0
    /// without one.
    of: ChunkedVec<u32>,
}

impl ArticleOrigins {
    /// Finds the sources of all articles of `outcome`, which are read once
    /// more for it.
    ///
    /// # Errors
    ///
    /// When a record cannot be read once more.
    pub(crate) fn find<D: Dump>(
        dump: &D,
        outcome: &Outcome,
        directory: &Directory,
    ) -> crate::error::Result<ArticleOrigins> {
        let cluster_of = outcome.cluster_of();
        let source = |cluster| outcome.origin(cluster).map(|origin| origin.source);
        let sources: Vec<Option<OriginSource>> = (0..outcome.clusters.len()).map(source).collect();
        let find = |&article: &ArticleId| {
            let mut origin = None;
            let cluster = cluster_of.get(article);
            let source = cluster.and_then(|cluster| sources[cluster]);
            let record_ref = outcome.table.record_ref(article)?;
            dump.read_again(record_ref, &mut |record| {
                if let Ok(read) = &record.article {
                    origin = origin_of(outcome, article, source, read, directory);
                }
            })?;
            Ok(origin)
        };
        let mut origins = ArticleOrigins {
            names: Vec::new(),
            of: ChunkedVec::new(outcome.budget()),
        };
        let mut places: HashMap<String, u32> = HashMap::new();
        let mut articles = outcome.table.articles();
        loop {
            let some: Vec<ArticleId> = articles.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                break;
            }
            let found: crate::error::Result<Vec<Option<String>>> =
                some.par_iter().map(find).collect();
            for origin in found? {
                origins.of.push(match origin {
                    None => 0,
                    Some(name) => *places.entry(name).or_insert_with_key(|name| {
                        origins.names.push(name.clone());
                        u32::try_from(origins.names.len()).unwrap_or(u32::MAX)
                    }),
                });
            }
        }
        outcome.table.check_io()?;
        Ok(origins)
    }

    /// Whose copy `article` is.
    pub(crate) fn of(&self, article: ArticleId) -> Option<&str> {
        let place = self.of.get(article.index())?.checked_sub(1)?;
        self.names.get(place as usize).map(String::as_str)
    }
}

/// Whose copy an article is; `None` for the source's own page.
fn origin_of(
    outcome: &Outcome,
    article: ArticleId,
    source: Option<OriginSource>,
    read: &Article<'_>,
    directory: &Directory,
) -> Option<String> {
    let blocks = blocks(read.text.as_deref().unwrap_or_default());
    let attribution = attribute(&PageText::of(read, &blocks), directory);
    let origin = outcome.origin_of(article, source, &attribution, directory)?;
    let table = &outcome.table;
    let outlet = table.core(article).outlet;
    let own = outlet.and_then(|outlet| table.own_party(outlet));
    let is_own = table.outlet_of(article) == Some(&origin)
        || own.is_some_and(|own| table.party(own).name == origin);
    (!is_own).then_some(origin)
}
