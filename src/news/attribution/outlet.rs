/*!
The outlet of a page, which decides whose names are its own.
*/

use crate::news::addresses::domains::registrable_domain;
use crate::news::attribution::values::PageText;
use crate::news::dateline::reading::Agency;
use crate::news::name_key::key;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::parties::party::{NamedParty, PartyId};
use crate::news::parties::resolve::Surroundings;

/// Portals that print stories of partners: the keys of their names, and the first labels
/// of their domains.
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

/// Bytes of a name, at least, that is the outlet's own where one of the two names
/// contains the other. Shorter names are contained by chance. Judgment.
const MIN_OWN_NAME_BYTES: usize = 5;

pub(crate) struct OutletOfPage<'a> {
    party: Option<PartyId>,
    domain: Option<String>,
    /// Whether it prints stories of partners.
    pub(crate) is_portal: bool,
    /// The keys of its names that are long enough to recognize it.
    keys: Vec<String>,
    text: &'a str,
    pub(crate) directory: &'a Directory,
}

impl<'a> OutletOfPage<'a> {
    /// Returns the outlet of `page`, by the domain of its address, or else by the name.
    pub(crate) fn of(page: &PageText<'a>, directory: &'a Directory) -> OutletOfPage<'a> {
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
        let is_portal = keys.iter().any(|key| PORTALS.contains(&key.as_str()));
        keys.retain(|key| key.len() >= MIN_OWN_NAME_BYTES);
        OutletOfPage {
            party,
            domain,
            is_portal,
            keys,
            text: page.text,
            directory,
        }
    }

    /// Resolves the names in the frame of a dateline with this place.
    pub(crate) fn agencies(&self, names: &[PrintedName], place: Option<&str>) -> Vec<Agency> {
        let agency = |name: &PrintedName| Agency {
            named: self.named(name, place),
            printed: name.printed.clone(),
        };
        names.iter().map(agency).collect()
    }

    /// Resolves `name` by the page.
    pub(crate) fn named(&self, name: &PrintedName, place: Option<&str>) -> NamedParty {
        let surroundings = Surroundings {
            place,
            domain: self.domain.as_deref(),
            text: self.text,
        };
        self.directory
            .resolve(&name.parties, &name.printed, &surroundings)
    }

    /// Returns whether `party`, printed as `name`, is the outlet itself.
    pub(crate) fn is_own(&self, party: &NamedParty, name: &str) -> bool {
        if let NamedParty::Known(id) = party {
            return self.party == Some(*id);
        }
        let name = key(name);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        self.keys.iter().any(|key| {
            key.contains(bare) && bare.len() >= MIN_OWN_NAME_BYTES
                || name.contains(key.as_str())
                || bare == key
        })
    }
}
