/*!
How stories travel: the likeliest origin of a story, the flows of copies between
outlets, and the repeated headlines that are one story.

These are decisions on values. The module knows no file and no text.
*/

pub(crate) mod flows;
pub(crate) mod headlines;
pub(crate) mod likeliest_origin;
pub(crate) mod origin;
pub(crate) mod thresholds;
pub(crate) mod votes;
