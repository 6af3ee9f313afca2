use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// Returns the words of `text` as they are spelled.
fn words_of(text: &str) -> Vec<&str> {
    let words = Words::of(text);
    words.spans().iter().map(|span| span.of(text)).collect()
}

#[test]
fn words_have_the_spans_that_a_reader_sees() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        ("... -- !", &[]),
        ("The U.S. Navy's ship", &["The", "U.S", "Navy's", "ship"]),
        ("“In the U.S” he", &["In", "the", "U.S", "he"]),
        ("fermé\u{202f}!", &["fermé"]),
        ("on Tuesday.The mayor", &["on", "Tuesday", "The", "mayor"]),
        ("at 10:30 a.m. on", &["at", "10", "30", "a.m", "on"]),
        ("1,234.5 tons; 3,5", &["1,234.5", "tons", "3,5"]),
        ("LONDON:The", &["LONDON", "The"]),
        ("snake_case __ x", &["snake_case", "x"]),
        ("naïve café", &["naïve", "café"]),
        ("don’t l'été", &["don’t", "l'été"]),
        ("قال الوزير", &["قال", "الوزير"]),
        ("2 و9 أو ب١٣٤", &["2", "و", "9", "أو", "ب", "١٣٤"]),
        ("إف16 وف7", &["إف16", "وف7"]),
        ("بـ٢٤ ساعة", &["بـ", "٢٤", "ساعة"]),
        ("北京3月", &["北", "京", "3", "月"]),
        ("ตำรวจ", &["ต", "ำ", "ร", "ว", "จ"]),
        ("서울 시장", &["서울", "시장"]),
        ("AT&T", &["AT", "T"]),
    ];
    for (text, expected) in table {
        assert_eq!(words_of(text), *expected, "{text}");
    }
}

#[test]
fn spelling_variants_have_one_hash() {
    let table = [
        ("the U.S. said", "THE US SAID"),
        ("“don’t”", "'dont'"),
        ("Erdoğan’s", "Erdogan's"),
        ("إلى القاهرة", "الى القاهره"),
        ("北京，大学", "北京,大学"),
        ("من 2 و9", "من ٢ و ٩"),
        ("قبل بـ٢٤ ساعة", "قبل ب24 ساعة"),
    ];
    for (one, other) in table {
        assert_eq!(Words::of(one).hashes(), Words::of(other).hashes(), "{one}");
    }
}

#[test]
fn blocks_appended_one_by_one_have_the_words_of_the_whole() {
    let text = "Erste Zeile\nزمن ثان\n第三行";
    let mut words = Words::new();
    let mut start = 0;
    for line in text.split('\n') {
        words.append(text, Span::new(to_u32(start), to_u32(start + line.len())));
        start += line.len() + 1;
    }
    assert_eq!(words.spans(), Words::of(text).spans());
    assert_eq!(words.hashes(), Words::of(text).hashes());
}

#[test]
fn words_are_kept_in_order() {
    let text = "one two three four five six";
    let mut words = Words::of(text);
    words.keep([1..3, 3..3, 4..6].into_iter());
    let shown: Vec<&str> = words.spans().iter().map(|span| span.of(text)).collect();
    assert_eq!(shown, ["two", "three", "five", "six"]);
    assert_eq!(words.hashes(), Words::of("two three five six").hashes());
}

#[test]
fn a_very_long_word_is_one_word() {
    let long = "a".repeat(10_000);
    assert_eq!(Words::of(&long).len(), 1);
    let upper = Words::of(&long.to_uppercase());
    assert_eq!(Words::of(&long).hashes(), upper.hashes());
}

/// Text to which no tailored rule applies: no colon, no full stop next to a
/// letter, no script without spaces, no Arabic letter that is a word.
fn plain_text() -> impl Strategy<Value = String> {
    proptest::string::string_regex(
        "([a-zA-Z0-9éüßøĀñ ’'_,;\n\u{301}قاةأ7٣йж한国?!—-]|[0-9]\\.[0-9]){0,60}",
    )
    .expect("a valid expression")
    .prop_map(|text| text.replace('国', " "))
}

proptest! {
    #[test]
    fn simple_words_and_the_general_scanner_agree(
        text in "([a-zA-ZéğßİıæÅœŉ]|[ء-يـً-ْ]|[а-яЁέςא-ת]|[0-9٣۷]|['’.,،;_·:]|[ -~]|\\PC|\u{301}|\u{653}){1,14}",
    ) {
        let is_start = |character: char| matches!(class(character), Class::Letter | Class::Digit | Class::Joiner);
        for (start, _) in text.char_indices().filter(|&(_, character)| is_start(character)) {
            if let Some(word) = simple_word(&text, start) {
                prop_assert_eq!(spaced_word(&text, start, &mut String::new()), word);
            }
        }
    }

    #[test]
    fn segmentation_follows_the_annex(text in plain_text()) {
        let expected: Vec<&str> = text.unicode_words().collect();
        prop_assert_eq!(words_of(&text), expected);
    }

    #[test]
    fn any_text_is_divided_in_order_without_panic(text in "\\PC{0,80}") {
        let words = Words::of(&text);
        let mut end = 0;
        for span in words.spans() {
            prop_assert!(span.start >= end && span.end > span.start);
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            end = span.end;
        }
    }

    #[test]
    fn fast_scanners_and_the_general_one_agree(
        text in "([ -~\n]{0,80}|([a-z]{0,70}|[ '.,;_]|[0-9]|[éßÅıœ’‘“é»½中の\u{301}م٣]|[A-Z]\\.[A-Z]|[ء-ي]{1,9}|[،؛؟\u{64b}ـپ۵]){0,40})",
    ) {
        let fast = Words::of(&text);
        let mut general = Words::new();
        let mut at = 0;
        while at < text.len() {
            at = general.any_word(&text, at, 0);
        }
        prop_assert_eq!(fast.spans(), general.spans());
        prop_assert_eq!(fast.hashes(), general.hashes());
    }
}
