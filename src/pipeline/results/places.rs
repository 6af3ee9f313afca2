/*!
Where shared passages stand in the texts, as findings give it.

Passages were found in the text of one article for all with its body, by byte.
Findings name places in code points, and in each article's own text, so the
texts are read once more.
*/

use std::collections::HashMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::compare::shared_passages::{PassagePlace, SharedPassage};
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::report::{CodePoints, PassageFinding};
use crate::text::Span;

/// A pair as it is written: two articles with the bodies that were judged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    pub(crate) judged: &'a JudgedPair,
    /// The first article, or one with its body.
    pub(crate) a: ArticleId,
    /// The second article, or one with its body.
    pub(crate) b: ArticleId,
}

/// One side of a listed pair.
#[derive(Clone, Copy, Debug)]
struct Task {
    article: ArticleId,
    listed: usize,
    side: fn(&SharedPassage) -> PassagePlace,
}

/// The passages of each of `listed`.
///
/// # Complexity
///
/// Every article that is named is read once, however many pairs name it.
pub(crate) fn passages<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    listed: &[Listed<'_>],
) -> Result<Vec<Vec<PassageFinding>>> {
    let has_passages = |one: &&Listed<'_>| !one.judged.verdict.passages.is_empty();
    let mut tasks: Vec<Task> = Vec::with_capacity(2 * listed.len());
    for (index, one) in listed
        .iter()
        .enumerate()
        .filter(|(_, one)| has_passages(one))
    {
        tasks.push(Task {
            article: one.a,
            listed: index,
            side: |passage| passage.first,
        });
        tasks.push(Task {
            article: one.b,
            listed: index,
            side: |passage| passage.second,
        });
    }
    // Stable: of one pair the first side stays before the second.
    tasks.sort_by_key(|task| task.article);
    let by_article: Vec<&[Task]> = tasks
        .chunk_by(|one, other| one.article == other.article)
        .collect();
    let places: Result<Vec<Vec<CodePoints>>> = by_article
        .par_iter()
        .map(|tasks| places(dump, outcome, listed, tasks))
        .collect();
    let mut all: Vec<Vec<PassageFinding>> = listed
        .iter()
        .map(|one| vec![PassageFinding::default(); one.judged.verdict.passages.iter().count()])
        .collect();
    for (tasks, places) in by_article.iter().zip(places?) {
        let mut places = places.into_iter();
        for task in *tasks {
            let is_first = task.article == listed[task.listed].a;
            for (passage, place) in all[task.listed].iter_mut().zip(&mut places) {
                if is_first {
                    passage.a = place;
                } else {
                    passage.b = place;
                }
            }
        }
    }
    Ok(all)
}

/// The places of all passages of `tasks`, which are of one article, one after
/// the other.
fn places<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    listed: &[Listed<'_>],
    tasks: &[Task],
) -> Result<Vec<CodePoints>> {
    let Some(first) = tasks.first() else {
        return Ok(Vec::new());
    };
    let wanted = tasks.iter().flat_map(|task| {
        let passages = &listed[task.listed].judged.verdict.passages;
        passages.iter().map(|passage| (task.side)(&passage))
    });
    let mut points = Vec::new();
    let is_spokesman = outcome.table.representative(first.article) == first.article;
    outcome
        .table
        .read_again(dump, first.article, &mut |article| {
            let text = article.text.as_deref().unwrap_or_default();
            let spans: Vec<Span> = if is_spokesman {
                wanted.clone().map(|place| place.span).collect()
            } else {
                let mut preparer = Preparer::default();
                let outlet = outlet_key(article.outlet.as_deref());
                let prepared = preparer.prepare(article, outlet, &outcome.boilerplate);
                let words = prepared.words();
                wanted
                    .clone()
                    .map(|place| words.span(place.words.start, place.words.end))
                    .collect()
            };
            points = code_points(text, &spans);
        })?;
    Ok(points)
}

/// Byte spans as code points. The spans need not be sorted; a text is walked
/// once.
fn code_points(text: &str, spans: &[Span]) -> Vec<CodePoints> {
    if text.is_ascii() {
        let same = |span: &Span| CodePoints {
            start: span.start,
            end: span.end,
        };
        return spans.iter().map(same).collect();
    }
    let mut bytes: Vec<u32> = spans
        .iter()
        .flat_map(|span| [span.start, span.end])
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let mut counts: HashMap<u32, u32> = HashMap::with_capacity(bytes.len());
    let (mut at, mut count) = (0, 0_usize);
    for byte in bytes {
        count += text
            .get(at..byte as usize)
            .map_or(0, |part| part.chars().count());
        at = byte as usize;
        counts.insert(byte, u32::try_from(count).unwrap_or(u32::MAX));
    }
    let point = |byte: u32| counts.get(&byte).copied().unwrap_or_default();
    spans
        .iter()
        .map(|span| CodePoints {
            start: point(span.start),
            end: point(span.end),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_in_code_points() {
        let text = "Zürich 北京 ok";
        let spans = [Span::new(8, 14), Span::new(0, 7), Span::new(15, 17)];
        let points = code_points(text, &spans);
        let expected = [(7, 9), (0, 6), (10, 12)];
        assert_eq!(
            points
                .iter()
                .map(|point| (point.start, point.end))
                .collect::<Vec<_>>(),
            expected
        );
    }
}
