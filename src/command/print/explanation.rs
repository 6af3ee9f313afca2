/*!
An explained pair on a terminal: the verdict, the measures, and both texts
with the shared passages marked.
*/

use std::io::{self, Write};

use crate::compare::evidence;
use crate::news::attribution::{Attribution, Mixed};
use crate::news::credit::CreditRole;
use crate::pipeline::Explained;
use crate::pipeline::{Explanation, Outcome};

use crate::command::print::scan_table::{controls_terminal, sanitize};

/// With colors or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coloring {
    Plain,
    Color,
}

/// Escape sequences: passages green, what was set aside dim, heads bold.
const SHARED: &str = "\u{1b}[32m";
const DIM: &str = "\u{1b}[2m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

impl Coloring {
    fn paint(self, color: &str, text: &str) -> String {
        match self {
            Coloring::Plain => text.to_owned(),
            Coloring::Color => format!("{color}{text}{RESET}"),
        }
    }
}

/// Prints the explanation.
pub(crate) fn print(
    explanation: &Explanation,
    outcome: &Outcome,
    ink: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let verdict = &explanation.verdict;
    writeln!(out, "{}", ink.paint(BOLD, verdict.relation.name()))?;
    writeln!(out, "{}", verdict.reason())?;
    match explanation.cluster {
        Some(cluster) => {
            writeln!(
                out,
                "Both are in cluster {}.",
                outcome.cluster_name(cluster)
            )?;
            print_origin(outcome, cluster, out)?;
        }
        None => writeln!(out, "They are in no cluster together.")?,
    }
    writeln!(
        out,
        "\n                          {:>8} {:>8}",
        "first", "second"
    )?;
    let row = |name: &str, of: &dyn Fn(&evidence::SideMeasure) -> String| {
        format!(
            "{name:<25} {:>8} {:>8}",
            of(&verdict.first),
            of(&verdict.second)
        )
    };
    writeln!(
        out,
        "{}",
        row("words compared", &|side| side.words.to_string())
    )?;
    writeln!(
        out,
        "{}",
        row("stand in the other", &|side| side.shared.to_string())
    )?;
    writeln!(
        out,
        "{}",
        row("containment", &|side| format!("{:.3}", side.containment()))
    )?;
    writeln!(
        out,
        "{}",
        row("in shared passages", &|side| side.in_passages.to_string())
    )?;
    writeln!(out, "{}", row("  quoted", &|side| side.quoted.to_string()))?;
    writeln!(
        out,
        "{}",
        row("  stock phrases", &|side| side.stock_phrases.to_string())
    )?;
    writeln!(
        out,
        "{}",
        row("  prose of its own", &|side| side.prose.to_string())
    )?;
    writeln!(out, "{:<25} {:>8.3}", "resemblance", verdict.resemblance)?;
    article(&explanation.first, outcome, ink, out)?;
    article(&explanation.second, outcome, ink, out)
}

/// Says where the story of a cluster comes from, and why that is thought.
fn print_origin(outcome: &Outcome, cluster: usize, out: &mut impl Write) -> io::Result<()> {
    let Some(origin) = outcome.origin(cluster) else {
        return writeln!(out, "Its source is not known.");
    };
    let reasons: Vec<String> = origin.reasons.iter().map(ToString::to_string).collect();
    let place = if origin.own.is_empty() {
        ", whose own page is not in the dump"
    } else {
        ""
    };
    writeln!(
        out,
        "Its likeliest source is {}{place} (confidence {:.2}: {}).",
        sanitize(outcome.source_name(origin.source)),
        origin.confidence,
        reasons.join(", ")
    )
}

/// Says whose copy an article says that it carries.
fn print_attribution(attribution: &Attribution, out: &mut impl Write) -> io::Result<()> {
    let mut parties: Vec<(&str, Vec<&str>)> = Vec::new();
    for carried in &attribution.carried {
        let how = carried.evidence.name();
        match parties.iter_mut().find(|(name, _)| *name == carried.name) {
            Some((_, ways)) => ways.push(how),
            None => parties.push((&carried.name, vec![how])),
        }
    }
    for (name, ways) in parties {
        writeln!(out, "carries: {} ({})", sanitize(name), ways.join(", "))?;
    }
    for other in &attribution.others {
        let what = match other.role {
            CreditRole::Contribution => "helped",
            CreditRole::Photo => "a picture's credit",
        };
        writeln!(out, "not carried: {} ({what})", sanitize(&other.name))?;
    }
    match attribution.mixed {
        Mixed::No => {}
        Mixed::UnnamedAgencies => writeln!(out, "mixed: agencies without a name are credited")?,
        Mixed::Helped => writeln!(out, "mixed: staff, with the help of an agency")?,
    }
    match &attribution.dateline {
        Some(dateline) => writeln!(out, "dateline: {}", sanitize(&dateline.text)),
        None => Ok(()),
    }
}

fn article(
    explained: &Explained,
    outcome: &Outcome,
    ink: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let article = &explained.article;
    let id = sanitize(&outcome.table.id(explained.number));
    let outlet = sanitize(article.outlet.as_deref().unwrap_or("(no outlet)"));
    let published = sanitize(article.published.as_deref().unwrap_or("(no date)"));
    writeln!(
        out,
        "\n{}",
        ink.paint(BOLD, &format!("{id} · {outlet} · {published}"))
    )?;
    if let Some(headline) = article.headline.as_deref() {
        writeln!(out, "{}", ink.paint(BOLD, &sanitize(headline)))?;
    }
    print_attribution(&explained.attribution, out)?;
    let text = article.text.as_deref().unwrap_or_default();
    let mut marks = marks(explained);
    marks.sort_by_key(|mark| (mark.at, mark.order));
    let mut at = 0;
    let mut color: Option<&str> = None;
    for mark in &marks {
        let end = mark.at as usize;
        write_part(text.get(at..end).unwrap_or_default(), color, ink, out)?;
        at = at.max(end);
        color = mark.color;
        write!(
            out,
            "{}",
            if ink == Coloring::Plain {
                mark.plain.as_str()
            } else {
                mark.colored.as_str()
            }
        )?;
    }
    write_part(text.get(at..).unwrap_or_default(), color, ink, out)?;
    writeln!(out)
}

/// A change of color at a place of the text.
struct ColorChange {
    at: u32,
    /// Ends come before starts at the same place.
    order: u8,
    color: Option<&'static str>,
    plain: String,
    colored: String,
}

fn marks(explained: &Explained) -> Vec<ColorChange> {
    let mut marks = Vec::new();
    for (number, span) in (1..).zip(&explained.passages) {
        let number: u32 = number;
        marks.push(ColorChange {
            at: span.start,
            order: 1,
            color: Some(SHARED),
            plain: format!("[{number}: "),
            colored: format!("{DIM}{number} {RESET}"),
        });
        marks.push(ColorChange {
            at: span.end,
            order: 0,
            color: None,
            plain: "]".to_owned(),
            colored: String::new(),
        });
    }
    for block in &explained.excluded {
        let why = block.reason.name();
        marks.push(ColorChange {
            at: block.span.start,
            order: 1,
            color: Some(DIM),
            plain: format!("({why}: "),
            colored: format!("{DIM}({why}) {RESET}"),
        });
        marks.push(ColorChange {
            at: block.span.end,
            order: 0,
            color: None,
            plain: ")".to_owned(),
            colored: String::new(),
        });
    }
    marks
}

fn write_part(
    text: &str,
    color: Option<&str>,
    ink: Coloring,
    out: &mut impl Write,
) -> io::Result<()> {
    let tamed: String = text
        .chars()
        .filter(|&character| character == '\n' || !controls_terminal(character))
        .collect();
    match color {
        Some(color) if !tamed.is_empty() => write!(out, "{}", ink.paint(color, &tamed)),
        _ => write!(out, "{tamed}"),
    }
}
