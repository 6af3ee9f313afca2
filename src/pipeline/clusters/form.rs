/*!
Forms clusters of duplicates, each around a center.

Candidates are not all pairs. Of a story that very many outlets print, two
reprints may never have been compared. So when a center is found, it is compared
with the other articles of its group.
*/

use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::clusters::cluster::Cluster;
use crate::pipeline::clusters::components::Components;
use crate::pipeline::clusters::groups::DuplicateGroup;
use crate::pipeline::clusters::members::clusters_of;
use crate::pipeline::observer::Observer;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::pairs::pair_verdicts::PairVerdicts;
use crate::pipeline::thresholds::CLUSTERING_ROUNDS;

/// Forms the clusters from the copies of `verdicts`, and adds the verdicts on
/// the pairs that are compared here. The clusters are in the reading order of
/// their first articles.
pub(crate) fn form_clusters<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    candidates: &CandidatePairs,
    verdicts: &mut PairVerdicts,
    observer: &dyn Observer,
) -> Result<Vec<Cluster>> {
    let (table, budget) = (comparer.table, comparer.budget);
    let threshold = comparer.options.containment;
    compare_with_centers(comparer, candidates, verdicts, observer)?;
    let components = Components::of(table, &verdicts.copies, budget);
    let mut clusters: Vec<Cluster> =
        components.each(&verdicts.copies, threshold, |articles, duplicates| {
            let groups = DuplicateGroup::all(table, articles, duplicates, threshold);
            let stars = groups.iter().flat_map(DuplicateGroup::stars);
            clusters_of(table, duplicates, stars, threshold)
        })?;
    clusters.sort_by_key(|cluster| cluster.members.iter().map(|member| member.article).min());
    Ok(clusters)
}

/// Compares the centers of groups with the other articles of their groups, until
/// that finds no new copies.
fn compare_with_centers<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    candidates: &CandidatePairs,
    verdicts: &mut PairVerdicts,
    observer: &dyn Observer,
) -> Result<()> {
    let (table, budget) = (comparer.table, comparer.budget);
    let threshold = comparer.options.containment;
    let mut compared: Vec<Pair> = Vec::new();
    for _ in 1..CLUSTERING_ROUNDS {
        let components = Components::of(table, &verdicts.copies, budget);
        let mut missing: Vec<Pair> =
            components.each(&verdicts.copies, threshold, |articles, duplicates| {
                let groups = DuplicateGroup::all(table, articles, duplicates, threshold);
                let pairs = groups
                    .iter()
                    .flat_map(|group| group.pairs_of_centers(table));
                pairs.collect()
            })?;
        candidates.remove_from(&mut missing)?;
        missing.retain(|pair| compared.binary_search(pair).is_err());
        if missing.is_empty() {
            return Ok(());
        }
        let known = verdicts.copies.len();
        compared.extend_from_slice(&missing);
        compared.sort_unstable();
        comparer.compare(&breadth_first(missing), observer, |judged| {
            verdicts.push(&judged)
        })?;
        if verdicts.copies.len() == known {
            return Ok(());
        }
    }
    Ok(())
}
