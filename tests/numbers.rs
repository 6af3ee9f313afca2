/*!
Numbers of articles from whole runs: which make another story, and which are another
spelling, a correction or the furniture of a page.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wirecopy::{Article, Articles, Detector, NoProgress, Options, Relation};

/// A brief with a place for a number.
const ROAD: &str = "Crews closed Farm Road # near Skarholm on Monday after a truck spilled gravel over both lanes, the \
    county said. Drivers should take the coast road until the evening, and buses will stop at the school instead of the \
    market while the sweepers are at work.";

const FLIGHT: &str = "Flight # to Vesterby turned back to Skarholm on Monday evening because a light in the cockpit \
    warned of smoke, the airport said. Nobody was hurt. The passengers spent the night in the hotel beside the terminal \
    and went on by ferry and bus in the morning, some hours late and most of them tired.";

const CASE: &str = "The court at Skarholm dropped case # on Monday because the only witness had moved abroad and would \
    not come back to speak. The prosecutor said that she would not appeal. The accused, a fisherman, left the room \
    without a word and was met at the door by his mother, who had waited there since the morning.";

const SCORE: &str = "Skarholm beat Vesterby # on Sunday before a small crowd in heavy rain. The winners scored late \
    after the keeper had slipped in the mud, and the losers had a man sent off for shouting at the referee. Both coaches \
    praised the groundsman, who had swept the field since dawn with his sons.";

const CATCH: &str = "Boats landed # crates of herring at Skarholm on Monday, the harbour office said, as much as in the \
    week before. Buyers from the southern towns stood on the pier before sunrise and took all of it. The office expects \
    more boats before the end of the month, when the ice in the sound has gone.";

/// A text of more than 80 words.
const CORRECTED: &str = "The council of Skarholm decided on Monday night to build a new pier for the ferries, after a \
    debate that had gone on for years. The pier will cost # million crowns, most of which the county pays. Members of \
    both parties spoke of the storms that had torn planks from the old one, and of the winter when no boat could land \
    and bread came over the ice. Work begins in the spring. Until it is done the boats will leave from the fish market, \
    where the auction moves into the hall. The mayor thanked the fishermen, who had asked for the pier longer than anyone \
    and had measured the depth of the water themselves.";

struct Case {
    name: &'static str,
    text: &'static str,
    numbers: [&'static str; 2],
    expected: Relation,
}

fn case(
    name: &'static str,
    text: &'static str,
    numbers: [&'static str; 2],
    expected: Relation,
) -> Case {
    Case {
        name,
        text,
        numbers,
        expected,
    }
}

/// Returns the relation of two articles of two outlets, a day apart.
fn relation(texts: [String; 2]) -> Relation {
    relation_at(["harborledger.example", "islandherald.example"], texts)
}

fn relation_at(outlets: [&'static str; 2], [first, second]: [String; 2]) -> Relation {
    let article = |outlet: &'static str, published: &'static str, text: String| Article {
        outlet: Some(outlet.into()),
        published: Some(published.into()),
        text: Some(text.into()),
        ..Article::default()
    };
    let dump = Articles::new(vec![
        article(outlets[0], "2024-03-04T09:00:00Z", first),
        article(outlets[1], "2024-03-05T09:00:00Z", second),
    ]);
    let detector = Detector::new(Options::default()).unwrap();
    let outcome = detector.run(&dump, &NoProgress).unwrap();
    let mut articles = outcome.table.articles();
    let (first, second) = (articles.next().unwrap(), articles.next().unwrap());
    detector.relation(&dump, &outcome, first, second).unwrap()
}

#[test]
fn numbers_that_differ_make_another_story_and_spellings_do_not() {
    use Relation::{Edited, Template, Verbatim};
    let cases = [
        case("roads", ROAD, ["1506", "1507"], Template),
        case("grouped roads", ROAD, ["1,506", "1507"], Template),
        case("flights", FLIGHT, ["312", "321"], Template),
        case("court cases", CASE, ["44/2023", "45/2023"], Template),
        case("scores", SCORE, ["3-1", "2-1"], Template),
        case("catches", CATCH, ["1\u{a0}305", "1\u{a0}306"], Template),
        case("decimals", CATCH, ["3.5", "5.3"], Template),
        case("a grouped number", CATCH, ["1,305", "1305"], Verbatim),
        case("a point between groups", CATCH, ["1.305", "1305"], Verbatim),
        case("a fixed space", CATCH, ["1\u{a0}305", "1305"], Verbatim),
        case("a thin space", CATCH, ["1\u{202f}305", "1.305"], Verbatim),
        case("Arabic digits", CATCH, ["١٬٣٠٥", "1305"], Verbatim),
        case("decimals with a zero", CATCH, ["3,5", "3.50"], Verbatim),
        case("a correction", CORRECTED, ["12", "21"], Edited),
        case("no correction", CORRECTED, ["1.200", "1200"], Verbatim),
    ];
    for Case {
        name,
        text,
        numbers,
        expected,
    } in cases
    {
        let texts = numbers.map(|number| text.replace('#', number));
        assert_eq!(relation(texts), expected, "{name}");
    }
}

#[test]
fn furniture_of_two_outlets_is_no_fact() {
    let brief = CATCH.replace("# crates of ", "");
    for (name, first, second) in [
        ("time to read", "3 min read\n\n#", "2 min read\n\n#"),
        ("comments", "#\n\n12 comments", "#\n\n40 comments"),
        ("time", "Updated 10:14\n#", "Updated 11:32\n#"),
        (
            "age",
            "Published 3 hours ago\n\n#",
            "Published 5 hours ago\n\n#",
        ),
        ("picture", "Photo 1 of 12\n\n#", "Photo 3 of 9\n\n#"),
        ("views", "1,204 views\n\n#", "88 views\n\n#"),
        (
            "cut text",
            "# She sai… [+653 chars]",
            "# She said … [+612 chars]",
        ),
        (
            "other words",
            "Lesezeit 3 Minuten\n#",
            "Lesezeit 4 Minuten\n#",
        ),
    ] {
        let texts = [first, second].map(|text| text.replace('#', &brief));
        let relation = relation(texts);
        assert!(relation.is_copy(), "{name}: {relation:?}");
    }
    // A line that names the story, and an issue of a series at one outlet.
    let texts = ["1506", "1507"]
        .map(|road| format!("Road {road}\n{}", ROAD.replace("Farm Road # ", "a road ")));
    assert_eq!(relation(texts), Relation::Template);
    let issues = ["12", "13"].map(|issue| format!("Bulletin {issue}\n{brief}"));
    let outlets = ["harborledger.example"; 2];
    assert_eq!(relation_at(outlets, issues), Relation::Template);
}

#[test]
fn equal_galleries_of_two_outlets_are_copies() {
    let caption = |place: &str, hour: &str| {
        format!(
            "Fishermen carry nets over the pier of {place} after the storm on Monday, March 4, 2024, about {hour} in the \
             morning. (AP Photo/Ann Berg)"
        )
    };
    let places = ["Skarholm", "Vesterby", "Lindqvist", "Orsk", "Tarnby"];
    let hours = ["five", "six", "seven", "eight", "nine"];
    let captions: Vec<String> = places
        .iter()
        .zip(hours)
        .map(|(place, hour)| caption(place, hour))
        .collect();
    let gallery = |label: &str| format!("{label}\n\n{}", captions.join("\n\n"));
    let relation_of = |first: String, second: String| relation([first, second]);
    assert!(relation_of(gallery("In pictures"), gallery("Photos of the day")).is_copy());
    // Two galleries under one label.
    let other = "In pictures\n\nA choir sings in the old church of Marstad on Sunday. (AP Photo/Jo Falk)\n\nChildren throw \
        chestnuts at a scarecrow behind the school, which the teachers built. (AP Photo/Jo Falk)\n\nA goat sleeps on the \
        stairs of the town hall in the first warm sun of the year. (AP Photo/Jo Falk)";
    assert!(!relation_of(gallery("In pictures"), other.to_owned()).is_copy());
}
