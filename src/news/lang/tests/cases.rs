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

/// The table, a case a line: the code of the language, the check, the text and the
/// expected result. `\n` stands for the end of a line. The checks are in [`result`].
const TABLE: &str = include_str!("cases.tsv");

/// Returns the name of the party that `claims` name first.
fn first_party(claims: &[CreditClaim]) -> String {
    let directory = Directory::builtin();
    let parties = claims.first().map_or(&[][..], |claim| &claim.parties);
    let name = |&id| directory.party(id).name.clone();
    parties.first().map(name).unwrap_or_default()
}

/// Returns the result of `check` for `text`, which is empty if there is none.
fn result(check: &str, text: &str) -> String {
    let directory = Directory::builtin();
    match check {
        // The month and the day of a printed date.
        "date" => {
            let date = PrintedDate::read(text).unwrap_or_default();
            let (month, day) = (date.month.unwrap_or(0), date.day.unwrap_or(0));
            format!("{month}-{day}")
        }
        // The party that a byline names.
        "byline" => first_party(&read_field(text, directory).0),
        // The party that the text at the end of a page credits.
        "credit" => {
            let text = format!("The ferry sails again.\n{text}");
            let page = CreditPage {
                text: &text,
                blocks: &blocks(&text),
                dateline_at: None,
                portal: Portal::No,
            };
            first_party(&read_credits(&page, directory).claims)
        }
        // The headline without its markers and its age.
        "headline" => {
            let site = Site::default();
            let headline = Headline::parse(text, &site, &NoSuffixes);
            headline.core.to_owned()
        }
        // Whether a block is a caption.
        "caption" => match is_caption(text, Words::of(text).hashes()) {
            true => "caption".to_owned(),
            false => String::new(),
        },
        // The quoted part of a text.
        "quote" => {
            let quoted = quoted(text, &blocks(text));
            quoted.first().map_or("", |span| span.of(text)).to_owned()
        }
        // The code of the language of a text.
        "language" => language(text).to_owned(),
        _ => panic!("unknown check `{check}`"),
    }
}

#[test]
fn the_words_of_each_language_are_recognized() {
    let mut wrong = Vec::new();
    for line in TABLE.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, check, text, expected] = columns[..] else {
            panic!("expected four columns: {line}");
        };
        let found = result(check, &text.replace("\\n", "\n"));
        if found != expected {
            wrong.push(format!("{line}: {found}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_language_has_a_case() {
    for language in languages() {
        let code = language.code();
        let mut cases = TABLE.lines().filter_map(|line| line.split_once('\t'));
        assert!(cases.any(|(of, _)| of == code), "{code}");
    }
}
