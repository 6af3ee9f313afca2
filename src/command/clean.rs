/*!
`wirecopy clean`: each story once.
*/

use std::io::Write;
use std::path::Path;

use crate::dump::rewrite::{OutputKind, RewritableDump};
use crate::output::clean::{
    files_with_articles, write_kept, write_kept_files, write_removed, write_skipped,
};
use crate::output::sink::Output;
use crate::pipeline::options::NotCopies;
use crate::report::Summary;
use anyhow::bail;

use crate::command::analysis as run;
use crate::command::analysis::Analysis;
use crate::command::args::command_line::CleanArgs;
use crate::command::exit::Exit;
use crate::command::print::scan_table as print;
use crate::command::print::scan_table::{counted, grouped};

/// Cleans a dump.
pub(crate) fn run(args: CleanArgs) -> anyhow::Result<Exit> {
    let outputs = [&args.output, &args.removed, &args.skipped, &args.findings];
    let dump = run::open(
        &args.inputs,
        &args.shared,
        &outputs.map(|path| path.as_deref()),
    )?;
    let mut removed = run::create(args.removed.as_deref(), &args.shared)?;
    let mut skipped = run::create(args.skipped.as_deref(), &args.shared)?;
    let findings = run::create(args.findings.as_deref(), &args.shared)?;
    // A folder for texts is only known as such when the dump has been read.
    let wants_folder = args.output.as_deref().is_some_and(Path::is_dir);
    let output = if wants_folder || args.dry_run {
        None
    } else {
        run::create(args.output.as_deref(), &args.shared)?
    };
    let mut found = run::find(dump, &args.shared, &args.keep.policy(), NotCopies::Forget)?;
    let (summary, highlights) = found.report(findings, 0)?;
    if !args.dry_run {
        write(&args, &found, output)?;
    }
    if let Some(out) = &mut removed {
        write_removed(&found.dump, &found.outcome, &found.keeping, out)?;
    }
    if let Some(out) = &mut skipped {
        write_skipped(&found.dump, &found.outcome, out)?;
    }
    for out in [removed, skipped].into_iter().flatten() {
        out.finish()?;
    }
    run::forget(found.outcome.resume_lock.take())?;
    if !args.shared.quiet {
        print(&args, &summary)?;
        let mut err = print::stderr();
        run::print_nobodys(&args.keep, &found, &mut err)?;
        highlights.print_warnings(&summary, &mut err)?;
    }
    run::print_skipped(&found.outcome, &mut print::stderr())?;
    Ok(Exit::of(&summary))
}

fn write<D: RewritableDump>(
    args: &CleanArgs,
    found: &Analysis<D>,
    output: Option<Output>,
) -> anyhow::Result<()> {
    let Analysis {
        dump,
        outcome,
        keeping,
        ..
    } = found;
    let kind = dump.output_kind(&files_with_articles(outcome)?)?;
    match (kind, output, args.output.as_deref()) {
        (OutputKind::FilePerRecord, None, Some(folder)) => {
            write_kept_files(dump, outcome, keeping, folder)?;
        }
        (OutputKind::FilePerRecord, Some(_), Some(path)) => {
            bail!(
                "{}: expected a folder that is there: the dump is a folder of texts",
                path.display()
            );
        }
        (_, None, Some(path)) => bail!("{}: is a folder, expected a file", path.display()),
        (OutputKind::OneFile, Some(mut out), _) => {
            write_kept(dump, outcome, keeping, &mut out)?;
            out.finish()?;
        }
        (_, _, None) => {}
    }
    Ok(())
}

/// Says on stderr what became of the records.
fn print(args: &CleanArgs, summary: &Summary) -> anyhow::Result<()> {
    let mut err = print::stderr();
    let removed = match args.dry_run {
        true => format!("{} would go", counted(summary.removed, "article")),
        false => format!("{} gone", counted(summary.removed, "article")),
    };
    writeln!(
        err,
        "{} kept + {} removed + {} skipped = {} read{}",
        grouped(summary.kept),
        grouped(summary.removed),
        grouped(summary.skipped),
        grouped(summary.read),
        if args.dry_run {
            " (dry run: no record was written)"
        } else {
            ""
        },
    )?;
    writeln!(err, "{}; {}", counted(summary.clusters, "cluster"), removed)?;
    print::unread_files(summary, &mut err)?;
    if summary.kept_unlike > 0 {
        writeln!(
            err,
            "{} more of these clusters kept: too little of it stands in another that is kept",
            counted(summary.kept_unlike, "article")
        )?;
    }
    if summary.kept_not_compared > 0 {
        writeln!(
            err,
            "{} of them held only against the copies known of it: very many of its cluster stay",
            counted(summary.kept_not_compared, "article")
        )?;
    }
    Ok(())
}
