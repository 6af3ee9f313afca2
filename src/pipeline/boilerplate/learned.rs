/*!
The boilerplate of a dump.
*/

use serde::{Deserialize, Serialize};

use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::suffixes::HeadlineSuffixes;

/// What the outlets of a dump repeat.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct LearnedBoilerplate {
    pub(crate) blocks: BoilerplateBlocks,
    pub(crate) suffixes: HeadlineSuffixes,
}
