/*!
`wirecopy headlines`: headlines that are repeated.
*/

use std::io::{self, Write};

use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::pipeline::KeepPolicy;
use crate::pipeline::options::NotCopies;
use crate::report::{Finding, HeadlineFinding, Report, Summary};
use crate::syndication::headlines::{Bodies, HeadlineKind};

use crate::command::analysis as run;
use crate::command::args::command_line::HeadlinesArgs;
use crate::command::exit::Exit;
use crate::command::print::scan_table::{counted, grouped, sanitize, shorten};

/// Finds repeated headlines and prints the most repeated ones.
pub(crate) fn run(args: HeadlinesArgs) -> anyhow::Result<Exit> {
    let findings = args.findings.as_deref();
    let dump = run::open(&args.inputs, &args.shared, &[findings])?;
    let output = run::create(findings, &args.shared)?;
    let mut found = run::find(dump, &args.shared, &KeepPolicy::Earliest, NotCopies::Forget)?;
    let wanted = if args.standing {
        HeadlineKind::Standing
    } else {
        HeadlineKind::Story
    };
    let mut table = HeadlineTable::new(wanted, args.top, output.map(JsonLines::new));
    let summary = found.report_to(&mut table)?;
    table.finish()?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    if !args.shared.quiet && !to_stdout {
        let mut out = io::stdout().lock();
        table.print(&summary, &mut out)?;
        out.flush()?;
    }
    run::forget(found.outcome.resume_lock.take())?;
    run::print_skipped(
        &found.outcome,
        &mut crate::command::print::scan_table::stderr(),
    )?;
    Ok(Exit::of(&summary))
}

/// Keeps the most repeated headlines, and hands every finding on.
struct HeadlineTable {
    findings: Option<JsonLines<Output>>,
    wanted: HeadlineKind,
    top: usize,
    largest: Vec<HeadlineFinding>,
    stories: u64,
    across_outlets: u64,
    standing: u64,
}

impl HeadlineTable {
    fn new(wanted: HeadlineKind, top: usize, findings: Option<JsonLines<Output>>) -> HeadlineTable {
        HeadlineTable {
            findings,
            wanted,
            top,
            largest: Vec::new(),
            stories: 0,
            across_outlets: 0,
            standing: 0,
        }
    }

    /// Gives the file of findings its name.
    fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(findings) = self.findings.take() {
            findings.finish()?.finish()?;
        }
        Ok(())
    }

    fn take(&mut self, group: &HeadlineFinding) {
        if group.kind == HeadlineKind::Story {
            self.stories += 1;
            self.across_outlets += u64::from(group.outlets > 1);
        } else {
            self.standing += 1;
        }
        if group.kind != self.wanted {
            return;
        }
        let size = |group: &HeadlineFinding| (group.outlets, group.articles.len());
        let place = self
            .largest
            .partition_point(|larger| size(larger) >= size(group));
        if place < self.top {
            self.largest.insert(place, group.clone());
            self.largest.truncate(self.top);
        }
    }

    fn print(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{} read; {} of stories repeated, {} of them across outlets; {} standing",
            counted(summary.articles, "article"),
            counted(self.stories, "headline"),
            grouped(self.across_outlets),
            counted(self.standing, "headline"),
        )?;
        if !self.largest.is_empty() {
            let what = match self.wanted {
                HeadlineKind::Story => "Stories",
                HeadlineKind::Standing => "Standing headlines",
            };
            writeln!(out, "\n{what} in the most outlets")?;
        }
        for group in &self.largest {
            print_group(group, out)?;
        }
        Ok(())
    }
}

/// Outlets of a group that are named.
const NAMED: usize = 4;

fn print_group(group: &HeadlineFinding, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:>6} × {}",
        group.articles.len(),
        shorten(&sanitize(&group.headline), 84)
    )?;
    let mut outlets: Vec<String> = Vec::new();
    for place in &group.places {
        let outlet = sanitize(place.outlet.as_deref().unwrap_or("(no outlet)"));
        if outlets.len() < NAMED && !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let more = match group.outlets.saturating_sub(outlets.len()) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more as u64)),
    };
    let dates = match (&group.first, &group.last) {
        (Some(first), Some(last)) if first == last => format!(", {}", sanitize(first)),
        (Some(first), Some(last)) => format!(", {} to {}", sanitize(first), sanitize(last)),
        _ => String::new(),
    };
    let bodies = match group.bodies {
        Bodies::Copies => "texts are copies",
        Bodies::Different => "texts differ",
        Bodies::Missing => "no texts",
    };
    writeln!(
        out,
        "         {}{more}{dates}; {bodies}",
        outlets.join(", ")
    )
}

impl Report for HeadlineTable {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        if let Finding::Headline(group) = finding {
            self.take(group);
        }
        match &mut self.findings {
            Some(findings) => findings.report(finding),
            None => Ok(()),
        }
    }
}
