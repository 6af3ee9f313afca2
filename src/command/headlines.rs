/*!
`wirecopy headlines`: find repeated headlines.
*/

use std::io::{self, Write};

use crate::command::analysis;
use crate::command::analysis::Analysis;
use crate::command::args::verbs::HeadlinesArgs;
use crate::command::exit::Exit;
use crate::command::outputs;
use crate::command::print::headline_table::HeadlineTable;
use crate::command::print::messages::print_skipped;
use crate::output::findings::JsonLines;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::options::NotCopies;
use crate::syndication::headlines::group::HeadlineKind;

/// Finds repeated headlines and prints the most repeated ones.
pub(crate) fn run(args: HeadlinesArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    let findings = args.findings.as_deref();
    let files = analysis::open(&args.inputs, dump, &[findings])?;
    let output = outputs::create_optional(findings, dump)?;
    let mut analysis = Analysis::run(files, dump, &KeepPolicy::Earliest, NotCopies::Forget)?;
    let shown = match args.standing {
        true => HeadlineKind::Standing,
        false => HeadlineKind::Story,
    };
    let mut table = HeadlineTable::new(shown, args.top, output.map(JsonLines::new));
    let summary = analysis.report(&mut table)?;
    table.finish()?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    if !dump.quiet && !to_stdout {
        let mut out = io::stdout().lock();
        table.print(&summary, &mut out)?;
        out.flush()?;
    }
    analysis.detection.remove_checkpoints()?;
    print_skipped(analysis.outcome())?;
    Ok(Exit::of(&summary))
}
