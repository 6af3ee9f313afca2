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

pub(crate) mod cluster;
pub(crate) mod finding;
pub(crate) mod headline;
pub(crate) mod kinds;
pub(crate) mod pair;
pub(crate) mod place;
pub(crate) mod share;
pub(crate) mod summary;

pub use crate::report::cluster::{ClusterFinding, MemberFinding, OriginFinding, OutletPairFinding};
pub use crate::report::finding::{Finding, Report, SkippedFinding, WarningFinding};
pub use crate::report::headline::{HeadlineFinding, HeadlinePlace};
pub use crate::report::kinds::{
    ContainedSide, CopyKind, MemberRole, OriginKind, SkippedExtent, WarningKind,
};
pub use crate::report::pair::{CodePoints, PairFinding, PassageFinding};
pub use crate::report::place::Place;
pub use crate::report::summary::Summary;
