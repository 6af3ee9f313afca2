/*!
Whose copy an article carries, from everything that its page prints.

This joins the recognizers: the dateline in the text or in the byline, the
byline, the lines before and after the story, the phrases, the copyright. Each
finding names its evidence; nothing is weighed here.

# Choices

* An outlet's credit of itself says nothing, but in the agency's slot of a
  dateline: "WASHINGTON (CNN)" is the broadcaster's copy on its own page too.
* A party is carried once, on the first evidence in the order of
  [`CreditEvidence`].
* A helper or a picture's owner is not carried, whatever its fame; it is kept
  among the others, so that a reader can see why it was not counted.
*/

#[cfg(test)]
mod tests;

use crate::article::Article;
use crate::news::addresses::domains::registrable_domain;
use crate::news::credit;
use crate::news::credit::{CreditClaim, CreditEvidence, Portal, Role, Source, Unnamed, byline};
use crate::news::dateline;
use crate::news::dateline::slug;
use crate::news::dateline::slug::Mix;
use crate::news::dateline::{Agency, Dateline, Slot};
use crate::news::name_key::key;
use crate::news::parties::directory::{Directory, Surroundings};
use crate::news::parties::party::{NamedParty, PartyId};
use crate::text::Span;

/// What of an article is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageText<'a> {
    /// The headline.
    pub headline: Option<&'a str>,
    /// The byline field of the record.
    pub byline: Option<&'a str>,
    /// The outlet as the record names it.
    pub outlet: Option<&'a str>,
    /// The address of the page.
    pub url: Option<&'a str>,
    /// The text.
    pub text: &'a str,
    /// The blocks of the text.
    pub blocks: &'a [Span],
}

impl<'a> PageText<'a> {
    /// What `article` prints, whose text has these blocks.
    #[must_use]
    pub fn of(article: &'a Article<'_>, blocks: &'a [Span]) -> PageText<'a> {
        PageText {
            headline: article.headline.as_deref(),
            byline: article.byline.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            text: article.text.as_deref().unwrap_or_default(),
            blocks,
        }
    }
}

/// What an article says of whose copy it carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Whose copy it is, in the order of the evidence.
    pub carried: Vec<CarriedParty>,
    /// The dateline, in the text or in the byline.
    pub dateline: Option<Dateline>,
    /// The place of the dateline as printed, with its region.
    pub place: Option<String>,
    /// Whether staff and agencies wrote it together.
    pub mixed: Mixed,
    /// Who is credited with less than the copy.
    pub others: Vec<OtherCredit>,
}

/// Somebody whose copy an article carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedParty {
    /// Who it is.
    pub party: NamedParty,
    /// The name in the table, or as printed.
    pub name: String,
    /// The first evidence.
    pub evidence: CreditEvidence,
}

/// Whether an article is put together from several hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mixed {
    /// Nothing says so.
    #[default]
    No,
    /// Agencies are credited that are not named: "From wire reports".
    UnnamedAgencies,
    /// A named agency helped: "with files from Reuters".
    Helped,
}

/// Somebody who is credited with less than the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCredit {
    /// Who it is.
    pub party: NamedParty,
    /// The name in the table, or as printed.
    pub name: String,
    /// What for.
    pub role: Role,
}

/// Portals that print the stories of partners: the keys of their names, and
/// the first labels of their domains.
const PORTALS: [&str; 9] = [
    "yahoo",
    "yahoonews",
    "yahoofinance",
    "msn",
    "msnnews",
    "aol",
    "newsbreak",
    "smartnews",
    "flipboard",
];

/// Letters of a name that must stand in the outlet's for it to be its own.
const OWN_NAME: usize = 5;

/// What `page` says of whose copy it carries.
///
/// Never fails: a page that says nothing carries nobody's copy.
///
/// # Complexity
///
/// The first and the last blocks are read, and the text once for signs of
/// copyright.
///
/// # Examples
///
/// ```
/// use wirecopy::news::parties::directory::Directory;
/// use wirecopy::news::attribution::{PageText, attribute};
/// use wirecopy::text::blocks::blocks;
///
/// let text = "By Vera Dahl\nSKARHOLM, Maine (AP) — The ferry to the islands sank on Monday.";
/// let page = PageText { text, blocks: &blocks(text), ..PageText::default() };
/// let attribution = attribute(&page, Directory::builtin());
/// assert_eq!(attribution.carried[0].name, "Associated Press");
/// assert_eq!(attribution.place.as_deref(), Some("SKARHOLM, Maine"));
/// ```
#[must_use]
pub fn attribute(page: &PageText<'_>, directory: &Directory) -> Attribution {
    let outlet = OutletOfPage::of(page, directory);
    let byline = page.byline.map(plain).unwrap_or_default();
    let mut attribution = Attribution::default();
    let mut claims: Vec<CreditClaim> = Vec::new();
    let mut unnamed = Unnamed::No;

    let found = dateline::find(page.text, page.blocks, directory);
    let slug = slug::read(&byline, directory);
    let story = found.as_ref().map(|found| found.span.start);
    if let Some(found) = &found {
        let reading = &found.reading;
        attribution.place.clone_from(&reading.place);
        attribution.dateline = Some(Dateline {
            text: found.span.of(page.text).trim().to_owned(),
            span: Some(found.span),
            place: reading.place.clone(),
            date: reading.date,
            agencies: outlet.agencies(&reading.slots, reading.place.as_deref(), directory),
        });
    }
    if let Some(slug) = slug {
        if slug.mix == Mix::Unnamed {
            unnamed = Unnamed::Yes;
        }
        let agencies = outlet.agencies(&slug.slots, slug.place.as_deref(), directory);
        let says_more = slug.place.is_some() || !agencies.is_empty();
        let is_better = attribution
            .dateline
            .as_ref()
            .is_none_or(|dateline| dateline.agencies.is_empty());
        if says_more && is_better {
            if attribution.place.is_none() || slug.place.is_some() {
                attribution.place.clone_from(&slug.place);
            }
            attribution.dateline = Some(Dateline {
                text: byline.trim().to_owned(),
                span: None,
                place: slug.place,
                date: None,
                agencies,
            });
        }
    } else if !byline.is_empty() {
        let (named, is_unnamed) = byline::field(&byline, directory);
        claims.extend(named);
        if is_unnamed == Unnamed::Yes {
            unnamed = Unnamed::Yes;
        }
    }

    let source = Source {
        text: page.text,
        blocks: page.blocks,
        story,
        is_portal: outlet.portal,
    };
    let credits = credit::find(&source, directory);
    if let Some(headline) = page.headline.filter(|_| source.is_portal == Portal::Yes) {
        claims.extend(credit::partner(headline, directory));
    }
    claims.extend(credits.claims);
    claims.sort_by_key(|claim| claim.evidence);
    outlet.carry(&mut attribution, claims, directory);

    for lesser in credits.lesser {
        let party = outlet.named(&lesser.parties, &lesser.printed, None, directory);
        if outlet.is_own(&party, &lesser.printed) {
            continue;
        }
        attribution.others.push(OtherCredit {
            name: directory.name(&party, &lesser.printed),
            party,
            role: lesser.role,
        });
    }
    let helped = attribution
        .others
        .iter()
        .any(|other| other.role == Role::Contribution);
    attribution.mixed = match (unnamed, credits.unnamed) {
        (Unnamed::Yes, _) | (_, Unnamed::Yes) => Mixed::UnnamedAgencies,
        _ if helped => Mixed::Helped,
        _ => Mixed::No,
    };
    attribution
}

/// The outlet that printed a page, as far as it helps here.
struct OutletOfPage<'a> {
    party: Option<PartyId>,
    domain: Option<String>,
    /// Whether it prints the stories of partners.
    portal: Portal,
    /// The keys of its names.
    keys: Vec<String>,
    text: &'a str,
}

impl<'a> OutletOfPage<'a> {
    fn of(page: &PageText<'a>, directory: &Directory) -> OutletOfPage<'a> {
        let domain = page
            .url
            .and_then(registrable_domain)
            .or_else(|| page.outlet.and_then(registrable_domain));
        let party = domain
            .as_deref()
            .and_then(|domain| directory.by_domain(domain))
            .or_else(|| page.outlet.and_then(|outlet| directory.by_outlet(outlet)));
        let label = |domain: &str| key(domain.split('.').next().unwrap_or_default());
        let mut keys = Vec::new();
        keys.extend(domain.as_deref().map(label));
        keys.extend(page.outlet.map(key));
        let portal = if keys.iter().any(|key| PORTALS.contains(&key.as_str())) {
            Portal::Yes
        } else {
            Portal::No
        };
        keys.retain(|key| key.len() >= OWN_NAME);
        OutletOfPage {
            party,
            domain,
            portal,
            keys,
            text: page.text,
        }
    }

    /// The agencies that a dateline with this place names.
    fn agencies(&self, slots: &[Slot], place: Option<&str>, directory: &Directory) -> Vec<Agency> {
        slots
            .iter()
            .map(|slot| Agency {
                named: self.named(&slot.parties, &slot.printed, place, directory),
                printed: slot.printed.clone(),
            })
            .collect()
    }

    fn named(
        &self,
        parties: &[PartyId],
        printed: &str,
        place: Option<&str>,
        directory: &Directory,
    ) -> NamedParty {
        let surroundings = Surroundings {
            place,
            domain: self.domain.as_deref(),
            text: self.text,
        };
        directory.resolve(parties, printed, &surroundings)
    }

    /// Whether `name` is the outlet's own.
    fn is_own(&self, party: &NamedParty, name: &str) -> bool {
        if let NamedParty::Known(id) = party {
            return self.party == Some(*id);
        }
        let name = key(name);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        self.keys.iter().any(|key| {
            key.contains(bare) && bare.len() >= OWN_NAME
                || name.contains(key.as_str())
                || bare == key
        })
    }

    fn carry(
        &self,
        attribution: &mut Attribution,
        claims: Vec<CreditClaim>,
        directory: &Directory,
    ) {
        let mut carried: Vec<CarriedParty> = Vec::new();
        let mut add = |party: NamedParty, printed: &str, evidence| {
            let name = directory.name(&party, printed);
            if !carried.iter().any(|earlier| earlier.name == name) {
                carried.push(CarriedParty {
                    party,
                    name,
                    evidence,
                });
            }
        };
        let dateline = attribution.dateline.as_ref();
        for agency in dateline.iter().flat_map(|dateline| &dateline.agencies) {
            add(
                agency.named.clone(),
                &agency.printed,
                CreditEvidence::Dateline,
            );
        }
        let place = attribution.place.as_deref();
        // The manner of one agency's desk, and others have learnt it.
        let has_wire = dateline.is_some_and(|dateline| !dateline.agencies.is_empty());
        for claim in claims {
            let party = self.named(&claim.parties, &claim.printed, place, directory);
            let is_of_others = claim.evidence == CreditEvidence::Desk && has_wire;
            if !self.is_own(&party, &claim.printed) && !is_of_others {
                add(party, &claim.printed, claim.evidence);
            }
        }
        attribution.carried = carried;
    }
}

/// `byline` with the marks that scrapers leave for dashes and blanks resolved.
fn plain(byline: &str) -> String {
    let mut plain = byline.to_owned();
    for (mark, sign) in [
        ("&nbsp;", " "),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("\u{A0}", " "),
    ] {
        if plain.contains(mark) {
            plain = plain.replace(mark, sign);
        }
    }
    plain
}
