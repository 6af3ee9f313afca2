//! The directory of parties.

use super::*;

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
            assert!(["pictures", "desk"].contains(&manner), "{line}");
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
    assert!(whole("ap").is_empty());
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
            Named::Known(id) => directory.party(id).name.clone(),
            Named::Ambiguous(_) => "?".to_owned(),
            Named::AsPrinted(name) => name,
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
            kind: Kind::Wire,
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
}
