/*!
`wirecopy explain`: show why two articles are or are not copies.
*/

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::ColorChoice;

use crate::command::analysis;
use crate::command::analysis::Detection;
use crate::command::args::verbs::ExplainArgs;
use crate::command::exit::Exit;
use crate::command::print::explanation::{Coloring, print};
use crate::pipeline::options::NotCopies;

/// Explains the verdict on a pair of articles.
pub(crate) fn run(args: ExplainArgs) -> anyhow::Result<Exit> {
    let files = analysis::open(&args.inputs, &args.dump, &[])?;
    let detection = Detection::run(&files, &args.dump, NotCopies::Forget)?;
    let Detection { detector, outcome } = &detection;
    let first = detector.find(&files, outcome, &args.first)?;
    let second = detector.find(&files, outcome, &args.second)?;
    let explanation = detector.explain(&files, outcome, first, second)?;
    let stdout = io::stdout();
    let is_colored = match args.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let no_color = std::env::var_os("NO_COLOR");
            stdout.is_terminal() && no_color.is_none_or(|value| value.is_empty())
        }
    };
    let coloring = match is_colored {
        true => Coloring::Colored,
        false => Coloring::Plain,
    };
    let mut out = BufWriter::new(stdout.lock());
    print(&explanation, outcome, coloring, &mut out)?;
    out.flush()?;
    Ok(match outcome.skipped.is_empty() {
        true => Exit::Success,
        false => Exit::Failure,
    })
}
