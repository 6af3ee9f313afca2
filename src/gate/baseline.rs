/*!
A baseline: the objections of an earlier check, kept in a file.

# Choices

* An entry holds the contents of the articles and neither names nor places, so
  that a baseline outlives renaming and sorting.
* Each entry is on a line of its own, and the lines are sorted: two versions of
  a baseline differ only where the objections do.
* An entry of a rule that this version does not know is skipped: nothing can
  object by that rule.
*/

use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Error, Result};
use crate::gate::facts::DataSet;
use crate::gate::objection_list::ObjectionList;
use crate::gate::rule::Rule;

const VERSION: u32 = 1;

#[derive(Clone, Debug, Default)]
pub(crate) struct Baseline {
    pub(crate) entries: Vec<BaselineEntry>,
}

/// One objection of an earlier check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct BaselineEntry {
    pub rule: Rule,
    pub fingerprint: String,
    /// The hashes of the contents of its articles, sorted.
    #[serde(serialize_with = "hexadecimals")]
    pub contents: Vec<u64>,
    /// A headline, for people.
    pub about: String,
}

/// A baseline as it is read.
#[derive(Deserialize)]
struct BaselineFile {
    wirecopy_baseline: u32,
    objections: Vec<EntryText>,
}

/// An entry as it is read.
#[derive(Deserialize)]
struct EntryText {
    rule: String,
    fingerprint: String,
    contents: Vec<String>,
    about: String,
}

impl Baseline {
    /// Reads a baseline that [`Baseline::write`] has written. One of another version
    /// is an error.
    pub(crate) fn read(text: &str) -> Result<Baseline> {
        let file: BaselineFile = serde_json::from_str(text)
            .map_err(|error| Error::file(format!("expected a baseline: {error}")))?;
        if file.wirecopy_baseline != VERSION {
            return Err(Error::file(format!(
                "expected a baseline of version {VERSION}, found {}\n\
                 hint: write it again with --write-baseline",
                file.wirecopy_baseline
            )));
        }
        let entries = file.objections.into_iter().filter_map(EntryText::entry);
        Ok(Baseline {
            entries: entries.collect::<Result<Vec<BaselineEntry>>>()?,
        })
    }

    /// Makes a baseline of all `objections` to `data` that are not wholly
    /// suppressed.
    pub(crate) fn of(data: &dyn DataSet, objections: &ObjectionList) -> Result<Baseline> {
        let mut entries = Vec::new();
        for objection in objections.iter() {
            let objection = objection?;
            if objection.counted + objection.known == 0 {
                continue;
            }
            let articles = objection.articles.iter();
            let mut contents: Vec<u64> = articles
                .map(|&article| data.facts(article).content)
                .collect();
            contents.sort_unstable();
            let headlines = objection.articles.iter();
            let headlines = headlines.map(|&article| data.headline(article));
            let headlines = headlines.collect::<Result<Vec<Option<String>>>>()?;
            entries.push(BaselineEntry {
                rule: objection.rule,
                fingerprint: objection.fingerprint,
                contents,
                // The smallest headline: the order of the articles may change.
                about: headlines.into_iter().flatten().min().unwrap_or_default(),
            });
        }
        entries.sort_by(|one, other| {
            (one.rule, &one.fingerprint).cmp(&(other.rule, &other.fingerprint))
        });
        Ok(Baseline { entries })
    }

    pub(crate) fn write(&self) -> Result<String> {
        let mut text = format!("{{\"wirecopy_baseline\": {VERSION}, \"objections\": [");
        for (index, entry) in self.entries.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            let line = serde_json::to_string(entry)
                .map_err(|error| Error::file(format!("a baseline: {error}")))?;
            text.push_str(&line);
        }
        text.push_str("\n]}\n");
        Ok(text)
    }
}

impl EntryText {
    /// Returns the entry; `None` when its rule is unknown.
    fn entry(self) -> Option<Result<BaselineEntry>> {
        let content = |text: &String| {
            u64::from_str_radix(text, 16).map_err(|_| {
                Error::file(format!(
                    "expected a baseline: expected contents as hexadecimal numbers, found `{text}`"
                ))
            })
        };
        let rule = self.rule.parse().ok()?;
        let contents: Result<Vec<u64>> = self.contents.iter().map(content).collect();
        Some(contents.map(|contents| BaselineEntry {
            rule,
            fingerprint: self.fingerprint,
            contents,
            about: self.about,
        }))
    }
}

fn hexadecimals<S: Serializer>(
    contents: &[u64],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_seq(contents.iter().map(|content| format!("{content:016x}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(version: u32, rule: &str, content: &str) -> String {
        format!(
            r#"{{"wirecopy_baseline": {version}, "objections": [{{"rule": "{rule}", "fingerprint": "f", "contents": ["{content}"], "about": ""}}]}}"#
        )
    }

    #[test]
    fn text_that_is_not_a_baseline_of_this_version_is_refused() {
        for (text, reason) in [
            (file(9, "no-text", "0"), "of version 1, found 9"),
            (file(1, "no-text", "x"), "found `x`"),
            ("[]".to_owned(), "expected a baseline"),
        ] {
            let error = Baseline::read(&text).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn a_former_name_is_replaced_and_an_unknown_rule_is_skipped() {
        let baseline = Baseline::read(&file(1, "standing-matter", "00ff")).unwrap();
        let written = baseline.write().unwrap();
        let expected = r#"{"rule":"boilerplate","fingerprint":"f","contents":["00000000000000ff"]"#;
        assert!(written.contains(expected), "{written}");
        let baseline = Baseline::read(&file(1, "of-a-later-version", "0")).unwrap();
        assert!(baseline.entries.is_empty());
    }
}
