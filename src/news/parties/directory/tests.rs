//! Tests of the directory of parties.

use super::*;
use crate::news::parties::party::PartyKind;
use crate::news::parties::resolve::Surroundings;
use crate::news::parties::table::TABLE;

fn whole(slot: &str) -> Vec<String> {
    let directory = Directory::builtin();
    let mention = directory.whole(slot);
    mention.map_or_else(Vec::new, |mention| {
        mention
            .parties
            .iter()
            .map(|&id| directory.party(id).name.clone())
            .collect()
    })
}

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
fn names_are_known_in_every_script() {
    for (slot, name) in [
        ("AP", "Associated Press"),
        ("THE ASSOCIATED PRESS", "Associated Press"),
        ("رويترز", "Reuters"),
        ("أ ف ب", "Agence France-Presse"),
        ("أ.ف.ب", "Agence France-Presse"),
        ("د ب ا", "Deutsche Presse-Agentur"),
        ("РИА Новости", "RIA Novosti"),
        ("共同", "Kyodo News"),
        ("EUROPA PRESS", "Europa Press"),
        ("dpa", "Deutsche Presse-Agentur"),
    ] {
        assert_eq!(whole(slot), [name], "{slot}");
    }
}

#[test]
fn abbreviations_count_as_they_are_printed() {
    for word in ["ap", "afp", "upi"] {
        assert!(whole(word).is_empty(), "{word}");
    }
    assert!(whole("Nan").is_empty());
    assert!(!whole("NAN").is_empty());
}

#[test]
fn parties_of_one_name_are_told_apart_by_what_surrounds_them() {
    let directory = Directory::builtin();
    let ids = directory.whole("APA").unwrap().parties;
    let resolve = |place, domain, text| {
        let named = directory.resolve(
            &ids,
            "APA",
            &Surroundings {
                place,
                domain,
                text,
            },
        );
        match named {
            NamedParty::Known(id) => directory.party(id).name.clone(),
            NamedParty::Ambiguous(_) => "?".to_owned(),
            NamedParty::AsPrinted(name) => name,
        }
    };
    assert_eq!(resolve(Some("Wien"), None, ""), "Austria Presse Agentur");
    assert_eq!(resolve(Some("BAKU"), None, ""), "APA (Azeri-Press Agency)");
    assert_eq!(
        resolve(None, Some("skarholmposten.at"), ""),
        "Austria Presse Agentur"
    );
    let german = "Der Hafen wird von der Stadt und dem Land mit Geld auf den neuen Stand gebracht.";
    assert_eq!(resolve(None, None, german), "Austria Presse Agentur");
    assert_eq!(
        resolve(
            None,
            None,
            "The port of the town is on the way to be closed."
        ),
        "?"
    );
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
        directory
            .party(directory.whole(slot).unwrap().parties[0])
            .name
            .clone()
    };
    assert_eq!(name("SKW"), "Skarholm Wire");
    assert_eq!(name("skarholm wire"), "Skarholm Wire");
    assert_eq!(name("Reuters Skarholm"), "Reuters");
}

#[test]
fn names_stand_apart_from_words() {
    let directory = Directory::builtin();
    let names = |text: &str| {
        directory
            .mentions(text)
            .map(|mention| text[mention.at].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("APART of Reutersplatz"), [""; 0]);
    assert_eq!(names("By Vera DahlAssociated Press"), ["Associated Press"]);
    assert_eq!(names("新华社北京"), ["新华社"]);
    assert_eq!(names("قال لرويترز"), [""; 0]);
}

#[test]
fn an_outlet_column_names_a_party() {
    let directory = Directory::builtin();
    for outlet in ["cnn.com", "www.cnn.com/world", "CNN", "cnn"] {
        let party = directory.by_outlet(outlet).unwrap();
        assert_eq!(directory.party(party).name, "CNN");
    }
    assert!(directory.by_outlet("skarholmposten").is_none());
    for outlet in [
        "Xinhua",
        "xinhua",
        "AP",
        "Associated Press",
        "associated press",
    ] {
        assert!(directory.by_outlet(outlet).is_some(), "{outlet}");
    }
}

#[test]
fn an_outlet_named_as_an_everyday_word_is_no_agency() {
    let directory = Directory::builtin();
    for outlet in ["Nova", "Online", "online", "nan", "NaN", "Rb"] {
        assert_eq!(directory.by_outlet(outlet), None, "{outlet}");
    }
    let nova = directory.by_outlet("Agenzia Nova").unwrap();
    assert_eq!(directory.party(nova).name, "Agenzia Nova");
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
    assert_eq!(
        directory.by_domain("apnews.com").map(name),
        Some("Associated Press")
    );
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

#[test]
fn the_month_of_august_is_no_agency() {
    assert!(whole("آب").is_empty());
    assert_eq!(whole("أ ب"), ["Associated Press"]);
    assert_eq!(whole("ا.ب"), ["Associated Press"]);
}
