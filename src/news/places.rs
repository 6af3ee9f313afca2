/*!
Places that datelines name: countries, their regions, the cities that news
comes from.

The table is ours and small. It tells a country from a city, so that
"ФАРНБОРО (Великобритания)" is one place, and it tells which country a city
stands in, so that "Wien (APA)" is the Austrian agency. It does not know most
towns of the world: what is not in it may still be a place.
*/

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::name_key::key;

/// Countries, a line each: name, endings of domains, other names, regions,
/// cities.
const TABLE: &str = include_str!("places.tsv");

/// What a name in the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Country,
    Region,
    City,
}

/// A name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) what: What,
    pub(crate) country: &'static str,
}

/// A region's name of so few letters is an abbreviation: it counts as it is
/// printed only.
const ABBREVIATION: usize = 2;

struct Places {
    by_key: HashMap<String, Place>,
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
            let mut add = |name: &str, what| {
                places
                    .by_key
                    .entry(key(name))
                    .or_insert(Place { what, country });
            };
            let (countries, regions, cities) = (column(), column(), column());
            names(cities).for_each(|name| add(name, What::City));
            add(country, What::Country);
            names(countries).for_each(|name| add(name, What::Country));
            names(regions).for_each(|name| add(name, What::Region));
        }
        places
    })
}

fn names(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|name| !name.is_empty())
}

/// What the table knows of `name`.
pub(crate) fn place(name: &str) -> Option<Place> {
    let key = key(name);
    if key.is_empty() {
        return None;
    }
    let place = places().by_key.get(&key).copied()?;
    // "In", "or", "me" are states of America in capitals only.
    let is_word =
        key.len() <= ABBREVIATION && name.chars().any(char::is_lowercase) && !name.contains('.');
    (!is_word || key.bytes().any(|byte| !byte.is_ascii())).then_some(place)
}

/// The country in which `place` lies, by its last part that the table has.
pub(crate) fn country(place_text: &str) -> Option<&'static str> {
    place(place_text)
        .or_else(|| {
            place_text
                .rsplit([',', '(', '[', '/'])
                .find_map(|part| place(part.trim_matches([')', ']', ' '])))
        })
        .map(|place| place.country)
}

/// The country whose ending `domain` has.
pub(crate) fn country_of_domain(domain: &str) -> Option<&'static str> {
    let (_, ending) = domain.rsplit_once('.')?;
    places().by_ending.get(ending).copied()
}

/// Whether `name` is a city of the table.
pub(crate) fn is_city(name: &str) -> bool {
    place(name).is_some_and(|place| place.what == What::City)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_its_columns() {
        for line in TABLE.lines() {
            assert_eq!(line.split('\t').count(), 5, "{line}");
        }
    }

    #[test]
    fn cities_tell_their_countries() {
        assert_eq!(country("Wien"), Some("Austria"));
        assert_eq!(country("GLASGOW, Scotland"), Some("United Kingdom"));
        assert_eq!(country("ФАРНБОРО (Великобритания)"), Some("United Kingdom"));
        assert_eq!(country("الدمام"), Some("Saudi Arabia"));
        assert_eq!(country("Skarholm"), None);
        assert_eq!(country_of_domain("skarholmposten.at"), Some("Austria"));
    }

    #[test]
    fn small_words_are_no_states() {
        assert!(place("or").is_none());
        assert!(place("OR").is_some());
        assert!(place("Wis.").is_some());
    }
}
