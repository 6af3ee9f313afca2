/*!
Which parts of a page are boilerplate, by the units that recur at its outlet.

A sentence that recurs beside stories of one subject may be background, which is
a part of the story. It is boilerplate at the ends of a page, where outlets put
their boxes, and in lists: a gallery of pictures is printed with many stories of
its subject.
*/

use std::ops::Range;

use crate::boilerplate::blocks::{BoilerplateBlocks, Recurrence};
use crate::boilerplate::pages::for_each_unit;
use crate::boilerplate::thresholds::LONG_UNIT_BYTES;
use crate::text::Span;

/// A unit of a page.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// The index of its line.
    line: usize,
    span: Span,
    recurrence: Recurrence,
}

impl Unit {
    fn recurs(&self) -> bool {
        self.recurrence != Recurrence::None
    }

    fn is_short(&self) -> bool {
        (self.span.len() as usize) < LONG_UNIT_BYTES
    }
}

/// Replaces `parts` with the lines of `text`, a page of `outlet`, and whether each
/// is boilerplate. A line that is boilerplate in part is split.
pub(crate) fn find_boilerplate(
    text: &str,
    lines: &[Span],
    outlet: u64,
    boilerplate: &BoilerplateBlocks,
    parts: &mut Vec<(Span, bool)>,
) {
    parts.clear();
    let mut units = Vec::new();
    if !boilerplate.is_empty() {
        for (line, &span) in lines.iter().enumerate() {
            for_each_unit(text, span, &mut |unit| {
                units.push(Unit {
                    line,
                    span: unit,
                    recurrence: boilerplate.recurrence(outlet, unit.of(text)),
                });
            });
        }
    }
    if !units.iter().any(Unit::recurs) {
        parts.extend(lines.iter().map(|&line| (line, false)));
        return;
    }
    let mut is_boilerplate = vec![false; units.len()];
    for run in recurring_runs(&units) {
        let is_whole = is_at_an_end(&units, &run) || is_list(text, &units[run.clone()]);
        for index in run {
            let unit = &units[index];
            is_boilerplate[index] =
                is_whole || unit.is_short() || unit.recurrence == Recurrence::Unrelated;
        }
    }
    let mut unit = 0;
    for (line, &span) in lines.iter().enumerate() {
        let first = parts.len();
        while units.get(unit).is_some_and(|unit| unit.line == line) {
            match parts[first..].last_mut() {
                Some((part, is)) if *is == is_boilerplate[unit] => part.end = units[unit].span.end,
                _ => parts.push((units[unit].span, is_boilerplate[unit])),
            }
            unit += 1;
        }
        match parts.len() - first {
            0 => parts.push((span, false)),
            1 => parts[first].0 = span,
            _ => {}
        }
    }
}

/// Returns the runs of units that recur.
fn recurring_runs(units: &[Unit]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in units.chunk_by(|one, next| one.recurs() == next.recurs()) {
        if run[0].recurs() {
            runs.push(start..start + run.len());
        }
        start += run.len();
    }
    runs
}

/// Returns whether there is nothing between `run` and one end of the page but
/// recurring units and a few short ones.
fn is_at_an_end(units: &[Unit], run: &Range<usize>) -> bool {
    let is_end = |rest: &[Unit]| {
        let mut others = rest.iter().filter(|unit| !unit.recurs());
        others.clone().count() <= MOST_SHORT_UNITS && others.all(Unit::is_short)
    };
    is_end(&units[..run.start]) || is_end(&units[run.end..])
}

/// Short units of its own that a page may have outside its last box: a date, a
/// counter, tags.
const MOST_SHORT_UNITS: usize = 2;

/// Returns whether a run of units is a list: one phrase of three words recurs in
/// it, as the title of a gallery does in every caption.
fn is_list(text: &str, run: &[Unit]) -> bool {
    let words: Vec<&str> = run
        .iter()
        .flat_map(|unit| unit.span.of(text).split_whitespace())
        .collect();
    let mut phrases: Vec<&[&str]> = words.windows(3).collect();
    phrases.sort_unstable();
    let most = phrases
        .chunk_by(|one, next| one == next)
        .map(<[_]>::len)
        .max();
    most.is_some_and(|most| most >= LIST_PHRASES && most * WORDS_PER_PHRASE >= words.len())
}

/// Times that a phrase recurs in a list, at least, and words for each time, at
/// most. Measured on pairs of one outlet: 16 to 209 times in galleries, one in 78
/// words at least; at most nine times in shared prose.
const LIST_PHRASES: usize = 8;
const WORDS_PER_PHRASE: usize = 100;
