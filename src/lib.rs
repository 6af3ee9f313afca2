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

pub mod article;
pub mod boilerplate;
pub mod cluster;
#[cfg(feature = "cli")]
pub mod command;
pub mod compare;
mod convert;
pub mod dump;
pub mod error;
pub mod evaluate;
pub mod fingerprint;
pub mod gate;
pub mod input;
pub mod news;
pub mod output;
pub mod pipeline;
pub mod report;
pub mod spill;
pub mod syndication;
pub mod text;

pub use crate::article::{
    Article, ArticleId, ByteRange, Location, RecordPlace, RecordRef, RecordUnit,
};
pub use crate::dump::articles::Articles;
pub use crate::dump::rewrite::{
    AddedColumn, ColumnKind, ColumnValue, OutputKind, RecordWriter, RewritableDump,
};
pub use crate::dump::{Dump, Record};
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::input::{Columns, Files, ReadOptions, SkippedFiles};
pub use crate::news::dates::published::Published;
pub use crate::pipeline::observer::{NoProgress, Observer, Phase, Stage};
pub use crate::pipeline::options::{BadRecords, NotCopies, Options};
pub use crate::pipeline::{
    Detector, Explanation, KeepPlan, KeepPolicy, Outcome, Removal, ResumeLock,
};
pub use crate::report::{Finding, Report};
