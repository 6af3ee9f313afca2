/*!
What each rule objects to.
*/

pub mod build;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::Xxh3;

use crate::gate::objections::build::{ObjectionBuilder, ObjectionDraft, Shape};

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::error::Result;
use crate::gate::facts::{CheckRole, DataSet};
use crate::gate::objection::{ContainedArticle, PairLink};
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::{Rule, RuleSetting};
use crate::report::{
    ClusterFinding, ContainedSide, CopyKind, HeadlineFinding, MemberFinding, PairFinding,
};
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::HeadlineKind;

/// What an article has to do with a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It is one of the duplicates.
    Duplicate,
    /// It carries the center beside another story.
    Carrier,
    /// It stands in the center beside another story.
    Item,
}

impl Kind {
    fn of(member: &MemberFinding) -> Kind {
        match member.kind {
            Some(CopyKind::Roundup) => Kind::Carrier,
            Some(CopyKind::Item) => Kind::Item,
            _ => Kind::Duplicate,
        }
    }
}

/// Objects to what it is shown.
#[derive(Debug)]
pub(crate) struct Objector<'a> {
    gate: &'a CheckPolicy,
    data: &'a dyn DataSet,
    budget: MemoryBudget,
    pub(crate) settling: ObjectionBuilder<'a>,
}

impl<'a> Objector<'a> {
    pub(crate) fn new(
        gate: &'a CheckPolicy,
        data: &'a dyn DataSet,
        budget: &MemoryBudget,
    ) -> Objector<'a> {
        Objector {
            gate,
            data,
            budget: budget.clone(),
            settling: ObjectionBuilder::new(gate, data, budget),
        }
    }

    fn articles(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.data.articles()).map(ArticleId::new)
    }

    fn setting(&self, rule: Rule) -> Option<RuleSetting> {
        self.gate.setting(rule).copied()
    }

    fn is_on(&self, rule: Rule) -> bool {
        self.gate.setting(rule).is_some()
    }

    /// A cluster.
    ///
    /// # Errors
    ///
    /// When what is objected to cannot be kept; so of all that follow.
    pub(crate) fn cluster(&mut self, cluster: &ClusterFinding) -> Result<()> {
        let (duplicates, beside): (Vec<_>, Vec<_>) = cluster
            .articles
            .iter()
            .partition(|member| Kind::of(member) == Kind::Duplicate);
        self.near_duplicates(cluster, &duplicates)?;
        self.leaked_copies(cluster, &duplicates)?;
        for page in beside {
            self.page_beside(cluster, page, &duplicates)?;
        }
        self.large_cluster(cluster, &duplicates)
    }

    fn near_duplicates(
        &mut self,
        cluster: &ClusterFinding,
        duplicates: &[&MemberFinding],
    ) -> Result<()> {
        if !self.is_on(Rule::NearDuplicates) {
            return Ok(());
        }
        let mut by_set: BTreeMap<_, Vec<&MemberFinding>> = BTreeMap::new();
        for &member in duplicates {
            let set = self.data.facts(member.article).set;
            by_set.entry(set).or_default().push(member);
        }
        for mut articles in by_set.into_values().filter(|articles| articles.len() > 1) {
            // People take what they read first for the original.
            articles.sort_by_key(|member| member.article);
            let draft = ObjectionDraft {
                rule: Rule::NearDuplicates,
                articles: articles.iter().map(|member| member.article).collect(),
                cluster: Some(cluster.cluster.clone()),
                shape: Shape::Star,
            };
            let pairs = (1..articles.len()).map(|index| (index, 0));
            let tie = |first: usize, second: usize| {
                tie_in_cluster(cluster, articles[first], articles[second])
            };
            self.settling.pairs(draft, pairs, tie)?;
        }
        Ok(())
    }

    fn leaked_copies(
        &mut self,
        cluster: &ClusterFinding,
        duplicates: &[&MemberFinding],
    ) -> Result<()> {
        if !self.is_on(Rule::LeakCopies) {
            return Ok(());
        }
        let set = |member: &&MemberFinding| self.data.facts(member.article).set;
        let mut articles = duplicates.to_vec();
        articles.sort_by_cached_key(set);
        let sets: Vec<_> = articles.iter().map(set).collect();
        if sets.first() == sets.last() {
            return Ok(());
        }
        let draft = ObjectionDraft {
            rule: Rule::LeakCopies,
            articles: articles.iter().map(|member| member.article).collect(),
            cluster: Some(cluster.cluster.clone()),
            shape: Shape::Pairs,
        };
        let pairs = (0..sets.len()).flat_map(|first| {
            // The sets are sorted: those after the first one's follow.
            let others = sets.partition_point(|&set| set <= sets[first]);
            (others..sets.len()).map(move |second| (first, second))
        });
        let tie = |first: usize, second: usize| {
            tie_in_cluster(cluster, articles[first], articles[second])
        };
        self.settling.pairs(draft, pairs, tie)
    }

    /// A page that carries the story of a cluster beside another, or an item
    /// of it: an excerpt. Within its set it is held against one article only.
    fn page_beside(
        &mut self,
        cluster: &ClusterFinding,
        page: &MemberFinding,
        duplicates: &[&MemberFinding],
    ) -> Result<()> {
        let data = self.data;
        let set = |member: &MemberFinding| data.facts(member.article).set;
        let own = set(page);
        let (mut same, other): (Vec<&MemberFinding>, Vec<&MemberFinding>) =
            duplicates.iter().partition(|member| set(member) == own);
        same.truncate(1);
        for (rule, against) in [(Rule::Excerpts, same), (Rule::LeakExcerpts, other)] {
            if against.is_empty() || !self.is_on(rule) {
                continue;
            }
            let mut articles = vec![page];
            articles.extend(against);
            let draft = ObjectionDraft {
                rule,
                articles: articles.iter().map(|member| member.article).collect(),
                cluster: Some(cluster.cluster.clone()),
                shape: Shape::Pairs,
            };
            let pairs = (1..articles.len()).map(|index| {
                // The set that was named first comes first.
                if set(articles[index]) < own {
                    (index, 0)
                } else {
                    (0, index)
                }
            });
            let tie = |first: usize, _: usize| {
                let page_is_first = first == 0;
                let page_is_contained = Kind::of(page) == Kind::Item;
                PairLink::Measured {
                    relation: Relation::Excerpt,
                    containment: page.containment,
                    contained: if page_is_first == page_is_contained {
                        ContainedArticle::First
                    } else {
                        ContainedArticle::Second
                    },
                }
            };
            self.settling.pairs(draft, pairs, tie)?;
        }
        Ok(())
    }

    fn large_cluster(
        &mut self,
        cluster: &ClusterFinding,
        duplicates: &[&MemberFinding],
    ) -> Result<()> {
        let Some(setting) = self.setting(Rule::LargeClusters) else {
            return Ok(());
        };
        let size = duplicates.len();
        if size as f64 > setting.threshold {
            let draft = ObjectionDraft {
                rule: Rule::LargeClusters,
                articles: duplicates.iter().map(|member| member.article).collect(),
                cluster: Some(cluster.cluster.clone()),
                shape: Shape::Whole,
            };
            let reason = format!("cluster of {size} articles");
            self.settling.whole(draft, reason)?;
        }
        Ok(())
    }

    /// Two articles that are copies and not of one cluster.
    pub(crate) fn copy(&mut self, copy: &PairFinding) -> Result<()> {
        let [a, b] = copy.articles;
        let set = |article: ArticleId| self.data.facts(article).set;
        let rule = match (copy.relation == Relation::Excerpt, set(a) == set(b)) {
            (true, true) => Rule::Excerpts,
            (true, false) => Rule::LeakExcerpts,
            (false, true) => Rule::NearDuplicates,
            (false, false) => Rule::LeakCopies,
        };
        if !self.is_on(rule) {
            return Ok(());
        }
        let contained = if copy.contained == ContainedSide::A {
            a
        } else {
            b
        };
        // Across sets the one of the set that was named first comes first,
        // within a set the one that is contained.
        let a_is_first = if rule.is_leak() {
            set(a) < set(b)
        } else {
            contained == a
        };
        let (first, second) = if a_is_first { (a, b) } else { (b, a) };
        let draft = ObjectionDraft {
            rule,
            articles: vec![first, second],
            cluster: None,
            shape: Shape::Pairs,
        };
        let articles = [first, second];
        let tie = |one: usize, _: usize| PairLink::Measured {
            relation: copy.relation,
            containment: copy.containment,
            contained: if contained == articles[one] {
                ContainedArticle::First
            } else {
                ContainedArticle::Second
            },
        };
        self.settling.pairs(draft, [(0, 1)].into_iter(), tie)
    }

    /// Articles with one headline.
    pub(crate) fn headline(&mut self, group: &HeadlineFinding) -> Result<()> {
        // A rubric stands over another story each time: nothing is repeated.
        if !self.is_on(Rule::RepeatedHeadlines) || group.kind != HeadlineKind::Story {
            return Ok(());
        }
        let mut by_set: BTreeMap<_, Vec<ArticleId>> = BTreeMap::new();
        for &article in &group.numbers {
            let set = self.data.facts(article).set;
            by_set.entry(set).or_default().push(article);
        }
        for articles in by_set.into_values().filter(|articles| articles.len() > 1) {
            let pairs = (1..articles.len()).map(|index| (index, 0));
            let draft = ObjectionDraft {
                rule: Rule::RepeatedHeadlines,
                articles,
                cluster: None,
                shape: Shape::Star,
            };
            self.settling
                .pairs(draft, pairs, |_, _| PairLink::Headline)?;
        }
        Ok(())
    }

    /// What is told of the articles themselves, whatever was found.
    pub(crate) fn each_article(&mut self) -> Result<()> {
        self.repeated(Rule::DuplicateIds)?;
        self.repeated(Rule::DuplicateUrls)?;
        self.single_articles()?;
        self.one_origin()
    }

    /// Records with one id in a set, or of one page anywhere.
    fn repeated(&mut self, rule: Rule) -> Result<()> {
        if !self.is_on(rule) {
            return Ok(());
        }
        let by_id = rule == Rule::DuplicateIds;
        let data = self.data;
        let mut keyed = Sorter::new(self.budget.share(&shares::CHECKED_KEYS));
        for article in self.articles() {
            let key = match by_id {
                true => Some(key_of_id(data, article)),
                false => data.facts(article).address,
            };
            let number = article.number();
            keyed.extend(key.map(|key| NumbersByKey { key, number }))?;
        }
        let mut groups = Groups::default();
        each_list(keyed, |_, list| {
            if by_id {
                // Equal hashes are equal ids, as a rule.
                let id = |&number: &u32| {
                    let article = ArticleId::new(number);
                    (data.facts(article).set, data.id(article))
                };
                let mut by_id: BTreeMap<_, Vec<u32>> = BTreeMap::new();
                for number in list {
                    by_id.entry(id(number)).or_default().push(*number);
                }
                by_id.values().for_each(|group| groups.push(group));
            } else {
                groups.push(list);
            }
            Ok(())
        })?;
        for group in groups.in_order() {
            let pairs = (1..group.len()).map(|index| (index, 0));
            let draft = ObjectionDraft {
                rule,
                articles: group.iter().copied().map(ArticleId::new).collect(),
                cluster: None,
                shape: Shape::Star,
            };
            let tie = if by_id {
                PairLink::Id
            } else {
                PairLink::Address
            };
            self.settling.pairs(draft, pairs, |_, _| tie)?;
        }
        Ok(())
    }

    fn single_articles(&mut self) -> Result<()> {
        for article in self.articles() {
            for rule in [
                Rule::NoText,
                Rule::TooShort,
                Rule::TooLong,
                Rule::Boilerplate,
                Rule::Syndicated,
            ] {
                let Some(reason) = self.reason(rule, article) else {
                    continue;
                };
                let draft = ObjectionDraft {
                    rule,
                    articles: vec![article],
                    cluster: None,
                    shape: Shape::Whole,
                };
                self.settling.whole(draft, reason)?;
            }
        }
        Ok(())
    }

    /// Why `rule` objects to an article, if it is in force and does.
    fn reason(&self, rule: Rule, article: ArticleId) -> Option<String> {
        let threshold = self.setting(rule)?.threshold;
        let facts = self.data.facts(article);
        let words = f64::from(facts.words);
        let standing = f64::from(facts.boilerplate);
        match rule {
            Rule::NoText => (!facts.has_text).then(|| "no text".to_owned()),
            Rule::TooShort => (facts.has_text && words < threshold)
                .then(|| format!("{words} words of its own, expected {threshold} or more")),
            Rule::TooLong => (words > threshold)
                .then(|| format!("{words} words of its own, expected {threshold} or less")),
            Rule::Boilerplate => (standing > threshold).then(|| {
                let percent = (standing * 100.0).round();
                format!("{percent} % of its words stand on other pages of its outlet")
            }),
            Rule::Syndicated => {
                let origin = self.data.origin(article);
                origin.map(|origin| format!("copy of {origin}"))
            }
            _ => None,
        }
    }

    /// The articles of the source that most come from, of equal ones the first by
    /// name, and of each other that alone is more than is allowed: what a baseline
    /// knows of one says nothing of the next.
    fn one_origin(&mut self) -> Result<()> {
        let Some(setting) = self.setting(Rule::OneOrigin) else {
            return Ok(());
        };
        let data = self.data;
        let checked = || {
            self.articles()
                .filter(|&article| data.facts(article).role == CheckRole::Checked)
        };
        let mut by_origin: HashMap<&str, usize> = HashMap::new();
        let mut all = 0_u64;
        for article in checked() {
            all += 1;
            if let Some(origin) = data.origin(article) {
                *by_origin.entry(origin).or_default() += 1;
            }
        }
        let mut sources: Vec<(Reverse<usize>, &str)> = by_origin
            .into_iter()
            .map(|(name, articles)| (Reverse(articles), name))
            .collect();
        sources.sort_unstable();
        let is_too_much = |count: usize| {
            let share = count as f64 / all.max(1) as f64;
            !setting.limit.allows(count as u64, share)
        };
        let others = sources.iter().skip(1);
        let more = others.take_while(|&&(Reverse(count), _)| is_too_much(count));
        let named = sources.len().min(1) + more.count();
        let mut articles: HashMap<&str, Vec<ArticleId>> = HashMap::new();
        for &(Reverse(count), name) in &sources[..named] {
            articles.insert(name, Vec::with_capacity(count));
        }
        for article in checked() {
            let origin = data.origin(article);
            if let Some(of_it) = origin.and_then(|origin| articles.get_mut(origin)) {
                of_it.push(article);
            }
        }
        for (Reverse(count), name) in &sources[..named] {
            let draft = ObjectionDraft {
                rule: Rule::OneOrigin,
                articles: articles.remove(name).unwrap_or_default(),
                cluster: None,
                shape: Shape::Whole,
            };
            let reason = format!("{count} articles are copy of {name}");
            self.settling.whole(draft, reason)?;
        }
        Ok(())
    }
}

/// What ties two duplicates of one cluster.
fn tie_in_cluster(
    cluster: &ClusterFinding,
    first: &MemberFinding,
    second: &MemberFinding,
) -> PairLink {
    let (measured, is_direct) = match (first.relation, second.relation) {
        (Some(_), None) => (first, true),
        (None, _) => (second, true),
        (Some(_), Some(_)) => (first, false),
    };
    let relation = measured.relation.unwrap_or(Relation::Verbatim);
    let containment = measured.containment;
    if is_direct {
        return PairLink::Measured {
            relation,
            containment,
            contained: ContainedArticle::Shorter,
        };
    }
    PairLink::ThroughCenter {
        center: cluster.articles[0].article,
        relation,
        containment,
    }
}

/// A hash of an article's set and id.
fn key_of_id(data: &dyn DataSet, article: ArticleId) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&(data.facts(article).set.0 as u64).to_le_bytes());
    hash.update(data.id(article).as_bytes());
    hash.digest()
}

/// Groups of articles that have something in common, by number.
#[derive(Debug, Default)]
struct Groups {
    numbers: Vec<u32>,
    /// Where each group begins in `numbers`, and behind its last.
    ranges: Vec<(usize, usize)>,
}

impl Groups {
    /// Takes a group, if it is one of two or more.
    fn push(&mut self, group: &[u32]) {
        if group.len() > 1 {
            let start = self.numbers.len();
            self.numbers.extend_from_slice(group);
            self.ranges.push((start, self.numbers.len()));
        }
    }

    /// The groups in reading order of their first articles.
    fn in_order(&mut self) -> impl Iterator<Item = &[u32]> {
        let numbers = &self.numbers;
        self.ranges
            .sort_unstable_by_key(|&(start, _)| numbers[start]);
        self.ranges.iter().map(|&(start, end)| &numbers[start..end])
    }
}
