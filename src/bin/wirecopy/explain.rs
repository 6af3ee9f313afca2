/*!
`wirecopy explain`: why two articles are or are not copies.
*/

use std::io::{IsTerminal, Write};

use clap::ColorChoice;
use wirecopy::NotCopies;

use crate::args::ExplainArgs;
use crate::exit::Exit;
use crate::explain_print::{Ink, print};
use crate::run;

/// Explains a pair of a dump.
pub(crate) fn run(args: ExplainArgs) -> anyhow::Result<Exit> {
    let found = run::find(
        &args.inputs,
        &args.shared,
        &wirecopy::Policy::default(),
        NotCopies::Forget,
    )?;
    let first = found
        .detector
        .find(&found.files, &found.outcome, &args.first)?;
    let second = found
        .detector
        .find(&found.files, &found.outcome, &args.second)?;
    let explanation = found
        .detector
        .explain(&found.files, &found.outcome, first, second)?;
    let stdout = std::io::stdout();
    let coloured = match args.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            stdout.is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    let ink = if coloured { Ink::Colour } else { Ink::Plain };
    let mut out = std::io::BufWriter::new(stdout.lock());
    print(&explanation, &found.outcome, ink, &mut out)?;
    out.flush()?;
    Ok(Exit::of_skipped(found.outcome.skipped.len() as u64))
}
