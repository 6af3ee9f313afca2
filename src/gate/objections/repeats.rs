/*!
Objects to articles that share a headline, an id or an address.
*/

use std::collections::BTreeMap;

use xxhash_rust::xxh3::Xxh3;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::facts::{DataSet, SetId};
use crate::gate::objection::PairLink;
use crate::gate::objections::builder::{ObjectionBuilder, ObjectionDraft, PairLayout};
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
    for articles in by_set.into_values().filter(|articles| articles.len() > 1) {
        let rule = Rule::RepeatedHeadlines;
        object_to_group(builder, rule, articles, PairLink::Headline)?;
    }
    Ok(())
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
    let mut groups = ArticleGroups::default();
    each_list(keyed, |_, list| {
        // Two ids may have one hash.
        let mut by_id: BTreeMap<(SetId, String), Vec<u32>> = BTreeMap::new();
        for &number in list {
            let article = ArticleId::new(number);
            let id = (data.facts(article).set, data.id(article));
            by_id.entry(id).or_default().push(number);
        }
        by_id.values().for_each(|group| groups.push(group));
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
    let mut groups = ArticleGroups::default();
    each_list(keyed, |_, list| {
        groups.push(list);
        Ok(())
    })?;
    object_to_groups(builder, Rule::DuplicateUrls, groups, PairLink::Address)
}

fn object_to_groups(
    builder: &mut ObjectionBuilder<'_>,
    rule: Rule,
    mut groups: ArticleGroups,
    link: PairLink,
) -> Result<()> {
    for group in groups.in_order() {
        let articles = group.iter().copied().map(ArticleId::new).collect();
        object_to_group(builder, rule, articles, link)?;
    }
    Ok(())
}

fn object_to_group(
    builder: &mut ObjectionBuilder<'_>,
    rule: Rule,
    articles: Vec<ArticleId>,
    link: PairLink,
) -> Result<()> {
    let pairs = (1..articles.len()).map(|index| (index, 0));
    let draft = ObjectionDraft::new(rule, articles);
    builder.object_to_pairs(draft, PairLayout::Star, pairs, |_, _| link)
}

fn hash_of_id(data: &dyn DataSet, article: ArticleId) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&(data.facts(article).set.0 as u64).to_le_bytes());
    hash.update(data.id(article).as_bytes());
    hash.digest()
}

#[derive(Debug, Default)]
struct ArticleGroups {
    numbers: Vec<u32>,
    /// The start and the end of each group in `numbers`.
    ranges: Vec<(usize, usize)>,
}

impl ArticleGroups {
    /// Adds a group if it has two articles or more.
    fn push(&mut self, group: &[u32]) {
        if group.len() > 1 {
            let start = self.numbers.len();
            self.numbers.extend_from_slice(group);
            self.ranges.push((start, self.numbers.len()));
        }
    }

    /// Returns the groups in reading order of their first articles.
    fn in_order(&mut self) -> impl Iterator<Item = &[u32]> {
        let numbers = &self.numbers;
        self.ranges
            .sort_unstable_by_key(|&(start, _)| numbers[start]);
        self.ranges.iter().map(|&(start, end)| &numbers[start..end])
    }
}
