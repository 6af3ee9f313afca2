/*!
The parts of SARIF 2.1.0 that are written, by the names of the standard.
*/

use serde::Serialize;

/// Where the schema of the form is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
pub(crate) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

impl Log {
    pub(crate) fn of(run: Run) -> Log {
        Log {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [run],
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Run {
    pub(crate) tool: Tool,
    pub(crate) column_kind: &'static str,
    pub(crate) invocations: Vec<Invocation>,
    pub(crate) results: Vec<ResultOf>,
}

#[derive(Serialize)]
pub(crate) struct Tool {
    pub(crate) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Driver {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    pub(crate) semantic_version: &'static str,
    pub(crate) rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReportingDescriptor {
    pub(crate) id: &'static str,
    pub(crate) name: String,
    pub(crate) short_description: Description,
    pub(crate) help: Description,
}

#[derive(Serialize)]
pub(crate) struct Description {
    pub(crate) text: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Invocation {
    pub(crate) execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(crate) struct Notification {
    pub(crate) level: &'static str,
    pub(crate) message: Message,
}

#[derive(Serialize)]
pub(crate) struct Message {
    pub(crate) text: String,
}

/// A result; `Result` is another thing here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResultOf {
    pub(crate) rule_id: &'static str,
    pub(crate) rule_index: usize,
    pub(crate) level: &'static str,
    pub(crate) message: Message,
    pub(crate) locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) partial_fingerprints: Option<Fingerprints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) suppressions: Vec<Suppressed>,
}

#[derive(Serialize)]
pub(crate) struct Fingerprints {
    #[serde(rename = "wirecopyContent/v1")]
    pub(crate) content: String,
    /// What GitHub knows an alert by: a hash, and how many with it stand before.
    #[serde(rename = "primaryLocationLineHash")]
    pub(crate) primary: String,
}

#[derive(Serialize)]
pub(crate) struct Suppressed {
    pub(crate) kind: &'static str,
    pub(crate) justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<usize>,
    pub(crate) physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Physical {
    pub(crate) artifact_location: Artifact,
    pub(crate) region: Region,
}

#[derive(Serialize)]
pub(crate) struct Artifact {
    pub(crate) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(crate) start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_column: Option<u32>,
}
