/*!
The consequence of a broken rule.
*/

use std::str::FromStr;

use serde::Serialize;

/// The consequence of a broken rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// The check fails.
    #[default]
    Error,
    /// The check passes and reports the objections.
    Warning,
}

impl Severity {
    /// Returns the name in configurations and formats.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(name: &str) -> Result<Severity, String> {
        match name {
            "error" => Ok(Severity::Error),
            "warning" => Ok(Severity::Warning),
            _ => Err(format!("expected `error` or `warning`, found `{name}`")),
        }
    }
}
