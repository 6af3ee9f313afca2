/*!
Kickers: the topic that an outlet prints before a headline, "Großes Thema: …", also
without a blank behind the colon.

# Choices

* A kicker is known by its form, not by a list: a few words before the first colon or bar,
  without the end of a sentence and without quotation marks, and a whole headline behind it.
* A speaker before what he says has the same form. Both are set aside for a second
  comparison only, under stricter rules.
*/

use crate::text::characters::is_numeric;

/// Bytes of a kicker, at most.
const MAX_KICKER_BYTES: usize = 60;

/// Words of a kicker, at most.
const MAX_KICKER_WORDS: usize = 6;

/// Words of a headline behind a kicker, at least.
const MIN_HEADLINE_WORDS: usize = 4;

/// Returns the byte at which the headline behind a kicker begins; `None` without a kicker.
pub(crate) fn after_kicker(headline: &str) -> Option<usize> {
    let (at, mark) = headline
        .char_indices()
        .find(|(_, c)| matches!(c, ':' | '：' | '|'))?;
    let (kicker, rest) = (&headline[..at], &headline[at + mark.len_utf8()..]);
    let is_of_number = kicker.ends_with(is_numeric) && rest.starts_with(is_numeric);
    let ends_before = kicker.contains(['.', '!', '?', '"', '“', '„', '»', '«', '”']);
    let words = kicker.split_whitespace().count();
    let is_kicker = kicker.len() <= MAX_KICKER_BYTES
        && (1..=MAX_KICKER_WORDS).contains(&words)
        && rest.split_whitespace().count() >= MIN_HEADLINE_WORDS
        && !is_of_number
        && !ends_before;
    is_kicker.then(|| headline.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kickers_are_known_by_their_form() {
        for (headline, rest) in [
            (
                "Hafen Skarholm: Kai bleibt bis Mai zu",
                Some(" Kai bleibt bis Mai zu"),
            ),
            (
                "Fähren:Kai bleibt bis Mai zu",
                Some("Kai bleibt bis Mai zu"),
            ),
            (
                "Fähren | Kai bleibt bis Mai zu",
                Some(" Kai bleibt bis Mai zu"),
            ),
            ("Kai bleibt bis Mai zu", None),
            ("Skarholm gewinnt 2:1 gegen den Meister aus Tarnby", None),
            ("Kai zu: Warum", None),
            ("Der Kai ist zu. Und nun: Was der Hafen plant", None),
            (
                "Alles, was man seit gestern über den Kai weiß: Hafen bleibt bis Mai zu",
                None,
            ),
        ] {
            let found = after_kicker(headline).map(|at| &headline[at..]);
            assert_eq!(found, rest, "{headline}");
        }
    }

    proptest! {
        #[test]
        fn any_headline_is_read(headline in ".{0,80}") {
            if let Some(at) = after_kicker(&headline) {
                prop_assert!(headline.is_char_boundary(at));
            }
        }
    }
}
