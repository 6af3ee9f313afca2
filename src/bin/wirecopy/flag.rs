/*!
`wirecopy flag`: every record with what was found about it.
*/

use std::io::Write;

use wirecopy::NotCopies;
use wirecopy::edition::clean::layout;
use wirecopy::edition::flag::{Flags, write_flagged};
use wirecopy::edition::output::Output;
use wirecopy::report::Report;
use wirecopy::write::json_lines::JsonLines;

use crate::args::FlagArgs;
use crate::exit::Exit;
use crate::print::{Highlights, counted, grouped};
use crate::run;

/// Flags a dump.
pub(crate) fn run(args: FlagArgs) -> anyhow::Result<Exit> {
    run::refuse_inputs_as_outputs(
        &args.inputs,
        std::iter::once(&args.output).chain(&args.findings),
    )?;
    let mut findings = run::create(args.findings.as_deref())?.map(JsonLines::new);
    let mut output = Output::create(&args.output)?;
    let found = run::find(
        &args.inputs,
        &args.shared,
        &args.keep.policy(),
        NotCopies::Forget,
    )?;
    let next = findings
        .as_mut()
        .map(|findings| findings as &mut dyn Report);
    let mut highlights = Highlights::new(0, next);
    let summary = found.detector.report(
        &found.files,
        &found.outcome,
        &found.keeping,
        &mut highlights,
    )?;
    let layout = layout(&found.files, &found.outcome)?;
    let flags = Flags::new(&found.outcome, &found.keeping);
    let written = write_flagged(&found.files, &flags, &layout, &mut output)?;
    output.finish()?;
    if let Some(findings) = findings {
        findings.finish()?.finish()?;
    }
    if !args.shared.quiet {
        let mut err = std::io::stderr().lock();
        writeln!(
            err,
            "{} flagged + {} skipped = {} read; {} in {}",
            grouped(written),
            grouped(summary.skipped),
            grouped(summary.read),
            counted(summary.in_clusters, "article"),
            counted(summary.clusters, "cluster")
        )?;
        run::print_skipped(&found.outcome, &mut err)?;
    }
    Ok(Exit::of_skipped(summary.skipped))
}
