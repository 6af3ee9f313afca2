/*!
The thresholds of roundups, in one table.
*/

/// Share of a roundup that its largest story must make up for the roundup to
/// belong to that story's cluster.
///
/// A lower value moves roundups into clusters of stories that they are not
/// about. Judgment.
pub(crate) const MAIN_STORY_SHARE: f64 = 0.5;

/// Two articles in a roundup are one story when they cover more than one in
/// this many words of the smaller one together. Judgment.
pub(crate) const SAME_STORY_ONE_IN: u64 = 2;

/// Stories from which on a page that carries them whole is reported as a
/// roundup. Judgment.
pub(crate) const STORIES_OF_ROUNDUP: usize = 3;
