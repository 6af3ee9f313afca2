/*!
The shares of the memory budget that lists take, and when each list exists.

A share is a percentage of what the reservations leave. A list may hold that
much in memory before it spills. Lists that exist in the same step take at most
100 % together; a test adds them up.
*/

use std::ops::RangeInclusive;

/// A step of a run that has its own lists, in the order of a run.
///
/// After [`GroupHeadlines`](Step::GroupHeadlines) the run ends. Then a command
/// decides which articles to keep, reports the findings, or checks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Read the dump and collect blocks and headlines for learning.
    ReadForLearning,
    LearnSuffixes,
    LearnBlocks,
    /// Read the dump and fingerprint its articles.
    Fingerprint,
    /// Pair the articles that share a band.
    PairBands,
    /// Pair the articles that share samples.
    PairSamples,
    /// Choose the candidates among these pairs.
    Propose,
    MergeCandidates,
    /// Sort the candidates and compare the articles of each.
    Compare,
    /// Form clusters, and compare further pairs for them.
    Cluster,
    ListHeadlines,
    MergeHeadlines,
    /// Link headlines that are spellings of one.
    LinkHeadlines,
    GroupHeadlines,
    Keep,
    Report,
    /// Check the articles one by one, after the findings.
    Check,
}

/// The share of a list.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    /// Percent of the memory budget that each list takes.
    pub percent: usize,
    /// The number of lists with this share.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test of the sums"))]
    pub lists: usize,
    /// The steps in which the lists exist.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the test of the sums"))]
    pub steps: &'static [RangeInclusive<Step>],
}

/// Declares shares: `NAME = PERCENT * LISTS in FIRST_STEP..=LAST_STEP`.
macro_rules! shares {
    ($($(#[$doc:meta])* $name:ident = $percent:literal * $lists:literal
        in $($first:ident..=$last:ident)&+;)+) => {
        $($(#[$doc])*
        pub(crate) const $name: Share = Share {
            percent: $percent,
            lists: $lists,
            steps: &[$(Step::$first..=Step::$last),+],
        };)+

        #[cfg(test)]
        const ALL: &[(&str, Share)] = &[$((stringify!($name), $name)),+];
    };
}

shares! {
    /// The keys of the blocks of every page.
    PAGE_BLOCKS = 40 * 1 in ReadForLearning..=LearnBlocks;
    /// Headlines and their possible suffixes.
    SUFFIX_SIGHTINGS = 25 * 1 in ReadForLearning..=LearnSuffixes;
    /// The names of pages whose text may stand in place of different articles.
    NOTICE_SIGHTINGS = 15 * 1 in ReadForLearning..=LearnSuffixes;
    /// The pages of blocks that may be boilerplate.
    BLOCK_OCCURRENCES = 30 * 1 in LearnBlocks..=LearnBlocks;

    ARTICLE_ENTRIES = 10 * 1 in Fingerprint..=Check;
    ARTICLE_IDS = 5 * 1 in Fingerprint..=Check;
    /// The headlines until they are grouped.
    PENDING_HEADLINES = 10 * 1 in Fingerprint..=ListHeadlines;
    /// The hashes of bodies, by which exact duplicates are found.
    BODY_HASHES = 8 * 1 in Fingerprint..=Fingerprint;
    BANDS = 25 * 1 in Fingerprint..=PairBands;
    SAMPLES = 25 * 1 in Fingerprint..=PairSamples;

    PAIRS_FROM_BANDS = 12 * 1 in PairBands..=Propose;
    /// The pairs that share samples: from prose, and from stock phrases.
    PAIRS_FROM_SAMPLES = 12 * 2 in PairSamples..=Propose;
    /// The candidates, some of them several times.
    PROPOSED_PAIRS = 12 * 1 in Propose..=MergeCandidates;
    CANDIDATES = 8 * 1 in MergeCandidates..=Cluster;

    /// The candidates by groups of connected pairs.
    GROUPED_CANDIDATES = 9 * 1 in Compare..=Compare;
    /// The candidates that are put in order and compared at a time.
    CANDIDATE_PORTION = 8 * 1 in Compare..=Compare;
    /// The bodies of a batch of pairs: one batch is compared while the next one
    /// is read.
    BATCH_BODIES = 4 * 2 in Compare..=Cluster & Keep..=Keep;
    /// The verdicts of a batch of pairs: those of one batch are stored while the next
    /// one is compared.
    BATCH_VERDICTS = 4 * 2 in Compare..=Cluster & Keep..=Keep;
    /// The bodies that later batches need.
    CACHED_BODIES = 14 * 1 in Compare..=Cluster & Keep..=Keep;
    /// The verdicts on copies, and on other pairs.
    VERDICTS = 10 * 2 in Compare..=Check;

    LISTED_HEADLINES = 21 * 1 in ListHeadlines..=MergeHeadlines;
    HEADLINE_KEYS = 10 * 1 in ListHeadlines..=MergeHeadlines;
    /// The different headlines, with their articles.
    HEADLINE_RECORDS = 21 * 1 in MergeHeadlines..=GroupHeadlines;
    /// The different headlines by their keys before suffixes are removed.
    WHOLE_HEADLINE_KEYS = 10 * 1 in MergeHeadlines..=LinkHeadlines;
    /// The lists that link different headlines, of which two exist at a time.
    HEADLINE_LINKS = 17 * 2 in LinkHeadlines..=LinkHeadlines;

    REMOVALS = 5 * 1 in Keep..=Check;
    /// The hashes of ids, by which repeated ids are found.
    ID_HASHES = 20 * 1 in Report..=Report;
    OBJECTIONS = 10 * 1 in Report..=Check;
    /// The articles by the keys that a rule of a check compares.
    CHECKED_KEYS = 20 * 1 in Check..=Check;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn sum(step: Step) -> usize {
        let exists = |share: &&Share| share.steps.iter().any(|steps| steps.contains(&step));
        let shares = ALL.iter().map(|(_, share)| share).filter(exists);
        shares.map(|share| share.percent * share.lists).sum()
    }

    #[test]
    fn the_lists_of_a_step_take_at_most_the_whole_budget() {
        let mut seen = BTreeSet::new();
        for step in ALL.iter().flat_map(|(_, share)| share.steps) {
            seen.extend([*step.start(), *step.end()]);
        }
        for step in seen {
            assert!(sum(step) <= 100, "{step:?}: {} %", sum(step));
        }
    }
}
