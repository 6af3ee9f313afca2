/*!
The parts of SARIF 2.1.0 that are written, under the names of the standard.
*/

use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct SarifLog {
    #[serde(rename = "$schema")]
    pub(crate) schema: &'static str,
    pub(crate) version: &'static str,
    pub(crate) runs: [SarifRun; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifRun {
    pub(crate) tool: SarifTool,
    pub(crate) column_kind: &'static str,
    pub(crate) invocations: [SarifInvocation; 1],
    pub(crate) results: Vec<SarifResult>,
}

#[derive(Serialize)]
pub(crate) struct SarifTool {
    pub(crate) driver: SarifDriver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifDriver {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    pub(crate) semantic_version: &'static str,
    pub(crate) rules: Vec<SarifRule>,
}

/// A `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifRule {
    pub(crate) id: &'static str,
    pub(crate) name: String,
    pub(crate) short_description: SarifMessage,
    pub(crate) help: SarifMessage,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifInvocation {
    pub(crate) execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tool_execution_notifications: Vec<SarifNotification>,
}

#[derive(Serialize)]
pub(crate) struct SarifNotification {
    pub(crate) level: SarifLevel,
    pub(crate) message: SarifMessage,
}

/// The level of a result or a notification, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SarifLevel {
    Error,
    Warning,
    Note,
}

/// A `message` or a `multiformatMessageString`.
#[derive(Serialize)]
pub(crate) struct SarifMessage {
    pub(crate) text: String,
}

impl SarifMessage {
    pub(crate) fn new(text: impl Into<String>) -> SarifMessage {
        SarifMessage { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifResult {
    pub(crate) rule_id: &'static str,
    pub(crate) rule_index: usize,
    pub(crate) level: SarifLevel,
    pub(crate) message: SarifMessage,
    pub(crate) locations: [SarifLocation; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) related_locations: Vec<SarifLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) partial_fingerprints: Option<SarifFingerprints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline_state: Option<SarifBaselineState>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) suppressions: Vec<SarifSuppression>,
}

#[derive(Serialize)]
pub(crate) struct SarifFingerprints {
    #[serde(rename = "wirecopyContent/v1")]
    pub(crate) content: String,
    /// The key of an alert on GitHub: a hash, and the number of results with
    /// this hash so far.
    #[serde(rename = "primaryLocationLineHash")]
    pub(crate) primary: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SarifBaselineState {
    Unchanged,
    Updated,
    New,
}

#[derive(Serialize)]
pub(crate) struct SarifSuppression {
    pub(crate) kind: &'static str,
    pub(crate) justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<usize>,
    pub(crate) physical_location: SarifPhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<SarifMessage>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifPhysicalLocation {
    pub(crate) artifact_location: SarifArtifact,
    pub(crate) region: SarifRegion,
}

#[derive(Serialize)]
pub(crate) struct SarifArtifact {
    pub(crate) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SarifRegion {
    pub(crate) start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_column: Option<u32>,
}
