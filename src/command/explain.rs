/*!
`wirecopy explain`: why two articles are or are not copies.
*/

use std::io::{IsTerminal, Write};

use crate::dump::Dump;

use crate::command::analysis as run;
use crate::command::args::command_line::ExplainArgs;
use crate::command::exit::Exit;
use crate::command::print::explanation::{Coloring, print};
use crate::command::progress::TerminalProgress;
use crate::pipeline::options::NotCopies;
use clap::ColorChoice;

/// Explains a pair of a dump.
pub(crate) fn run(args: ExplainArgs) -> anyhow::Result<Exit> {
    let dump = run::open(&args.inputs, &args.shared, &[])?;
    let detector = run::detector(&args.shared, NotCopies::Forget)?;
    let progress = TerminalProgress::new(&args.shared, dump.total_bytes());
    let outcome = detector.run(&dump, &progress)?;
    progress.finish();
    let first = detector.find(&dump, &outcome, &args.first)?;
    let second = detector.find(&dump, &outcome, &args.second)?;
    let explanation = detector.explain(&dump, &outcome, first, second)?;
    let stdout = std::io::stdout();
    let colored = match args.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            stdout.is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    let ink = if colored {
        Coloring::Color
    } else {
        Coloring::Plain
    };
    let mut out = std::io::BufWriter::new(stdout.lock());
    print(&explanation, &outcome, ink, &mut out)?;
    out.flush()?;
    Ok(match outcome.skipped.is_empty() {
        true => Exit::Done,
        false => Exit::Trouble,
    })
}
