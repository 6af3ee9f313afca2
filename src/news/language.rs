/*!
The language of a text, as far as it tells apart agencies of one name.

By script, and for the Latin script by a few of the commonest words. Nothing
else should rely on it: it always names some language.
*/

/// Words that tell the languages of the Latin script apart.
const STOP_WORDS: [(&str, &str); 7] = [
    ("de", " der die das und ist den von mit auf dem "),
    ("fr", " le les des une est dans pour que du et "),
    ("es", " el los las una que por con del para y "),
    ("it", " il della che per una con dei gli di è "),
    ("pt", " o os que do da uma em para com não "),
    ("ca", " els amb per una que i les del "),
    ("en", " the of and to in that for on was with "),
];

/// Bytes of text by which its language is told.
const SAMPLE: usize = 600;

/// The language of `text`, as far as it helps to tell agencies apart.
pub(crate) fn language(text: &str) -> &'static str {
    let text = &text[..text.floor_char_boundary(SAMPLE)];
    let other = text
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .nth(20);
    match other {
        Some('\u{0600}'..='\u{06FF}') => return "ar",
        Some('\u{0400}'..='\u{04FF}') => return "ru",
        Some('\u{0370}'..='\u{03FF}') => return "el",
        Some('\u{3040}'..='\u{30FF}') => return "ja",
        Some('\u{4E00}'..='\u{9FFF}') => return "zh",
        _ => {}
    }
    let lower = text.to_lowercase();
    let mut counts = [0_usize; STOP_WORDS.len()];
    for word in lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        for (count, (_, words)) in counts.iter_mut().zip(STOP_WORDS) {
            *count += usize::from(words.split(' ').any(|listed| listed == word));
        }
    }
    let best = (0..counts.len())
        .max_by_key(|&index| counts[index])
        .unwrap_or_default();
    STOP_WORDS[best].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_scripts_tell_languages() {
        for (text, expected) in [
            (
                "The port of the town will open in May, and the ferries with it.",
                "en",
            ),
            (
                "Der Hafen der Stadt wird mit den Fähren und dem Markt im Mai geöffnet.",
                "de",
            ),
            (
                "Le port de la ville est ouvert pour les bateaux et dans une semaine.",
                "fr",
            ),
            ("عادت العبارات إلى البحر بعد توقف دام منذ الربيع", "ar"),
            ("Паром отправился в рейс после долгой остановки", "ru"),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
