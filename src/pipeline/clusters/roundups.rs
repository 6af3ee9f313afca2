/*!
Pages that carry several stories whole. They must not connect these stories.
*/

use std::collections::{BTreeMap, HashSet};

use crate::article::ArticleId;
use crate::cluster::roundup::{CarriedStory, belongs};
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::pairs::judged::{CarriedWhole, JudgedPair};

/// Returns the duplicates without those between a page and stories that it
/// carries next to its main story.
pub(crate) fn without_roundups<'a>(
    table: &ArticleTable,
    duplicates: &'a [JudgedPair],
    threshold: f64,
) -> Vec<&'a JudgedPair> {
    let mut by_carrier: BTreeMap<ArticleId, Vec<(ArticleId, Pair, CarriedStory)>> = BTreeMap::new();
    for judged in duplicates {
        if let Some(whole) = judged.carried_whole(threshold) {
            let stories = by_carrier.entry(whole.carrier).or_default();
            stories.push((whole.story, judged.pair, carried_story(judged, whole)));
        }
    }
    let mut excluded: HashSet<Pair> = HashSet::new();
    for mut stories in by_carrier.into_values() {
        // Of two stories with equal shares the first one wins. The order must
        // depend on the texts alone.
        stories.sort_by_cached_key(|&(story, ..)| table.core(story).fingerprint);
        let (pairs, stories): (Vec<Pair>, Vec<CarriedStory>) = stories
            .into_iter()
            .map(|(_, pair, carried)| (pair, carried))
            .unzip();
        let belongs = belongs(&stories);
        let outside = pairs
            .into_iter()
            .zip(belongs)
            .filter(|(_, belongs)| !belongs);
        excluded.extend(outside.map(|(pair, _)| pair));
    }
    duplicates
        .iter()
        .filter(|judged| !excluded.contains(&judged.pair))
        .collect()
}

/// Returns the story of a pair as seen from the page that carries it.
fn carried_story(judged: &JudgedPair, whole: CarriedWhole) -> CarriedStory {
    let verdict = &judged.verdict;
    let passages = verdict.passages.iter();
    if whole.carrier == judged.pair.first() {
        CarriedStory {
            share_of_carrier: verdict.first.containment(),
            spans: passages.map(|passage| passage.first.words).collect(),
        }
    } else {
        CarriedStory {
            share_of_carrier: verdict.second.containment(),
            spans: passages.map(|passage| passage.second.words).collect(),
        }
    }
}
