/*!
The groups of repeated headlines of a dump, and which of the texts below them
are equal or copies.
*/

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::error::Result;
use crate::news::dates::published::Published;
use crate::pipeline::articles::outlets::OutletId;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::ClusterIndex;
use crate::pipeline::fingerprint::headline::PendingHeadlines;
use crate::pipeline::headlines::listing::HeadlineList;
use crate::pipeline::headlines::rewordings::rewordings;
use crate::pipeline::headlines::spellings::{SpellingReader, Spellings};
use crate::pipeline::outcome::Outcome;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::numbers::{NumberSet, NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::beginnings::{key_of_first_words, link_beginnings};
use crate::syndication::headlines::group::{Bodies, HeadlineGroup, PrintedHeadline, bodies};
use crate::syndication::headlines::kind::kind;
use crate::syndication::headlines::recurrence::Recurrence;
use crate::syndication::headlines::rewording::shared_weight;
use crate::syndication::headlines::spelling::{Spelling, SpellingLink};
use crate::syndication::headlines::stars::{
    CenterCandidate, LinkIndex, Stars, move_to_nearest, stars,
};
use crate::syndication::headlines::weights::{TermCounts, TermWeights};

/// Returns the groups in the reading order of their first articles.
pub(crate) fn headline_groups(
    pending: PendingHeadlines,
    table: &ArticleTable,
    texts: &Texts<'_>,
    budget: &MemoryBudget,
) -> Result<Vec<HeadlineGroup>> {
    let grouped = group_spellings(list(pending, table, budget)?, budget)?;
    let groups = (0..grouped.stars.count()).into_par_iter().map_init(
        || grouped.spellings.reader(),
        |reader, index| headline_group(grouped.stars.star(index), reader, &grouped.weights, texts),
    );
    let mut groups = groups.collect::<Result<Vec<HeadlineGroup>>>()?;
    groups.sort_unstable_by_key(|group| (group.articles.first().copied(), group.key));
    Ok(groups)
}

/// Lists all headlines with the outlets and times of their articles. The table is
/// read in reading order, which is its fastest order.
fn list(
    pending: PendingHeadlines,
    table: &ArticleTable,
    budget: &MemoryBudget,
) -> Result<HeadlineList> {
    let mut list = HeadlineList::new(budget);
    pending.each(|article, headline| {
        let published = table.entry(article).published;
        let printed = PrintedHeadline {
            outlet: table.core(article).outlet.map(OutletId::number),
            published: more_exact(published, headline.page.day),
            ending: headline.ending,
            ..PrintedHeadline::new(article, headline.page)
        };
        list.push(&headline, printed)
    })?;
    Ok(list)
}

/// Returns the time in the record, or the day in the address if the record gives
/// only a month or a year.
fn more_exact(published: Option<Published>, day: Option<i32>) -> Option<Published> {
    if published.is_some_and(Published::is_to_the_day) {
        return published;
    }
    let day = day.map(|day| Published::of_day(i64::from(day)));
    day.or(published)
}

/// Returns the group of a star of spellings.
fn headline_group(
    star: &[u32],
    reader: &mut SpellingReader<'_>,
    weights: &TermWeights,
    texts: &Texts<'_>,
) -> Result<HeadlineGroup> {
    let mut printed: Vec<PrintedHeadline> = Vec::new();
    let mut center = Spelling::default();
    let place = reader.read(star[0], &mut center)?;
    reader.articles(place, &mut printed)?;
    let example = printed[0].article;
    let mut spelling = Spelling::default();
    for &other in &star[1..] {
        let place = reader.read(other, &mut spelling)?;
        reader.articles(place, &mut printed)?;
    }
    printed.sort_unstable_by_key(|one| one.article);
    let articles: Vec<ArticleId> = printed.iter().map(|one| one.article).collect();
    let bodies = texts.bodies(&articles);
    let texts = texts.by_outlet(&articles);
    let recurrence = Recurrence::measure(&printed, &center.terms, weights, texts);
    Ok(HeadlineGroup {
        key: center.key,
        example,
        kind: kind(&recurrence, bodies),
        outlets: recurrence.outlets,
        articles,
        bodies,
    })
}

/// The spellings of a dump, and which of them are one headline.
#[derive(Debug)]
pub(crate) struct GroupedSpellings {
    pub(crate) spellings: Spellings,
    pub(crate) weights: TermWeights,
    pub(crate) stars: Stars,
    /// The memory of the weights.
    _reserved: Reservation,
}

/// Groups the spellings of `list`. The result does not depend on `budget`.
pub(crate) fn group_spellings(
    list: HeadlineList,
    budget: &MemoryBudget,
) -> Result<GroupedSpellings> {
    let (spellings, mut links) = list.finish()?;
    let weights = weigh(&spellings)?;
    let reserved = budget.reserve(weights.bytes());
    let budget = budget.share(&shares::HEADLINE_LINKS);
    links.extend(beginnings(&spellings, &weights, &budget)?);
    links.extend(rewordings(&spellings, &weights, &budget)?);
    let links = LinkIndex::new(links);
    let stars = find_stars(&spellings, &links)?;
    let stars = nearest(&stars, &links, &spellings, &weights)?;
    Ok(GroupedSpellings {
        spellings,
        weights,
        stars,
        _reserved: reserved,
    })
}

/// Counts the words of all spellings and returns their weights.
fn weigh(spellings: &Spellings) -> Result<TermWeights> {
    let mut counts = TermCounts::default();
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    for number in spellings.numbers() {
        reader.read(number, &mut spelling)?;
        counts.add(&mut spelling.terms);
    }
    Ok(TermWeights::new(counts))
}

/// Returns the stars of spellings that are linked or have several articles.
fn find_stars(spellings: &Spellings, links: &LinkIndex) -> Result<Stars> {
    let mut is_linked = NumberSet::default();
    links.ends().for_each(|number| {
        is_linked.insert(number);
    });
    let is_candidate = |&number: &u32| is_linked.contains(number) || spellings.is_repeated(number);
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    let mut candidates = Vec::new();
    for number in spellings.numbers().filter(is_candidate) {
        reader.read(number, &mut spelling)?;
        let words = spelling.terms.len();
        candidates.push(CenterCandidate::new(number, spelling.articles, words));
    }
    drop(is_linked);
    let mut taken = NumberSet::default();
    Ok(stars(candidates, links, |number| taken.insert(number)))
}

/// Returns the stars with each spelling at the center that it shares most words with.
fn nearest(
    stars: &Stars,
    links: &LinkIndex,
    spellings: &Spellings,
    weights: &TermWeights,
) -> Result<Stars> {
    let mut reader = spellings.reader();
    let (mut center, mut member) = (Spelling::default(), Spelling::default());
    move_to_nearest(
        stars,
        links,
        |number| spellings.is_repeated(number),
        |one, other| {
            reader.read(one, &mut center)?;
            reader.read(other, &mut member)?;
            Ok(shared_weight(&center.terms, &member.terms, weights))
        },
    )
}

/// Returns the links between beginnings and their continuations.
pub(crate) fn beginnings(
    spellings: &Spellings,
    weights: &TermWeights,
    budget: &MemoryBudget,
) -> Result<Vec<SpellingLink>> {
    let mut by_words = Sorter::new(budget.clone());
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    for number in spellings.numbers() {
        reader.read(number, &mut spelling)?;
        let key = key_of_first_words(&spelling.terms);
        by_words.extend(key.map(|key| NumbersByKey { key, number }))?;
    }
    let mut links = Vec::new();
    each_list(by_words, |_, list| {
        let alike = list.iter().map(|&number| reader.get(number));
        let mut alike = alike.collect::<Result<Vec<Spelling>>>()?;
        link_beginnings(&mut alike, weights, &mut links);
        Ok(())
    })?;
    Ok(links)
}

/// A label of a text. Texts of one cluster have equal labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextLabel {
    /// The cluster of the article, by index.
    Cluster(usize),
    /// The first article with this body, which is in no cluster.
    Alone(ArticleId),
}

/// The texts of all articles of a dump.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    table: &'a ArticleTable,
    clusters: ClusterIndex,
    /// The copies outside of clusters, sorted, once from each article.
    copies: Vec<(ArticleId, ArticleId)>,
    _reservation: Reservation,
}

impl<'a> Texts<'a> {
    pub(crate) fn of(outcome: &'a Outcome, budget: &MemoryBudget) -> Texts<'a> {
        let pairs = outcome.copies.pairs();
        let mut copies: Vec<(ArticleId, ArticleId)> = pairs
            .map(|pair| (pair.first(), pair.second()))
            .flat_map(|(first, second)| [(first, second), (second, first)])
            .collect();
        copies.sort_unstable();
        let bytes = copies.capacity() * size_of::<(ArticleId, ArticleId)>();
        Texts {
            table: &outcome.table,
            clusters: outcome.cluster_of(),
            copies,
            _reservation: budget.reserve(bytes),
        }
    }

    /// Decides how the texts of `articles` relate.
    pub(crate) fn bodies(&self, articles: &[ArticleId]) -> Bodies {
        let with_text: Vec<ArticleId> = self.with_text(articles).collect();
        let labels = with_text.iter().map(|&article| self.label(article));
        bodies(&labels.collect::<Vec<_>>(), |one, other| {
            let first = |index: usize| self.table.core(with_text[index]).first_with_body;
            let copies = (first(one), first(other));
            copies.0 == copies.1
                || self.clusters.together(with_text[one], with_text[other])
                || self.copies.binary_search(&copies).is_ok()
        })
    }

    /// Returns the labels of the texts of `articles` with their outlets. Articles
    /// without an outlet or a text are left out.
    pub(crate) fn by_outlet(
        &self,
        articles: &[ArticleId],
    ) -> impl Iterator<Item = (u32, TextLabel)> {
        self.with_text(articles).filter_map(|article| {
            let outlet = self.table.core(article).outlet?;
            Some((outlet.number(), self.label(article)))
        })
    }

    fn with_text(&self, articles: &[ArticleId]) -> impl Iterator<Item = ArticleId> {
        let has_text = |article: &ArticleId| self.table.core(*article).words > 0;
        articles.iter().copied().filter(has_text)
    }

    fn label(&self, article: ArticleId) -> TextLabel {
        match self.clusters.get(article) {
            Some(cluster) => TextLabel::Cluster(cluster),
            None => TextLabel::Alone(self.table.core(article).first_with_body),
        }
    }
}
