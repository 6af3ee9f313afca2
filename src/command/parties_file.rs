/*!
The file of `--press`: parties and outlet aliases that a user adds.
*/

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use serde::Deserialize;

use crate::news::parties::aliases::{OutletAlias, OutletAliases};
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{Addition, PartyKind};
use crate::pipeline::options::Options;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PartiesFile {
    party: Vec<PartyEntry>,
    outlet: Vec<OutletEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyEntry {
    name: String,
    #[serde(default = "wire", with = "PartyKindEntry")]
    kind: PartyKind,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    spellings: Vec<String>,
    #[serde(default)]
    domains: Vec<String>,
    #[serde(default)]
    country: String,
    #[serde(default)]
    languages: Vec<String>,
}

const fn wire() -> PartyKind {
    PartyKind::Wire
}

/// The names of party kinds in the file.
#[derive(Deserialize)]
#[serde(remote = "PartyKind", rename_all = "kebab-case")]
enum PartyKindEntry {
    Wire,
    PressRelease,
    Nonprofit,
    Syndicate,
    Outlet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    party: Option<String>,
}

impl From<PartyEntry> for Addition {
    fn from(party: PartyEntry) -> Addition {
        Addition {
            name: party.name,
            abbreviations: party.abbreviations,
            domains: party.domains,
            country: party.country,
            kind: party.kind,
            spellings: party.spellings,
            languages: party.languages,
            ..Addition::default()
        }
    }
}

impl From<OutletEntry> for OutletAlias {
    fn from(outlet: OutletEntry) -> OutletAlias {
        OutletAlias {
            name: outlet.name,
            aliases: outlet.aliases,
            party: outlet.party,
        }
    }
}

/// Adds the parties and outlet aliases of the file at `path` to `options`.
///
/// # Errors
///
/// If the file cannot be read or has another form.
pub(crate) fn read(path: &Path, options: &mut Options) -> anyhow::Result<()> {
    let place = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(place)?;
    let file: PartiesFile = toml::from_str(&text).with_context(place)?;
    let parties: Vec<Addition> = file.party.into_iter().map(Addition::from).collect();
    if !parties.is_empty() {
        options.directory = Some(Arc::new(Directory::with(&parties)));
    }
    let aliases = file.outlet.into_iter().map(OutletAlias::from).collect();
    options.outlet_aliases = Arc::new(OutletAliases::new(aliases));
    Ok(())
}
