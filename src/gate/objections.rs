/*!
What each rule objects to.
*/

mod build;

use std::collections::{BTreeMap, HashMap, HashSet};

use build::{Draft, Settling, Shape};

use super::baseline::Matching;
use super::collector::{Cluster, Collector, Copy, Kind, Member, Reference};
use super::facts::{Age, DataSet};
use super::judge::{Gate, Tally};
use super::objection::{Contained, Objection, Tie};
use super::rule::{Rule, Setting};
use crate::relation::Relation;
use crate::report::{Place, Side};

/// All objections of the rules in force: by rule, the largest first, then by
/// reading order.
pub(super) fn all(
    gate: &Gate,
    collected: &Collector,
    data: &DataSet,
    matching: &mut Matching,
    tally: &mut Tally,
) -> Vec<Objection> {
    let mut objector = Objector {
        gate,
        data,
        numbers: Numbers::new(data),
        settling: Settling::new(gate, data, matching, tally),
        found: Vec::new(),
    };
    for cluster in &collected.clusters {
        objector.cluster(cluster);
    }
    for copy in &collected.copies {
        objector.copy(copy);
    }
    for group in &collected.headlines {
        objector.headline(group);
    }
    objector.repeated(Rule::DuplicateIds);
    objector.repeated(Rule::DuplicateUrls);
    objector.single_articles();
    objector.one_origin();
    let mut found = objector.found;
    found.sort_by_key(|objection| {
        let first = objection.subject().map(|article| article.article);
        (
            objection.rule,
            std::cmp::Reverse(objection.articles.len()),
            first,
        )
    });
    found
}

/// The numbers of articles by the places that findings name.
struct Numbers {
    at: HashMap<Place, Vec<usize>>,
}

impl Numbers {
    fn new(data: &DataSet) -> Numbers {
        let mut at: HashMap<Place, Vec<usize>> = HashMap::with_capacity(data.articles.len());
        for (number, article) in data.articles.iter().enumerate() {
            at.entry(article.place.clone()).or_default().push(number);
        }
        Numbers { at }
    }

    /// The article that `named` means, and is not `taken`: a line may hold
    /// several records, and a file that is read twice has two of one place.
    fn find(&self, data: &DataSet, named: &Reference, taken: &HashSet<usize>) -> Option<usize> {
        let here = self.at.get(&named.place)?;
        let fits = |number: &&usize| data.articles[**number].id == named.id;
        let free = here
            .iter()
            .filter(fits)
            .find(|number| !taken.contains(number));
        free.or_else(|| here.iter().find(fits)).copied()
    }
}

/// An article of a cluster, found again.
#[derive(Clone, Copy)]
struct Found<'a> {
    number: usize,
    member: &'a Member,
}

struct Objector<'a> {
    gate: &'a Gate,
    data: &'a DataSet,
    numbers: Numbers,
    settling: Settling<'a>,
    found: Vec<Objection>,
}

impl Objector<'_> {
    fn setting(&self, rule: Rule) -> Option<Setting> {
        self.gate.setting(rule).copied()
    }

    fn is_on(&self, rule: Rule) -> bool {
        self.gate.setting(rule).is_some()
    }

    fn cluster(&mut self, cluster: &Cluster) {
        let mut taken = HashSet::new();
        let mut found: Vec<Found<'_>> = Vec::with_capacity(cluster.members.len());
        for member in &cluster.members {
            if let Some(number) = self.numbers.find(self.data, &member.article, &taken) {
                taken.insert(number);
                found.push(Found { number, member });
            }
        }
        let (duplicates, beside): (Vec<_>, Vec<_>) = found
            .iter()
            .copied()
            .partition(|found| found.member.kind == Kind::Duplicate);
        self.near_duplicates(cluster, &duplicates);
        self.leaked_copies(cluster, &duplicates);
        for page in beside {
            self.page_beside(cluster, page, &duplicates);
        }
        self.large_cluster(cluster, &duplicates);
    }

    fn near_duplicates(&mut self, cluster: &Cluster, duplicates: &[Found<'_>]) {
        if !self.is_on(Rule::NearDuplicates) {
            return;
        }
        let mut by_set: BTreeMap<_, Vec<Found<'_>>> = BTreeMap::new();
        for &found in duplicates {
            let set = self.data.articles[found.number].set;
            by_set.entry(set).or_default().push(found);
        }
        for mut articles in by_set.into_values().filter(|articles| articles.len() > 1) {
            // People take what they read first for the original.
            articles.sort_by_key(|found| found.number);
            let draft = Draft {
                rule: Rule::NearDuplicates,
                articles: articles.iter().map(|found| found.number).collect(),
                cluster: Some(cluster.name.clone()),
                shape: Shape::Star,
            };
            let pairs = (1..articles.len()).map(|index| (index, 0));
            let tie = |first: usize, second: usize| {
                tie_in_cluster(cluster, articles[first], articles[second])
            };
            self.found.extend(self.settling.pairs(draft, pairs, tie));
        }
    }

    fn leaked_copies(&mut self, cluster: &Cluster, duplicates: &[Found<'_>]) {
        if !self.is_on(Rule::LeakCopies) {
            return;
        }
        let set = |found: &Found<'_>| self.data.articles[found.number].set;
        let mut articles = duplicates.to_vec();
        articles.sort_by_key(set);
        let sets: Vec<_> = articles.iter().map(set).collect();
        if sets.first() == sets.last() {
            return;
        }
        let draft = Draft {
            rule: Rule::LeakCopies,
            articles: articles.iter().map(|found| found.number).collect(),
            cluster: Some(cluster.name.clone()),
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
        let objection = self.settling.pairs(draft, pairs, tie);
        self.found.extend(objection);
    }

    /// A page that carries the story of a cluster beside another, or an item
    /// of it: an excerpt. Within its set it is held against one article only.
    fn page_beside(&mut self, cluster: &Cluster, page: Found<'_>, duplicates: &[Found<'_>]) {
        let set = |found: &Found<'_>| self.data.articles[found.number].set;
        let own = set(&page);
        let (same, other): (Vec<Found<'_>>, Vec<Found<'_>>) = duplicates
            .iter()
            .copied()
            .partition(|found| set(found) == own);
        let same: Vec<Found<'_>> = same.into_iter().take(1).collect();
        for (rule, against) in [(Rule::Excerpts, same), (Rule::LeakExcerpts, other)] {
            if against.is_empty() || !self.is_on(rule) {
                continue;
            }
            let mut articles = vec![page];
            articles.extend(against);
            let draft = Draft {
                rule,
                articles: articles.iter().map(|found| found.number).collect(),
                cluster: Some(cluster.name.clone()),
                shape: Shape::Pairs,
            };
            let first_set = |index: usize| self.data.articles[articles[index].number].set;
            let pairs = (1..articles.len()).map(|index| {
                // The set that was named first comes first.
                if first_set(index) < own {
                    (index, 0)
                } else {
                    (0, index)
                }
            });
            let tie = |first: usize, _: usize| {
                let containment = page.member.containment;
                let page_is_first = first == 0;
                let page_is_contained = page.member.kind == Kind::Item;
                Tie::Measured {
                    relation: Relation::Excerpt,
                    containment,
                    contained: if page_is_first == page_is_contained {
                        Contained::First
                    } else {
                        Contained::Second
                    },
                }
            };
            let objection = self.settling.pairs(draft, pairs, tie);
            self.found.extend(objection);
        }
    }

    fn large_cluster(&mut self, cluster: &Cluster, duplicates: &[Found<'_>]) {
        let Some(setting) = self.setting(Rule::LargeClusters) else {
            return;
        };
        let size = duplicates.len();
        if size as f64 > setting.threshold {
            let draft = Draft {
                rule: Rule::LargeClusters,
                articles: duplicates.iter().map(|found| found.number).collect(),
                cluster: Some(cluster.name.clone()),
                shape: Shape::Whole,
            };
            let reason = format!("cluster of {size} articles");
            self.found.extend(self.settling.whole(draft, reason));
        }
    }

    /// Two articles that are copies and not of one cluster.
    fn copy(&mut self, copy: &Copy) {
        let mut taken = HashSet::new();
        let Some(a) = self.numbers.find(self.data, &copy.a, &taken) else {
            return;
        };
        taken.insert(a);
        let Some(b) = self.numbers.find(self.data, &copy.b, &taken) else {
            return;
        };
        let set = |number: usize| self.data.articles[number].set;
        let rule = match (copy.relation == Relation::Excerpt, set(a) == set(b)) {
            (true, true) => Rule::Excerpts,
            (true, false) => Rule::LeakExcerpts,
            (false, true) => Rule::NearDuplicates,
            (false, false) => Rule::LeakCopies,
        };
        if !self.is_on(rule) {
            return;
        }
        let contained = if copy.contained == Side::A { a } else { b };
        // Across sets the one of the set that was named first comes first,
        // within a set the one that is contained.
        let a_is_first = if rule.is_leak() {
            set(a) < set(b)
        } else {
            contained == a
        };
        let (first, second) = if a_is_first { (a, b) } else { (b, a) };
        let draft = Draft {
            rule,
            articles: vec![first, second],
            cluster: None,
            shape: Shape::Pairs,
        };
        let articles = [first, second];
        let tie = |one: usize, _: usize| Tie::Measured {
            relation: copy.relation,
            containment: copy.containment,
            contained: if contained == articles[one] {
                Contained::First
            } else {
                Contained::Second
            },
        };
        let objection = self.settling.pairs(draft, [(0, 1)].into_iter(), tie);
        self.found.extend(objection);
    }

    /// Articles with one headline.
    fn headline(&mut self, group: &[Reference]) {
        if !self.is_on(Rule::RepeatedHeadlines) {
            return;
        }
        let mut taken = HashSet::new();
        let mut by_set: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for named in group {
            if let Some(number) = self.numbers.find(self.data, named, &taken) {
                taken.insert(number);
                let set = self.data.articles[number].set;
                by_set.entry(set).or_default().push(number);
            }
        }
        for articles in by_set.into_values().filter(|articles| articles.len() > 1) {
            let pairs = (1..articles.len()).map(|index| (index, 0));
            let draft = Draft {
                rule: Rule::RepeatedHeadlines,
                articles,
                cluster: None,
                shape: Shape::Star,
            };
            let objection = self.settling.pairs(draft, pairs, |_, _| Tie::Headline);
            self.found.extend(objection);
        }
    }

    /// Records with one id in a set, or of one page anywhere.
    fn repeated(&mut self, rule: Rule) {
        if !self.is_on(rule) {
            return;
        }
        let articles = &self.data.articles;
        let groups: Vec<Vec<usize>> = if rule == Rule::DuplicateIds {
            groups_by((0..articles.len()).map(|number| {
                let article = &articles[number];
                (Some((article.set, article.id.as_str())), number)
            }))
        } else {
            groups_by((0..articles.len()).map(|number| (articles[number].address, number)))
        };
        for articles in groups {
            let pairs = (1..articles.len()).map(|index| (index, 0));
            let draft = Draft {
                rule,
                articles,
                cluster: None,
                shape: Shape::Star,
            };
            let tie = |_, _| match rule {
                Rule::DuplicateIds => Tie::Id,
                _ => Tie::Address,
            };
            self.found.extend(self.settling.pairs(draft, pairs, tie));
        }
    }

    fn single_articles(&mut self) {
        for number in 0..self.data.articles.len() {
            for rule in [
                Rule::NoText,
                Rule::TooShort,
                Rule::TooLong,
                Rule::StandingMatter,
                Rule::Syndicated,
            ] {
                let Some(reason) = self.reason(rule, number) else {
                    continue;
                };
                let draft = Draft {
                    rule,
                    articles: vec![number],
                    cluster: None,
                    shape: Shape::Whole,
                };
                self.found.extend(self.settling.whole(draft, reason));
            }
        }
    }

    /// Why `rule` objects to an article, if it is in force and does.
    fn reason(&self, rule: Rule, number: usize) -> Option<String> {
        let threshold = self.setting(rule)?.threshold;
        let article = &self.data.articles[number];
        let words = f64::from(article.words);
        let standing = f64::from(article.standing);
        match rule {
            Rule::NoText => (!article.has_text).then(|| "no text".to_owned()),
            Rule::TooShort => (article.has_text && words < threshold)
                .then(|| format!("{words} words of its own, expected {threshold} or more")),
            Rule::TooLong => (words > threshold)
                .then(|| format!("{words} words of its own, expected {threshold} or less")),
            Rule::StandingMatter => (standing > threshold).then(|| {
                let percent = (standing * 100.0).round();
                format!("{percent} % of its words stand on other pages of its outlet")
            }),
            Rule::Syndicated => article
                .origin
                .as_ref()
                .map(|origin| format!("copy of {origin}")),
            _ => None,
        }
    }

    /// The articles of the source that most come from; of equal ones, the
    /// first by name.
    fn one_origin(&mut self) {
        if !self.is_on(Rule::OneOrigin) {
            return;
        }
        let mut by_origin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, article) in self.data.articles.iter().enumerate() {
            if let (Some(origin), Age::New) = (article.origin.as_deref(), article.age) {
                by_origin.entry(origin).or_default().push(number);
            }
        }
        let largest = by_origin
            .into_iter()
            .max_by_key(|(name, articles)| (articles.len(), std::cmp::Reverse(*name)));
        let Some((name, articles)) = largest else {
            return;
        };
        let reason = format!("{} articles are copy of {name}", articles.len());
        let draft = Draft {
            rule: Rule::OneOrigin,
            articles,
            cluster: None,
            shape: Shape::Whole,
        };
        self.found.extend(self.settling.whole(draft, reason));
    }
}

/// What ties two duplicates of one cluster.
fn tie_in_cluster(cluster: &Cluster, first: Found<'_>, second: Found<'_>) -> Tie {
    let (measured, is_direct) = match (first.member.relation, second.member.relation) {
        (Some(_), None) => (first.member, true),
        (None, _) => (second.member, true),
        (Some(_), Some(_)) => (first.member, false),
    };
    let relation = measured.relation.unwrap_or(Relation::Verbatim);
    let containment = measured.containment;
    if is_direct {
        return Tie::Measured {
            relation,
            containment,
            contained: Contained::Shorter,
        };
    }
    Tie::Through {
        centre: cluster.members[0].article.place.clone(),
        relation,
        containment,
    }
}

/// The numbers with one key, where there are several, in reading order.
fn groups_by<K: std::hash::Hash + Eq>(
    keyed: impl Iterator<Item = (Option<K>, usize)>,
) -> Vec<Vec<usize>> {
    let mut groups: HashMap<K, Vec<usize>> = HashMap::new();
    for (key, number) in keyed {
        if let Some(key) = key {
            groups.entry(key).or_default().push(number);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    groups.sort_unstable_by_key(|group| group[0]);
    groups
}
