//! Tests of the directory of parties.

use crate::news::parties::directory::Directory;
use crate::news::parties::party::{NamedParty, Party, PartyId, PartyKind, TABLE, table};
use crate::news::parties::resolve::Surroundings;
use crate::news::tests::assert_cases;

#[test]
fn every_line_of_the_table_is_a_party() {
    assert_eq!(table().len(), TABLE.lines().count() - 1);
    for line in TABLE.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        // Few have manners of their own.
        assert!((7..=8).contains(&columns.len()), "{line}");
        let manners = columns.get(7).map_or("", |manners| manners);
        for manner in manners.split('|').filter(|manner| !manner.is_empty()) {
            assert!(["pictures", "desk", "word"].contains(&manner), "{line}");
        }
    }
    let signing = table().iter().filter(|party| party.signs_by_desk).count();
    assert_eq!(signing, 1, "a desk's signature means one agency");
}

#[test]
fn names_are_known_in_every_script_and_apart_from_words() {
    let directory = Directory::builtin();
    let names = |ids: Vec<PartyId>| {
        let names = ids.into_iter().map(|id| directory.party(id).name.clone());
        names.collect::<Vec<String>>().join("|")
    };
    assert_cases(
        include_str!("cases.tsv"),
        |[question, text]| match question {
            "slot" => names(
                directory
                    .whole(text)
                    .map_or_else(Vec::new, |slot| slot.parties),
            ),
            "outlet" => names(Vec::from_iter(directory.by_outlet(text))),
            _ => {
                let found = directory.mentions(text).map(|mention| &text[mention.at]);
                found.collect::<Vec<&str>>().join("|")
            }
        },
    );
}

#[test]
fn parties_of_one_name_are_told_apart_by_their_surroundings() {
    let directory = Directory::builtin();
    let ids = directory.whole("APA").unwrap().parties;
    let resolve = |place, domain, text| {
        let surroundings = Surroundings {
            place,
            domain,
            text,
        };
        match directory.resolve(&ids, "APA", &surroundings) {
            NamedParty::Ambiguous(_) => "?".to_owned(),
            named => directory.name(&named, "APA"),
        }
    };
    let english = "The port of the town is on the way to be closed.";
    let german = "Der Hafen wird von der Stadt und dem Land mit Geld auf den neuen Stand gebracht.";
    for (place, domain, text, name) in [
        (Some("Wien"), None, "", "Austria Presse Agentur"),
        (Some("BAKU"), None, "", "APA (Azeri-Press Agency)"),
        (
            None,
            Some("skarholmposten.at"),
            "",
            "Austria Presse Agentur",
        ),
        (None, None, german, "Austria Presse Agentur"),
        (None, None, english, "?"),
    ] {
        assert_eq!(
            resolve(place, domain, text),
            name,
            "{place:?} {domain:?} {text}"
        );
    }
}

#[test]
fn users_add_parties_and_spellings() {
    let directory = Directory::with(&[
        Party {
            name: "Skarholm Wire".to_owned(),
            abbreviations: vec!["SKW".to_owned()],
            kind: PartyKind::Wire,
            ..Party::default()
        },
        Party {
            name: "Reuters".to_owned(),
            spellings: vec!["Reuters Skarholm".to_owned()],
            ..Party::default()
        },
    ]);
    let name = |slot| {
        let parties = directory.whole(slot).unwrap().parties;
        directory.party(parties[0]).name.clone()
    };
    assert_eq!(name("SKW"), "Skarholm Wire");
    assert_eq!(name("skarholm wire"), "Skarholm Wire");
    assert_eq!(name("Reuters Skarholm"), "Reuters");
}

#[test]
fn the_first_party_that_claims_a_domain_or_a_name_has_it() {
    let claim = |name: &str| Party {
        name: name.to_owned(),
        abbreviations: vec!["SKW".to_owned()],
        domains: vec!["skarholmwire.example".to_owned(), "apnews.com".to_owned()],
        ..Party::default()
    };
    let directory = Directory::with(&[claim("Skarholm Wire"), claim("Other Skarholm Wire")]);
    let name = |id| directory.party(id).name.as_str();
    for outlet in ["skarholmwire.example", "skarholmwire", "SKW"] {
        assert_eq!(directory.by_outlet(outlet).map(name), Some("Skarholm Wire"));
    }
    let owner = directory.by_domain("apnews.com");
    assert_eq!(owner.map(name), Some("Associated Press"));
}

#[test]
fn no_party_is_too_many() {
    let parties: Vec<Party> = (0..=u16::MAX)
        .map(|number| Party {
            name: format!("Skarholm Wire {number}"),
            ..Party::default()
        })
        .collect();
    let directory = Directory::with(&parties);
    let last = directory.whole("Skarholm Wire 65535").unwrap().parties[0];
    assert_eq!(directory.party(last).name, "Skarholm Wire 65535");
}
