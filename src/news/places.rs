/*!
Places that datelines name: countries, their regions, and cities that news often
comes from.

The table `places.tsv` distinguishes countries from cities, so that "ФАРНБОРО
(Великобритания)" is one place, and it knows the country of a city, so that "Wien
(APA)" is the Austrian agency. It is small and has few of the world's towns: a
name that is not in it may still be a place.
*/

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::name_key::key;

/// The table, a country a line. The columns are the name, the endings of domains,
/// other names, regions, and cities; a bar separates the names in a column.
const TABLE: &str = include_str!("places.tsv");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    Country,
    Region,
    City,
}

/// A place of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownPlace {
    pub(crate) kind: PlaceKind,
    pub(crate) country: &'static str,
}

/// Letters of a name that is taken for an abbreviation, at most. An abbreviation
/// counts only in capitals or with a stop.
const ABBREVIATION: usize = 2;

struct Places {
    /// By the key of the name.
    by_key: HashMap<String, KnownPlace>,
    /// The country of each ending of domains.
    by_ending: HashMap<&'static str, &'static str>,
}

fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut places = Places {
            by_key: HashMap::new(),
            by_ending: HashMap::new(),
        };
        for line in TABLE.lines().skip(1) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let country = column();
            for ending in names(column()) {
                places.by_ending.insert(ending, country);
            }
            let mut add = |name: &str, kind| {
                places
                    .by_key
                    .entry(key(name))
                    .or_insert(KnownPlace { kind, country });
            };
            let (countries, regions, cities) = (column(), column(), column());
            names(cities).for_each(|name| add(name, PlaceKind::City));
            add(country, PlaceKind::Country);
            names(countries).for_each(|name| add(name, PlaceKind::Country));
            names(regions).for_each(|name| add(name, PlaceKind::Region));
        }
        places
    })
}

fn names(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|name| !name.is_empty())
}

/// Returns the place of the table with this name.
pub(crate) fn place(name: &str) -> Option<KnownPlace> {
    let key = key(name);
    if key.is_empty() {
        return None;
    }
    let place = places().by_key.get(&key).copied()?;
    // "In", "or" and "me" are American states only in capitals.
    let is_word =
        key.len() <= ABBREVIATION && name.chars().any(char::is_lowercase) && !name.contains('.');
    (!is_word || key.bytes().any(|byte| !byte.is_ascii())).then_some(place)
}

/// Returns the country of a place: of the whole text, or of its last part that the
/// table has.
pub(crate) fn country(place_text: &str) -> Option<&'static str> {
    place(place_text)
        .or_else(|| {
            place_text
                .rsplit([',', '(', '[', '/'])
                .find_map(|part| place(part.trim_matches([')', ']', ' '])))
        })
        .map(|place| place.country)
}

/// Returns the country of the ending of `domain`.
pub(crate) fn country_of_domain(domain: &str) -> Option<&'static str> {
    let (_, ending) = domain.rsplit_once('.')?;
    places().by_ending.get(ending).copied()
}

/// Returns whether `name` is a city of the table.
pub(crate) fn is_city(name: &str) -> bool {
    place(name).is_some_and(|place| place.kind == PlaceKind::City)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_five_columns() {
        for line in TABLE.lines() {
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
    }

    #[test]
    fn a_place_gives_its_country() {
        assert_eq!(country("Wien"), Some("Austria"));
        assert_eq!(country("GLASGOW, Scotland"), Some("United Kingdom"));
        assert_eq!(country("ФАРНБОРО (Великобритания)"), Some("United Kingdom"));
        assert_eq!(country("الدمام"), Some("Saudi Arabia"));
        assert_eq!(country("Skarholm"), None);
        assert_eq!(country_of_domain("skarholmposten.at"), Some("Austria"));
    }

    #[test]
    fn a_short_word_in_small_letters_is_no_state() {
        assert!(place("or").is_none());
        assert!(place("OR").is_some());
        assert!(place("Wis.").is_some());
    }
}
