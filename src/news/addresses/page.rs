/*!
What the address of a page says: a story, or a page that lists stories or
serves readers.

Sections, tags, shows, people and services stand at short addresses; a story
has a date, a number, or its headline in its address.
*/

use xxhash_rust::xxh3::xxh3_64;

use crate::news::dates::calendar::CalendarDay;
use crate::news::dates::names::months;
use crate::text::characters::{Class, class, is_alphabetic};

/// What kind of page stands at an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageKind {
    /// A single story.
    Story,
    /// A section, a tag, a program, a service: its content changes.
    Section,
    /// The address does not say, or there is none.
    #[default]
    Unknown,
}

/// What an address tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageAddress {
    /// The kind of page.
    pub kind: PageKind,
    /// What outlets of one publisher share in the addresses of one story: the
    /// headline in the address, or a long number.
    pub slug: Option<u64>,
    /// The address itself, without what tells two records of one story apart
    /// in a database.
    pub address: Option<u64>,
    /// The small number that the slug ends with: outlets that use a headline
    /// again count it there.
    pub serial: Option<u16>,
    /// The day in the address, counted from the first of 1970.
    pub day: Option<i32>,
}

/// Parts of addresses right behind which stands the name of a list, a
/// program or a person.
const LISTS: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "kategorie",
    "categoria",
    "section",
    "sections",
    "rubrik",
    "ressort",
    "show",
    "shows",
    "program",
    "programs",
    "programme",
    "programmes",
    "author",
    "authors",
    "autor",
    "autoren",
    "auteur",
    "staff",
    "contributor",
    "contributors",
    "bio",
    "bios",
    "search",
    "suche",
];

/// The same, but sections of stories are called so too.
const LISTS_OR_SECTIONS: &[&str] = &[
    "topic", "topics", "thema", "themen", "people", "person", "featured",
];

/// Parts behind which a number is that of a story.
const ARCHIVES: &[&str] = &["archive", "archives"];

/// Parts right behind which stand stories: there a headline of three words is
/// as likely as the name of a section.
const STORIES: &[&str] = &[
    "article",
    "articles",
    "artikel",
    "story",
    "stories",
    "post",
    "posts",
    "news",
    "local",
    "local-news",
    "politics",
    "politik",
    "noticias",
    "features",
    "obituaries",
];

/// Parts of addresses that lead to what is no story, if no headline follows.
const SERVICES: &[&str] = &[
    "schedule",
    "schedules",
    "team",
    "archive",
    "archives",
    "contact",
    "contact-us",
    "kontakt",
    "about",
    "about-us",
    "subscribe",
    "abo",
    "contests",
    "contest",
    "calendar",
    "events",
    "podcast",
    "podcasts",
    "newsletter",
    "newsletters",
    "classifieds",
    "advertise",
    "privacy",
    "terms",
    "feeds",
    "rss",
    "livestream",
    "live_stream",
    "watch-live",
    "on-air",
];

/// Bytes of those parts, at most.
const LONGEST_PART: usize = 12;

/// Words in the last part of an address from which on it is a headline.
const HEADLINE_WORDS: usize = 4;

/// The same where nothing stands before it: services stand there too.
const HEADLINE_WORDS_ALONE: usize = 6;

/// Parts of the address of a section, at most, and words of the last.
const SECTION_PARTS: usize = 3;
const SECTION_WORDS: usize = 2;

/// Digits of a number that counts stories, or says when.
const LONG_NUMBER: usize = 5;

/// What the address `url` tells.
#[must_use]
pub fn page(url: &str) -> PageAddress {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, path) = after_scheme.split_once('/').unwrap_or((after_scheme, ""));
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if !host.contains('.') {
        return PageAddress::default();
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let address = Some(address(host, &parts, query));
    let Some(last) = parts.last() else {
        let kind = if query.is_empty() {
            PageKind::Section
        } else {
            PageKind::Unknown
        };
        return PageAddress {
            kind,
            slug: None,
            address,
            serial: None,
            day: None,
        };
    };
    let holds = |list: &[&str], part: &str| {
        part.len() <= LONGEST_PART && list.iter().any(|known| known.eq_ignore_ascii_case(part))
    };
    let before_last = parts.len().checked_sub(2).map(|before| parts[before]);
    let is_below = |list: &[&str]| before_last.is_some_and(|part| holds(list, part));
    let words = slug_words(last);
    let has_number = longest_number(last) >= LONG_NUMBER;
    let is_numbered_headline = words >= HEADLINE_WORDS && has_number;
    let is_list = is_below(LISTS)
        || is_below(LISTS_OR_SECTIONS) && !is_numbered_headline
        || holds(LISTS, last)
        || holds(LISTS_OR_SECTIONS, last);
    let is_service = words < HEADLINE_WORDS
        && !(is_below(ARCHIVES) && (has_number || has_key(last)))
        && parts.iter().any(|part| {
            holds(SERVICES, part) || holds(LISTS, part) || holds(LISTS_OR_SECTIONS, part)
        });
    let has_page_number = parts.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("page") && pair[1].bytes().all(|byte| byte.is_ascii_digit())
    });
    let numbered = has_date(&parts)
        || parts
            .iter()
            .any(|part| longest_number(part) >= LONG_NUMBER || has_key(part));
    let least = if parts.len() == 1 {
        HEADLINE_WORDS_ALONE
    } else {
        HEADLINE_WORDS
    };
    let in_words = parts.iter().any(|part| slug_words(part) >= least);
    let kind = if has_page_number || (is_list || is_service) && !has_date(&parts) {
        PageKind::Section
    } else if numbered || in_words {
        PageKind::Story
    } else if parts.len() < SECTION_PARTS && words < HEADLINE_WORDS && !is_below(STORIES)
        || parts.len() <= SECTION_PARTS && words <= SECTION_WORDS
    {
        PageKind::Section
    } else {
        PageKind::Unknown
    };
    let slug = parts
        .iter()
        .rev()
        .find(|part| slug_words(part) >= HEADLINE_WORDS - 1)
        .map(|part| slug_of(part))
        .or_else(|| {
            parts
                .iter()
                .rev()
                .find(|part| longest_number(part) >= 7)
                .map(|part| xxh3_64(part.as_bytes()))
        });
    PageAddress {
        kind,
        slug,
        address,
        serial: serial(last),
        day: day(&parts),
    }
}

fn address(host: &str, parts: &[&str], query: &str) -> u64 {
    let mut bytes = host.to_ascii_lowercase().into_bytes();
    // A page that its path names is the same whatever is asked of it.
    let is_named = parts.last().is_some_and(|last| {
        slug_words(last) >= HEADLINE_WORDS && !is_asked_for_one(last, query)
            || longest_number(last) >= LONG_NUMBER
    });
    let query = if is_named || query.starts_with("utm_") {
        ""
    } else {
        query
    };
    for part in parts {
        bytes.push(b'/');
        if !has_key(part) {
            bytes.extend_from_slice(part.as_bytes());
        } else {
            bytes.extend_from_slice(&slug_of(part).to_le_bytes());
        }
    }
    bytes.push(b'?');
    bytes.extend_from_slice(query.as_bytes());
    xxh3_64(&bytes)
}

/// Whether the page `last` shows one of many by its `query`.
fn is_asked_for_one(last: &str, query: &str) -> bool {
    /// Programs, by the ends of their names.
    const PROGRAMS: [&str; 6] = ["php", "asp", "aspx", "cgi", "jsp", "cfm"];
    let end = last.rsplit_once('.').map_or("", |(_, end)| end);
    let is_end = |known: &&str| known.eq_ignore_ascii_case(end);
    let asks_for_id = |asked: &str| {
        asked
            .split_once('=')
            .is_some_and(|(name, _)| name.eq_ignore_ascii_case("id"))
    };
    PROGRAMS.iter().any(is_end) || query.split('&').any(asks_for_id)
}

/// The number of up to four digits that a slug of words ends with.
fn serial(part: &str) -> Option<u16> {
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let (words, number) = stem.rsplit_once('-')?;
    (number.len() <= 4 && slug_words(words) >= 2)
        .then(|| number.parse().ok())
        .flatten()
}

/// The day that the parts of an address say: `2024/02/13`, `2024/feb/13`,
/// `2024-02-13`, `20240213`.
fn day(parts: &[&str]) -> Option<i32> {
    let in_three = parts
        .windows(3)
        .find_map(|three| date(three[0], three[1], three[2]));
    in_three.or_else(|| {
        parts.iter().find_map(|part| {
            let digits = part
                .get(..8)
                .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            if let Some(digits) = digits.filter(|_| part.len() == 8) {
                return date(&digits[..4], &digits[4..6], &digits[6..]);
            }
            let mut pieces = part.splitn(4, ['-', '_']);
            date(pieces.next()?, pieces.next()?, pieces.next()?)
        })
    })
}

/// A date, if the three say one.
fn date(year: &str, month: &str, day: &str) -> Option<i32> {
    let year: u16 = year
        .parse()
        .ok()
        .filter(|year| (1980..2100).contains(year))?;
    let month: u8 = match month.parse() {
        Ok(month) => month,
        Err(_) => {
            let is_it = |(name, _): &&(&str, u8)| month.eq_ignore_ascii_case(&name[..3]);
            months().iter().find(is_it)?.1
        }
    };
    let day = CalendarDay::new(year, month, day.parse().ok()?)?;
    i32::try_from(day.number()).ok()
}

/// Whether two parts side by side are a year and a month, or one is a date.
fn has_date(parts: &[&str]) -> bool {
    let is_year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_month = |part: &str| {
        let number: Option<u8> = part.parse().ok();
        number.is_some_and(|number| (1..=12).contains(&number))
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    parts
        .windows(2)
        .any(|pair| is_year(pair[0]) && is_month(pair[1]))
        || parts.iter().any(|part| {
            part.len() >= 10
                && is_year(part.get(..4).unwrap_or_default())
                && part.as_bytes()[4] == b'-'
                && part.as_bytes()[5].is_ascii_digit()
        })
}

/// The words of a part of an address, without numbers and codes.
fn words_of_slug(part: &str) -> impl Iterator<Item = &str> {
    part.split(['-', '_', '+', '.'])
        .filter(|word| word.chars().any(is_alphabetic) && !is_code(word))
}

/// Letters of a script without spaces that count as a word.
const LETTERS_OF_WORD: usize = 2;

fn slug_words(part: &str) -> usize {
    let words_in = |word| (unspaced(word) / LETTERS_OF_WORD).max(1);
    words_of_slug(part).map(words_in).sum()
}

/// The letters of `word` that are of scripts without spaces, as they are or by
/// their bytes: `%E6%B8%A1`.
fn unspaced(word: &str) -> usize {
    if word.is_ascii() {
        let is_lead = |byte: &&[u8]| matches!(byte, [b'%', b'e' | b'E', second] if matches!(second.to_ascii_lowercase(), b'3'..=b'9'));
        return word.as_bytes().windows(3).filter(is_lead).count();
    }
    let is_unspaced = |character: &char| matches!(class(*character), Class::Unspaced);
    word.chars().filter(is_unspaced).count()
}

/// Whether a word is a code: letters and digits of a hash mixed.
fn is_code(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "html" | "htm" | "php" | "shtml" | "aspx" | "article" | "image" | "video" | "story"
        )
}

/// The hash of the words of a part, without numbers and codes.
fn slug_of(part: &str) -> u64 {
    let words: Vec<String> = words_of_slug(part).map(str::to_lowercase).collect();
    xxh3_64(words.join("-").as_bytes())
}

/// Whether a part carries the key of a record in a database: `0a1b-11ee-8c2d`.
fn has_key(part: &str) -> bool {
    part.split(['-', '_', '.'])
        .filter(|word| is_code(word))
        .count()
        >= 3
}

fn longest_number(part: &str) -> usize {
    part.split(|character: char| !character.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_stories_from_sections() {
        for (url, expected) in [
            ("https://www.harborledger.example/", PageKind::Section),
            (
                "https://harborledger.example/tags/ferries",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/show/harbor-hour",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/category/news/page/12/",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/show/what-do-you-say-to-that",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/archives/the-ferry-that-nobody-wanted-to-sail",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/letters-to-editor",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/2024/02/13/ferry-sinks/",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/news/ferry-sinks-off-skarholm",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/story/72587219007/",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/news/article_93a1b2c4-0a1b-11ee-8c2d-0f1e2d3c4b5a.html",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/a/b/c/ferry",
                PageKind::Unknown,
            ),
            (
                "https://harborledger.example/archives/1234567",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/archives/ferries",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/archives/article_93a1b2c4-0a1b-11ee-8c2d-0f1e2d3c4b5a.html",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/featured/ferry-sinks-off-skarholm-123456",
                PageKind::Story,
            ),
            (
                "https://wxqp.example/featured/the-vera-dahl-show",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/site/letters-to-editor",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/people/vera-dahl-leaves-the-harbour-12345678",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/people/vera-dahl",
                PageKind::Section,
            ),
            (
                "https://nordblatt.example/thema/faehre-sinkt-vor-skarholm-a-1234567.html",
                PageKind::Story,
            ),
            (
                "https://nordblatt.example/thema/faehren-1234567",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/tag/ferries-of-the-north-sea-12345",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/events/ferry-festival-draws-thousands",
                PageKind::Story,
            ),
            (
                "https://harborledger.example/events/ferry-festival",
                PageKind::Section,
            ),
            (
                "https://harborledger.example/news/mayor-dahl-resigns",
                PageKind::Unknown,
            ),
            (
                "https://harborledger.example/news/harbour-news",
                PageKind::Section,
            ),
            (
                "https://gangkou.example/news/渡轮在斯卡霍尔姆附近沉没",
                PageKind::Story,
            ),
            (
                "https://gangkou.example/news/%E6%B8%A1%E8%BD%AE%E5%9C%A8%E5%8C%97%E9%83%A8%E6%B8%AF%E5%8F%A3%E6%B2%89%E6%B2%A1",
                PageKind::Story,
            ),
            ("https://gangkou.example/news/渡轮", PageKind::Section),
            ("n/a", PageKind::Unknown),
        ] {
            assert_eq!(page(url).kind, expected, "{url}");
        }
    }

    #[test]
    fn a_page_that_shows_one_of_many_is_told_by_what_is_asked() {
        let address = |path: &str| page(&format!("https://harborledger.example/{path}")).address;
        for (one, other, expected) in [
            (
                "view-full-news-article-details.php?id=1",
                "view-full-news-article-details.php?id=2",
                false,
            ),
            (
                "view-full-news-article-details?id=1",
                "view-full-news-article-details?id=2",
                false,
            ),
            (
                "ferry-sinks-off-skarholm?from=home",
                "ferry-sinks-off-skarholm",
                true,
            ),
            (
                "ferry-sinks-4122892.php?from=home",
                "ferry-sinks-4122892.php",
                true,
            ),
        ] {
            assert_eq!(address(one) == address(other), expected, "{one}");
        }
    }

    #[test]
    fn the_day_is_read_from_an_address() {
        for (path, expected) in [
            ("1990/01/02/ferry", Some(7306)),
            ("news/2024/feb/13/ferry", Some(19_766)),
            ("20240213/ferry", Some(19_766)),
            ("music/2024-02-13/492067", Some(19_766)),
            ("2024/13/13/ferry", None),
            ("ferry", None),
        ] {
            assert_eq!(
                page(&format!("https://harborledger.example/{path}")).day,
                expected,
                "{path}"
            );
        }
    }

    #[test]
    fn a_slug_that_is_used_again_is_counted() {
        let serial = |path: &str| page(&format!("https://harborledger.example/{path}")).serial;
        assert_eq!(serial("2024/02/harbor-notes-16/"), Some(16));
        assert_eq!(serial("a-matter-of-tides-158.html"), Some(158));
        assert_eq!(serial("news/ferry-sinks-4122892.php"), None);
        assert_eq!(serial("news/ferry-sinks"), None);
    }

    #[test]
    fn one_story_has_one_slug_at_two_outlets() {
        let one = page("https://wxqp.example/article/news/ferry-sinks-off-skarholm/65-ae9305ac");
        let other = page("https://wxqr.example/news/ferry-sinks-off-skarholm-4122892.php");
        assert_eq!(one.slug, other.slug);
        assert!(one.slug.is_some() && one.address != other.address);
    }
}
