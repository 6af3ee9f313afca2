/*!
The records that stay, byte for byte as they were, and a word on each that
goes.
*/

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::article::{ArticleId, Location, RecordPlace};
use crate::compare::relation::Relation;
use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::input::Files;
use crate::output::layout::Layout;
use crate::pipeline::keep::decide::{KeepPlan, Removal};
use crate::pipeline::outcome::Outcome;
use crate::report::share::four_places;

/// A record that goes, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Removed {
    /// Its id.
    pub id: String,
    /// The file it stands in.
    pub file: Arc<str>,
    /// The line it begins on.
    pub line: u32,
    /// The id of the article that stays for it.
    pub kept: String,
    /// The file of the one that stays.
    pub kept_file: Arc<str>,
    /// The line of the one that stays.
    pub kept_line: u32,
    /// The cluster of both.
    pub cluster: String,
    /// How the two relate.
    pub relation: Relation,
    /// The share of the removed one's words that stand in the kept one.
    #[serde(serialize_with = "four_places")]
    pub containment: f64,
    /// Shared shingles over all shingles.
    #[serde(serialize_with = "four_places")]
    pub resemblance: f64,
    /// The same for people.
    pub reason: String,
}

/// The layout of the records that stay.
///
/// # Errors
///
/// When they cannot stand in one output.
pub fn layout(files: &Files, outcome: &Outcome) -> Result<Layout> {
    let numbers: BTreeSet<u32> = outcome
        .table
        .articles()
        .map(|article| outcome.table.entry(article).record.file)
        .collect();
    outcome.table.check_io()?;
    if numbers.is_empty() {
        return Ok(Layout::of_none(files));
    }
    Layout::of(files, numbers.into_iter())
}

/// Writes the records that stay to `out`, in reading order, and gives their
/// number.
///
/// # Errors
///
/// When a record cannot be read once more or written.
pub fn write_kept(
    files: &Files,
    outcome: &Outcome,
    keeping: &KeepPlan,
    layout: &Layout,
    out: &mut dyn Write,
) -> Result<u64> {
    layout.begin(out)?;
    let mut written = 0;
    for article in kept(outcome, keeping) {
        layout.before(written, out)?;
        files.copy_record(outcome.table.record_ref(article)?, out)?;
        layout.after(out)?;
        written += 1;
    }
    layout.end(out)?;
    outcome.table.check_io()?;
    Ok(written)
}

/// Copies the texts that stay to `folder`, under the paths that they were
/// found at, and gives their number.
///
/// # Errors
///
/// When a file cannot be read or written, or two would have the same name.
pub fn copy_kept(
    files: &Files,
    outcome: &Outcome,
    keeping: &KeepPlan,
    folder: &Path,
) -> Result<u64> {
    let mut written = 0;
    for article in kept(outcome, keeping) {
        let record_ref = outcome.table.record_ref(article)?;
        let found = files.location(record_ref).file;
        let path = folder.join(inside(&found));
        let at = |cause| {
            Error::from(cause).at(Location {
                file: path.display().to_string().into(),
                line: None,
            })
        };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(at)?;
        }
        let mut file = File::create_new(&path).map_err(at)?;
        files.copy_record(record_ref, &mut file)?;
        file.flush().map_err(at)?;
        written += 1;
    }
    outcome.table.check_io()?;
    Ok(written)
}

/// A path without what leads out of a folder that it is put into, and without
/// the ending of a compression that is undone.
fn inside(path: &str) -> std::path::PathBuf {
    let plain = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".zst"))
        .unwrap_or(path);
    Path::new(plain)
        .components()
        .filter(|component| matches!(component, std::path::Component::Normal(_)))
        .collect()
}

fn kept<'a>(outcome: &'a Outcome, keeping: &'a KeepPlan) -> impl Iterator<Item = ArticleId> + 'a {
    outcome
        .table
        .articles()
        .filter(|&article| !keeping.goes(article))
}

/// Writes a line of JSON for each record that goes, in reading order.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_removed(
    files: &Files,
    outcome: &Outcome,
    keeping: &KeepPlan,
    out: &mut dyn Write,
) -> Result<()> {
    for article in outcome.table.articles() {
        if let Some(removal) = keeping.removal(article)? {
            serde_json::to_writer(&mut *out, &removed(files, outcome, article, &removal))
                .map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    outcome.table.check_io()
}

fn removed(files: &Files, outcome: &Outcome, article: ArticleId, removal: &Removal) -> Removed {
    let table = &outcome.table;
    let place = files.location(table.entry(article).record);
    let kept_place = files.location(table.entry(removal.kept).record);
    let kept = table.id(removal.kept);
    Removed {
        id: table.id(article),
        file: place.file,
        line: place.line.unwrap_or(1),
        kept: kept.clone(),
        kept_file: kept_place.file,
        kept_line: kept_place.line.unwrap_or(1),
        cluster: outcome.cluster_name(removal.cluster),
        relation: removal.relation,
        containment: removal.containment,
        resemblance: removal.resemblance,
        reason: format!(
            "{}: {:.0} % of its words stand in {kept}, which stays",
            removal.relation.name(),
            removal.containment * 100.0
        ),
    }
}

/// Writes the records that could not be read, as they were, and gives their
/// number. Troubles of whole files have no record.
///
/// # Errors
///
/// When a record cannot be copied.
pub fn write_skipped(files: &Files, outcome: &Outcome, out: &mut dyn Write) -> Result<u64> {
    let mut written = 0;
    for skip in outcome
        .skipped
        .iter()
        .filter(|skip| skip.record.place != RecordPlace::WholeFile)
    {
        files.copy_record(skip.record, out)?;
        out.write_all(b"\n")?;
        written += 1;
    }
    Ok(written)
}
