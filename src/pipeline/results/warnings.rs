/*!
Warnings about a dump: repeated ids, large clusters, no texts.
*/

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::options::Options;
use crate::pipeline::results::context::ReportContext;
use crate::report::{WarningFinding, WarningKind};
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;

/// Returns the warnings about a dump: repeated ids in reading order, then
/// large clusters, then a dump without texts.
pub(crate) fn warnings<D: Dump>(
    context: &ReportContext<'_, D>,
    options: &Options,
) -> Result<Vec<WarningFinding>> {
    let outcome = context.outcome;
    let table = &outcome.table;
    let warning = |kind, message, articles: Vec<ArticleId>| WarningFinding {
        kind,
        message,
        places: articles
            .iter()
            .map(|&article| context.place(article))
            .collect(),
        articles: articles.iter().map(|&article| table.id(article)).collect(),
    };
    let mut warnings = Vec::new();
    let mut repeated = same_ids(table, &outcome.budget)?;
    repeated.sort_by_key(|same| same[0]);
    for same in repeated {
        let message = format!("{} articles have the id {}", same.len(), table.id(same[0]));
        warnings.push(warning(WarningKind::DuplicateId, message, same));
    }
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        let size = cluster.members.len();
        if size > options.large_cluster {
            let name = outcome.cluster_name(index);
            let message = format!("cluster {name} has {size} articles");
            let center = vec![cluster.center()];
            warnings.push(warning(WarningKind::LargeCluster, message, center));
        }
    }
    let has_no_text = |article| !table.entry(article).has_text;
    if !table.is_empty() && table.articles().all(has_no_text) {
        let message =
            "no record has a text: is its column named otherwise? hint: --text-field NAME";
        warnings.push(warning(WarningKind::NoText, message.to_owned(), Vec::new()));
    }
    Ok(warnings)
}

/// Returns the groups of articles that have one id.
fn same_ids(table: &ArticleTable, budget: &MemoryBudget) -> Result<Vec<Vec<ArticleId>>> {
    let mut by_hash = Sorter::new(budget.share(&shares::ID_HASHES));
    for article in table.articles() {
        by_hash.extend([NumbersByKey {
            key: xxh3_64(table.id(article).as_bytes()),
            number: article.number(),
        }])?;
    }
    let mut repeated: Vec<Vec<ArticleId>> = Vec::new();
    each_list(by_hash, |_, same| {
        // Two ids may have one hash.
        let mut by_id: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for article in same.iter().map(|&number| ArticleId::new(number)) {
            by_id.entry(table.id(article)).or_default().push(article);
        }
        repeated.extend(by_id.into_values().filter(|same| same.len() > 1));
        Ok(())
    })?;
    Ok(repeated)
}
