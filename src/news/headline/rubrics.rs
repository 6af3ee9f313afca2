/*!
Words that name rubrics, sections and services.

They are evidence beside other evidence: a headline of these words may still be
a story's, and most standing headlines have other words.
*/

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::news::headline::terms::{Term, terms_of};
use crate::news::lang::keys::WordKey;

/// Returns whether `term` is a word of rubrics, a number or part of a date.
pub(crate) fn is_rubric_word(term: Term) -> bool {
    static TERMS: LazyLock<HashSet<Term>> = LazyLock::new(|| {
        let words = WordKey::Rubrics.words().iter();
        words.flat_map(|word| terms_of(word)).collect()
    });
    term.is_number() || TERMS.contains(&term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubric_words_of_several_languages_are_known() {
        for (headline, expected) in [
            ("Letters to the Editor", 2),
            ("Leserbriefe", 1),
            ("Cartas al editor", 2),
            ("أخبار", 1),
            ("Ferry sinks off Skarholm", 0),
        ] {
            let known = terms_of(headline)
                .into_iter()
                .filter(|&term| is_rubric_word(term))
                .count();
            assert_eq!(known, expected, "{headline}");
        }
    }
}
