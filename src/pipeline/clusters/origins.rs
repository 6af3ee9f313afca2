/*!
The last stage: where each story comes from.

Only the articles in clusters are asked whose copy they carry: of a dump in
which little is copied that is little work. They are read once more for it.
*/

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::error::Result;
use crate::news::attribution::{Attribution, Page, attribute};
use crate::news::credit::Evidence;
use crate::news::parties::directory::{Directory, Kind, Named};
use crate::pipeline::articles::credits::Credits;
use crate::pipeline::articles::table::Roll;
use crate::pipeline::clusters::form::Cluster;
use crate::pipeline::options::Options;
use crate::pipeline::results::places::read_again;
use crate::syndication::origin::{Origin, Printing, Sign, origin};
use crate::text::blocks::blocks;

/// Articles whose credits are read at once.
const AT_ONCE: usize = 1 << 10;

/// A party that an article credits with its copy.
#[derive(Clone, Debug)]
pub(crate) struct Credited {
    pub(crate) name: String,
    pub(crate) kind: Option<Kind>,
    pub(crate) evidence: Evidence,
}

/// What `article` says of whose copy it carries.
pub(crate) fn attribution_of(article: &Article<'_>, directory: &Directory) -> Attribution {
    let blocks = blocks(article.text.as_deref().unwrap_or_default());
    attribute(&Page::of(article, &blocks), directory)
}

/// The parties that an article credits with its copy.
pub(crate) fn credited(attribution: &Attribution, directory: &Directory) -> Vec<Credited> {
    let carried = attribution.carried.iter();
    carried
        .map(|carried| Credited {
            name: carried.name.clone(),
            kind: match &carried.party {
                Named::Known(party) => Some(directory.party(*party).kind),
                // Names that several parties share are those of wires.
                Named::Ambiguous(_) => Some(Kind::Wire),
                Named::AsPrinted(_) => None,
            },
            evidence: carried.evidence,
        })
        .collect()
}

/// Reads the credits of all members of `clusters`, beside the parties that
/// `roll` knows.
///
/// # Errors
///
/// When a record cannot be read once more.
pub(crate) fn read_credits<D: Dump>(
    dump: &D,
    options: &Options,
    clusters: &[Cluster],
    roll: &Roll,
) -> Result<Credits> {
    let mut credits = roll.credits().clone();
    let mut members: Vec<ArticleId> = clusters
        .iter()
        .flat_map(|cluster| cluster.members.iter().map(|member| member.article))
        .collect();
    members.sort_unstable();
    for some in members.chunks(AT_ONCE) {
        let read: Result<Vec<(ArticleId, Vec<Credited>)>> = some
            .par_iter()
            .map(|&article| {
                let mut credits = Vec::new();
                read_again(dump, roll.position(article)?, &mut |read| {
                    let attribution = attribution_of(read, options.directory());
                    credits = credited(&attribution, options.directory());
                })?;
                Ok((article, credits))
            })
            .collect();
        // In reading order, so that the numbers of parties depend on nothing
        // else.
        for (article, credited) in read? {
            for credited in credited {
                let sign = Sign {
                    party: credits.number(&credited.name, credited.kind),
                    kind: credited.kind,
                    evidence: credited.evidence,
                };
                credits.note(article, sign);
            }
        }
    }
    Ok(credits)
}

/// What the members of a cluster say of where it comes from, in their order.
/// Pages beside the cluster carry other stories too, and are not asked.
#[must_use]
pub(crate) fn printings(roll: &Roll, cluster: &Cluster) -> Vec<Printing> {
    let members = cluster.members.iter();
    members
        .map(|member| Printing {
            signs: roll.signs(member.article).to_vec(),
            ..unsigned(roll, member.article)
        })
        .collect()
}

/// What is known of where an article comes from, but for its credits.
pub(crate) fn unsigned(roll: &Roll, article: ArticleId) -> Printing {
    let (core, entry) = (roll.core(article), roll.entry(article));
    let own = core.outlet.and_then(|outlet| roll.own_party(outlet));
    Printing {
        outlet: core.outlet.map(|outlet| outlet.number()),
        own,
        own_kind: own.and_then(|party| roll.party(party).kind),
        signs: Vec::new(),
        published: entry.published,
        words: core.words,
    }
}

/// The likeliest source of a cluster.
#[must_use]
pub(crate) fn origin_of(roll: &Roll, cluster: &Cluster) -> Option<Origin> {
    origin(&printings(roll, cluster), |party| {
        roll.party(party).name.as_str()
    })
}
