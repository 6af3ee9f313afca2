/*!
`wirecopy evaluate`: findings held against labels made by hand.
*/

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use crate::evaluate::{
    Evaluation, FoundPairs, Gold, Mistake, PairScores, PartlyRead, Question, evaluate, wrong_pairs,
};
use anyhow::Context;

use crate::command::args::command_line::EvaluateArgs;
use crate::command::exit::Exit;
use crate::command::print::scan_table::{sanitize, shorten};

/// Characters of a note that are shown.
const NOTE: usize = 90;

/// Evaluates findings.
pub(crate) fn run(args: EvaluateArgs) -> anyhow::Result<Exit> {
    let named = |path: &Path| path.display().to_string();
    let found = FoundPairs::read(open(&args.findings)?).with_context(|| named(&args.findings))?;
    let mut gold = Gold::read(open(&args.gold)?).with_context(|| named(&args.gold))?;
    if !args.set.is_empty() {
        gold = gold.of_sets(&args.set);
    }
    let partly_read = if args.all {
        PartlyRead::Count
    } else {
        PartlyRead::LeaveOut
    };
    let evaluation = evaluate(&found, &gold, partly_read);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if args.json {
        serde_json::to_writer(&mut out, &evaluation)?;
        writeln!(out)?;
    } else {
        print(&evaluation, &mut out)?;
    }
    for question in [Question::Copy, Question::Duplicate] {
        if args.errors > 0 {
            let wrong = wrong_pairs(&found, &gold, partly_read, question);
            for mistake in [Mistake::FalseLink, Mistake::Missed] {
                for pair in wrong
                    .iter()
                    .filter(|pair| pair.mistake == mistake)
                    .take(args.errors)
                {
                    let name = if mistake == Mistake::FalseLink {
                        "false"
                    } else {
                        "missed"
                    };
                    let kind = if question == Question::Copy {
                        "copy"
                    } else {
                        "duplicate"
                    };
                    writeln!(
                        out,
                        "{name} {kind}: {} {} {} (weight {}) {}",
                        sanitize(pair.a),
                        sanitize(pair.b),
                        sanitize(pair.relation.unwrap_or("")),
                        pair.weight,
                        shorten(&sanitize(pair.note.unwrap_or("")), NOTE)
                    )?;
                }
            }
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn open(path: &Path) -> anyhow::Result<BufReader<Box<dyn std::io::Read>>> {
    let file: Box<dyn std::io::Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(path).with_context(|| path.display().to_string())?)
    };
    Ok(BufReader::new(file))
}

fn print(evaluation: &Evaluation, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{} judged pairs", evaluation.pairs)?;
    writeln!(
        out,
        "\n            precision  recall     F1   weighted: precision  recall     F1   false  missed"
    )?;
    print_links("copies", &evaluation.copies, out)?;
    print_links("duplicates", &evaluation.duplicates, out)?;
    if let Some(clusters) = &evaluation.clusters {
        writeln!(
            out,
            "\nclusters over {} articles, {} of the gold and {} found:\n\
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

fn print_links(name: &str, links: &PairScores, out: &mut impl Write) -> std::io::Result<()> {
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
