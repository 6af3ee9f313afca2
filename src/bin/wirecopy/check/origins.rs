/*!
Whose copy each article is, for the rules that ask.
*/

use std::collections::HashMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use wirecopy::press::agencies::Directory;
use wirecopy::press::attribution::{Page, attribute};
use wirecopy::syndication::origin::Source;
use wirecopy::text::blocks::blocks;
use wirecopy::{Article, ArticleId, Dump, Files, Outcome};

/// The sources of all articles of `outcome` that have one, but for pages of
/// the source's own. All articles are read once more for it.
///
/// # Errors
///
/// When a record cannot be read once more.
pub(super) fn origins(
    files: &Files,
    outcome: &Outcome,
    directory: &Directory,
) -> anyhow::Result<HashMap<ArticleId, String>> {
    let cluster_of = outcome.cluster_of();
    let source = |cluster| outcome.origin(cluster).map(|origin| origin.source);
    let sources: Vec<Option<Source>> = (0..outcome.clusters.len()).map(source).collect();
    let articles: Vec<ArticleId> = outcome.roll.articles().collect();
    let found: wirecopy::Result<Vec<Option<(ArticleId, String)>>> = articles
        .into_par_iter()
        .map(|article| {
            let mut origin = None;
            let cluster = cluster_of.get(article);
            let source = cluster.and_then(|cluster| sources[cluster]);
            let position = outcome.roll.position(article)?;
            files.again(position, &mut |record| {
                if let Ok(read) = &record.article {
                    origin = origin_of(outcome, article, source, read, directory);
                }
            })?;
            Ok(origin.map(|origin| (article, origin)))
        })
        .collect();
    let found = found?;
    outcome.roll.sound()?;
    Ok(found.into_iter().flatten().collect())
}

/// Whose copy an article is; `None` for the source's own page.
fn origin_of(
    outcome: &Outcome,
    article: ArticleId,
    source: Option<Source>,
    read: &Article<'_>,
    directory: &Directory,
) -> Option<String> {
    let blocks = blocks(read.text.as_deref().unwrap_or_default());
    let attribution = attribute(&Page::of(read, &blocks), directory);
    let origin = outcome.origin_of(article, source, &attribution, directory)?;
    let roll = &outcome.roll;
    let outlet = roll.core(article).outlet;
    let own = outlet.and_then(|outlet| roll.own_party(outlet));
    let is_own = roll.outlet_of(article) == Some(&origin)
        || own.is_some_and(|own| roll.party(own).name == origin);
    (!is_own).then_some(origin)
}
