/*!
Objects to articles that share a headline, an id or an address.
*/

use std::collections::BTreeMap;

use xxhash_rust::xxh3::Xxh3;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::facts::{DataSet, SetId};
use crate::gate::objection::{Objection, PairLink};
use crate::gate::objections::{ObjectionBuilder, PairLayout};
use crate::gate::rule::Rule;
use crate::report::HeadlineFinding;
use crate::spill::numbers::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::group::HeadlineKind;

/// Objects to articles of one set with one headline. A standing headline is
/// over another story each time: nothing is repeated.
pub(crate) fn object_to_headline(
    builder: &mut ObjectionBuilder<'_>,
    group: &HeadlineFinding,
) -> Result<()> {
    if !builder.is_on(Rule::RepeatedHeadlines) || group.kind != HeadlineKind::Story {
        return Ok(());
    }
    let mut by_set: BTreeMap<SetId, Vec<ArticleId>> = BTreeMap::new();
    for &article in &group.numbers {
        let set = builder.data.facts(article).set;
        by_set.entry(set).or_default().push(article);
    }
    let mut groups = by_set.into_values().filter(|articles| articles.len() > 1);
    groups.try_for_each(|articles| {
        object_to_group(
            builder,
            Rule::RepeatedHeadlines,
            articles,
            PairLink::Headline,
        )
    })
}

/// Objects to records of one set with one id.
pub(crate) fn object_to_ids(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    if !builder.is_on(Rule::DuplicateIds) {
        return Ok(());
    }
    let data = builder.data;
    let mut keyed = Sorter::new(builder.budget.share(&shares::CHECKED_KEYS));
    for article in builder.articles() {
        let (key, number) = (hash_of_id(data, article), article.number());
        keyed.extend([NumbersByKey { key, number }])?;
    }
    let mut groups = Vec::new();
    each_list(keyed, |_, list| {
        // Two ids may have one hash.
        let mut by_id: BTreeMap<(SetId, String), Vec<ArticleId>> = BTreeMap::new();
        for &number in list {
            let article = ArticleId::new(number);
            let id = (data.facts(article).set, data.id(article));
            by_id.entry(id).or_default().push(article);
        }
        groups.extend(by_id.into_values().filter(|articles| articles.len() > 1));
        Ok(())
    })?;
    object_to_groups(builder, Rule::DuplicateIds, groups, PairLink::Id)
}

/// Objects to records of one page, in any sets.
pub(crate) fn object_to_addresses(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    if !builder.is_on(Rule::DuplicateUrls) {
        return Ok(());
    }
    let mut keyed = Sorter::new(builder.budget.share(&shares::CHECKED_KEYS));
    for article in builder.articles() {
        let address = builder.data.facts(article).address;
        let number = article.number();
        keyed.extend(address.map(|key| NumbersByKey { key, number }))?;
    }
    let mut groups = Vec::new();
    each_list(keyed, |_, list| {
        if list.len() > 1 {
            groups.push(list.iter().copied().map(ArticleId::new).collect());
        }
        Ok(())
    })?;
    object_to_groups(builder, Rule::DuplicateUrls, groups, PairLink::Address)
}

/// Objects to the groups in reading order of their first articles.
fn object_to_groups(
    builder: &mut ObjectionBuilder<'_>,
    rule: Rule,
    mut groups: Vec<Vec<ArticleId>>,
    link: PairLink,
) -> Result<()> {
    groups.sort_unstable_by_key(|group| group[0]);
    let mut groups = groups.into_iter();
    groups.try_for_each(|group| object_to_group(builder, rule, group, link))
}

fn object_to_group(
    builder: &mut ObjectionBuilder<'_>,
    rule: Rule,
    articles: Vec<ArticleId>,
    link: PairLink,
) -> Result<()> {
    let pairs = (1..articles.len()).map(|index| (index, 0));
    let objection = Objection::new(rule, articles);
    builder.object_to_pairs(objection, PairLayout::Star, pairs, |_, _| link)
}

fn hash_of_id(data: &dyn DataSet, article: ArticleId) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&(data.facts(article).set.0 as u64).to_le_bytes());
    hash.update(data.id(article).as_bytes());
    hash.digest()
}
