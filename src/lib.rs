/*!
Finds near-duplicate and syndicated articles in scraped news.

Outlets reprint the stories of agencies and of each other: trimmed, merged, with
a new opening, surrounded by their own boilerplate. This crate reads a dump of
such articles and reports which of them are copies of which, and where each story
came from. The command `wirecopy` does the same from a terminal.

# Examples

From files to findings:

```
use wirecopy::{Detector, Files, Finding, Options, ReadOptions};

let files = Files::open(&["samples".to_owned()], ReadOptions::default())?;
let detector = Detector::new(Options::default())?;
for finding in detector.findings(&files)? {
    if let Finding::Cluster(cluster) = finding {
        let origin = cluster.origin.map(|origin| origin.name);
        println!("{} articles tell one story, from {origin:?}", cluster.articles.len());
    }
}
# Ok::<(), wirecopy::Error>(())
```

[`Detector::run`], [`Detector::keep`] and [`Detector::report`] are the steps of
[`Detector::findings`]. With their results, [`write_kept`] writes each story
once, and [`write_flagged`] writes every record with what was found about it.
Articles that are not in files come from [`Articles`] or from a [`Dump`] of your
own.

# The way of one article

1. It is read from the dump.
2. The whole dump is read once to learn what each outlet repeats. Boilerplate,
   captions, labels and repeats are set aside.
3. The rest is cut into words, the words into shingles, and the shingles give a
   MinHash signature and a sample.
4. Articles that share a band of the signature or two sampled shingles are
   candidates.
5. Every candidate pair is compared word by word. Estimates never decide.
6. Duplicates form clusters around a center.
*/

#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "the command uses them")
)]

mod article;
mod boilerplate;
mod cluster;
#[cfg(feature = "cli")]
pub mod command;
mod compare;
mod convert;
mod dump;
mod error;
#[cfg(feature = "cli")]
mod evaluate;
mod fingerprint;
#[cfg(feature = "cli")]
mod gate;
mod input;
mod news;
mod output;
mod pipeline;
mod report;
mod spill;
mod syndication;
mod text;

pub use crate::article::{
    Article, ArticleId, ByteRange, Location, RecordPlace, RecordRef, RecordUnit,
};
pub use crate::compare::verdict::Relation;
pub use crate::dump::articles::Articles;
pub use crate::dump::rewrite::{
    AddedColumn, ColumnKind, ColumnValue, OutputKind, RecordWriter, RewritableDump,
};
pub use crate::dump::{Dump, Record};
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::input::files::Files;
pub use crate::input::options::ReadOptions;
pub use crate::input::records::columns::Columns;
pub use crate::news::notice::NoArticleKind;
pub use crate::output::clean::{write_kept, write_removed, write_skipped};
pub use crate::output::findings::JsonLines;
pub use crate::output::flag::write_flagged;
pub use crate::pipeline::detector::Detector;
pub use crate::pipeline::keep::plan::KeepPlan;
pub use crate::pipeline::keep::policy::KeepPolicy;
pub use crate::pipeline::observer::{NoProgress, Observer, Phase, Stage};
pub use crate::pipeline::options::{BadRecords, NotCopies, Options};
pub use crate::pipeline::outcome::Outcome;
pub use crate::pipeline::resume_lock::ResumeLock;
pub use crate::report::{
    ClusterFinding, CodePoints, ContainedSide, CopyKind, Finding, HeadlineFinding, HeadlinePlace,
    MemberFinding, MemberRole, OriginFinding, OriginKind, OutletPairFinding, PairFinding,
    PassageFinding, Place, Report, SkippedExtent, SkippedFinding, Summary, WarningFinding,
    WarningKind,
};
pub use crate::syndication::headlines::group::{Bodies, HeadlineKind};

/// What the tests and benchmarks of this crate use. It changes without notice.
#[doc(hidden)]
pub mod internals {
    pub use crate::compare::passages::runs;
    pub use crate::compare::prose::Prose;
    pub use crate::fingerprint::minhash::Banding;
    pub use crate::fingerprint::minhash::Signature;
    pub use crate::fingerprint::postings::{Pair, pair_up};
    pub use crate::fingerprint::shingles::{DEFAULT_WIDTH, into_set, shingle};
    pub use crate::fingerprint::shingles::{MIN_SAMPLES, SAMPLED_ONE_IN, sample};
    pub use crate::fingerprint::simd::PERMUTATIONS;
    pub use crate::output::clean::files_with_articles;
    pub use crate::output::flag::COLUMNS;
    pub use crate::pipeline::articles::entry::ArticleCore;
    pub use crate::pipeline::articles::entry::ArticleEntry;
    pub use crate::pipeline::clusters::cluster::Cluster;
    pub use crate::pipeline::clusters::cluster::ClusterIndex;
    pub use crate::pipeline::pairs::judged::JudgedPair;
    pub use crate::pipeline::pairs::verdict_list::VerdictList;
    pub use crate::syndication::headlines::group::HeadlineGroup;
    pub use crate::syndication::origin::{CreditMention, Origin};
    pub use crate::text::Span;
    pub use crate::text::words::Words;
}
