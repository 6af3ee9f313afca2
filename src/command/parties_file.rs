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
use crate::news::parties::party::Addition;
use crate::pipeline::options::Options;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PartiesFile {
    party: Vec<Addition>,
    outlet: Vec<OutletAlias>,
}

/// Adds the parties and outlet aliases of the file at `path` to `options`.
pub(crate) fn read(path: &Path, options: &mut Options) -> anyhow::Result<()> {
    let place = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(place)?;
    let file: PartiesFile = toml::from_str(&text).with_context(place)?;
    if !file.party.is_empty() {
        options.directory = Some(Arc::new(Directory::with(&file.party)));
    }
    options.outlet_aliases = Arc::new(OutletAliases::new(file.outlet));
    Ok(())
}
