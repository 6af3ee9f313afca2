/*!
`wirecopy scan`: find duplicate and syndicated articles.
*/

use std::io::{self, Write};

use crate::command::analysis;
use crate::command::analysis::Analysis;
use crate::command::args::verbs::ScanArgs;
use crate::command::exit::Exit;
use crate::command::print::messages::print_skipped;
use crate::command::print::scan_table;
use crate::command::{outputs, parameters};
use crate::pipeline::options::NotCopies;

/// Finds the copies in a dump and prints a table of them.
pub(crate) fn run(args: ScanArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    if args.explain_parameters {
        parameters::explain(&dump.options()?, &mut io::stdout().lock())?;
        return Ok(Exit::Success);
    }
    let findings = args.findings.as_deref();
    let files = analysis::open(&args.inputs, dump, &[findings])?;
    let output = outputs::create_optional(findings, dump)?;
    let not_copies = match args.not_copies {
        true => NotCopies::Keep,
        false => NotCopies::Forget,
    };
    let policy = args.keep.policy();
    let mut analysis = Analysis::run(files, dump, &policy, not_copies)?;
    let (summary, highlights) = analysis.report_highlights(output, args.top)?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    let prints_table = !dump.quiet && !to_stdout;
    if prints_table {
        let mut out = io::stdout().lock();
        scan_table::print(&highlights, &summary, &mut out)?;
        if args.outlets {
            scan_table::print_outlet_pairs(&highlights, &summary, &mut out)?;
        }
        out.flush()?;
    }
    analysis.detection.remove_checkpoints()?;
    if !prints_table {
        print_skipped(analysis.outcome())?;
    }
    Ok(Exit::of(&summary))
}
