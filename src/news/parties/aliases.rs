/*!
Outlets that go by several names, and outlets that are the feed of a party.

One publisher stands in a dump as `harborledger.example`, `Harbor Ledger` and
`hl-feed`. What it repeats is its furniture only if all of these count as one.
Nobody but the user knows such names.
*/

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

/// An outlet as a user describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletAlias {
    /// The name that findings print.
    pub name: String,
    /// The other names that stand in dumps for it.
    pub aliases: Vec<String>,
    /// The party whose own pages these are: a wire's feed.
    pub party: Option<String>,
}

/// All outlets that a user described, by name.
///
/// # Examples
///
/// ```
/// use wirecopy::news::parties::aliases::{OutletAlias, OutletAliases};
///
/// let outlet_aliases = OutletAliases::new(vec![OutletAlias {
///     name: "Harbor Ledger".into(),
///     aliases: vec!["harborledger.example".into(), "hl-feed".into()],
///     party: None,
/// }]);
/// assert_eq!(outlet_aliases.name("HL-Feed"), "Harbor Ledger");
/// assert_eq!(outlet_aliases.name("Island Herald"), "Island Herald");
/// ```
#[derive(Clone, Debug, Default)]
pub struct OutletAliases {
    outlet_aliases: Vec<OutletAlias>,
    /// The place of each name and alias, in lower case.
    places: HashMap<String, usize>,
}

impl OutletAliases {
    /// A number that tells these outlets from others.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        xxh3_64(format!("{:?}", self.outlet_aliases).as_bytes())
    }

    /// These outlets. Of two that claim one name the first has it.
    #[must_use]
    pub fn new(outlet_aliases: Vec<OutletAlias>) -> OutletAliases {
        let mut places = HashMap::new();
        for (place, house) in outlet_aliases.iter().enumerate() {
            for name in std::iter::once(&house.name).chain(&house.aliases) {
                places.entry(name.to_lowercase()).or_insert(place);
            }
        }
        OutletAliases {
            outlet_aliases,
            places,
        }
    }

    /// The name that `outlet` counts under: its own, if nobody described it.
    #[must_use]
    pub fn name<'a>(&'a self, outlet: &'a str) -> &'a str {
        self.house(outlet).map_or(outlet, |house| &house.name)
    }

    /// The party whose own pages those of `outlet` are, where a user said so.
    #[must_use]
    pub fn party(&self, outlet: &str) -> Option<&str> {
        self.house(outlet).and_then(|house| house.party.as_deref())
    }

    fn house(&self, outlet: &str) -> Option<&OutletAlias> {
        if self.outlet_aliases.is_empty() {
            return None;
        }
        let place = self.places.get(&outlet.to_lowercase())?;
        self.outlet_aliases.get(*place)
    }
}
