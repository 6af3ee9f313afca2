/*!
What the gate needs of the findings, as they go by.
*/

use std::io;

use crate::relation::Relation;
use crate::report::{Finding, MemberFinding, Place, Report, Side, SkippedFinding, Summary};

/// Keeps what the rules need of the findings.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) clusters: Vec<Cluster>,
    pub(super) copies: Vec<Copy>,
    /// Articles of one story with one headline, in reading order.
    pub(super) headlines: Vec<Vec<Reference>>,
    /// Records and files that could not be read.
    pub skipped: Vec<SkippedFinding>,
    /// The counts of the run.
    pub summary: Summary,
}

/// An article as a finding names it.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) place: Place,
}

/// An article of a cluster.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) article: Reference,
    /// How it relates to the centre; `None` for the centre.
    pub(super) relation: Option<Relation>,
    pub(super) containment: f64,
    pub(super) kind: Kind,
}

/// What an article has to do with a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is one of the duplicates.
    Duplicate,
    /// It carries the centre beside another story.
    Carrier,
    /// It stands in the centre beside another story.
    Item,
}

/// A cluster: the centre first.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

/// Two articles that are copies and not of one cluster.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    pub(super) a: Reference,
    pub(super) b: Reference,
    pub(super) relation: Relation,
    pub(super) containment: f64,
    pub(super) contained: Side,
}

impl From<&MemberFinding> for Member {
    fn from(finding: &MemberFinding) -> Member {
        Member {
            article: Reference {
                id: finding.id.clone(),
                place: Place {
                    file: finding.file.clone(),
                    line: finding.line,
                },
            },
            relation: finding.relation,
            containment: finding.containment,
            kind: match finding.kind {
                Some("roundup") => Kind::Carrier,
                Some("item") => Kind::Item,
                _ => Kind::Duplicate,
            },
        }
    }
}

impl Report for Collector {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => self.clusters.push(Cluster {
                name: cluster.cluster.clone(),
                members: cluster.articles.iter().map(Member::from).collect(),
            }),
            Finding::Copy(pair) => self.copies.push(Copy {
                a: Reference {
                    id: pair.a.clone(),
                    place: Place {
                        file: pair.a_file.clone(),
                        line: pair.a_line,
                    },
                },
                b: Reference {
                    id: pair.b.clone(),
                    place: Place {
                        file: pair.b_file.clone(),
                        line: pair.b_line,
                    },
                },
                relation: pair.relation,
                containment: pair.containment,
                contained: pair.contained,
            }),
            // A rubric stands over another story each time: nothing is repeated.
            Finding::Headline(group) if group.kind == "story" => {
                let articles = group.articles.iter().zip(&group.places);
                let articles = articles.map(|(id, place)| Reference {
                    id: id.clone(),
                    place: Place {
                        file: place.file.clone(),
                        line: place.line,
                    },
                });
                self.headlines.push(articles.collect());
            }
            Finding::Skipped(skipped) => self.skipped.push(skipped.clone()),
            Finding::Summary(summary) => self.summary = summary.clone(),
            _ => {}
        }
        Ok(())
    }
}
