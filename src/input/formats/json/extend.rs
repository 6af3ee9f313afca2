/*!
A JSON object with more members.
*/

use std::fmt;
use std::io::Write;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::dump::rewrite::{ADDED_PREFIX, AddedColumn, ColumnValue};
use crate::error::{Error, Result};

/// Writes the object in `record` with the added columns after its own members,
/// which stay as they are spelled.
///
/// # Errors
///
/// When `record` is no object, or `out` cannot be written.
pub(crate) fn extend(
    record: &[u8],
    added: &[AddedColumn],
    values: &[ColumnValue],
    out: &mut dyn Write,
) -> Result<()> {
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
    for (index, (column, value)) in added.iter().zip(values).enumerate() {
        let comma = if index == 0 && is_empty { "" } else { "," };
        write!(out, "{comma}\"{}\":{}", column.name, json(value)?)?;
    }
    out.write_all(b"}")?;
    Ok(())
}

fn json(value: &ColumnValue) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::record(error.to_string()))
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
    use serde_json::{Value, json};

    use super::*;
    use crate::dump::rewrite::ColumnKind;

    const ADDED: [AddedColumn; 4] = [
        column("wirecopy_cluster", ColumnKind::Text),
        column("wirecopy_cluster_size", ColumnKind::Count),
        column("wirecopy_containment", ColumnKind::Share),
        column("wirecopy_excerpts", ColumnKind::TextList),
    ];

    const fn column(name: &'static str, kind: ColumnKind) -> AddedColumn {
        AddedColumn { name, kind }
    }

    fn extended(record: &str) -> String {
        let values = [
            ColumnValue::Null,
            ColumnValue::Count(3),
            ColumnValue::Share(0.9),
            ColumnValue::TextList(vec!["x".to_owned(), "y".to_owned()]),
        ];
        let mut out = Vec::new();
        extend(record.as_bytes(), &ADDED, &values, &mut out).unwrap();
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
        for record in [r#"{"id":7,"n":1.50}"#, "{}", "{ }"] {
            let once: Value = serde_json::from_str(&extended(record)).unwrap();
            let twice: Value = serde_json::from_str(&extended(&extended(record))).unwrap();
            assert_eq!(twice, once, "{record}");
        }
        let record = r#"{"id":7,"n":1.50}"#;
        assert_eq!(extended(&extended(record)), extended(record));
        let other = extended(r#"{"wirecopy_gone": [1], "id": 7}"#);
        let other: Value = serde_json::from_str(&other).unwrap();
        assert_eq!(other.get("wirecopy_gone"), None);
        assert_eq!(other["id"], json!(7));
    }
}
