/*!
The table of `headlines`: counts, and the headlines in the most outlets.
*/

use std::io::{self, Write};

use crate::command::print::highlights::insert_sorted;
use crate::command::print::scan_table::{HEADLINE_LENGTH, print_outlets_and_dates};
use crate::command::print::words::{counted, date_range, grouped, shorten};
use crate::output::findings::JsonLines;
use crate::output::sanitize::plain;
use crate::output::sink::Output;
use crate::report::{Finding, HeadlineFinding, Report, Summary};
use crate::syndication::headlines::group::{Bodies, HeadlineKind};

/// Collects the most repeated headlines, and passes each finding on to a file.
pub(crate) struct HeadlineTable {
    findings: Option<JsonLines<Output>>,
    shown: HeadlineKind,
    max_groups: usize,
    groups: Vec<HeadlineFinding>,
    stories: u64,
    stories_across_outlets: u64,
    standing: u64,
}

impl HeadlineTable {
    /// Creates a table of the `max_groups` headlines in the most outlets.
    pub(crate) fn new(
        shown: HeadlineKind,
        max_groups: usize,
        findings: Option<JsonLines<Output>>,
    ) -> HeadlineTable {
        HeadlineTable {
            findings,
            shown,
            max_groups,
            groups: Vec::new(),
            stories: 0,
            stories_across_outlets: 0,
            standing: 0,
        }
    }

    /// Finishes the file of findings.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(findings) = self.findings.take() {
            findings.finish()?.finish()?;
        }
        Ok(())
    }

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

    pub(crate) fn print(&self, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
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
    let mut outlets: Vec<&str> = Vec::new();
    for place in &group.places {
        let outlet = place.outlet.as_deref().unwrap_or("(no outlet)");
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let bodies = match group.bodies {
        Bodies::Copies => "texts are copies",
        Bodies::Different => "texts differ",
        Bodies::Missing => "no texts",
    };
    let dates = date_range(group.first.as_deref(), group.last.as_deref());
    print_outlets_and_dates(&outlets, group.outlets, &format!("{dates}; {bodies}"), out)
}

impl Report for HeadlineTable {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        if let Finding::Headline(group) = finding {
            self.add(group);
        }
        match &mut self.findings {
            Some(findings) => findings.report(finding),
            None => Ok(()),
        }
    }
}
