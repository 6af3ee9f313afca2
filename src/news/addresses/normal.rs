/*!
One spelling for the many addresses of one page.

Feeds, shares and crawlers reach a page under many addresses: with campaign
parameters, as its AMP, mobile or print form, through a cache or an archive.
What is left here is no address to open, only a key to compare.

# Choices

* The scheme, the port, the fragment and the order of parameters never tell
  pages apart; a leading `www.`, `m.`, `mobile.` or `amp.` does not either.
  Other subdomains stay: `sport.` and `news.` may number their pages alike.
* A parameter goes when its name says that it follows readers about. All
  others stay: in many shops and forums the page is named by one. The names are
  those of the campaign tools in use and of the lists of Media Cloud.
* The case of the path stays, since servers may mind it; that of the host goes.
*/

use crate::news::addresses::domains::host;

/// Labels in front of a host that name a form of the site and no other site.
const FORMS: &[&str] = &[
    "www", "www2", "m", "mobile", "mobil", "amp", "touch", "wap", "print",
];

/// Parameters that follow readers about, or ask for a form of the page.
const IGNORED: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "cmpid",
    "cmp",
    "smid",
    "smtyp",
    "spm",
    "ocid",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "taid",
    "xtor",
    "ncid",
    "icid",
    "oref",
    "eref",
    "ref_src",
    "ref_url",
    "referrer",
    "ito",
    "wprss",
    "custom_click",
    "feedname",
    "feedtype",
    "ns_mchannel",
    "ns_campaign",
    "ns_source",
    "ns_linkname",
    "ns_fee",
    "at_medium",
    "at_campaign",
    "fsrc",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "fb_ref",
    "action_object_map",
    "action_type_map",
    "action_ref_map",
    "phpsessid",
    "jsessionid",
    "amp",
    "amp_js_v",
    "usqp",
    "outputtype",
    "print",
    "printable",
    "skipmobile",
    "skip_mobile",
    "altcast_code",
    "emc",
];

/// Parameters that do so unless they hold a number: then they may name the
/// page.
const IGNORED_WORDS: &[&str] = &[
    "cid", "s_cid", "sid", "ir", "ref", "source", "src", "share", "shared", "output", "mobile",
    "partner", "nl",
];

/// What the names of such parameters begin with.
const IGNORED_STARTS: &[&str] = &["utm_", "ga_", "_", "pk_", "mtm_", "hsa_", "mkt_", "trk"];

/// Files that stand for their folder.
const INDEX_FILES: &[&str] = &[
    "index.html",
    "index.htm",
    "index.php",
    "index.asp",
    "index.aspx",
    "index.jsp",
    "default.aspx",
    "default.asp",
];

/// Last parts of a path that ask for another form of the page.
const FORM_PARTS: &[&str] = &["amp", "print", "mobile"];

/// What the last part of a path ends with in such a form.
const FORM_ENDS: &[&str] = &[".amp", ".print", "-amp", ".amp.html"];

/// The key of the page at `url`: equal for all addresses of one page, as far
/// as an address can tell. `None` for what is no address of a page: without a
/// host, or a site's front page.
///
/// # Complexity
///
/// `O(n)`.
///
/// # Examples
///
/// ```
/// use wirecopy::news::addresses::domains::normalized;
///
/// let plain = normalized("https://www.harborledger.example/2024/03/ferry.html");
/// let shared = normalized("http://m.harborledger.example:80/2024/03/ferry.html?utm_source=post#top");
/// assert_eq!(plain.as_deref(), Some("harborledger.example/2024/03/ferry.html"));
/// assert_eq!(plain, shared);
/// assert_eq!(normalized("https://harborledger.example/"), None);
/// ```
#[must_use]
pub fn normalized(url: &str) -> Option<String> {
    let url = unwrapped(url.trim());
    let host = host(url)?.trim_end_matches('.');
    let rest = &url[url.find(host)? + host.len()..];
    let rest = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
    let rest = match rest.split_once('#') {
        // Some sites name their pages behind `#!`.
        Some((before, fragment)) if !fragment.starts_with('!') => before,
        _ => rest,
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut key = bare_host(&host.to_lowercase()).to_owned();
    push_path(path, &mut key);
    let has_path = key.contains('/');
    let has_query = push_query(query, &mut key);
    (has_path || has_query).then(|| letters_as_they_are(key))
}

/// The letters beyond ASCII that are written in hexadecimal, as letters: some
/// crawlers write them so, some do not.
fn letters_as_they_are(key: String) -> String {
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

/// The address inside that of a cache or an archive.
fn unwrapped(url: &str) -> &str {
    let inner = |mark: &str| url.split_once(mark).map(|(_, inner)| inner);
    let cached = inner("cdn.ampproject.org/").or_else(|| inner("google.com/amp/"));
    if let Some(cached) = cached {
        let page = cached
            .trim_start_matches("c/")
            .trim_start_matches("v/")
            .trim_start_matches("s/");
        return if page.contains('.') { page } else { url };
    }
    let archived = inner("web.archive.org/web/").and_then(|page| page.split_once('/'));
    match archived {
        Some((_, page)) if page.contains('.') => page,
        _ => url,
    }
}

/// The host without what names a form of its site.
fn bare_host(host: &str) -> &str {
    let mut bare = host;
    while let Some((label, rest)) = bare.split_once('.') {
        if !FORMS.contains(&label) || !rest.contains('.') {
            break;
        }
        bare = rest;
    }
    bare
}

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
    for (index, part) in parts.iter().enumerate() {
        key.push('/');
        let part = if index + 1 == parts.len() {
            without_form(part)
        } else {
            (*part).to_owned()
        };
        key.push_str(&part);
    }
}

/// The last part of a path, in the form that people read.
fn without_form(part: &str) -> String {
    for end in FORM_ENDS {
        if let Some(start) = part.strip_suffix(end).filter(|start| !start.is_empty()) {
            let html = if end.ends_with(".html") { ".html" } else { "" };
            return format!("{start}{html}");
        }
    }
    part.to_owned()
}

/// Appends the parameters that name the page, sorted; whether there are any.
fn push_query(query: &str, key: &mut String) -> bool {
    let mut kept: Vec<&str> = query
        .split(['&', ';'])
        .filter(|parameter| !parameter.is_empty() && !is_ignored(parameter))
        .collect();
    kept.sort_unstable();
    for (index, parameter) in kept.iter().enumerate() {
        key.push(if index == 0 { '?' } else { '&' });
        key.push_str(parameter);
    }
    !kept.is_empty()
}

fn is_ignored(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let name = name.to_ascii_lowercase();
    let is_number = value.len() > 1 && value.bytes().all(|byte| byte.is_ascii_digit());
    IGNORED.contains(&name.as_str())
        || (IGNORED_WORDS.contains(&name.as_str()) && !is_number)
        || IGNORED_STARTS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_addresses_of_one_page_have_one_key() {
        let pages = [
            [
                "https://valleypost.example/news/school-merger",
                "http://www.valleypost.example/news/school-merger/",
                "https://m.valleypost.example/news/school-merger?utm_campaign=a&utm_source=b",
                "https://amp.valleypost.example/news/school-merger/amp/",
                "https://valleypost.example/news//school-merger/print#comments",
                "https://www-valleypost-example.cdn.ampproject.org/c/s/www.valleypost.example/news/school-merger",
                "https://web.archive.org/web/20240301000000/https://valleypost.example/news/school-merger",
                "//valleypost.example/news/school-merger/index.html?fbclid=x1&_ga=2",
            ],
            [
                "https://orsatimes.example/article.php?id=7&page=2",
                "https://orsatimes.example/article.php?page=2&id=7",
                "https://orsatimes.example/article.php?page=2&id=7&ref=rss",
                "https://orsatimes.example/article.php?page=2&amp;id=7",
                "orsatimes.example/article.php?id=7&page=2#top",
                "https://user@orsatimes.example:443/article.php?id=7&page=2",
                "HTTPS://ORSATIMES.EXAMPLE/article.php?id=7&page=2",
                "https://orsatimes.example./article.php?id=7&page=2",
            ],
        ];
        for page in pages {
            for address in page {
                assert_eq!(normalized(address), normalized(page[0]), "{address}");
            }
        }
    }

    #[test]
    fn letters_in_hexadecimal_are_letters() {
        let written = normalized("https://a.example/%D8%A7%D8%AE/%c3%a9t%C3%A9%20x");
        assert_eq!(written, normalized("https://a.example/اخ/été%20x"));
        // A sequence that is no UTF-8 stays as it is.
        let broken = normalized("https://a.example/%ff%20");
        assert_eq!(broken.as_deref(), Some("a.example/%ff%20"));
    }

    #[test]
    fn other_pages_have_other_keys() {
        let pairs = [
            (
                "https://a.example/story?id=1",
                "https://a.example/story?id=2",
            ),
            ("https://sport.a.example/1", "https://news.a.example/1"),
            ("https://a.example/2024/", "https://a.example/2025/"),
            (
                "https://a.example/news?cid=4711",
                "https://a.example/news?cid=4712",
            ),
            ("https://a.example/Story", "https://a.example/story"),
            ("https://a.example/x#!/one", "https://a.example/x#!/two"),
        ];
        for (one, other) in pairs {
            assert_ne!(normalized(one), normalized(other), "{one} {other}");
        }
    }

    #[test]
    fn a_front_page_and_no_address_have_no_key() {
        for url in [
            "https://a.example",
            "https://www.a.example/?utm_source=x",
            "n/a",
            "",
            "/amp",
        ] {
            assert_eq!(normalized(url), None, "{url}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_without_panic(url in "\\PC{0,60}") {
            let _key = normalized(&url);
        }

        #[test]
        fn a_key_is_its_own_key(path in "(/[a-z0-9.-]{1,8}){1,4}", query in "(\\?[a-z]{1,3}=[0-9]{1,3})?") {
            let key = normalized(&format!("https://a.example{path}{query}"));
            if let Some(key) = key {
                prop_assert_eq!(normalized(&key), Some(key.clone()));
            }
        }
    }
}
