/*!
`wirecopy explain`: show why two articles are or are not copies, with the
measures and the shared passages marked in both texts.
*/

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::ColorChoice;

use crate::command::analysis;
use crate::command::analysis::Detection;
use crate::command::args::verbs::ExplainArgs;
use crate::command::exit::Exit;
use crate::command::print::words::counted;
use crate::compare::evidence::SideMeasure;
use crate::news::attribution::{Attribution, Mixed};
use crate::news::credit::CreditRole;
use crate::output::sanitize::plain;
use crate::pipeline::options::NotCopies;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::results::explain::{Explained, Explanation};

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

/// Whether the output has colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coloring {
    Plain,
    Colored,
}

const GREEN: &str = "\u{1b}[32m";
const DIM: &str = "\u{1b}[2m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

impl Coloring {
    fn paint(self, color: &str, text: &str) -> String {
        match self {
            Coloring::Colored if !text.is_empty() => format!("{color}{text}{RESET}"),
            _ => text.to_owned(),
        }
    }
}

fn print(
    explanation: &Explanation,
    outcome: &Outcome,
    coloring: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let verdict = &explanation.verdict;
    writeln!(out, "{}", coloring.paint(BOLD, verdict.relation.name()))?;
    writeln!(out, "{}", verdict.reason())?;
    match explanation.cluster {
        Some(cluster) => {
            let name = outcome.cluster_name(cluster);
            writeln!(out, "Both are in cluster {name}.")?;
            print_origin(outcome, cluster, out)?;
        }
        None => writeln!(out, "They are not in the same cluster.")?,
    }
    writeln!(out, "\n{:<25} {:>8} {:>8}", "", "first", "second")?;
    let rows: [(&str, &dyn Fn(&SideMeasure) -> String); 7] = [
        ("words compared", &|side| side.words.to_string()),
        ("also in the other", &|side| side.shared.to_string()),
        ("containment", &|side| format!("{:.3}", side.containment())),
        ("in shared passages", &|side| side.in_passages.to_string()),
        ("  quoted", &|side| side.quoted.to_string()),
        ("  stock phrases", &|side| side.stock_phrases.to_string()),
        ("  prose", &|side| side.prose.to_string()),
    ];
    for (name, value) in rows {
        let (first, second) = (value(&verdict.first), value(&verdict.second));
        writeln!(out, "{name:<25} {first:>8} {second:>8}")?;
    }
    writeln!(out, "{:<25} {:>8.3}", "resemblance", verdict.resemblance)?;
    print_article(&explanation.first, outcome, coloring, out)?;
    print_article(&explanation.second, outcome, coloring, out)
}

fn print_origin(outcome: &Outcome, cluster: usize, out: &mut impl Write) -> io::Result<()> {
    let Some(origin) = outcome.origin(cluster) else {
        return writeln!(out, "Its origin is unknown.");
    };
    let reasons: Vec<String> = origin.reasons.iter().map(ToString::to_string).collect();
    let also: Vec<&str> = origin
        .also
        .iter()
        .map(|&source| outcome.source_name(source))
        .collect();
    let also = match also.is_empty() {
        true => String::new(),
        false => format!(" (also named: {})", plain(&also.join(", "))),
    };
    let outside = match origin.own.is_empty() {
        true => ", whose own page is not in the dump",
        false => "",
    };
    writeln!(
        out,
        "Its likeliest origin is {}{also}{outside} (confidence {:.2}: {}).",
        plain(outcome.source_name(origin.source)),
        origin.confidence,
        reasons.join(", ")
    )
}

/// Prints whose copy an article carries, with the evidence, and its dateline.
fn print_attribution(attribution: &Attribution, out: &mut impl Write) -> io::Result<()> {
    let mut parties: Vec<(&str, Vec<&str>)> = Vec::new();
    for carried in &attribution.carried {
        let evidence = carried.evidence.name();
        match parties.iter_mut().find(|(name, _)| *name == carried.name) {
            Some((_, all)) => all.push(evidence),
            None => parties.push((&carried.name, vec![evidence])),
        }
    }
    for (name, evidence) in parties {
        writeln!(out, "carries: {} ({})", plain(name), evidence.join(", "))?;
    }
    for other in &attribution.others {
        let role = match other.role {
            CreditRole::Contribution => "contributed",
            CreditRole::Photo => "photo credit",
        };
        writeln!(out, "not carried: {} ({role})", plain(&other.name))?;
    }
    match attribution.mixed {
        Mixed::No => {}
        Mixed::UnnamedAgencies => writeln!(out, "mixed: unnamed agencies are credited")?,
        Mixed::Helped => writeln!(out, "mixed: written by staff with the help of an agency")?,
    }
    match &attribution.dateline {
        Some(dateline) => writeln!(out, "dateline: {}", plain(&dateline.text)),
        None => Ok(()),
    }
}

fn print_article(
    explained: &Explained,
    outcome: &Outcome,
    coloring: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let article = &explained.article;
    let id = outcome.table.id(explained.number);
    let outlet = article.outlet.as_deref().unwrap_or("(no outlet)");
    let published = article.published.as_deref().unwrap_or("(no date)");
    let title = plain(&format!("{id} · {outlet} · {published}"));
    writeln!(out, "\n{}", coloring.paint(BOLD, &title))?;
    if let Some(headline) = article.headline.as_deref() {
        writeln!(out, "{}", coloring.paint(BOLD, &plain(headline)))?;
    }
    match outcome.table.entry(explained.number).no_article {
        Some(page) => writeln!(
            out,
            "no article: a notice of the outlet ({}), as on {}",
            page.kind.name(),
            counted(u64::from(page.shared_with), "other page"),
        )?,
        None => print_attribution(&explained.attribution, out)?,
    }
    let text = article.text.as_deref().unwrap_or_default();
    print_marked(text, &marks(explained, coloring), coloring, out)
}

/// Text to insert at a byte of an article, where the color changes.
struct Mark {
    at: u32,
    insert: String,
    /// The color of the text after the mark.
    color: Option<&'static str>,
}

/// Returns the marks around shared passages and around blocks that were set
/// aside, in the order of the text.
fn marks(explained: &Explained, coloring: Coloring) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |start, end, color: &'static str, label: &str, [open, close]: [&str; 2]| {
        let (before, after) = match coloring {
            Coloring::Plain => (format!("{open}{label}: "), close.to_owned()),
            Coloring::Colored => (coloring.paint(DIM, &format!("{label} ")), String::new()),
        };
        let color = Some(color);
        for (at, insert, color) in [(start, before, color), (end, after, None)] {
            marks.push(Mark { at, insert, color });
        }
    };
    for (index, span) in explained.passages.iter().enumerate() {
        let number = (index + 1).to_string();
        add(span.start, span.end, GREEN, &number, ["[", "]"]);
    }
    for block in &explained.excluded {
        let (start, end) = (block.span.start, block.span.end);
        add(start, end, DIM, block.reason.name(), ["(", ")"]);
    }
    // The end of a span comes before the start of the next one.
    marks.sort_by_key(|mark| (mark.at, mark.color.is_some()));
    marks
}

fn print_marked(
    text: &str,
    marks: &[Mark],
    coloring: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut at = 0;
    let mut color = None;
    for mark in marks {
        let end = mark.at as usize;
        print_part(text.get(at..end), color, coloring, out)?;
        write!(out, "{}", mark.insert)?;
        at = at.max(end);
        color = mark.color;
    }
    print_part(text.get(at..), color, coloring, out)?;
    writeln!(out)
}

/// Prints a part of a text. Keeps line breaks.
fn print_part(
    text: Option<&str>,
    color: Option<&str>,
    coloring: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let lines: Vec<String> = text.unwrap_or_default().split('\n').map(plain).collect();
    let text = lines.join("\n");
    match color {
        Some(color) => write!(out, "{}", coloring.paint(color, &text)),
        None => write!(out, "{text}"),
    }
}
