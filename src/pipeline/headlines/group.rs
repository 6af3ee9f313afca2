/*!
Groups the headlines of a dump at the end of a run.
*/

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::error::Result;
use crate::news::dates::published::Published;
use crate::pipeline::articles::table::{ArticleTable, OutletId};
use crate::pipeline::clusters::index::ClusterIndex;
use crate::pipeline::fingerprint::headline::KeptHeadline;
use crate::pipeline::fingerprint::pending_headlines::PendingHeadlines;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::linked::LinkedArticles;
use crate::pipeline::thresholds::HEADLINE_ARTICLES_COMPARED;
use crate::spill::budget::MemoryBudget;
use crate::syndication::headlines::grouping::{Grouped, grouped};
use crate::syndication::headlines::kinds::Recurrence;
use crate::syndication::headlines::listing::{Keys, Listing, Reader};
use crate::syndication::headlines::record::Spelling;
use crate::syndication::headlines::weights::Weights;
use crate::syndication::headlines::{Bodies, HeadlineGroup, Headlined};

/// What the listing keeps of the headline of `article`.
fn headlined(article: ArticleId, table: &ArticleTable, made: &KeptHeadline) -> Headlined {
    let headlined = Headlined {
        article,
        outlet: table.core(article).outlet.map(OutletId::number),
        published: sharper(table.entry(article).published, made.page.day),
        page: made.page.kind,
        slug: 0,
        address: 0,
        serial: 0,
        ending: made.ending,
    };
    headlined.on(made.page)
}

/// A day in the address is sharper than a year in the record.
fn sharper(published: Option<Published>, day: Option<i32>) -> Option<Published> {
    if published.is_some_and(Published::is_to_the_day) {
        return published;
    }
    day.map(|day| Published::of_day(i64::from(day)))
        .or(published)
}

/// Lists the headlines for grouping, with what `table` knows of their articles.
/// It is asked in reading order, which is the fastest.
fn listing(
    headlines: PendingHeadlines,
    table: &ArticleTable,
    budget: &MemoryBudget,
) -> Result<Listing> {
    let mut listing = Listing::new(budget);
    headlines.each(|article, headline| {
        let keys = Keys {
            key: headline.key,
            whole: headline.whole,
        };
        listing.push(keys, headlined(article, table, &headline), &headline.terms)
    })?;
    Ok(listing)
}

/// The groups of repeated headlines, in reading order of their first
/// articles.
pub(crate) fn group(
    headlines: PendingHeadlines,
    table: &ArticleTable,
    texts: &Texts<'_>,
    budget: &MemoryBudget,
) -> Result<Vec<HeadlineGroup>> {
    let Grouped {
        spellings,
        weights,
        stars,
    } = grouped(listing(headlines, table, budget)?, budget)?;
    let groups: Result<Vec<HeadlineGroup>> = (0..stars.len())
        .into_par_iter()
        .map_init(
            || spellings.reader(),
            |reader, number| group_of(stars.star(number), reader, &weights, texts),
        )
        .collect();
    let mut groups = groups?;
    groups.sort_unstable_by_key(|group| (group.articles.first().copied(), group.key));
    Ok(groups)
}

fn group_of(
    star: &[u32],
    reader: &mut Reader<'_>,
    weights: &Weights,
    texts: &Texts<'_>,
) -> Result<HeadlineGroup> {
    let center = reader.get(star[0])?;
    let mut headlined: Vec<Headlined> = Vec::new();
    reader.headlined(&center, &mut headlined)?;
    let example = headlined[0].article;
    let mut spelling = Spelling::default();
    for &other in &star[1..] {
        reader.read(other, &mut spelling)?;
        reader.headlined(&spelling, &mut headlined)?;
    }
    headlined.sort_unstable_by_key(|one| one.article);
    let articles: Vec<ArticleId> = headlined.iter().map(|one| one.article).collect();
    let bodies = texts.bodies(&articles);
    let mut recurrence = Recurrence::of(&headlined, &center.terms, weights);
    recurrence.texts_at_one_outlet = texts.most_at_one_outlet(&articles);
    Ok(HeadlineGroup {
        key: center.key,
        example,
        kind: recurrence.kind(bodies),
        articles,
        outlets: recurrence.outlets,
        bodies,
    })
}

/// What tells a text from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    /// That of a cluster of duplicates.
    OfCluster(usize),
    /// That of an article in no cluster.
    OfArticle(ArticleId),
}

/// What is known of the texts when headlines are grouped.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    table: &'a ArticleTable,
    cluster_of: ClusterIndex,
    /// The copies that articles have outside their clusters.
    copies: LinkedArticles,
}

impl<'a> Texts<'a> {
    /// What `outcome` knows.
    pub(crate) fn of(outcome: &'a Outcome, budget: &MemoryBudget) -> Texts<'a> {
        Texts {
            table: &outcome.table,
            cluster_of: outcome.cluster_of(),
            copies: LinkedArticles::of(outcome.copies.pairs(), budget),
        }
    }

    /// What the texts of `articles` are.
    fn bodies(&self, articles: &[ArticleId]) -> Bodies {
        let with_text = self.with_text(articles);
        if with_text.len() < 2 {
            return Bodies::Missing;
        }
        let mut labels: Vec<Text> = with_text
            .iter()
            .map(|&article| self.text(article))
            .collect();
        labels.sort_unstable();
        let mut most = labels
            .chunk_by(|one, other| one == other)
            .map(<[_]>::len)
            .max()
            .unwrap_or_default();
        if with_text.len() <= HEADLINE_ARTICLES_COMPARED {
            // The most that hang on one of them: no chain of copies.
            let copies_of = |&one: &ArticleId| {
                let copies = |&&other: &&ArticleId| self.are_copies(one, other);
                with_text.iter().filter(copies).count()
            };
            most = most.max(with_text.iter().map(copies_of).max().unwrap_or_default());
        }
        if most >= 2 && 2 * most > with_text.len() {
            Bodies::Copies
        } else {
            Bodies::Different
        }
    }

    /// The most different texts that one outlet has among `articles`.
    fn most_at_one_outlet(&self, articles: &[ArticleId]) -> usize {
        let mut texts: Vec<(u32, Text)> = self
            .with_text(articles)
            .into_iter()
            .filter_map(|article| {
                let outlet = self.table.core(article).outlet?;
                Some((outlet.number(), self.text(article)))
            })
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
            .chunk_by(|one, other| one.0 == other.0)
            .map(<[_]>::len)
            .max()
            .unwrap_or_default()
    }

    fn with_text(&self, articles: &[ArticleId]) -> Vec<ArticleId> {
        let has_text = |article: &ArticleId| self.table.core(*article).words > 0;
        articles.iter().copied().filter(has_text).collect()
    }

    fn text(&self, article: ArticleId) -> Text {
        match self.cluster_of.get(article) {
            Some(cluster) => Text::OfCluster(cluster),
            None => Text::OfArticle(self.first(article)),
        }
    }

    fn first(&self, article: ArticleId) -> ArticleId {
        self.table.core(article).same_as
    }

    fn are_copies(&self, one: ArticleId, other: ArticleId) -> bool {
        let (first, second) = (self.first(one), self.first(other));
        first == second
            || self.cluster_of.together(one, other)
            || self.copies.are_linked(first, second)
    }
}
