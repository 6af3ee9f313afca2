/*!
The groups of repeated headlines of a dump.
*/

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::error::Result;
use crate::news::dates::published::Published;
use crate::pipeline::articles::outlets::OutletId;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::pending_headlines::PendingHeadlines;
use crate::pipeline::headlines::grouping::{GroupedSpellings, group_spellings};
use crate::pipeline::headlines::listing::{HeadlineKeys, HeadlineList};
use crate::pipeline::headlines::spellings::SpellingReader;
use crate::pipeline::headlines::texts::Texts;
use crate::spill::budget::MemoryBudget;
use crate::syndication::headlines::group::HeadlineGroup;
use crate::syndication::headlines::kind::kind;
use crate::syndication::headlines::printed::PrintedHeadline;
use crate::syndication::headlines::recurrence::Recurrence;
use crate::syndication::headlines::spelling::Spelling;
use crate::syndication::headlines::weights::TermWeights;

/// Returns the groups of repeated headlines, in the reading order of their first
/// articles.
pub(crate) fn headline_groups(
    pending: PendingHeadlines,
    table: &ArticleTable,
    texts: &Texts<'_>,
    budget: &MemoryBudget,
) -> Result<Vec<HeadlineGroup>> {
    let grouped = group_spellings(list(pending, table, budget)?, budget)?;
    let GroupedSpellings {
        spellings,
        weights,
        stars,
        ..
    } = &grouped;
    let groups: Result<Vec<HeadlineGroup>> = (0..stars.count())
        .into_par_iter()
        .map_init(
            || spellings.reader(),
            |reader, index| headline_group(stars.star(index), reader, weights, texts),
        )
        .collect();
    let mut groups = groups?;
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
        let keys = HeadlineKeys {
            key: headline.key,
            whole: headline.whole,
        };
        let published = table.entry(article).published;
        let printed = PrintedHeadline {
            outlet: table.core(article).outlet.map(OutletId::number),
            published: more_exact(published, headline.page.day),
            ending: headline.ending,
            ..PrintedHeadline::new(article, headline.page)
        };
        list.push(keys, printed, &headline.terms)
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
