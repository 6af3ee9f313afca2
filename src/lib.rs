/*!
Finds near-duplicate and syndicated articles in scraped news.

Outlets reprint the stories of agencies and of each other: trimmed, merged, with
a new opening, surrounded by their own boilerplate. This crate reads a dump of
such articles and says which of them are copies of which. The command `wirecopy`
does the same from a terminal.

Three calls lead from files to findings: [`Files::open`], [`Detector::run`] and
[`Detector::report`].

# The way of one article

1. It is read from a [`Dump`]: [`Files`], or [`Articles`] in memory.
2. The whole dump is read once to learn what each outlet repeats
   ([`boilerplate`]). Boilerplate, captions, labels and repeats are set aside.
3. The rest is cut into words ([`text::words`]), the words into shingles, and the
   shingles give a signature and a sample ([`fingerprint`]).
4. Articles that share a band of the signature or two sampled shingles are
   candidates.
5. Every candidate pair is compared word by word and judged ([`compare`]).
   Estimates never decide.
6. Duplicates form clusters around a center ([`cluster`]).

# Examples

```
use wirecopy::{Article, Articles, Detector, Options, NoProgress};

let story = "SKARHOLM (AP) — The harbour bridge will close in November for repairs that had \
             been put off for eleven years, the mayor said on Monday. Ferries will run every \
             ten minutes until the spring, free of charge for those who live on the island.";
let article = |id: &'static str, text: String| Article {
    id: Some(id.into()),
    text: Some(text.into()),
    ..Article::default()
};
let dump = Articles::new(vec![
    article("wire", story.to_owned()),
    article("reprint", format!("Bridge news. {story} Sign up for our newsletter.")),
    article("other", "The council voted down the budget after a night of debate.".to_owned()),
]);
let detector = Detector::new(Options::default())?;
let outcome = detector.run(&dump, &NoProgress)?;
let cluster = &outcome.clusters[0];
let ids: Vec<String> = cluster.members.iter().map(|member| outcome.table.id(member.article)).collect();
assert_eq!(ids.len(), 2);
assert!(!ids.iter().any(|id| id == "other"));
# Ok::<(), wirecopy::Error>(())
```
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
pub use crate::compare::relation::Relation;
pub use crate::dump::articles::Articles;
pub use crate::dump::rewrite::{
    AddedColumn, ColumnKind, ColumnValue, OutputKind, RecordWriter, RewritableDump,
};
pub use crate::dump::{Dump, Record};
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::input::files::Files;
pub use crate::input::options::ReadOptions;
pub use crate::input::records::columns::Columns;
pub use crate::news::parties::directory::Directory;
pub use crate::output::clean::{write_kept, write_removed, write_skipped};
pub use crate::output::findings::JsonLines;
pub use crate::output::flag::write_flagged;
pub use crate::pipeline::Detector;
pub use crate::pipeline::checkpoints::ResumeLock;
pub use crate::pipeline::keep::plan::KeepPlan;
pub use crate::pipeline::keep::policy::KeepPolicy;
pub use crate::pipeline::observer::{NoProgress, Observer, Phase, Stage};
pub use crate::pipeline::options::{BadRecords, NotCopies, Options};
pub use crate::pipeline::outcome::Outcome;
pub use crate::report::{
    ClusterFinding, CodePoints, ContainedSide, CopyKind, Finding, HeadlineFinding, HeadlinePlace,
    MemberFinding, MemberRole, OriginFinding, OriginKind, OutletPairFinding, PairFinding,
    PassageFinding, Place, Report, SkippedExtent, SkippedFinding, Summary, WarningFinding,
    WarningKind,
};

/// What the tests and benchmarks of this crate use. It changes without notice.
#[doc(hidden)]
pub mod internals {
    pub use crate::compare::passages::runs;
    pub use crate::compare::prose::Prose;
    pub use crate::fingerprint::bands::Banding;
    pub use crate::fingerprint::minhash::Signature;
    pub use crate::fingerprint::permutations::PERMUTATIONS;
    pub use crate::fingerprint::postings::{Pair, pair_up};
    pub use crate::fingerprint::sample::{MIN_SAMPLES, SAMPLED_ONE_IN, sample};
    pub use crate::fingerprint::shingles::{DEFAULT_WIDTH, into_set, shingle};
    pub use crate::output::clean::files_with_articles;
    pub use crate::output::flag::{COLUMNS, Flags};
    pub use crate::pipeline::articles::core::ArticleCore;
    pub use crate::pipeline::articles::entry::ArticleEntry;
    pub use crate::pipeline::clusters::cluster::Cluster;
    pub use crate::pipeline::clusters::index::ClusterIndex;
    pub use crate::pipeline::pairs::judged::JudgedPair;
    pub use crate::pipeline::pairs::verdict_list::VerdictList;
    pub use crate::syndication::headlines::group::{HeadlineGroup, HeadlineKind};
    pub use crate::syndication::origin::{CreditMention, Origin};
    pub use crate::text::Span;
    pub use crate::text::words::Words;
}
