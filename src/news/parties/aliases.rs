/*!
Outlets with several names, and outlets that are the feed of a party, as users
describe them.

A dump may name one publisher `harborledger.example`, `Harbor Ledger` and
`hl-feed`. Its boilerplate can be learned only if all three count as one outlet.
*/

use std::collections::HashMap;

use serde::Deserialize;
use xxhash_rust::xxh3::xxh3_64;

/// An outlet that a user describes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutletAlias {
    /// The name in findings.
    pub name: String,
    /// Other names of the outlet in dumps.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The party whose own pages these are: a feed of a wire.
    pub party: Option<String>,
}

/// The outlets that a user describes, by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct OutletAliases {
    outlets: Vec<OutletAlias>,
    /// The index of the outlet of each name and alias, in lower case.
    indices: HashMap<String, usize>,
}

impl OutletAliases {
    /// Returns a hash of the outlets, to detect that they have changed.
    pub(crate) fn fingerprint(&self) -> u64 {
        xxh3_64(format!("{:?}", self.outlets).as_bytes())
    }

    /// Returns the outlets by name. The first of two outlets with one name has it.
    pub(crate) fn new(outlets: Vec<OutletAlias>) -> OutletAliases {
        let mut indices = HashMap::new();
        for (index, outlet) in outlets.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                indices.entry(name.to_lowercase()).or_insert(index);
            }
        }
        OutletAliases { outlets, indices }
    }

    /// Returns the name that `outlet` counts under: `outlet` itself, if no user
    /// described it.
    pub(crate) fn name<'a>(&'a self, outlet: &'a str) -> &'a str {
        self.described(outlet).map_or(outlet, |outlet| &outlet.name)
    }

    /// Returns the party whose own pages those of `outlet` are, if a user named
    /// one.
    pub(crate) fn party(&self, outlet: &str) -> Option<&str> {
        self.described(outlet)
            .and_then(|outlet| outlet.party.as_deref())
    }

    fn described(&self, outlet: &str) -> Option<&OutletAlias> {
        if self.outlets.is_empty() {
            return None;
        }
        let index = self.indices.get(&outlet.to_lowercase())?;
        self.outlets.get(*index)
    }
}
