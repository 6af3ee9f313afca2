/*!
How stories travel: the likeliest origin of a story, who prints whose copy, and
which repeated headlines are one story.

These are decisions on values. The module knows no file and no text.
*/

pub mod flows;
pub mod headlines;
pub mod likeliest_origin;
pub mod origin;
pub mod thresholds;
pub mod votes;
