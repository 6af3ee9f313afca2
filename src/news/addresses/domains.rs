/*!
Hosts and registrable domains of addresses.

The list of public suffixes is compiled in: nothing is looked up.

# Choices

* The private part of the list counts too: `harborledger.blogspot.com` and
  `valleytimes.blogspot.com` are two outlets, not one called `blogspot.com`.
* A suffix that is not in the list (`.example`, a new top-level domain) is one
  label, as the list itself prescribes.
* Text without a scheme is an address only if its host has a dot. Scrapers write
  `n/a` and `none` into this column too.
*/

use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns the domain that the owner of the page at `url` registered, in lower
/// case.
///
/// The scheme may be missing. Port, user and a leading `www.` are dropped. An IP
/// address, a single label (`http://intranet/`) and a host that is a public
/// suffix are returned as they are. Text without a host has no domain.
pub(crate) fn registrable_domain(url: &str) -> Option<String> {
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

/// Returns the host of an address as written, without user and port.
///
/// The scheme may be missing if the host has a dot.
pub(crate) fn host(url: &str) -> Option<&str> {
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
        // Otherwise `mailto:desk@harborledger.example` would be a host with a user.
        let host = without_port(authority)?;
        return (host.contains('.') && !host.contains('@')).then_some(host);
    }
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    without_port(host)
}

/// Returns whether `text` is a valid scheme.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// Returns `host` without its port, or `None` if a colon is not followed by a
/// port.
fn without_port(host: &str) -> Option<&str> {
    if host.starts_with('[') {
        return host.find(']').map(|end| &host[..=end]);
    }
    match host.split_once(':') {
        Some((host, port)) => port.bytes().all(|b| b.is_ascii_digit()).then_some(host),
        None => Some(host),
    }
}

/// Returns whether `host` is an IPv4 address, or an IPv6 address in brackets.
fn is_ip_address(host: &str) -> bool {
    match host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) => inner.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Returns whether `host` consists of labels, in any script.
fn is_host_name(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    })
}
