/*!
Where the passages of pairs are in the texts of their articles.

Passages are found by byte, in the text of one article for all with its body.
Findings give places in code points of each article's own text, so the texts are
read once more.
*/

use std::collections::HashMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::compare::shared_passages::PassagePlace;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::results::context::ReportContext;
use crate::report::{CodePoints, PassageFinding};
use crate::text::Span;

/// A pair that is reported: two articles with the bodies that were judged.
#[derive(Clone, Debug)]
pub(crate) struct ReportedPair {
    pub(crate) judged: Arc<JudgedPair>,
    /// An article with the first body.
    pub(crate) a: ArticleId,
    /// An article with the second body.
    pub(crate) b: ArticleId,
}

/// One article of a pair with passages. Sorting groups them by article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Task {
    article: ArticleId,
    /// The index of the pair.
    pair: usize,
    is_second: bool,
}

/// Returns the passages of each of `pairs`. Every article is read once.
pub(crate) fn passages<D: Dump>(
    context: &ReportContext<'_, D>,
    pairs: &[ReportedPair],
) -> Result<Vec<Vec<PassageFinding>>> {
    let mut tasks: Vec<Task> = Vec::with_capacity(2 * pairs.len());
    let mut all: Vec<Vec<PassageFinding>> = Vec::with_capacity(pairs.len());
    for (pair, ReportedPair { judged, a, b }) in pairs.iter().enumerate() {
        let count = judged.verdict.passages.iter().count();
        all.push(vec![PassageFinding::default(); count]);
        if count > 0 {
            tasks.extend([(*a, false), (*b, true)].map(|(article, is_second)| Task {
                article,
                pair,
                is_second,
            }));
        }
    }
    tasks.sort_unstable();
    let by_article: Vec<&[Task]> = tasks
        .chunk_by(|one, other| one.article == other.article)
        .collect();
    let points: Result<Vec<Vec<CodePoints>>> = by_article
        .into_par_iter()
        .map(|tasks| code_points_of(context, pairs, tasks))
        .collect();
    let mut points = points?.into_iter().flatten();
    for task in tasks {
        for (passage, points) in all[task.pair].iter_mut().zip(&mut points) {
            match task.is_second {
                false => passage.a = points,
                true => passage.b = points,
            }
        }
    }
    Ok(all)
}

/// Returns the code points of all passages of `tasks`, which are of one article.
fn code_points_of<D: Dump>(
    context: &ReportContext<'_, D>,
    pairs: &[ReportedPair],
    tasks: &[Task],
) -> Result<Vec<CodePoints>> {
    let places = tasks.iter().flat_map(|task| {
        let passages = pairs[task.pair].judged.verdict.passages.iter();
        passages.map(|passage| match task.is_second {
            false => passage.first,
            true => passage.second,
        })
    });
    let places: Vec<PassagePlace> = places.collect();
    let article = tasks[0].article;
    let is_representative = context.outcome.table.representative(article) == article;
    let mut points = Vec::new();
    context.read(article, &mut |article| {
        let text = article.text.as_deref().unwrap_or_default();
        let places = places.iter();
        let spans: Vec<Span> = if is_representative {
            places.map(|place| place.span).collect()
        } else {
            let mut preparer = Preparer::default();
            let outlet = outlet_key(article.outlet.as_deref());
            let prepared = preparer.prepare(article, outlet, &context.outcome.boilerplate);
            let words = prepared.words();
            let span = |place: &PassagePlace| words.span(place.words.start, place.words.end);
            places.map(span).collect()
        };
        points = code_points(text, &spans);
    })?;
    Ok(points)
}

/// Converts byte spans, in any order, to code points.
fn code_points(text: &str, spans: &[Span]) -> Vec<CodePoints> {
    let mut bytes: Vec<u32> = spans
        .iter()
        .flat_map(|span| [span.start, span.end])
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let mut counts: HashMap<u32, u32> = HashMap::with_capacity(bytes.len());
    let (mut before, mut count) = (0, 0);
    for byte in bytes {
        let end = byte as usize;
        count += text.get(before..end).map_or(0, |part| part.chars().count());
        before = end;
        counts.insert(byte, to_u32(count));
    }
    let code_points = |span: &Span| CodePoints {
        start: counts[&span.start],
        end: counts[&span.end],
    };
    spans.iter().map(code_points).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_in_code_points() {
        let spans = [Span::new(8, 14), Span::new(0, 7), Span::new(15, 17)];
        let points = code_points("Zürich 北京 ok", &spans);
        let points: Vec<(u32, u32)> = points.iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(points, [(7, 9), (0, 6), (10, 12)]);
    }
}
