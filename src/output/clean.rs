/*!
Writes each story once: the records that are kept, and a report of those that
are removed.

Kept records are copied as they are; the dump knows how.
*/

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::article::{ArticleId, Location, RecordPlace, RecordUnit};
use crate::compare::verdict::Relation;
use crate::dump::Dump;
use crate::dump::rewrite::RewritableDump;
use crate::error::{Error, Result};
use crate::pipeline::clusters::cluster::ClusterIndex;
use crate::pipeline::keep::plan::{KeepPlan, Removal};
use crate::pipeline::outcome::Outcome;
use crate::report::values::four_places_or_null;

/// A removed record, as a line of `--removed`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Removed {
    pub id: String,
    pub file: Arc<str>,
    /// The line, or the number of the record in other units.
    pub line: u32,
    /// The unit of `line`. Not written for lines.
    #[serde(skip_serializing_if = "RecordUnit::is_line")]
    pub unit: RecordUnit,
    /// The id of the article that is kept instead; `None` for a page without an
    /// article. So are the other values about the kept one.
    pub kept: Option<String>,
    pub kept_file: Option<Arc<str>>,
    pub kept_line: Option<u32>,
    #[serde(skip_serializing_if = "RecordUnit::is_line")]
    pub kept_unit: RecordUnit,
    /// The name of the removed article's cluster, or else of the kept one's; `None` if
    /// neither is in a cluster.
    pub cluster: Option<String>,
    pub relation: Option<Relation>,
    /// The share of the removed article's words that the kept one contains.
    #[serde(serialize_with = "four_places_or_null")]
    pub containment: Option<f64>,
    #[serde(serialize_with = "four_places_or_null")]
    pub resemblance: Option<f64>,
    pub reason: String,
}

/// Returns the numbers of the files that have articles.
pub fn files_with_articles(outcome: &Outcome) -> Result<BTreeSet<u32>> {
    let table = &outcome.table;
    let file = |article| table.entry(article).record.file;
    let files = table.articles().map(file).collect();
    table.check_io()?;
    Ok(files)
}

/// Writes the kept records to `out` in reading order, and returns their number.
/// Fails where one output cannot hold the records.
pub fn write_kept<D: RewritableDump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &KeepPlan,
    out: &mut (dyn Write + Send),
) -> Result<u64> {
    let mut writer = dump.writer(&files_with_articles(outcome)?, &[], out)?;
    let mut written = 0;
    for article in kept(outcome, keeping) {
        writer.copy(outcome.table.record_ref(article)?)?;
        written += 1;
    }
    writer.finish()?;
    outcome.table.check_io()?;
    Ok(written)
}

/// Writes each kept record to a file of its own in `folder`, under the path of
/// the file that it was read from, and returns their number. Fails where a file
/// exists already.
pub(crate) fn write_kept_files<D: RewritableDump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &KeepPlan,
    folder: &Path,
) -> Result<u64> {
    let mut written = 0;
    for article in kept(outcome, keeping) {
        let record_ref = outcome.table.record_ref(article)?;
        let path = folder.join(path_inside(&dump.location(record_ref).file));
        let located = |cause| Error::from(cause).at(Location::of_file(path.display().to_string()));
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(located)?;
        }
        let mut file = File::create_new(&path).map_err(located)?;
        dump.copy_record(record_ref, &mut file)?;
        file.flush().map_err(located)?;
        written += 1;
    }
    outcome.table.check_io()?;
    Ok(written)
}

/// Returns `path` as a path inside another folder: without a root and without
/// `..`. The extension of a compression is removed, since records are written
/// without it.
fn path_inside(path: &str) -> PathBuf {
    let plain = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".zst"));
    let components = Path::new(plain.unwrap_or(path)).components();
    components
        .filter(|component| matches!(component, Component::Normal(_)))
        .collect()
}

fn kept<'a>(outcome: &'a Outcome, keeping: &'a KeepPlan) -> impl Iterator<Item = ArticleId> + 'a {
    let articles = outcome.table.articles();
    articles.filter(|&article| !keeping.is_removed(article))
}

/// Writes a line of JSON for each removed record, in reading order.
pub fn write_removed<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &KeepPlan,
    out: &mut dyn Write,
) -> Result<()> {
    let cluster_of = outcome.cluster_of();
    for article in outcome.table.articles() {
        let line = match keeping.removal(article)? {
            Some(removal) => removed(dump, outcome, &cluster_of, article, &removal),
            None if keeping.is_dropped(article) => dropped(dump, outcome, article),
            None => continue,
        };
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    outcome.table.check_io()
}

/// Returns the line of a page that is removed because it has no article.
fn dropped<D: Dump>(dump: &D, outcome: &Outcome, article: ArticleId) -> Removed {
    let location = dump.location(outcome.table.entry(article).record);
    Removed {
        id: outcome.table.id(article),
        file: location.file,
        line: location.number.unwrap_or(1),
        unit: location.unit,
        kept: None,
        kept_file: None,
        kept_line: None,
        kept_unit: RecordUnit::Line,
        cluster: None,
        relation: None,
        containment: None,
        resemblance: None,
        reason: "no-article".to_owned(),
    }
}

fn removed<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    cluster_of: &ClusterIndex,
    article: ArticleId,
    removal: &Removal,
) -> Removed {
    let cluster = cluster_of
        .get(article)
        .or_else(|| cluster_of.get(removal.kept));
    let table = &outcome.table;
    let location = dump.location(table.entry(article).record);
    let kept_location = dump.location(table.entry(removal.kept).record);
    let kept = table.id(removal.kept);
    Removed {
        id: table.id(article),
        file: location.file,
        line: location.number.unwrap_or(1),
        unit: location.unit,
        kept: Some(kept.clone()),
        kept_file: Some(kept_location.file),
        kept_line: Some(kept_location.number.unwrap_or(1)),
        kept_unit: kept_location.unit,
        cluster: cluster.map(|cluster| outcome.cluster_name(cluster)),
        relation: Some(removal.relation),
        containment: Some(removal.containment),
        resemblance: Some(removal.resemblance),
        reason: format!(
            "{}: {:.0} % of its words are in {kept}, which is kept",
            removal.relation.name(),
            removal.containment * 100.0
        ),
    }
}

/// Writes the records that could not be read as they are, each followed by a
/// newline, and returns their number. An error of a whole file has no record.
pub fn write_skipped<D: RewritableDump>(
    dump: &D,
    outcome: &Outcome,
    out: &mut dyn Write,
) -> Result<u64> {
    let records = outcome.skipped.iter().map(|skip| skip.record);
    let mut written = 0;
    for record in records.filter(|record| record.place != RecordPlace::WholeFile) {
        dump.copy_record(record, out)?;
        out.write_all(b"\n")?;
        written += 1;
    }
    Ok(written)
}
