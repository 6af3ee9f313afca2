/*!
One key for the many addresses of a page.

Feeds, shares and crawlers reach a page under many addresses: with campaign
parameters, in its AMP, mobile or print form, through a cache or an archive. The
key is for comparing; it is not an address that can be opened.

# Choices

* The scheme, the port, the fragment and the order of parameters never
  distinguish pages. Neither does a leading `www.`, `m.`, `mobile.` or `amp.`.
  Other subdomains stay: `sport.` and `news.` may number their pages alike.
* A parameter is dropped if its name says that it tracks readers. All others
  stay, because many shops and forums select the page with one. The names are
  those of common campaign tools and of the lists of Media Cloud.
* The path keeps its case, because servers may be case-sensitive. The host is
  in lower case.
*/

use std::collections::HashMap;
use std::iter::{once, repeat};
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::news::addresses::domains::host;

/// A line for each parameter that tracks readers or selects a form of the page:
/// the name, and when it is ignored. `always`; `unless-number`, because a number
/// may select the page; or `prefix`, for all names that begin so.
const TRACKING_PARAMETERS: &str = include_str!("tracking_parameters.tsv");

/// Labels at the start of a host that select a form of the site.
const FORM_LABELS: [&str; 9] = [
    "www", "www2", "m", "mobile", "mobil", "amp", "touch", "wap", "print",
];

/// Files that are the page of their folder.
const INDEX_FILES: [&str; 8] = [
    "index.html",
    "index.htm",
    "index.php",
    "index.asp",
    "index.aspx",
    "index.jsp",
    "default.aspx",
    "default.asp",
];

/// Last parts of a path that select a form of the page.
const FORM_PARTS: [&str; 3] = ["amp", "print", "mobile"];

/// Endings of the last part of a path that select a form of the page.
const FORM_ENDINGS: [&str; 4] = [".amp", ".print", "-amp", ".amp.html"];

/// Returns the key of the page at `url`, which is equal for all addresses of the
/// page that this module recognizes. Text without a host and the front page of a
/// site have no key. Takes linear time.
pub(crate) fn page_key(url: &str) -> Option<String> {
    let url = without_cache(url.trim());
    let host = host(url)?.trim_end_matches('.');
    // The host is a part of the address.
    let rest = &url[host.as_ptr().addr() - url.as_ptr().addr() + host.len()..];
    let rest = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
    let rest = match rest.split_once('#') {
        // Some sites select their pages after `#!`.
        Some((before, fragment)) if !fragment.starts_with('!') => before,
        _ => rest,
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut key = without_form_labels(&host.to_lowercase()).to_owned();
    push_path(path, &mut key);
    let has_path = key.contains('/');
    let parameters = selecting_parameters(query);
    let has_parameters = !parameters.is_empty();
    for (parameter, separator) in parameters.iter().zip(once('?').chain(repeat('&'))) {
        key.push(separator);
        key.push_str(parameter);
    }
    (has_path || has_parameters).then(|| decode_letters(key))
}

/// Decodes the percent-encoded bytes beyond ASCII. Some crawlers encode letters,
/// some do not. If the result is not UTF-8, `key` stays as it is.
fn decode_letters(key: String) -> String {
    if !key.contains('%') {
        return key;
    }
    let mut bytes = Vec::with_capacity(key.len());
    let mut rest = key.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after
            .first_chunk::<2>()
            .filter(|_| byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|code| !code.is_ascii());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or(key)
}

/// Returns the address inside the address of a cache or an archive, or `url`.
fn without_cache(url: &str) -> &str {
    static CACHES: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| {
        [
            "cdn.ampproject.org/",
            "google.com/amp/",
            "web.archive.org/web/",
        ]
        .map(Finder::new)
    });
    let [project, search, archive] = &*CACHES;
    let after = |mark: &Finder<'_>| {
        let start = mark.find(url.as_bytes())?;
        url.get(start + mark.needle().len()..)
    };
    let cached = after(project).or_else(|| after(search));
    let inner = match cached {
        Some(cached) => Some(
            cached
                .trim_start_matches("c/")
                .trim_start_matches("v/")
                .trim_start_matches("s/"),
        ),
        // The date of the copy comes before the address.
        None => after(archive)
            .and_then(|dated| dated.split_once('/'))
            .map(|(_, page)| page),
    };
    inner.filter(|page| page.contains('.')).unwrap_or(url)
}

/// Returns `host` without the labels that select a form of its site.
fn without_form_labels(host: &str) -> &str {
    let mut bare = host;
    while let Some((label, rest)) = bare.split_once('.') {
        if !FORM_LABELS.contains(&label) || !rest.contains('.') {
            break;
        }
        bare = rest;
    }
    bare
}

/// Appends the parts of `path` that do not select a form of the page.
fn push_path(path: &str, key: &mut String) {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.first() == Some(&"amp") && parts.len() > 1 {
        parts.remove(0);
    }
    while let Some(last) = parts.last() {
        let lower = last.to_ascii_lowercase();
        if INDEX_FILES.contains(&lower.as_str())
            || (FORM_PARTS.contains(&lower.as_str()) && parts.len() > 1)
        {
            parts.pop();
        } else {
            break;
        }
    }
    let Some(last) = parts.pop() else { return };
    for part in parts {
        key.push('/');
        key.push_str(part);
    }
    key.push('/');
    let form = FORM_ENDINGS.iter().find_map(|ending| {
        let stem = last.strip_suffix(ending).filter(|stem| !stem.is_empty());
        stem.zip(Some(ending))
    });
    match form {
        Some((stem, ending)) => {
            key.push_str(stem);
            key.push_str(if ending.ends_with(".html") {
                ".html"
            } else {
                ""
            });
        }
        None => key.push_str(last),
    }
}

/// Returns the parameters of `query` that may select the page, sorted.
fn selecting_parameters(query: &str) -> Vec<&str> {
    let mut kept: Vec<&str> = query
        .split(['&', ';'])
        .filter(|parameter| !parameter.is_empty() && !is_tracking(parameter))
        .collect();
    kept.sort_unstable();
    kept
}

/// The parameters of the table.
#[derive(Default)]
struct TrackingParameters {
    /// Whether a name is ignored even with a number.
    names: HashMap<&'static str, bool>,
    prefixes: Vec<&'static str>,
}

/// Returns whether `parameter` tracks readers.
fn is_tracking(parameter: &str) -> bool {
    static KNOWN: LazyLock<TrackingParameters> = LazyLock::new(|| {
        let mut known = TrackingParameters::default();
        for line in TRACKING_PARAMETERS.lines().skip(1) {
            let (name, ignored) = line.split_once('\t').expect("a name and a rule");
            match ignored {
                "prefix" => known.prefixes.push(name),
                _ => {
                    known.names.insert(name, ignored == "always");
                }
            }
        }
        known
    });
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let name = name.to_ascii_lowercase();
    let is_number = value.len() > 1 && value.bytes().all(|byte| byte.is_ascii_digit());
    match KNOWN.names.get(name.as_str()) {
        Some(always) => *always || !is_number,
        None => KNOWN.prefixes.iter().any(|prefix| name.starts_with(prefix)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_may_be_given(url in "\\PC{0,60}") {
            let _key = page_key(&url);
        }

        #[test]
        fn the_key_of_a_key_is_the_key(path in "(/[a-z0-9.-]{1,8}){1,4}", query in "(\\?[a-z]{1,3}=[0-9]{1,3})?") {
            let key = page_key(&format!("https://a.example{path}{query}"));
            if let Some(key) = key {
                prop_assert_eq!(page_key(&key), Some(key.clone()));
            }
        }
    }
}
