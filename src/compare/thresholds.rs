/*!
The thresholds of the verdict on a pair, in one table.

Each entry says what is compared with the value, what a higher or lower value
trades off, and whether the value was measured or is a judgment. Pairs read by
hand were drawn evenly from all degrees of overlap, so hard pairs are frequent
among them.

The containment that makes a copy a duplicate is an option of the caller and
not part of this table.
*/

// Shared runs and passages

/// Words between two shared runs that still make one passage.
///
/// Two words bridge an inserted title or a changed verb. More would join
/// unrelated phrases. Judgment.
pub(crate) const PASSAGE_GAP: u32 = 2;

/// Equal words of a passage; fewer are a phrase.
///
/// Shorter runs are mostly names and formulas. Measured: the share of words in
/// shared runs of this length was the best single measure on 542 pairs read by
/// hand (see [`COPY_SHARE`]).
pub(crate) const PASSAGE_WORDS: u32 = 12;

/// Words of a gap between two runs that are still matched one by one.
///
/// A longer gap holds other text. Before the first run and after the last one,
/// half as many words are matched. The cost of a gap is the square of this.
/// Judgment.
pub(crate) const MATCHED_GAP: usize = 40;

/// Share of the words of either article in shared runs, from which on the gaps
/// between the runs are matched.
///
/// Below it the pair is no duplicate, however many words in gaps match, so the
/// work is saved. Judgment.
pub(crate) const MATCHED_SHARE: f64 = 0.1;

// Briefs

/// Words of an article; one with fewer is a brief.
///
/// Briefs share formulas and little else: they are copies only when nearly all
/// words, all numbers and the headlines agree. A higher value misses short
/// copies, a lower one takes notices for copies. Judgment.
pub(crate) const BRIEF_WORDS: u32 = 24;

/// Share of words that two briefs must have in common to be copies, or that a
/// brief must have in a longer article. Judgment.
pub(crate) const BRIEF_SHARE: f64 = 0.85;

/// Share of common words from which on two briefs that are no copies are a
/// template; below it they are unrelated. Judgment.
pub(crate) const BRIEF_TEMPLATE_SHARE: f64 = 0.7;

// Copies

/// Words of the shorter article, from which on a pair is given up early when it
/// shares too few shingles for [`SENTENCE_WORDS`].
///
/// Two briefs long. Shorter pairs are always measured in full, since they can
/// be copies with less shared prose. Judgment.
pub(crate) const EARLY_EXIT_WORDS: usize = 48;

/// Share of one article's own prose that the other prints as its own, from
/// which on the two are copies, given [`COPY_WORDS`].
///
/// A lower value takes more templates and quotations for copies, a higher one
/// misses excerpts. Measured: on 542 pairs read by hand it finds .93 of the
/// copies. Its false copies are templates and quotations, which the verdict
/// rejects by other rules.
pub(crate) const COPY_SHARE: f64 = 0.16;

/// Words of shared prose that [`COPY_SHARE`] needs: about two sentences.
/// Judgment.
pub(crate) const COPY_WORDS: u32 = 40;

/// Share of one article's own prose that makes up for fewer shared words,
/// given [`SENTENCE_WORDS`]: one sentence of a short article. Judgment.
pub(crate) const SENTENCE_SHARE: f64 = 0.3;

/// Words of shared prose that make one sentence, the least evidence of a copy.
/// Judgment.
pub(crate) const SENTENCE_WORDS: u32 = 20;

/// Words of shared prose that make a copy whatever the share: a whole item on
/// two long pages.
///
/// Judgment. On old front pages, nine in ten compared pairs that are no copies
/// share passages of 30 to 150 words of prose.
pub(crate) const ITEM_WORDS: u32 = 150;

/// Share of an article in shared passages without stock phrases, from which on
/// a quotation is itself the copy: a reprinted statement. Judgment.
pub(crate) const STATEMENT_SHARE: f64 = 0.7;

/// Share of one article that it prints as its own and the other one quotes, from
/// which on a statement was taken over, given [`STATED_WORDS`].
///
/// Equal to [`COPY_SHARE`], but of all words and not only of the prose.
pub(crate) const STATED_SHARE: f64 = COPY_SHARE;

/// Words that [`STATED_SHARE`] needs: about three sentences.
///
/// More than [`COPY_WORDS`], because a quotation is less evidence than prose.
/// Measured on pairs read by hand: statements that were taken over have 79 words
/// and more, or a share above [`SENTENCE_SHARE`]; speech that one of two
/// independent reports failed to mark as quoted has up to 64.
pub(crate) const STATED_WORDS: u32 = 70;

/// Containment both ways, quoted words included, from which on two articles of
/// the same days are made of one statement.
///
/// Measured on pairs read by hand: .45 and more in copies, up to .37 in
/// independent reports.
pub(crate) const STATEMENT_BOTH_WAYS: f64 = 0.4;

/// Containment of the shorter article, quoted words included, from which on it is
/// a statement that the longer one quotes, given [`OWN_STATEMENT_SHARE`].
///
/// Measured on pairs read by hand in two dumps: 11 of 12 such pairs were copies.
pub(crate) const STATEMENT_CONTAINMENT: f64 = 0.55;

/// Share of the shorter article's words that are in the longer one and that it
/// does not quote itself, for [`STATEMENT_CONTAINMENT`].
///
/// Two short posts in quotation marks can make up most of a short report.
/// Measured: up to .1 in such reports, .16 and more in statements.
pub(crate) const OWN_STATEMENT_SHARE: f64 = 0.15;

/// Seconds between two reports of one statement, at most: two days, and a few
/// hours for dates without time. Judgment.
pub(crate) const STATEMENT_SECONDS: u64 = 60 * 60 * 60;

/// Containment that makes a copy when no fact was changed, even if all shared
/// words are stock phrases: the same notice.
///
/// The next issue of a series is told apart only below this value. Judgment.
pub(crate) const WHOLE_SHARE: f64 = 0.9;

/// Containment that makes a copy when no fact was changed, no stock phrase is
/// shared and one sentence of prose is: a word was changed in every line.
/// Judgment.
pub(crate) const REWORDED_SHARE: f64 = 0.8;

/// Containment both ways, from which on a copy is verbatim.
///
/// Equal to [`WHOLE_SHARE`] by chance: that one decides whether a pair is a
/// copy, this one only names the copy. Judgment.
pub(crate) const VERBATIM_SHARE: f64 = 0.9;

// Templates and series

/// Words on each side of a gap, at most, for two versions of one sentence. In a
/// longer gap no fact counts as changed. Judgment.
pub(crate) const SLOT_WORDS: usize = 14;

/// Share of the numbers opposite each other that are equal in a copy; fewer
/// make a template.
///
/// Not all are equal in a copy, because house styles spell numbers in
/// different ways. Judgment.
pub(crate) const COPY_NUMBERS: f64 = 0.7;

/// Shared words for each changed fact in a template, at most. A copy with a
/// correction has more words for each. Judgment.
pub(crate) const TEMPLATE_WORDS_PER_FACT: u32 = 55;

/// Words of an article, at least, in which a number that differs is a correction if
/// all else agrees. In a shorter one the number is the news: a road, a flight, a score.
/// Judgment.
pub(crate) const CORRECTION_WORDS: u32 = 80;

/// Shared words for each changed fact in two issues of a series, at most.
///
/// Twice [`TEMPLATE_WORDS_PER_FACT`]: in articles of one outlet, printed
/// [`ISSUE_SECONDS`] apart, a changed fact is stronger evidence. Judgment.
pub(crate) const SERIES_WORDS_PER_FACT: u32 = 110;

/// Names and numbers that were changed in a formula, at least. A copy may have a
/// name or two in another spelling. Judgment.
pub(crate) const FORMULA_FACTS: u32 = 3;

/// Seconds between two issues of a series, at least. A correction or an update
/// follows sooner. Judgment.
pub(crate) const ISSUE_SECONDS: u64 = 20 * 60 * 60;

/// Different numbers that each of two issues has and the other lacks, at least.
///
/// One may be another spelling of the same number. Measured: the earlier rule,
/// which compared numbers at the same place in long gaps, rejected six
/// duplicates of which three were real.
pub(crate) const OWN_NUMBERS: u32 = 2;

/// Share of numbers among the words of an article that makes it a table. In a
/// table one different number makes another article. Judgment.
pub(crate) const TABLE_NUMBERS: f64 = 0.3;

// Pasted blocks

/// Words of an article beside a shared block, at least, that make it a story of
/// its own. Judgment.
pub(crate) const OTHER_WORDS: usize = 20;

/// Share of the shorter article from which on a shared block is its story and not
/// pasted. Measured on pairs of one outlet: blocks that are only pasted make up
/// less than half, later versions more.
pub(crate) const PASTED_SHARE: f64 = 0.5;

/// Rare words of a shared block that are also in the rest of both pages, at most,
/// if it was pasted. Measured on pairs of one outlet: 0 or 1 in pasted blocks, 2
/// and more in nearly all excerpts.
pub(crate) const COMMON_ANCHORS: usize = 1;

/// Rare words of a shared block, at least, that show whether it was pasted.
/// Judgment.
pub(crate) const RARE_WORDS: usize = 8;

/// Rare words of the rest of each page, at least, for the same. Judgment.
pub(crate) const REST_RARE_WORDS: usize = 20;

/// Two shares together: of the rare words of a block, those that are also in the
/// rest of one of the pages; of the rare words of the smaller rest, those that
/// are in the other. From here on the block belongs to the stories. Measured on
/// pairs of one outlet: .06 to .25 in pasted blocks that are no lists, .22 and
/// more in excerpts.
pub(crate) const SUBJECT_SHARE: f64 = 0.2;

/// Times that a phrase of three words recurs in a list, at least. Measured on
/// pairs of one outlet: 16 to 209 times in galleries, at most nine times in prose.
pub(crate) const LIST_PHRASES: usize = 8;

/// Words of a list for each of these times, at most. Measured: 78 in galleries.
pub(crate) const WORDS_PER_LIST_PHRASE: usize = 100;
