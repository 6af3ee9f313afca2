/*!
Explains one pair: finds its articles, judges it, and collects the reasons.
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
    pub(crate) number: ArticleId,
    pub(crate) article: Article<'static>,
    pub(crate) attribution: Attribution,
    /// The blocks that are not compared.
    pub(crate) excluded: Vec<ExcludedBlock>,
    /// The shared passages in its text, in the order of the verdict.
    pub(crate) passages: Vec<Span>,
}

/// A pair with its verdict and the reasons for it.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    pub(crate) first: Explained,
    pub(crate) second: Explained,
    pub(crate) verdict: Verdict,
    /// The index of the cluster that both belong to or are attached to.
    pub(crate) cluster: Option<usize>,
}

/// Returns the only article with this id, or the one at this `FILE:LINE`.
pub(crate) fn find<D: Dump>(dump: &D, table: &ArticleTable, wanted: &str) -> Result<ArticleId> {
    let has_id = |article: &ArticleId| table.id(*article) == wanted;
    let with_id: Vec<ArticleId> = table.articles().filter(has_id).collect();
    let place = |article: ArticleId| dump.location(table.entry(article).record).to_string();
    table.check_io()?;
    match with_id.as_slice() {
        [one] => Ok(*one),
        [] => {
            let mut articles = table.articles();
            let at_place = articles.find(|&article| place(article) == wanted);
            at_place.ok_or_else(|| {
                Error::options(format!(
                    "no article has the id {wanted}, nor stands at that place\nhint: an id or \
                     FILE:LINE; the two articles come before the dump"
                ))
            })
        }
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

/// Judges a pair as a run over the whole dump does.
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
            let reason = format!("no article has the number {number}");
            return Err(Error::options(reason));
        }
    }
    let mut preparer = Preparer::default();
    let mut body = |article| read_body(dump, &outcome.table, options, &mut preparer, article);
    let (one, other) = (body(first)?, body(second)?);
    let verdict = judge(&one, &other, &outcome.learned_words, options.containment);
    let clusters_of = outcome.clusters_of();
    let mut clusters = clusters_of.all(first);
    let explained = |article, side: fn(&SharedPassage) -> WordRange| {
        let passages: Vec<WordRange> = verdict.passages.iter().map(|one| side(&one)).collect();
        explained(dump, outcome, options, article, &passages)
    };
    Ok(Explanation {
        first: explained(first, |passage| passage.first.words)?,
        second: explained(second, |passage| passage.second.words)?,
        cluster: clusters.find(|&cluster| clusters_of.all(second).any(|other| other == cluster)),
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
    let mut explained = Explained {
        number,
        article: Article::default(),
        attribution: Attribution::default(),
        excluded: Vec::new(),
        passages: Vec::new(),
    };
    outcome.table.read_again(dump, number, &mut |article| {
        let outlet = outlet_key(article.outlet.as_deref());
        let mut preparer = Preparer::default();
        let prepared = preparer.prepare(article, outlet, &outcome.boilerplate);
        explained.attribution = attribution_of(article, options.directory());
        explained.excluded = prepared.excluded().to_vec();
        let span = |words: &WordRange| prepared.words().span(words.start, words.end);
        explained.passages = passages.iter().map(span).collect();
        explained.article = article.clone().into_owned();
    })?;
    Ok(explained)
}
