/*!
The result of a check in the formats of code hosts and test viewers, one file
for each format, and the texts that they share.
*/

pub(crate) mod github;
pub(crate) mod json;
#[cfg(feature = "cli")]
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod sarif;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::check_result::CheckResult;
use crate::gate::objection::{Objection, PairState};
use crate::report::Place;

#[derive(Debug)]
pub(crate) struct ObjectionLines {
    pub(crate) lines: Vec<ObjectionLine>,
    /// The number of pairs without a line.
    pub(crate) left_out: u64,
}

/// A line about an article.
#[derive(Debug)]
pub(crate) struct ObjectionLine {
    pub(crate) article: ArticleId,
    /// The article that it is compared with.
    pub(crate) other: Option<ArticleId>,
    pub(crate) why: String,
}

impl ObjectionLines {
    /// Returns a line for each pair, at most `most`; one line where there are
    /// no pairs. If anything counts, only the pairs that count have a line.
    /// `show` formats the places of other articles.
    pub(crate) fn of(
        result: &CheckResult<'_>,
        objection: &Objection,
        most: usize,
        show: impl Fn(&Place) -> String,
    ) -> ObjectionLines {
        if let (Some(reason), Some(article)) = (&objection.reason, objection.subject()) {
            let line = ObjectionLine {
                article,
                other: None,
                why: reason.clone(),
            };
            return ObjectionLines {
                lines: vec![line],
                left_out: 0,
            };
        }
        let pairs = objection.pairs.iter();
        let shown = pairs.filter(|pair| (pair.state == PairState::Counts) == objection.counts());
        let lines = shown.take(most).map(|pair| {
            let [article, other] = objection.articles_of(pair);
            ObjectionLine {
                article,
                other: Some(other),
                why: objection.why(pair, result.data, &show),
            }
        });
        let lines: Vec<ObjectionLine> = lines.collect();
        let all = match objection.counts() {
            true => objection.counted,
            false => objection.known + objection.suppressed,
        };
        ObjectionLines {
            left_out: all - lines.len() as u64,
            lines,
        }
    }
}

/// Returns the message about an objection: at most `most` lines with the place
/// of each article, the number of pairs that are left out, and the headline.
pub(crate) fn message(
    result: &CheckResult<'_>,
    objection: &Objection,
    most: usize,
) -> Result<Vec<String>> {
    let ObjectionLines { lines, left_out } =
        ObjectionLines::of(result, objection, most, Place::to_string);
    let lines = lines.iter();
    let mut message: Vec<String> = lines
        .map(|line| format!("{}: {}", result.data.place(line.article), line.why))
        .collect();
    if left_out > 0 {
        message.push(format!("and {left_out} more pairs"));
    }
    if let Some(article) = objection.subject()
        && let Some(headline) = result.data.headline(article)?
    {
        message.push(format!("“{headline}”"));
    }
    Ok(message)
}

/// Returns `path`, which starts at the folder `base` of the repository, as a path
/// from the top of the repository. It is unchanged when `base` is empty, when it
/// is absolute, or when it leads out of the repository.
pub(crate) fn from_top(base: &str, path: &str) -> String {
    if base.is_empty() || path.starts_with('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return path.to_owned();
                }
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_top_of_the_repository() {
        assert_eq!(from_top("", "./a.jsonl"), "./a.jsonl");
        assert_eq!(from_top("sub", "./train/a.jsonl"), "sub/train/a.jsonl");
        assert_eq!(from_top("sub/deep", "../a.jsonl"), "sub/a.jsonl");
        assert_eq!(from_top("sub", "../../a.jsonl"), "../../a.jsonl");
        assert_eq!(from_top("sub", "/data/a.jsonl"), "/data/a.jsonl");
    }
}
