/*!
A JSON object with more members.
*/

use std::fmt;
use std::io::Write;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::dump::rewrite::ADDED_PREFIX;
use crate::error::{Error, Result};
use crate::input::formats::format::AddedValues;

/// Writes the object in `record` with the added columns after its own members,
/// which stay as they are spelled.
pub(crate) fn extend(record: &[u8], added: AddedValues<'_>, out: &mut dyn Write) -> Result<()> {
    let text = std::str::from_utf8(record)
        .map_err(|_| Error::record("the record is not UTF-8 any more"))?;
    let rebuilt;
    let text = if text.contains(&format!("\"{ADDED_PREFIX}")) {
        rebuilt = without_added(text)?;
        rebuilt.as_str()
    } else {
        text
    };
    let body = text
        .trim_end()
        .strip_suffix('}')
        .ok_or_else(|| Error::record("the record is no object any more"))?;
    out.write_all(body.as_bytes())?;
    let is_empty = body
        .trim_start()
        .strip_prefix('{')
        .is_some_and(|members| members.trim().is_empty());
    added.write_members(if is_empty { "" } else { "," }, out)?;
    Ok(out.write_all(b"}")?)
}

/// Returns the object without the members that an earlier run added. The
/// others keep their spelling, but for the escapes of their keys.
fn without_added(text: &str) -> Result<String> {
    let members: RawMembers<'_> = serde_json::from_str(text)
        .map_err(|cause| Error::record(format!("the record is no object any more: {cause}")))?;
    let own = members
        .0
        .iter()
        .filter(|(name, _)| !name.starts_with(ADDED_PREFIX));
    let own: Vec<String> = own
        .map(|(name, value)| format!("{}:{}", serde_json::Value::from(name.as_str()), value.get()))
        .collect();
    Ok(format!("{{{}}}", own.join(",")))
}

/// The members of an object in their order, with values as they are spelled.
struct RawMembers<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for RawMembers<'de> {
    fn deserialize<D: Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<RawMembers<'de>, D::Error> {
        struct MembersInOrder;
        impl<'de> Visitor<'de> for MembersInOrder {
            type Value = RawMembers<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<RawMembers<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(RawMembers(members))
            }
        }
        deserializer.deserialize_map(MembersInOrder)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::dump::rewrite::{AddedColumn, ColumnKind, ColumnValue};

    fn extended(record: &str) -> String {
        let column = |name, kind| AddedColumn { name, kind };
        let added = AddedValues {
            columns: &[
                column("wirecopy_cluster", ColumnKind::Text),
                column("wirecopy_cluster_size", ColumnKind::Count),
                column("wirecopy_containment", ColumnKind::Share),
                column("wirecopy_excerpts", ColumnKind::TextList),
            ],
            values: &[
                ColumnValue::Null,
                ColumnValue::Count(3),
                ColumnValue::Share(0.9),
                ColumnValue::TextList(vec!["x".to_owned(), "y".to_owned()]),
            ],
        };
        let mut out = Vec::new();
        extend(record.as_bytes(), added, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_object_keeps_its_bytes_and_gets_members() {
        let record = r#"{"id": 7,  "text":"caf\u00e9", "n": 1.50}"#;
        let members = r#""wirecopy_cluster":null,"wirecopy_cluster_size":3,"wirecopy_containment":0.9,"wirecopy_excerpts":["x","y"]"#;
        let own = record.trim_end_matches('}');
        assert_eq!(extended(record), format!("{own},{members}}}"));
        assert_eq!(extended("{ }"), format!("{{ {members}}}"));
    }

    #[test]
    fn members_of_an_earlier_run_are_replaced() {
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        for record in [r#"{"id":7,"n":1.50}"#, "{}", "{ }"] {
            let once = extended(record);
            assert_eq!(value(&extended(&once)), value(&once), "{record}");
        }
        let record = r#"{"id":7,"n":1.50}"#;
        assert_eq!(extended(&extended(record)), extended(record));
        let other = extended(r#"{"wirecopy_gone": [1], "id": 7}"#);
        assert_eq!(other, extended(r#"{"id":7}"#));
    }
}
