/*!
Forms clusters of duplicates, each around a center.

Two articles are in one component when a chain of copies connects them. Each
component is clustered by itself, so only the largest must fit in memory.

Not all pairs are candidates: of a story that very many outlets print, two
reprints may never have been compared. So when a center is found, it is compared
with the other articles of its group.
*/

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, clusters_of};
use crate::pipeline::clusters::groups::{DuplicateGroup, find_roundups};
use crate::pipeline::observer::Observer;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::pairs::judged::DuplicatePair;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::pipeline::stages::PairVerdicts;
use crate::pipeline::thresholds::CLUSTERING_ROUNDS;
use crate::spill::budget::{MemoryBudget, Reservation};

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
            let roundups = find_roundups(table, duplicates);
            let groups = DuplicateGroup::all(table, articles, duplicates, &roundups);
            let stars = groups.iter().flat_map(DuplicateGroup::stars);
            clusters_of(table, duplicates, stars, &roundups, threshold)
        })?;
    clusters.sort_by_key(|cluster| cluster.members.iter().map(|member| member.article).min());
    Ok(clusters)
}

/// Compares centers with the articles of their groups until none is new.
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
        let mut missing =
            components.each(&verdicts.copies, threshold, |articles, duplicates| {
                let roundups = find_roundups(table, duplicates);
                let groups = DuplicateGroup::all(table, articles, duplicates, &roundups);
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

/// The components of the articles that have copies.
pub(crate) struct Components {
    /// The copies by their indices, component by component.
    copies: Vec<u32>,
    /// Where the copies of each component end.
    ends: Vec<u32>,
    /// The first article of each body that several articles have and that no
    /// copy connects with another body.
    alone: Vec<ArticleId>,
    _reservation: Reservation,
}

impl Components {
    pub(crate) fn of(
        table: &ArticleTable,
        copies: &VerdictList,
        budget: &MemoryBudget,
    ) -> Components {
        let mut forest = Forest::new(table.len());
        let mut is_connected = vec![false; table.len()];
        let _working = budget.reserve(table.len() * (size_of::<u32>() + size_of::<bool>()));
        for pair in copies.pairs() {
            forest.join(pair.first().number(), pair.second().number());
            is_connected[pair.first().index()] = true;
            is_connected[pair.second().index()] = true;
        }
        let mut by_root: Vec<(u32, u32)> = (0_u32..)
            .zip(copies.pairs())
            .map(|(index, pair)| (forest.root(pair.first().number()), index))
            .collect();
        by_root.sort_unstable();
        let components = by_root.chunk_by(|one, other| one.0 == other.0);
        let ends = components.scan(0, |end, component| {
            *end += to_u32(component.len());
            Some(*end)
        });
        let ends: Vec<u32> = ends.collect();
        Components {
            _reservation: budget.reserve((by_root.len() + ends.len()) * size_of::<u32>()),
            ends,
            copies: by_root.into_iter().map(|(_, index)| index).collect(),
            alone: table
                .first_exact_duplicates()
                .filter(|first| !is_connected[first.index()])
                .collect(),
        }
    }

    /// Calls `work` with the articles and the duplicates of each component, both
    /// sorted, on any thread. Returns all results in the order of the components.
    pub(crate) fn each<T: Send>(
        &self,
        copies: &VerdictList,
        threshold: f64,
        work: impl Fn(&[ArticleId], &[DuplicatePair]) -> Vec<T> + Sync,
    ) -> Result<Vec<T>> {
        let of_component = |component: usize| {
            let start = component
                .checked_sub(1)
                .map_or(0, |before| self.ends[before]);
            let indices = &self.copies[start as usize..self.ends[component] as usize];
            let mut articles = BTreeSet::new();
            let mut duplicates = Vec::with_capacity(indices.len());
            for &index in indices {
                let copy = copies.get(index as usize)?;
                articles.extend([copy.pair.first(), copy.pair.second()]);
                duplicates.extend(DuplicatePair::of(&copy, threshold));
            }
            let articles: Vec<ArticleId> = articles.into_iter().collect();
            duplicates.sort_unstable_by_key(|duplicate: &DuplicatePair| duplicate.pair);
            duplicates.dedup_by_key(|duplicate| duplicate.pair);
            Ok(work(&articles, &duplicates))
        };
        let connected: Result<Vec<Vec<T>>> = (0..self.ends.len())
            .into_par_iter()
            .map(of_component)
            .collect();
        let mut results: Vec<T> = connected?.into_iter().flatten().collect();
        results.extend(self.alone.iter().flat_map(|&first| work(&[first], &[])));
        Ok(results)
    }
}
