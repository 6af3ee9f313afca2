/*!
`wirecopy clean`: write each story once.
*/

use std::io::{self, Write};
use std::path::Path;

use anyhow::bail;

use crate::command::analysis;
use crate::command::analysis::Analysis;
use crate::command::args::verbs::CleanArgs;
use crate::command::exit::Exit;
use crate::command::print::messages;
use crate::command::print::messages::Highlights;
use crate::command::print::words::{counted, grouped};
use crate::command::terminal;
use crate::dump::rewrite::{OutputKind, RewritableDump};
use crate::output::clean::{
    files_with_articles, write_kept, write_kept_files, write_removed, write_skipped,
};
use crate::output::sink::Output;
use crate::pipeline::options::NotCopies;
use crate::report::Summary;

pub(crate) fn run(args: CleanArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    let outputs = [&args.output, &args.removed, &args.skipped, &args.findings];
    let outputs = outputs.map(|path| path.as_deref());
    let files = analysis::open(&args.inputs, dump, &outputs)?;
    let mut removed = analysis::create_optional(args.removed.as_deref(), dump)?;
    let mut skipped = analysis::create_optional(args.skipped.as_deref(), dump)?;
    let findings = analysis::create_optional(args.findings.as_deref(), dump)?;
    // Whether a folder is a valid output is known when the dump has been read.
    let is_folder = args.output.as_deref().is_some_and(Path::is_dir);
    let path = args.output.as_deref();
    let output = analysis::create_optional(path.filter(|_| !is_folder && !args.dry_run), dump)?;
    let policy = args.keep.policy();
    let mut analysis = Analysis::run(files, dump, &policy, NotCopies::Forget)?;
    if args.drop_no_article {
        let outcome = &analysis.detection.outcome;
        analysis.keep_plan.drop_no_article(&outcome.table)?;
    }
    let mut highlights = Highlights::default();
    let summary = analysis.report(findings, &mut highlights)?;
    if !args.dry_run {
        write(&args, &analysis, output)?;
    }
    let (files, outcome) = (&analysis.files, &analysis.detection.outcome);
    if let Some(out) = &mut removed {
        write_removed(files, outcome, &analysis.keep_plan, out)?;
    }
    if let Some(out) = &mut skipped {
        write_skipped(files, outcome, out)?;
    }
    for out in [removed, skipped].into_iter().flatten() {
        out.finish()?;
    }
    analysis.detection.remove_checkpoints()?;
    if !dump.quiet {
        print(&args, &summary)?;
        messages::print_unknown_outlets(&policy, &analysis.detection.outcome)?;
        messages::print_warnings(&highlights, &summary)?;
    }
    messages::print_skipped(&analysis.detection.outcome)?;
    Ok(Exit::of(&summary))
}

/// Writes the kept records: to `output`, or to a folder if the dump is a folder
/// of texts.
fn write(args: &CleanArgs, analysis: &Analysis, output: Option<Output>) -> anyhow::Result<()> {
    let (files, outcome, keep_plan) = (
        &analysis.files,
        &analysis.detection.outcome,
        &analysis.keep_plan,
    );
    let kind = files.output_kind(&files_with_articles(outcome)?)?;
    match (kind, output, args.output.as_deref()) {
        (OutputKind::FilePerRecord, None, Some(folder)) => {
            write_kept_files(files, outcome, keep_plan, folder)?;
        }
        (OutputKind::FilePerRecord, Some(_), Some(path)) => bail!(
            "{}: expected an existing folder, since the dump is a folder of texts",
            path.display()
        ),
        (OutputKind::OneFile, None, Some(path)) => {
            bail!("{}: expected a file, found a folder", path.display())
        }
        (OutputKind::OneFile, Some(mut out), _) => {
            write_kept(files, outcome, keep_plan, &mut out)?;
            out.finish()?;
        }
        (_, _, None) => {}
    }
    Ok(())
}

fn print(args: &CleanArgs, summary: &Summary) -> io::Result<()> {
    let mut err = terminal::stderr();
    if summary.read == 0 {
        writeln!(err, "0 records read")?;
        return messages::print_skipped_files(summary, &mut err);
    }
    let (verb, note) = match args.dry_run {
        true => ("would be removed", " (dry run: no records were written)"),
        false => ("removed", ""),
    };
    writeln!(
        err,
        "{} kept + {} removed + {} skipped = {} read{note}",
        grouped(summary.kept),
        grouped(summary.removed),
        grouped(summary.skipped),
        grouped(summary.read),
    )?;
    writeln!(
        err,
        "{}, {} {verb}",
        counted(summary.clusters, "cluster"),
        counted(summary.removed, "article")
    )?;
    messages::print_skipped_files(summary, &mut err)?;
    if summary.kept_unlike > 0 {
        writeln!(
            err,
            "{} of these clusters kept because no kept article contains enough of their words",
            counted(summary.kept_unlike, "more article")
        )?;
    }
    if summary.kept_not_compared > 0 {
        writeln!(
            err,
            "{} of them compared only with their known copies, because their clusters keep too \
             many articles to compare all",
            grouped(summary.kept_not_compared)
        )?;
    }
    Ok(())
}
