//! Credits of every kind. The prose, the reporters and most outlets are invented.

use crate::news::attribution::credits::read_credits;
use crate::news::credit::byline_field::read_field;
use crate::news::credit::found::{CreditPage, Portal};
use crate::news::parties::directory::Directory;
use crate::news::parties::party::UnnamedAgencies;
use crate::text::blocks::blocks;

const STORY: &str =
    "The ferry to the islands will sail again in May, the mayor of the town said on Monday.";

/// Returns the claimed names of a page with `head` before the story and `tail` after it.
fn claimed(head: &str, tail: &str) -> Vec<String> {
    let text = format!("{head}\n{STORY}\n{tail}");
    let blocks = blocks(&text);
    let page = CreditPage {
        text: &text,
        blocks: &blocks,
        dateline_at: None,
        portal: Portal::Yes,
    };
    let directory = Directory::builtin();
    let mut names: Vec<String> = Vec::new();
    for claim in read_credits(&page, directory).claims {
        let name = claim
            .parties
            .first()
            .map_or(claim.printed, |&id| directory.party(id).name.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[test]
fn bylines_name_whose_copy_it_is() {
    for (byline, name) in [
        ("By Vera Dahl, Associated Press", "Associated Press"),
        (
            "By VERA DAHL and ANN BERG | Associated Press",
            "Associated Press",
        ),
        (
            "By        VERA DAHL    and     ANN BERG Associated Press",
            "Associated Press",
        ),
        ("Vera Dahl and Ann BergAssociated Press", "Associated Press"),
        (
            "By VERA DAHL, AP National Security Writer | on",
            "Associated Press",
        ),
        (
            "Associated Press Published 7:50 a.m. ET July 16, 2018",
            "Associated Press",
        ),
        (
            "The Associated Press | Sunday, July 15, 2018, 8:27 a.m.",
            "Associated Press",
        ),
        (
            "Posted 5:57 am, July 16, 2018, by Associated Press , Updated at 06:00AM",
            "Associated Press",
        ),
        ("By Vera Dahl | Deadline", "Deadline"),
        ("By Vera Dahl New York Times", "New York Times"),
        ("By Reuters", "Reuters"),
        ("AFP", "Agence France-Presse"),
        ("Von Vera Dahl, dpa", "Deutsche Presse-Agentur"),
        ("Local 10 Skarholm•", "Local 10 Skarholm"),
    ] {
        assert_eq!(claimed(byline, ""), [name], "{byline}");
    }
}

#[test]
fn stories_are_signed_at_their_end() {
    for (tail, name) in [
        ("(Reporting by Vera Dahl; editing by Ann Berg)", "Reuters"),
        ("— Reuters", "Reuters"),
        (
            "Ferries will sail every hour, he said. – Bernama",
            "Bernama",
        ),
        (
            "Ferries will sail every hour, he said. (ANI)",
            "Asian News International",
        ),
        (
            "Ferries will sail every hour, he said. PTI",
            "Press Trust of India",
        ),
        ("--IANS vc/bg", "Indo-Asian News Service"),
        ("The-CNN-Wire ™ & © 2019 Cable News Network, Inc.", "CNN"),
        (
            "Copyright 2020 The Associated Press. All rights reserved.",
            "Associated Press",
        ),
        ("© AFP 2018", "Agence France-Presse"),
        (
            "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>",
            "Yonhap News Agency",
        ),
        ("Riproduzione riservata © Copyright ANSA", "ANSA"),
        (
            "Die Fähren fahren stündlich, sagte er. (dpa/vd)",
            "Deutsche Presse-Agentur",
        ),
        ("vd/AFP", "Agence France-Presse"),
        ("dpa:230428-99-483045/5", "Deutsche Presse-Agentur"),
        (
            "Quelle: skarholm.example, vd/dpa",
            "Deutsche Presse-Agentur",
        ),
        ("* خدمة «نيويورك تايمز»", "New York Times"),
        ("•خدمة: «واشنطن بوست» خاص بـ«سكارهولم»", "Washington Post"),
        ("来源：新华网", "Xinhua News Agency"),
        (
            "This article is republished from The Conversation under a Creative Commons license.",
            "The Conversation",
        ),
        (
            "This story was originally published by ProPublica.",
            "ProPublica",
        ),
        (
            "The post Ferry sails again appeared first on Coastal Talk.",
            "Coastal Talk",
        ),
        (
            "Vera Dahl is an Associated Press writer.",
            "Associated Press",
        ),
    ] {
        assert_eq!(claimed("", tail), [name], "{tail}");
    }
}

#[test]
fn holders_of_copyright_are_told_from_sentences_about_it() {
    for tail in [
        "The ferry line had infringed their copyright, Reuters reported in 2023.",
        "The court heard claims of copyright, AP reported.",
        "It is exempt under section 501(c) AP said.",
        "© 2024 AFP / Vera Dahl",
        "Copyright 2024 AFP - Vera Dahl",
        "The pier, copyright 2024 Reuters. File",
    ] {
        assert_eq!(claimed("", tail), [""; 0], "{tail}");
    }
    for (tail, name) in [
        (
            "The line lost a lawsuit filed in May. Copyright 2023 The Associated Press. All rights reserved.",
            "Associated Press",
        ),
        ("© 2024 AFP - Tous droits réservés", "Agence France-Presse"),
        (
            "© 2024 The Associated Press - All rights reserved.",
            "Associated Press",
        ),
        ("Copyright 2024 Reuters | All rights reserved", "Reuters"),
        ("All content copyright 2024 Reuters.", "Reuters"),
        ("copyright Reuters 2024", "Reuters"),
    ] {
        assert_eq!(claimed("", tail), [name], "{tail}");
    }
}

#[test]
fn the_last_sign_of_copyright_is_seen_behind_any_number_of_captions() {
    for captions in [0, 1, 15, 16, 17, 40] {
        let head = "The pier at dusk. © Vera Dahl/Skarholm Pictures\n".repeat(captions);
        let tail = "Copyright 2024 The Associated Press";
        assert_eq!(claimed(&head, tail), ["Associated Press"], "{captions}");
    }
}

#[test]
fn a_chain_names_the_origin_and_the_distributor() {
    let tail = "©2018 Los Angeles Times, Distributed by Tribune Content Agency, LLC.";
    let names = claimed("", tail);
    assert!(names.contains(&"Los Angeles Times".to_owned()), "{names:?}");
    assert_eq!(names.len(), 2);
}

#[test]
fn help_pictures_and_citations_are_no_carriage() {
    for (head, tail) in [
        ("", "The Associated Press contributed to this report."),
        ("", "With files from Reuters"),
        (
            "",
            "Associated Press writers Vera Dahl and Ann Berg contributed to this report.",
        ),
        ("(AP Photo/Vera Dahl)", ""),
        ("Vera Dahl / AP", ""),
        ("Vera Dahl/Associated Press", ""),
        (
            "The piers at dusk. (Copyright 2017 The Associated Press. All rights reserved.) File photo",
            "",
        ),
        (
            "The piers at dusk, with the old ferry and its captain on the bridge.\nTHE ASSOCIATED PRESS",
            "",
        ),
        ("Photo by REUTERS/Vera Dahl", ""),
        ("Credit: The Associated Press", ""),
        ("Originally published July 15, 2018 at 3:56 am", ""),
        (
            "The captain told Reuters that he had seen it, according to AFP.",
            "",
        ),
        (
            "",
            "This material may not be published, broadcast, rewritten or redistributed.",
        ),
        (
            "",
            "Her first book was published by Skarholm Press in 1987.",
        ),
        ("Vera Dahl•", ""),
    ] {
        assert_eq!(claimed(head, tail), [""; 0], "{head} {tail}");
    }
}

#[test]
fn agencies_without_a_name_are_marked() {
    for tail in [
        "With Post Wires",
        "From wire reports",
        "Mit Agenturmaterial.",
    ] {
        let text = format!("{STORY}\n{STORY}\n{tail}");
        let blocks = blocks(&text);
        let page = CreditPage {
            text: &text,
            blocks: &blocks,
            dateline_at: None,
            portal: Portal::No,
        };
        assert_eq!(
            read_credits(&page, Directory::builtin()).unnamed,
            UnnamedAgencies::Yes,
            "{tail}"
        );
    }
}

#[test]
fn byline_fields_name_agencies_alone_and_after_reporters() {
    let directory = Directory::builtin();
    let names = |byline: &str| {
        let (claims, _) = read_field(byline, directory);
        claims
            .iter()
            .map(|claim| directory.party(claim.parties[0]).name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("AP"), ["Associated Press"]);
    assert_eq!(names("Vera Dahl, dpa"), ["Deutsche Presse-Agentur"]);
    assert_eq!(names("AFP/Reuters"), ["Agence France-Presse", "Reuters"]);
    assert_eq!(names("By VERA DAHL Associated Press"), ["Associated Press"]);
    assert_eq!(names("Vera Dahl"), [""; 0]);
    assert_eq!(names("ap"), [""; 0]);
    assert_eq!(
        read_field("Staff and agencies", directory).1,
        UnnamedAgencies::Yes
    );
}
