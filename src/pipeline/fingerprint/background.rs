/*!
Which parts of a page are boilerplate, by the units that recur at its outlet.

A sentence that recurs beside stories of one subject may be background, which is
a part of the story. It is boilerplate at the ends of a page, where outlets put
their boxes, and in lists: a gallery of pictures is printed with many stories of
its subject.
*/

use std::ops::Range;

use crate::boilerplate::blocks::{BoilerplateBlocks, UnitRecurrence};
use crate::boilerplate::pages::for_each_unit;
use crate::boilerplate::thresholds::LONG_UNIT_BYTES;
use crate::boilerplate::vocabulary::Vocabulary;
use crate::compare::pasted::is_list;
use crate::text::Span;
use crate::text::words::Words;

/// A unit of a page.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// The index of its line.
    line: usize,
    span: Span,
    recurrence: UnitRecurrence,
}

impl Unit {
    fn recurs(&self) -> bool {
        self.recurrence != UnitRecurrence::None
    }

    fn is_short(&self) -> bool {
        (self.span.len() as usize) < LONG_UNIT_BYTES
    }
}

/// Replaces `parts` with the lines of `text`, a page of `outlet`, and whether each
/// is boilerplate. A line that is boilerplate in part is split. `words` are the
/// words of the text.
pub(crate) fn find_boilerplate(
    text: &str,
    words: &Words,
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
        let run_units = &units[run.clone()];
        let inside = words_inside(words, run_units);
        let is_box = is_mostly_unrelated(run_units)
            || has_address(text, run_units)
            || has_slide(text, run_units)
            || match speaks_of_subject(words.hashes(), &inside, &boilerplate.vocabulary) {
                Some(speaks) => !speaks,
                None => is_at_an_end(&units, &run) || run_units.iter().all(Unit::is_short),
            }
            || is_list(&words.hashes()[inside]);
        is_boilerplate[run].fill(is_box);
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

fn is_mostly_unrelated(run: &[Unit]) -> bool {
    let bytes = |unit: &Unit| unit.span.len();
    let unrelated = run
        .iter()
        .filter(|unit| unit.recurrence == UnitRecurrence::Unrelated);
    2 * unrelated.map(bytes).sum::<u32>() > run.iter().map(bytes).sum()
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

/// Returns the range of the words in a run of units.
fn words_inside(words: &Words, run: &[Unit]) -> Range<usize> {
    let word_at = |byte: u32| words.spans().partition_point(|word| word.start < byte);
    word_at(run[0].span.start)..word_at(run[run.len() - 1].span.end)
}

/// Returns whether rare words of a run are also in the text outside of it, as in
/// background; `None` if it has too few to tell. `inside` is the range of the words of
/// the run among the `hashes` of all words.
fn speaks_of_subject(
    hashes: &[u64],
    inside: &Range<usize>,
    vocabulary: &Vocabulary,
) -> Option<bool> {
    let mut rare: Vec<u64> = hashes[inside.clone()].to_vec();
    rare.retain(|&word| vocabulary.is_rare(word));
    rare.sort_unstable();
    rare.dedup();
    if rare.len() < MIN_RARE_WORDS {
        return None;
    }
    let rest = hashes[..inside.start].iter().chain(&hashes[inside.end..]);
    let mut common: Vec<u64> = rest
        .copied()
        .filter(|word| rare.binary_search(word).is_ok())
        .collect();
    common.sort_unstable();
    common.dedup();
    Some(common.len() >= SUBJECT_WORDS && common.len() * RARE_PER_SUBJECT_WORD >= rare.len())
}

/// Rare words of a run from which its subject can be told, at least. Judgment.
const MIN_RARE_WORDS: usize = 8;

/// Rare words of a run that are also in the rest of the page, at least, if the
/// run is background, and rare words for each of them, at most. Measured on
/// pairs of one outlet.
const SUBJECT_WORDS: usize = 3;
const RARE_PER_SUBJECT_WORD: usize = 20;

/// Short units of its own that a page may have outside its last box: a date, a
/// counter, tags.
const MOST_SHORT_UNITS: usize = 2;

/// Returns whether a run of units contains a web address. Boxes send readers to other
/// pages, background does not.
fn has_address(text: &str, run: &[Unit]) -> bool {
    const MARKS: [&str; 3] = ["http://", "https://", "www."];
    let whole = Span::new(run[0].span.start, run[run.len() - 1].span.end).of(text);
    MARKS.iter().any(|mark| whole.contains(mark))
}

/// Returns whether a long unit stands twice in a row, as the caption of a slide does.
fn has_slide(text: &str, run: &[Unit]) -> bool {
    run.windows(2).any(|pair| {
        let [one, next] = [pair[0], pair[1]].map(|unit| unit.span.of(text));
        !pair[0].is_short() && one == next
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boilerplate::pages::unit_key;
    use crate::boilerplate::vocabulary::Vocabulary;
    use crate::text::blocks::blocks;

    const STORY: &str = "The ferry to Skarholm will stop in November, the mayor said on Monday.";
    const BOX: &str = "Harbour Talk brings people to one table every Sunday evening at eight on \
        channel nine with presenter Ann Berg and guests from politics, fishing and tourism.";
    const BACKGROUND: &str = "The ferry company Nordlinjen lost its licence for Skarholm last year \
        after mayor Lindqvist and three islanders complained about late boats and high fares.";

    /// Returns the parts of a page that are boilerplate when these units recur.
    fn boilerplate<'a>(text: &'a str, recurring: &[&str], which: UnitRecurrence) -> Vec<&'a str> {
        let keys = recurring.iter().map(|unit| unit_key(0, unit)).collect();
        // No word of a short text is frequent beside this one.
        let vocabulary = Vocabulary::of_total(1 << 20).into();
        let mut learned = BoilerplateBlocks {
            vocabulary,
            ..BoilerplateBlocks::default()
        };
        match which {
            UnitRecurrence::Unrelated => learned.unrelated = keys,
            _ => learned.related = keys,
        }
        let mut parts = Vec::new();
        find_boilerplate(
            text,
            &Words::of(text),
            &blocks(text),
            0,
            &learned,
            &mut parts,
        );
        let parts = parts.iter().filter(|(_, is_boilerplate)| *is_boilerplate);
        parts.map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn a_box_is_excluded_and_background_of_the_subject_is_kept() {
        use UnitRecurrence::{Related, Unrelated};
        let middle = |unit: &str| format!("{STORY}\n{unit}\nBoats run until then, {STORY}");
        let (with_box, with_background) = (middle(BOX), middle(BACKGROUND));
        assert_eq!(boilerplate(&with_box, &[BOX], Related), [BOX]);
        assert_eq!(boilerplate(&with_box, &[BOX], Unrelated), [BOX]);
        assert!(boilerplate(&with_background, &[BACKGROUND], Related).is_empty());
        assert_eq!(
            boilerplate(&with_background, &[BACKGROUND], Unrelated),
            [BACKGROUND]
        );
    }

    #[test]
    fn a_short_line_is_excluded_at_an_end_or_between_others() {
        let text = format!("Read more\n{STORY}\nShare this\n{STORY} Boats run until then.");
        let found = boilerplate(&text, &["Read more", "Share this"], UnitRecurrence::Related);
        assert_eq!(found, ["Read more", "Share this"]);
    }

    #[test]
    fn a_gallery_is_excluded_whatever_its_subject() {
        let caption = |at: usize| format!("Photos: The ferry to Skarholm Boat {at} at the pier. ");
        let gallery: String = (0..40).map(caption).collect();
        let text = format!("{STORY}\n{gallery}\n{STORY} Boats run until then.");
        let units: Vec<String> = (0..40).map(|at| caption(at).trim().to_owned()).collect();
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        let found = boilerplate(&text, &units, UnitRecurrence::Related);
        assert_eq!(found, [gallery.trim()]);
    }

    #[test]
    fn a_footer_in_the_line_of_the_story_is_excluded() {
        let story = STORY.repeat(8);
        let text = format!("{story} {BOX}");
        assert_eq!(boilerplate(&text, &[BOX], UnitRecurrence::Unrelated), [BOX]);
    }
}
