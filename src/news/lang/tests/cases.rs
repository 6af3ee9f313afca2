//! Cases of each language: texts that its words must recognize. Names of persons, towns and
//! boats are invented.

use crate::news::attribution::credits::read_credits;
use crate::news::captions::is_caption;
use crate::news::credit::byline_field::read_field;
use crate::news::credit::found::{CreditClaim, CreditPage, Portal};
use crate::news::dates::printed::PrintedDate;
use crate::news::headline::learned::LearnedSuffixes;
use crate::news::headline::parts::Headline;
use crate::news::headline::separators::Separator;
use crate::news::headline::site::Site;
use crate::news::lang::registry::languages;
use crate::news::language::language;
use crate::news::parties::directory::Directory;
use crate::news::quotes::quoted;
use crate::text::blocks::blocks;
use crate::text::words::Words;

/// No suffixes were learned for the outlet.
struct NoSuffixes;

impl LearnedSuffixes for NoSuffixes {
    fn is_suffix(&self, _separator: Separator, _suffix: &str) -> bool {
        false
    }

    fn is_prefix(&self, _prefix: &str) -> bool {
        false
    }
}

/// The recognizer that a case checks.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// The month and the day of a printed date.
    Date,
    /// The party that a byline names.
    Byline,
    /// The party that the text at the end of a page credits.
    Credit,
    /// The headline without its markers and its age.
    Headline,
    /// Whether a block is a caption: "caption".
    Caption,
    /// The quoted part of a text.
    Quote,
    /// The code of the language of a text.
    Language,
}

use Check::{Byline, Caption, Credit, Date, Headline as Title, Language, Quote};

/// The cases: the code of the language, the check, the text, the expected result.
const CASES: &[(&str, Check, &str, &str)] = &[
    ("ar", Date, "6 كانون الأول", "12-6"),
    (
        "ar",
        Date,
        "15 شوال 1436 هـ الموافق 31 يوليو 2015 م",
        "7-31",
    ),
    ("ar", Title, "عاجل: غرق عبارة", "غرق عبارة"),
    (
        "ar",
        Caption,
        "العبارة في الميناء. تصوير: سعاد المطيري",
        "caption",
    ),
    ("ar", Credit, "* خدمة «نيويورك تايمز»", "New York Times"),
    ("bg", Byline, "От Vera Dahl, Reuters", "Reuters"),
    (
        "ca",
        Language,
        "Els vaixells que les illes del nord amb el port per una",
        "ca",
    ),
    ("cs", Date, "3. května", "5-3"),
    ("da", Date, "3. maj", "5-3"),
    ("da", Credit, "Kilde: Reuters", "Reuters"),
    ("de", Date, "3. Jänner", "1-3"),
    (
        "de",
        Byline,
        "Von Vera Dahl, dpa",
        "Deutsche Presse-Agentur",
    ),
    ("de", Title, "Eilmeldung: Fähre sinkt", "Fähre sinkt"),
    ("de", Title, "Fähre sinktvor 3 Stunden", "Fähre sinkt"),
    (
        "de",
        Caption,
        "Die Fähre im Hafen. Foto: Anna Berg",
        "caption",
    ),
    (
        "de",
        Quote,
        "Der Kapitän erklärte:\nDie Fähre bleibt im Hafen.",
        "Die Fähre bleibt im Hafen.",
    ),
    ("de", Credit, "Quelle: dpa", "Deutsche Presse-Agentur"),
    (
        "de",
        Language,
        "Der Hafen der Stadt wird mit den Fähren im Mai geöffnet",
        "de",
    ),
    ("el", Date, "3 Ιανουαρίου", "1-3"),
    ("en", Date, "Sept. 2", "9-2"),
    (
        "en",
        Byline,
        "By Vera Dahl, Associated Press",
        "Associated Press",
    ),
    ("en", Title, "UPDATE 2-Ferry sinks", "Ferry sinks"),
    ("en", Title, "Ferry sinks4 hours ago", "Ferry sinks"),
    (
        "en",
        Caption,
        "The ferry leaves. Photo: Ann Berg",
        "caption",
    ),
    (
        "en",
        Quote,
        "The board said in a statement:\nAll boats stay.",
        "All boats stay.",
    ),
    (
        "en",
        Credit,
        "This story was originally published by Reuters.",
        "Reuters",
    ),
    (
        "en",
        Language,
        "The port of the town will open in May",
        "en",
    ),
    ("es", Date, "14 de enero de 2020", "1-14"),
    ("es", Byline, "Por Vera Dahl, EFE", "Agencia EFE"),
    ("es", Title, "Zarpa el ferryhace 2 días", "Zarpa el ferry"),
    (
        "es",
        Quote,
        "El capitán afirmó:\nEl ferry no zarpa.",
        "El ferry no zarpa.",
    ),
    ("es", Credit, "Fuente: EFE", "Agencia EFE"),
    (
        "es",
        Language,
        "El puerto de los ferris que zarpan por la tarde con una",
        "es",
    ),
    ("fa", Date, "3 ژانویه", "1-3"),
    ("fi", Date, "3. tammikuuta", "1-3"),
    ("fr", Date, "4 févr 2020", "2-4"),
    ("fr", Byline, "Par Vera Dahl, AFP", "Agence France-Presse"),
    ("fr", Title, "En direct: Le ferry part", "Le ferry part"),
    ("fr", Title, "Le ferry partil y a 3 heures", "Le ferry part"),
    ("fr", Caption, "Crédit photo: Anne Berg", "caption"),
    (
        "fr",
        Language,
        "Le port de la ville est ouvert dans une semaine pour les",
        "fr",
    ),
    ("hi", Date, "3 जनवरी", "1-3"),
    (
        "hr",
        Credit,
        "© 2024 Reuters | Sva prava pridržana.",
        "Reuters",
    ),
    ("id", Date, "3 Agustus 2020", "8-3"),
    ("id", Byline, "Oleh Vera Dahl, Reuters", "Reuters"),
    ("it", Date, "3 gennaio", "1-3"),
    ("it", Byline, "Di Vera Dahl, ANSA", "ANSA"),
    ("it", Title, "Il ferry parte2 giorni fa", "Il ferry parte"),
    ("it", Credit, "Fonte: ANSA", "ANSA"),
    (
        "it",
        Language,
        "Il porto della città che una nave per dei gli di",
        "it",
    ),
    ("ja", Title, "速報：フェリー沈没", "フェリー沈没"),
    ("ja", Caption, "桟橋の渡り船（写真）", "caption"),
    ("ko", Title, "속보: 여객선 침몰", "여객선 침몰"),
    ("ko", Caption, "여객선이 떠난다. 사진=바다신문", "caption"),
    ("ms", Date, "3 Ogos 2020", "8-3"),
    ("nl", Date, "3 maart", "3-3"),
    (
        "nl",
        Byline,
        "Door Vera Dahl, ANP",
        "Algemeen Nederlands Persbureau",
    ),
    ("nl", Title, "Veerboot zinkt3 uur geleden", "Veerboot zinkt"),
    ("no", Date, "3. desember", "12-3"),
    ("no", Byline, "Av Vera Dahl, Reuters", "Reuters"),
    ("pl", Date, "3 stycznia", "1-3"),
    ("pl", Caption, "Statek w porcie. Fot. Jan Berg", "caption"),
    ("pt", Date, "3 de março de 2020", "3-3"),
    ("pt", Byline, "Por Vera Dahl, Reuters", "Reuters"),
    ("pt", Title, "Ao vivo: Barco parte", "Barco parte"),
    (
        "pt",
        Language,
        "O porto do rio que não abre em uma semana com os",
        "pt",
    ),
    ("ro", Date, "3 ianuarie", "1-3"),
    ("ru", Date, "3 мая", "5-3"),
    ("ru", Title, "Срочно: паром утонул", "паром утонул"),
    ("ru", Credit, "Источник: ТАСС", "TASS"),
    ("sk", Date, "3. januára", "1-3"),
    ("sv", Date, "3 augusti", "8-3"),
    ("sv", Credit, "Källa: Reuters", "Reuters"),
    ("tr", Date, "3 Ocak", "1-3"),
    ("tr", Title, "Son dakika: Vapur battı", "Vapur battı"),
    ("uk", Date, "3 січня", "1-3"),
    ("ur", Date, "3 جنوری", "1-3"),
    ("zh", Title, "更新：渡轮沉没", "渡轮沉没"),
    ("zh", Caption, "图片：港口报", "caption"),
    ("zh", Credit, "来源：新华社", "Xinhua News Agency"),
];

/// Returns the name of the party that `claims` name first.
fn first_party(claims: &[CreditClaim]) -> String {
    let directory = Directory::builtin();
    let parties = claims.first().map_or(&[][..], |claim| &claim.parties);
    let name = |&id| directory.party(id).name.clone();
    parties.first().map(name).unwrap_or_default()
}

/// Returns the result of `check` for `text`, which is empty if there is none.
fn result(check: Check, text: &str) -> String {
    let directory = Directory::builtin();
    match check {
        Check::Date => {
            let date = PrintedDate::read(text).unwrap_or_default();
            let (month, day) = (date.month.unwrap_or(0), date.day.unwrap_or(0));
            format!("{month}-{day}")
        }
        Check::Byline => first_party(&read_field(text, directory).0),
        Check::Credit => {
            let text = format!("The ferry sails again.\n{text}");
            let page = CreditPage {
                text: &text,
                blocks: &blocks(&text),
                dateline_at: None,
                portal: Portal::No,
            };
            first_party(&read_credits(&page, directory).claims)
        }
        Check::Headline => {
            let site = Site::default();
            let headline = Headline::parse(text, &site, &NoSuffixes);
            headline.core.to_owned()
        }
        Check::Caption => match is_caption(text, Words::of(text).hashes()) {
            true => "caption".to_owned(),
            false => String::new(),
        },
        Check::Quote => {
            let quoted = quoted(text, &blocks(text));
            quoted.first().map_or("", |span| span.of(text)).to_owned()
        }
        Check::Language => language(text).to_owned(),
    }
}

#[test]
fn the_words_of_each_language_are_recognized() {
    let mut wrong = Vec::new();
    for &(code, check, text, expected) in CASES {
        let found = result(check, text);
        if found != expected {
            wrong.push(format!(
                "{code}, {check:?}: {text}: {found}, expected {expected}"
            ));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_language_has_a_case() {
    for language in languages() {
        let code = language.code();
        assert!(CASES.iter().any(|case| case.0 == code), "{code}");
    }
}
