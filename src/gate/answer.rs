/*!
The answer of a check, and the records and files that could not be read.
*/

use serde::Serialize;

use crate::report::SkippedFinding;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum CheckAnswer {
    /// All rules pass; there may be warnings.
    #[serde(rename = "yes")]
    Passed,
    /// A rule is broken.
    #[serde(rename = "no")]
    Failed,
    /// Some input could not be read, or a set holds nothing to compare.
    #[serde(rename = "trouble")]
    Inconclusive,
}

/// Records and files that could not be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Skips {
    /// Records that could not be read.
    pub records: Vec<SkippedFinding>,
    /// Files that could not be read, or not to their end.
    pub files: Vec<SkippedFinding>,
    /// Unreadable records to tolerate; with `None`, any makes the check
    /// inconclusive.
    pub allowed: Option<u64>,
}

impl Skips {
    /// Returns the answer that follows from the skips alone. A file that
    /// cannot be read always makes the check inconclusive.
    pub(crate) fn answer(&self) -> CheckAnswer {
        let records = self.records.len() as u64;
        match self.allowed {
            _ if !self.files.is_empty() => CheckAnswer::Inconclusive,
            None if records > 0 => CheckAnswer::Inconclusive,
            Some(allowed) if records > allowed => CheckAnswer::Failed,
            _ => CheckAnswer::Passed,
        }
    }

    /// Returns the number of files and records.
    pub(crate) fn len(&self) -> usize {
        self.files.len() + self.records.len()
    }

    /// Returns whether everything could be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns first the files, then the records.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &SkippedFinding> {
        self.files.iter().chain(&self.records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SkippedExtent;

    fn skipped() -> SkippedFinding {
        SkippedFinding {
            file: "wire.jsonl".into(),
            line: Some(4),
            reason: "invalid UTF-8".to_owned(),
            extent: SkippedExtent::Record,
        }
    }

    #[test]
    fn a_record_that_cannot_be_read_is_inconclusive_unless_some_are_allowed() {
        let skips = |allowed| Skips {
            records: vec![skipped()],
            files: Vec::new(),
            allowed,
        };
        assert_eq!(skips(None).answer(), CheckAnswer::Inconclusive);
        assert_eq!(skips(Some(0)).answer(), CheckAnswer::Failed);
        assert_eq!(skips(Some(1)).answer(), CheckAnswer::Passed);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_always_inconclusive() {
        let skips = Skips {
            records: Vec::new(),
            files: vec![skipped()],
            allowed: Some(9),
        };
        assert_eq!(skips.answer(), CheckAnswer::Inconclusive);
    }
}
