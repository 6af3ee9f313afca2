/*!
The place of an article, as findings name it.
*/

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::article::Location;

/// The file of an article and the line on which it begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The file, spelled as in [`Location`].
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
}

impl From<Location> for Place {
    /// A location without a line is a file that is one record: line 1.
    fn from(location: Location) -> Place {
        Place {
            file: location.file,
            line: location.number.unwrap_or(1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}
