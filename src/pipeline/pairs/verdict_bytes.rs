/*!
The encoding of verdicts in a [`VerdictList`].

[`VerdictList`]: crate::pipeline::pairs::verdict_list::VerdictList
*/

use crate::compare::evidence::SideMeasure;
use crate::compare::relation::Relation;
use crate::compare::shared_passages::SharedPassages;
use crate::compare::template::Facts;
use crate::compare::verdict::Verdict;
use crate::error::{Error, Result};

/// The encoded part of a verdict. The passages, which are bytes already, follow.
type Measures = (Relation, f64, SideMeasure, SideMeasure, Facts);

/// Appends `verdict` to `bytes` and returns them.
pub(crate) fn encode(verdict: &Verdict, bytes: Vec<u8>) -> Vec<u8> {
    let measures: Measures = (
        verdict.relation,
        verdict.resemblance,
        verdict.first,
        verdict.second,
        verdict.facts,
    );
    let mut bytes = postcard::to_extend(&measures, bytes).expect("numbers can be encoded");
    bytes.extend_from_slice(verdict.passages.bytes());
    bytes
}

/// Returns the verdict that [`encode`] appended.
///
/// # Errors
///
/// When the bytes hold no verdict.
pub(crate) fn decode(bytes: &[u8]) -> Result<Verdict> {
    let (measures, passages) = postcard::take_from_bytes::<Measures>(bytes)
        .map_err(|error| Error::file(format!("a temporary file holds no verdict: {error}")))?;
    let (relation, resemblance, first, second, facts) = measures;
    Ok(Verdict {
        relation,
        resemblance,
        first,
        second,
        facts,
        passages: SharedPassages::of_bytes(passages),
    })
}
