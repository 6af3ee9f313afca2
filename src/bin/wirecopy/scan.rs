/*!
`wirecopy scan`: what is in a dump.
*/

use std::io::Write;

use wirecopy::report::Report;
use wirecopy::write::json_lines::JsonLines;
use wirecopy::{NotCopies, Options};

use crate::args::ScanArgs;
use crate::exit::Exit;
use crate::print::Highlights;
use crate::{parameters, run};

/// Scans a dump and prints what a person wants to know first.
pub(crate) fn run(args: ScanArgs) -> anyhow::Result<Exit> {
    if args.explain_parameters {
        let options: Options = args.shared.options()?;
        parameters::explain(&options, &mut std::io::stdout().lock())?;
        return Ok(Exit::Done);
    }
    let mut findings = run::create(args.findings.as_deref())?.map(JsonLines::new);
    let not_copies = if args.not_copies {
        NotCopies::Keep
    } else {
        NotCopies::Forget
    };
    let found = run::find(&args.inputs, &args.shared, &args.keep.policy(), not_copies)?;
    let next = findings
        .as_mut()
        .map(|findings| findings as &mut dyn Report);
    let mut highlights = Highlights::new(args.top, next);
    let summary = found.detector.report(
        &found.files,
        &found.outcome,
        &found.keeping,
        &mut highlights,
    )?;
    let to_stdout = args
        .findings
        .as_deref()
        .is_some_and(|path| path.as_os_str() == "-");
    if !args.shared.quiet && !to_stdout {
        let mut out = std::io::stdout().lock();
        highlights.print(&summary, &mut out)?;
        out.flush()?;
    }
    if let Some(findings) = findings {
        findings.finish()?.finish()?;
    }
    Ok(Exit::of_skipped(summary.skipped))
}
