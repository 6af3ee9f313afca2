/*!
`wirecopy evaluate`: compare findings with labels made by hand.
*/

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::Context;

use crate::command::args::verbs::EvaluateArgs;
use crate::command::exit::Exit;
use crate::command::print::words::shorten;
use crate::evaluate::{
    Evaluation, FoundPairs, Gold, LabeledPair, Mistake, PairScores, PartlyRead, Question, evaluate,
    wrong_pairs,
};
use crate::output::sanitize::plain;

/// Characters of a label's note to show.
const NOTE_LENGTH: usize = 90;

pub(crate) fn run(args: EvaluateArgs) -> anyhow::Result<Exit> {
    let place = |path: &Path| path.display().to_string();
    let found = FoundPairs::read(open(&args.findings)?).with_context(|| place(&args.findings))?;
    let mut gold = Gold::read(open(&args.gold)?).with_context(|| place(&args.gold))?;
    if !args.set.is_empty() {
        gold = gold.of_sets(&args.set);
    }
    let partly_read = match args.all {
        true => PartlyRead::Count,
        false => PartlyRead::LeaveOut,
    };
    let evaluation = evaluate(&found, &gold, partly_read);
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer(&mut out, &evaluation)?;
        writeln!(out)?;
    } else {
        print(&evaluation, &mut out)?;
    }
    for (question, link) in [(Question::Copy, "copy"), (Question::Duplicate, "duplicate")] {
        let pairs = wrong_pairs(&found, &gold, partly_read, question);
        for (mistake, name) in [(Mistake::FalseLink, "false"), (Mistake::Missed, "missed")] {
            let pairs = pairs.iter().filter(|pair| pair.mistake == mistake);
            for pair in pairs.take(args.errors) {
                write!(out, "{name} {link}: ")?;
                print_wrong_pair(pair.pair, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Success)
}

fn open(path: &Path) -> anyhow::Result<BufReader<Box<dyn Read>>> {
    let input: Box<dyn Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path).with_context(|| path.display().to_string())?),
    };
    Ok(BufReader::new(input))
}

fn print_wrong_pair(pair: &LabeledPair, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{} {} {} (weight {}) {}",
        plain(pair.a.as_str()),
        plain(pair.b.as_str()),
        plain(pair.relation.as_deref().unwrap_or_default()),
        pair.weight,
        shorten(
            &plain(pair.note.as_deref().unwrap_or_default()),
            NOTE_LENGTH
        )
    )
}

fn print(evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} labeled pairs", evaluation.pairs)?;
    writeln!(
        out,
        "\n            precision  recall     F1   weighted: precision  recall     F1   false  missed"
    )?;
    print_links("copies", &evaluation.copies, out)?;
    print_links("duplicates", &evaluation.duplicates, out)?;
    if let Some(clusters) = &evaluation.clusters {
        writeln!(
            out,
            "\nclusters of {} articles, {} in the labels and {} found:\n\
             B-cubed precision {:.3}, recall {:.3}, F1 {:.3}; adjusted Rand index {:.3}",
            clusters.articles,
            clusters.gold_groups,
            clusters.found_groups,
            clusters.b_cubed.precision,
            clusters.b_cubed.recall,
            clusters.b_cubed.f1,
            clusters.adjusted_rand
        )?;
    }
    Ok(())
}

fn print_links(name: &str, links: &PairScores, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{name:<11} {:>9.3} {:>7.3} {:>6.3} {:>20.3} {:>7.3} {:>6.3} {:>7} {:>7}",
        links.plain.precision,
        links.plain.recall,
        links.plain.f1,
        links.weighted.precision,
        links.weighted.recall,
        links.weighted.f1,
        links.false_links,
        links.missed
    )
}
