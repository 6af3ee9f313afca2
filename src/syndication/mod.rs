/*!
How stories travel: the likeliest origin of a story, the flows of copies between
outlets, and the repeated headlines that are one story.

These are decisions on values. The module knows no file and no text.
*/

pub(crate) mod earliest;
pub(crate) mod flows;
pub(crate) mod headlines;
pub(crate) mod history;
pub(crate) mod likeliest_origin;
pub(crate) mod origin;
pub(crate) mod print_times;
pub(crate) mod tally;
pub(crate) mod thresholds;
pub(crate) mod votes;
