/*!
Addresses of pages: which outlet stands behind one, and whether two are of one
page.

This module knows no article and no outlet's name; it reads the host out of an
address and cuts it to the part that somebody registered. It looks nothing up:
the list of public suffixes is compiled in.

# Choices

* The private part of the list counts too: `harborledger.blogspot.com` and
  `valleytimes.blogspot.com` are two outlets, not one called `blogspot.com`.
* A suffix that the list does not have (`.example`, a new top-level domain)
  is one label, as the list itself prescribes.
* Text without a scheme is an address only if its host has a dot: a scraper
  writes `n/a` and `none` into this column too.
*/

pub use crate::news::addresses::normal::normalized;

use std::net::{Ipv4Addr, Ipv6Addr};

/// The domain that the owner of the page at `url` registered, in lower case.
///
/// `url` may lack its scheme. Port, user and a leading `www.` are dropped. An
/// IP address, a single label (`http://intranet/`) and a public suffix that
/// is a host itself are given as they are. What has no host gives `None`.
///
/// # Examples
///
/// ```
/// use wirecopy::news::addresses::domains::registrable_domain;
///
/// let domain = registrable_domain("https://www.news.harborledger.co.uk:8080/ferry");
/// assert_eq!(domain.as_deref(), Some("harborledger.co.uk"));
/// assert_eq!(registrable_domain("Harbor Ledger"), None);
/// ```
#[must_use]
pub fn registrable_domain(url: &str) -> Option<String> {
    let host = host(url.trim())?;
    if is_ip_address(host) {
        return Some(host.to_ascii_lowercase());
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    if !is_host_name(host) {
        return None;
    }
    let host = host.to_lowercase();
    let host = match host.strip_prefix("www.") {
        Some(rest) if rest.contains('.') => rest,
        _ => &host,
    };
    Some(psl::domain_str(host).unwrap_or(host).to_owned())
}

/// The host of an address, without user and port, as it was written.
///
/// As for [`registrable_domain`], the scheme may be missing where the host has
/// a dot.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let (authority, has_scheme) = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (rest, true),
        _ => match url.strip_prefix("//") {
            Some(rest) => (rest, true),
            None => (url, false),
        },
    };
    let end = authority
        .find(['/', '?', '#', '\\'])
        .unwrap_or(authority.len());
    let authority = &authority[..end];
    if !has_scheme {
        // Without a scheme, `mailto:desk@harborledger.example` would pass for
        // a host with a user.
        let host = without_port(authority)?;
        return (host.contains('.') && !host.contains('@')).then_some(host);
    }
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    without_port(host)
}

/// Whether `text` may stand before `://`.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// `host` without `:80` and the like; `None` if no port follows the colon.
fn without_port(host: &str) -> Option<&str> {
    if host.starts_with('[') {
        return host.find(']').map(|end| &host[..=end]);
    }
    match host.split_once(':') {
        Some((host, port)) => port.bytes().all(|b| b.is_ascii_digit()).then_some(host),
        None => Some(host),
    }
}

/// Whether `host` is an IPv4 address, or an IPv6 address in its brackets.
fn is_ip_address(host: &str) -> bool {
    match host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) => inner.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Whether `host` is made of labels, in whatever script.
fn is_host_name(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use crate::news::addresses::domains::registrable_domain;

    #[test]
    fn an_address_is_cut_to_what_was_registered() {
        for (url, expected) in [
            (
                "https://www.harborledger.example/ferry",
                "harborledger.example",
            ),
            (
                "http://news.harborledger.example:8080/a?b#c",
                "harborledger.example",
            ),
            ("HTTPS://WWW.HarborLedger.Example", "harborledger.example"),
            ("//cdn.harborledger.example/x", "harborledger.example"),
            ("harborledger.example", "harborledger.example"),
            (
                "www.harborledger.example/ferry?id=7",
                "harborledger.example",
            ),
            ("amp.valleytimes.co.uk/ferry", "valleytimes.co.uk"),
            (
                "https://valleytimes.blogspot.com/2018/07",
                "valleytimes.blogspot.com",
            ),
            (
                "https://desk:secret@valleytimes.example/",
                "valleytimes.example",
            ),
            ("https://valleytimes.example./", "valleytimes.example"),
            ("https://www.例え.jp/記事", "例え.jp"),
            ("https://www.example/", "www.example"),
        ] {
            assert_eq!(registrable_domain(url).as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn a_host_without_a_registered_part_is_given_as_it_is() {
        for (url, expected) in [
            ("http://192.168.0.1:8080/a", "192.168.0.1"),
            ("192.168.0.1/a", "192.168.0.1"),
            ("http://[2001:DB8::1]:80/a", "[2001:db8::1]"),
            ("http://intranet/a", "intranet"),
            ("http://localhost:8000", "localhost"),
            ("https://co.uk/", "co.uk"),
        ] {
            assert_eq!(registrable_domain(url).as_deref(), Some(expected), "{url}");
        }
    }

    #[test]
    fn what_has_no_host_has_no_domain() {
        for url in [
            "",
            " ",
            "n/a",
            "none",
            "Harbor Ledger",
            "/ferry/cancelled",
            "mailto:desk@harborledger.example",
            "javascript:void(0)",
            "file:///tmp/a.html",
            "http://",
            "http://:80/",
            "http://a..b/",
            "http://[::1",
            "http://harbor ledger.example/",
            "see https://harborledger.example/",
        ] {
            assert_eq!(registrable_domain(url), None, "{url}");
        }
    }
}
