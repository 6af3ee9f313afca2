/*!
The likeliest origin of a single article, for added columns and the gate.
*/

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::news::attribution::Attribution;
use crate::news::parties::directory::Directory;
use crate::pipeline::attribution::credits::carried_parties;
use crate::pipeline::attribution::printed_copies::without_credits;
use crate::pipeline::outcome::Outcome;
use crate::syndication::likeliest_origin::likeliest_origin;
use crate::syndication::origin::{CreditMention, OriginSource};

/// Returns the name of the likeliest origin of an article: that of its cluster,
/// `of_cluster`, or else of the parties that its `attribution` names.
pub(crate) fn origin_of_article(
    outcome: &Outcome,
    article: ArticleId,
    of_cluster: Option<OriginSource>,
    attribution: &Attribution,
    directory: &Directory,
) -> Option<String> {
    let source_name = |source| outcome.source_name(source).to_owned();
    if let Some(source) = of_cluster {
        return Some(source_name(source));
    }
    let credits = carried_parties(attribution, directory);
    let mut printed = without_credits(&outcome.table, article);
    if credits.is_empty() {
        let origin = likeliest_origin(&[printed], |_| "")?;
        return Some(source_name(origin.source));
    }
    // The parties of a single article have numbers of their own here. Its
    // outlet's party is looked up among them by name.
    let number = |name: &str| {
        let place = credits.iter().position(|credit| credit.name == name);
        place.map(to_u32)
    };
    let name = |party: u32| {
        let credit = credits.get(party as usize);
        credit.map_or("", |credit| credit.name.as_str())
    };
    let own = printed.own_party.map(|own| &outcome.table.party(own).name);
    printed.own_party = own.and_then(|own| number(own));
    let mentions = credits.iter().map(|credit| CreditMention {
        party: number(&credit.name).expect("it is one of the credits"),
        kind: credit.kind,
        evidence: credit.evidence,
    });
    printed.credits = mentions.collect();
    match likeliest_origin(&[printed], name)?.source {
        OriginSource::Party(party) => Some(name(party).to_owned()),
        outlet => Some(source_name(outlet)),
    }
}
