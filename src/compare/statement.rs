/*!
Copies of a statement: words that one article prints as its own and the other
quotes, and quotations that make up most of an article.

Two independent reports of one speech quote the same sentences, so quoted words
are no evidence by themselves. Three things tell a statement that was taken over:

* One article prints as its own what the other quotes: a release and the report
  that quotes it, or an interview and the story made of it.
* Each article consists of the shared words to a large part. Independent reports
  choose different sentences.
* More than half of the shorter article is in the longer one, and not only words
  that it quotes itself.

A single sentence that was taken over, and the last two signs, count only in articles
that were printed within two days: officials say the same again on the next occasion.
The last two signs also need most of the shared words to be quoted.
*/

use crate::compare::body::Body;
use crate::compare::evidence::{PairEvidence, SideMeasure};
use crate::compare::prose::share;
use crate::compare::thresholds::{
    COPY_WORDS, OWN_STATEMENT_SHARE, SENTENCE_SHARE, SENTENCE_WORDS, STATED_SHARE, STATED_WORDS,
    STATEMENT_BOTH_WAYS, STATEMENT_CONTAINMENT, STATEMENT_SECONDS,
};

/// Returns whether two articles that share too little prose for a copy are
/// copies of one statement.
pub(crate) fn are_of_one_statement(first: &Body, second: &Body, evidence: &PairEvidence) -> bool {
    let (one, other) = (&evidence.first, &evidence.second);
    if [one, other].into_iter().any(is_long_statement) {
        return true;
    }
    if are_of_different_days(first, second) {
        return false;
    }
    if [one, other].into_iter().any(is_short_statement) {
        return true;
    }
    let shorter = if one.words <= other.words { one } else { other };
    if shorter.quoted < COPY_WORDS || 2 * shorter.quoted < shorter.in_passages {
        return false;
    }
    one.containment().min(other.containment()) >= STATEMENT_BOTH_WAYS
        || (shorter.containment() >= STATEMENT_CONTAINMENT
            && own_share(shorter) >= OWN_STATEMENT_SHARE)
}

/// Returns whether the other article quotes several sentences that this one prints
/// as its own.
fn is_long_statement(side: &SideMeasure) -> bool {
    stated_words(side) >= STATED_WORDS && share(stated_words(side), side.words) >= STATED_SHARE
}

/// Returns whether the other article quotes a sentence that this one prints as its
/// own, and that is a good part of it.
fn is_short_statement(side: &SideMeasure) -> bool {
    stated_words(side) >= SENTENCE_WORDS && share(stated_words(side), side.words) >= SENTENCE_SHARE
}

/// Returns the words that this side prints as its own and the other one prints or
/// quotes; 0 if the other one quotes none of them.
fn stated_words(side: &SideMeasure) -> u32 {
    match side.stated {
        0 => 0,
        stated => side.prose + stated,
    }
}

/// Returns the share of this side's words that are in the other and that this
/// side does not quote.
fn own_share(side: &SideMeasure) -> f64 {
    share(side.shared - side.quoted + side.stated, side.words)
}

/// Returns whether the articles were certainly printed on days far apart.
fn are_of_different_days(first: &Body, second: &Body) -> bool {
    match (first.published, second.published) {
        (Some(one), Some(other)) => one.seconds.abs_diff(other.seconds) > STATEMENT_SECONDS,
        _ => false,
    }
}
