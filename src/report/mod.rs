/*!
The findings of a run, and the trait that receives them.

A [`Finding`] holds nothing but text, numbers and kinds. It stands below the
pipeline, which makes findings, and the formats, which write them. The fields
are the keys of the JSON Lines that scripts read: keys may be added, never
changed.

# Choices

* A kind is an enum. The word for it stands in a serde attribute and nowhere
  else.
* Shares are written with four decimal places: more would be noise.
*/

mod finding;
mod groups;
mod pair;
pub(crate) mod values;

pub use crate::report::finding::{Finding, Report, SkippedFinding, Summary, WarningFinding};
pub use crate::report::groups::{
    ClusterFinding, HeadlineFinding, HeadlinePlace, MemberFinding, OriginFinding, OutletPairFinding,
};
pub use crate::report::pair::{CodePoints, PairFinding, PassageFinding};
pub use crate::report::values::{
    ContainedSide, CopyKind, MemberRole, OriginKind, Place, SkippedExtent, WarningKind,
};
