/*!
`wirecopy flag`: every record with what was found about it.
*/

use std::io::Write;

use crate::output::flag::{Flags, write_flagged};
use crate::pipeline::options::NotCopies;

use crate::command::analysis as run;
use crate::command::args::command_line::FlagArgs;
use crate::command::exit::Exit;
use crate::command::print::scan_table as print;
use crate::command::print::scan_table::{counted, grouped};

/// Flags a dump.
pub(crate) fn run(args: FlagArgs) -> anyhow::Result<Exit> {
    let outputs = [Some(args.output.as_path()), args.findings.as_deref()];
    let dump = run::open(&args.inputs, &args.shared, &outputs)?;
    let findings = run::create(args.findings.as_deref(), &args.shared)?;
    let mut output = run::create_at(&args.output, &args.shared)?;
    let mut found = run::find(dump, &args.shared, &args.keep.policy(), NotCopies::Forget)?;
    let (summary, highlights) = found.report(findings, 0)?;
    let flags = Flags::new(&found.outcome, &found.keeping, found.directory());
    let written = write_flagged(&found.dump, &flags, &mut output)?;
    output.finish()?;
    drop(flags);
    run::forget(found.outcome.resume_lock.take())?;
    if !args.shared.quiet {
        let mut err = print::stderr();
        writeln!(
            err,
            "{} flagged + {} skipped = {} read; {} in {}",
            grouped(written),
            grouped(summary.skipped),
            grouped(summary.read),
            counted(summary.in_clusters, "article"),
            counted(summary.clusters, "cluster")
        )?;
        print::unread_files(&summary, &mut err)?;
        run::print_nobodys(&args.keep, &found, &mut err)?;
        highlights.print_warnings(&summary, &mut err)?;
    }
    run::print_skipped(&found.outcome, &mut print::stderr())?;
    Ok(Exit::of(&summary))
}
