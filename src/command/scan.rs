/*!
`wirecopy scan`: what is in a dump.
*/

use std::io::Write;

use crate::pipeline::options::{NotCopies, Options};

use crate::command::analysis as run;
use crate::command::args::command_line::ScanArgs;
use crate::command::exit::Exit;
use crate::command::parameters;

/// Scans a dump and prints what a person wants to know first.
pub(crate) fn run(args: ScanArgs) -> anyhow::Result<Exit> {
    if args.explain_parameters {
        let options: Options = args.shared.options()?;
        parameters::explain(&options, &mut std::io::stdout().lock())?;
        return Ok(Exit::Done);
    }
    let findings = args.findings.as_deref();
    let dump = run::open(&args.inputs, &args.shared, &[findings])?;
    let output = run::create(findings, &args.shared)?;
    let not_copies = if args.not_copies {
        NotCopies::Keep
    } else {
        NotCopies::Forget
    };
    let mut found = run::find(dump, &args.shared, &args.keep.policy(), not_copies)?;
    let (summary, highlights) = found.report(output, args.top)?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    if !args.shared.quiet && !to_stdout {
        let mut out = std::io::stdout().lock();
        highlights.print(&summary, &mut out)?;
        if args.outlets {
            highlights.print_outlets(&summary, &mut out)?;
        }
        out.flush()?;
    }
    run::forget(found.outcome.resume_lock.take())?;
    if args.shared.quiet || to_stdout {
        run::print_skipped(
            &found.outcome,
            &mut crate::command::print::scan_table::stderr(),
        )?;
    }
    Ok(Exit::of(&summary))
}
