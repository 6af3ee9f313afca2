/*!
`wirecopy headlines`: find repeated headlines, and print those in the most
outlets.
*/

use std::io::{self, Write};

use crate::command::analysis;
use crate::command::analysis::Analysis;
use crate::command::args::verbs::HeadlinesArgs;
use crate::command::exit::Exit;
use crate::command::print::messages::insert_sorted;
use crate::command::print::messages::print_skipped;
use crate::command::print::words::{
    HEADLINE_LENGTH, counted, date_range, grouped, outlet_list, shorten,
};
use crate::output::sanitize::plain;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::options::NotCopies;
use crate::report::{Finding, HeadlineFinding, Report, Summary};
use crate::syndication::headlines::group::{Bodies, HeadlineKind};

pub(crate) fn run(args: HeadlinesArgs) -> anyhow::Result<Exit> {
    let dump = &args.dump;
    let findings = args.findings.as_deref();
    let files = analysis::open(&args.inputs, dump, &[findings])?;
    let output = analysis::create_optional(findings, dump)?;
    let mut analysis = Analysis::run(files, dump, &KeepPolicy::Earliest, NotCopies::Forget)?;
    let shown = match args.standing {
        true => HeadlineKind::Standing,
        false => HeadlineKind::Story,
    };
    let mut table = HeadlineTable {
        shown,
        max_groups: args.top,
        groups: Vec::new(),
        stories: 0,
        stories_across_outlets: 0,
        standing: 0,
    };
    let summary = analysis.report(output, &mut table)?;
    let to_stdout = findings.is_some_and(|path| path.as_os_str() == "-");
    if !dump.quiet && !to_stdout {
        let mut out = io::stdout().lock();
        table.print(&summary, &mut out)?;
        out.flush()?;
    }
    analysis.detection.remove_checkpoints()?;
    print_skipped(&analysis.detection.outcome)?;
    Ok(Exit::of(&summary))
}

/// The headlines in the most outlets, and counts of all.
struct HeadlineTable {
    shown: HeadlineKind,
    max_groups: usize,
    groups: Vec<HeadlineFinding>,
    stories: u64,
    stories_across_outlets: u64,
    standing: u64,
}

impl Report for HeadlineTable {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        if let Finding::Headline(group) = finding {
            self.add(group);
        }
        Ok(())
    }
}

impl HeadlineTable {
    fn add(&mut self, group: &HeadlineFinding) {
        if group.kind == HeadlineKind::Story {
            self.stories += 1;
            self.stories_across_outlets += u64::from(group.outlets > 1);
        } else {
            self.standing += 1;
        }
        if group.kind == self.shown {
            let size = |group: &HeadlineFinding| (group.outlets, group.articles.len());
            insert_sorted(&mut self.groups, self.max_groups, group, |other| {
                size(other) >= size(group)
            });
        }
    }

    fn print(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
        if summary.articles == 0 {
            return writeln!(out, "0 articles read");
        }
        writeln!(
            out,
            "{} read: {} repeated ({} across outlets), {}",
            counted(summary.articles, "article"),
            counted(self.stories, "story headline"),
            grouped(self.stories_across_outlets),
            counted(self.standing, "standing headline"),
        )?;
        if !self.groups.is_empty() {
            let title = match self.shown {
                HeadlineKind::Story => "Story headlines",
                HeadlineKind::Standing => "Standing headlines",
            };
            writeln!(out, "\n{title} in the most outlets")?;
        }
        self.groups
            .iter()
            .try_for_each(|group| print_group(group, out))
    }
}

fn print_group(group: &HeadlineFinding, out: &mut impl Write) -> io::Result<()> {
    let headline = shorten(&plain(&group.headline), HEADLINE_LENGTH);
    writeln!(out, "{:>6} × {headline}", group.articles.len())?;
    let outlets = group.places.iter().map(|place| place.outlet.as_deref());
    let outlets = outlet_list(outlets, group.outlets);
    let dates = date_range(group.first.as_deref(), group.last.as_deref());
    let bodies = match group.bodies {
        Bodies::Copies => "texts are copies",
        Bodies::Different => "texts differ",
        Bodies::Missing => "no texts",
    };
    writeln!(
        out,
        "         {}",
        plain(&format!("{outlets}{dates}; {bodies}"))
    )
}
