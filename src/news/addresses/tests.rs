//! Cases of addresses.

use crate::news::addresses::domains::registrable_domain;
use crate::news::addresses::page::PageAddress;
use crate::news::addresses::page_key::page_key;
use crate::news::tests::assert_cases;

#[test]
fn the_cases_of_addresses_are_read() {
    assert_cases(include_str!("cases.tsv"), |[check, text]| {
        let none = || "-".to_owned();
        let page = PageAddress::parse(text);
        let same = |part: fn(PageAddress) -> Option<u64>| {
            let (one, other) = text.split_once(' ').unwrap();
            let of = |path| part(PageAddress::parse(&format!("https://a.example/{path}"))).unwrap();
            if of(one) == of(other) {
                "yes".to_owned()
            } else {
                "no".to_owned()
            }
        };
        match check {
            "domain" => registrable_domain(text).unwrap_or_else(none),
            "kind" => format!("{:?}", page.kind),
            "day" => page.day.map_or_else(none, |day| day.to_string()),
            "serial" => page.serial.map_or_else(none, |serial| serial.to_string()),
            "key" => page_key(text).unwrap_or_else(none),
            "same page" => same(|page| page.address),
            "same slug" => same(|page| page.slug),
            _ => panic!("unknown check `{check}`"),
        }
    });
}
