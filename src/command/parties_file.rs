/*!
The file in which a user describes parties and outlets: `--press press.toml`.
*/

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::news::parties::aliases::{OutletAlias, OutletAliases};
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{Addition, PartyKind};
use crate::pipeline::options::Options;
use anyhow::Context;
use serde::Deserialize;

/// What stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PressFile {
    #[serde(default)]
    party: Vec<PartyEntry>,
    #[serde(default)]
    outlet: Vec<OutletEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyEntry {
    name: String,
    #[serde(default)]
    kind: KindEntry,
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

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindEntry {
    #[default]
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

impl From<KindEntry> for PartyKind {
    fn from(kind: KindEntry) -> PartyKind {
        match kind {
            KindEntry::Wire => PartyKind::Wire,
            KindEntry::PressRelease => PartyKind::PressRelease,
            KindEntry::Nonprofit => PartyKind::Nonprofit,
            KindEntry::Syndicate => PartyKind::Syndicate,
            KindEntry::Outlet => PartyKind::Outlet,
        }
    }
}

impl From<PartyEntry> for Addition {
    fn from(party: PartyEntry) -> Addition {
        Addition {
            name: party.name,
            abbreviations: party.abbreviations,
            domains: party.domains,
            country: party.country,
            kind: party.kind.into(),
            spellings: party.spellings,
            languages: party.languages,
            ..Addition::default()
        }
    }
}

/// Adds what stands in the file at `path` to what is known.
pub(crate) fn read(path: &Path, options: &mut Options) -> anyhow::Result<()> {
    let place = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(place)?;
    let file: PressFile = toml::from_str(&text).with_context(place)?;
    let parties: Vec<Addition> = file.party.into_iter().map(Addition::from).collect();
    if !parties.is_empty() {
        options.directory = Some(Arc::new(Directory::with(&parties)));
    }
    let outlet_aliases = file.outlet.into_iter().map(|outlet| OutletAlias {
        name: outlet.name,
        aliases: outlet.aliases,
        party: outlet.party,
    });
    options.outlet_aliases = Arc::new(OutletAliases::new(outlet_aliases.collect()));
    Ok(())
}
