/*!
`wirecopy flag`: write every record with its findings in added columns.
*/

use std::io::Write;

use crate::command::analysis;
use crate::command::analysis::{Analysis, Detection};
use crate::command::args::verbs::FlagArgs;
use crate::command::exit::Exit;
use crate::command::print::messages;
use crate::command::print::messages::Highlights;
use crate::command::print::words::{counted, grouped};
use crate::command::terminal;
use crate::output::flag::write_flagged;
use crate::pipeline::options::NotCopies;

pub(crate) fn run(args: FlagArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    let outputs = [Some(args.output.as_path()), args.findings.as_deref()];
    let files = analysis::open(&args.inputs, dump, &outputs)?;
    let findings = analysis::create_optional(args.findings.as_deref(), dump)?;
    let mut output = analysis::create(&args.output, dump)?;
    let policy = args.keep.policy();
    let mut analysis = Analysis::run(files, dump, &policy, NotCopies::Forget)?;
    let mut highlights = Highlights::default();
    let summary = analysis.report(findings, &mut highlights)?;
    let files = &analysis.files;
    let Detection { detector, outcome } = &analysis.detection;
    let written = write_flagged(files, detector, outcome, &analysis.keep_plan, &mut output)?;
    output.finish()?;
    analysis.detection.remove_checkpoints()?;
    if !dump.quiet {
        let mut err = terminal::stderr();
        if summary.read == 0 {
            writeln!(err, "0 records read")?;
        } else {
            writeln!(
                err,
                "{} flagged + {} skipped = {} read; {} in {}",
                grouped(written),
                grouped(summary.skipped),
                grouped(summary.read),
                counted(summary.in_clusters, "article"),
                counted(summary.clusters, "cluster")
            )?;
        }
        messages::print_skipped_files(&summary, &mut err)?;
        messages::print_unknown_outlets(&policy, &analysis.detection.outcome)?;
        messages::print_warnings(&highlights, &summary)?;
    }
    messages::print_skipped(&analysis.detection.outcome)?;
    Ok(Exit::of(&summary))
}
