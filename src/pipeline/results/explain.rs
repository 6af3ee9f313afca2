/*!
One pair, looked at closely.
*/

use crate::article::{Article, ArticleId};
use crate::compare::judge::judge;
use crate::compare::passages::WordRange;
use crate::compare::shared_passages::SharedPassage;
use crate::compare::verdict::Verdict;
use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::news::attribution::Attribution;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::attribution::attribution_of;
use crate::pipeline::fingerprint::body_block::ExcludedBlock;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::compare::read_body;
use crate::text::Span;

/// An article of an explained pair.
#[derive(Clone, Debug)]
pub(crate) struct Explained {
    /// The article's number.
    pub number: ArticleId,
    /// The article, as it was read.
    pub article: Article<'static>,
    /// Whose copy it says that it carries.
    pub attribution: Attribution,
    /// What was set aside before comparing.
    pub excluded: Vec<ExcludedBlock>,
    /// Where the shared passages stand in its text, in the order of the
    /// verdict's.
    pub passages: Vec<Span>,
}

/// A pair, the verdict on it and what led to it.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    /// The first article.
    pub first: Explained,
    /// The second.
    pub second: Explained,
    /// The verdict.
    pub verdict: Verdict,
    /// The cluster that names both, as members or beside it, by its place in [`Outcome::clusters`].
    pub cluster: Option<usize>,
}

/// The article of `table` with this id, or at this `FILE:LINE`.
///
/// # Errors
///
/// When no article has it, or more than one.
pub(crate) fn find<D: Dump>(dump: &D, table: &ArticleTable, wanted: &str) -> Result<ArticleId> {
    let with_id: Vec<ArticleId> = table
        .articles()
        .filter(|&article| table.id(article) == wanted)
        .collect();
    let place = |article: ArticleId| dump.location(table.entry(article).record).to_string();
    table.check_io()?;
    match with_id.as_slice() {
        [one] => Ok(*one),
        [] => table
            .articles()
            .find(|&article| place(article) == wanted)
            .ok_or_else(|| {
                Error::options(format!(
                    "no article has the id {wanted}, nor stands at that place\nhint: an id or FILE:LINE; the two articles come before the dump"
                ))
            }),
        several => {
            let places: Vec<String> = several.iter().map(|&article| place(article)).collect();
            Err(Error::options(format!(
                "{} articles have the id {wanted}\nhint: name one by its place: {}",
                several.len(),
                places.join(", ")
            )))
        }
    }
}

/// Judges the pair as a run over the whole dump does.
pub(crate) fn explain<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    first: ArticleId,
    second: ArticleId,
) -> Result<Explanation> {
    for article in [first, second] {
        if article.index() >= outcome.table.len() {
            let number = article.number();
            return Err(Error::options(format!(
                "no article has the number {number}"
            )));
        }
    }
    let mut preparer = Preparer::default();
    let mut body = |article| read_body(dump, &outcome.table, options, &mut preparer, article);
    let verdict = judge(
        &body(first)?,
        &body(second)?,
        &outcome.stock_phrases,
        options.containment,
    );
    let clusters_of = outcome.clusters_of();
    let mut clusters = clusters_of.all(first);
    let together =
        clusters.find(|&cluster| clusters_of.all(second).any(|another| another == cluster));
    let places = |side: fn(&SharedPassage) -> WordRange| {
        verdict
            .passages
            .iter()
            .map(|passage| side(&passage))
            .collect::<Vec<WordRange>>()
    };
    Ok(Explanation {
        first: explained(
            dump,
            outcome,
            options,
            first,
            &places(|passage| passage.first.words),
        )?,
        second: explained(
            dump,
            outcome,
            options,
            second,
            &places(|passage| passage.second.words),
        )?,
        cluster: together,
        verdict,
    })
}

fn explained<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    number: ArticleId,
    passages: &[WordRange],
) -> Result<Explained> {
    let mut preparer = Preparer::default();
    let mut explained = Explained {
        number,
        article: Article::default(),
        attribution: Attribution::default(),
        excluded: Vec::new(),
        passages: Vec::new(),
    };
    outcome.table.read_again(dump, number, &mut |article| {
        let outlet = outlet_key(article.outlet.as_deref());
        let prepared = preparer.prepare(article, outlet, &outcome.boilerplate);
        explained.attribution = attribution_of(article, options.directory());
        explained.excluded = prepared.excluded().to_vec();
        let span = |words: &WordRange| prepared.words().span(words.start, words.end);
        explained.passages = passages.iter().map(span).collect();
        explained.article = article.clone().into_owned();
    })?;
    Ok(explained)
}
