/*!
The address of a page: whether the page is a story, or lists stories or serves
readers.

Sections, tags, shows, people and services have short addresses. The address of
a story contains a date, a number or the headline.
*/

use serde::{Deserialize, Serialize};

use xxhash_rust::xxh3::xxh3_64;

use crate::news::addresses::path_parts::{PathPart, day, has_date, has_name, serial, slug_hash};
use crate::news::lang::keys::WordKey;

/// The kind of the page at an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PageKind {
    /// A single story.
    Story,
    /// A section, tag, program or service. The content of the page changes.
    Section,
    /// The address does not say, or there is none.
    #[default]
    Unknown,
}

/// The facts about a page that its address shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PageAddress {
    pub kind: PageKind,
    /// A hash of the headline in the address, or of a long number. Outlets of one
    /// publisher share it in the addresses of one story.
    pub slug: Option<u64>,
    /// A hash of the address without keys of database records, which differ
    /// between records of one story.
    pub address: Option<u64>,
    /// The small number that the slug ends with. Outlets count there how often
    /// they have used a headline.
    pub serial: Option<u16>,
    /// The day in the address, in days since 1970-01-01.
    pub day: Option<i32>,
}

// The thresholds below are judgments, made while reading addresses of the pages
// that were taken for the wrong kind.

/// Words in the last part of an address from which on it is a headline. Names of
/// sections and people have up to three.
const HEADLINE_WORDS: usize = 4;

/// The same in an address of one part. Services have such addresses too, with
/// longer names.
const HEADLINE_WORDS_ALONE: usize = 6;

/// Words of a part from which on its hash is kept as the slug. An equal slug is
/// only one piece of evidence, so that three words are enough.
const SLUG_WORDS: usize = 3;

/// Parts of the address of a section, at most.
const SECTION_PARTS: usize = 3;

/// Words in the last part of an address with [`SECTION_PARTS`] parts, at most,
/// for it to be a section.
const SECTION_WORDS: usize = 2;

/// Digits of a number that counts stories or contains a date. Shorter numbers
/// are years and pages of lists.
const LONG_NUMBER: usize = 5;

/// Digits of the number of a page of a list, at most.
const MAX_LIST_DIGITS: usize = 3;

/// Digits of a number that identifies a story across outlets: five would be
/// equal by chance.
const SLUG_DIGITS: usize = 7;

impl PageAddress {
    /// Reads the address `url`. Without a host nothing is known.
    pub(crate) fn parse(url: &str) -> PageAddress {
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = after_scheme.split_once('/').unwrap_or((after_scheme, ""));
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if !host.contains('.') {
            return PageAddress::default();
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let read: Vec<PathPart<'_>> = parts.iter().map(|part| PathPart::new(part)).collect();
        let address = Some(address_hash(host, &read, query));
        let Some(last) = read.last() else {
            let kind = match query {
                "" => PageKind::Section,
                _ => PageKind::Unknown,
            };
            return PageAddress {
                kind,
                address,
                ..PageAddress::default()
            };
        };
        PageAddress {
            kind: kind(&parts, &read, last),
            slug: slug(&read),
            address,
            serial: serial(last.text),
            day: day(&parts),
        }
    }
}

/// Returns the kind of the page whose path has these parts, of which `last` is
/// the last. `read` is what is known of them.
fn kind(parts: &[&str], read: &[PathPart<'_>], last: &PathPart<'_>) -> PageKind {
    let second_last = parts.len().checked_sub(2).map(|index| parts[index]);
    let is_below = |key: WordKey| second_last.is_some_and(|part| key.has_ascii(part));
    let has_number = last.longest_number >= LONG_NUMBER;
    let is_numbered_headline = last.words >= HEADLINE_WORDS && has_number;
    let is_list = is_below(WordKey::AddressLists)
        || is_below(WordKey::AddressListsOrSections) && !is_numbered_headline
        || WordKey::AddressLists.has_ascii(last.text)
        || WordKey::AddressListsOrSections.has_ascii(last.text);
    let is_service = last.words < HEADLINE_WORDS
        && !(is_below(WordKey::AddressArchives) && (has_number || last.has_record_key))
        && parts.iter().any(|part| {
            WordKey::AddressServices.has_ascii(part)
                || WordKey::AddressLists.has_ascii(part)
                || WordKey::AddressListsOrSections.has_ascii(part)
        });
    let is_page_of_list = parts.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("page") && pair[1].bytes().all(|byte| byte.is_ascii_digit())
    });
    if is_page_of_list || (is_list || is_service) && !has_date(parts) {
        return PageKind::Section;
    }
    let is_numbered = has_date(parts)
        || read
            .iter()
            .any(|part| part.longest_number >= LONG_NUMBER || part.has_record_key);
    let words_needed = match parts.len() {
        1 => HEADLINE_WORDS_ALONE,
        _ => HEADLINE_WORDS,
    };
    if is_numbered || read.iter().any(|part| part.words >= words_needed) {
        PageKind::Story
    } else if !has_name(last.text) && !is_list_page(last.text) {
        // Sections have names. A longer number or a code is of a page.
        PageKind::Unknown
    } else if parts.len() < SECTION_PARTS
        && last.words < HEADLINE_WORDS
        && !is_below(WordKey::AddressStories)
        || parts.len() <= SECTION_PARTS && last.words <= SECTION_WORDS
    {
        PageKind::Section
    } else {
        PageKind::Unknown
    }
}

/// Returns whether a part is a number as the pages of a list have.
fn is_list_page(part: &str) -> bool {
    part.len() <= MAX_LIST_DIGITS && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the hash of the last part that is a slug, else of the last part with
/// a long number.
fn slug(parts: &[PathPart<'_>]) -> Option<u64> {
    let mut from_last = parts.iter().rev();
    match from_last.clone().find(|part| part.words >= SLUG_WORDS) {
        Some(part) => Some(slug_hash(part.text)),
        None => {
            let part = from_last.find(|part| part.longest_number >= SLUG_DIGITS)?;
            Some(xxh3_64(part.text.as_bytes()))
        }
    }
}

/// Returns the hash of an address. The query counts only where it selects the
/// page.
fn address_hash(host: &str, parts: &[PathPart<'_>], query: &str) -> u64 {
    let mut bytes = host.to_ascii_lowercase().into_bytes();
    let path_selects_page = parts.last().is_some_and(|last| {
        last.words >= HEADLINE_WORDS && !query_selects_page(last.text, query)
            || last.longest_number >= LONG_NUMBER
    });
    let query = match path_selects_page || query.starts_with("utm_") {
        true => "",
        false => query,
    };
    for part in parts {
        bytes.push(b'/');
        if part.has_record_key {
            bytes.extend_from_slice(&slug_hash(part.text).to_le_bytes());
        } else {
            bytes.extend_from_slice(part.text.as_bytes());
        }
    }
    bytes.push(b'?');
    bytes.extend_from_slice(query.as_bytes());
    xxh3_64(&bytes)
}

/// Returns whether the program `last` shows the page that `query` names.
fn query_selects_page(last: &str, query: &str) -> bool {
    /// Extensions of programs.
    const PROGRAMS: [&str; 6] = ["php", "asp", "aspx", "cgi", "jsp", "cfm"];
    let extension = last.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_extension = |known: &&str| known.eq_ignore_ascii_case(extension);
    let is_id = |parameter: &str| {
        parameter
            .split_once('=')
            .is_some_and(|(name, _)| name.eq_ignore_ascii_case("id"))
    };
    PROGRAMS.iter().any(is_extension) || query.split('&').any(is_id)
}
