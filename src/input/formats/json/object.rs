/*!
Reads a record that is a JSON object.

Strings are borrowed from the record or, if they have escapes, from buffers that
serve one record after another. Values that are not looked for are skipped.

# Choices

* Of two equal keys, the last one whose value is not empty counts.
* Numbers keep their spelling: an id of twenty digits does not fit in any number
  type.
* Objects and arrays nested deeper than [`DEEPEST`] make a record bad, even in
  values that are not looked for: most other programs cannot read it.
*/

use serde::de::Deserializer as _;

use crate::error::ReasonResult;
use crate::input::formats::json::depth::{DEEPEST, is_too_deep};
use crate::input::formats::json::members::{MemberReader, NumberMode, ObjectMembers};
use crate::input::formats::json::quick;
use crate::input::formats::json::reason::reason;
use crate::input::records::field_values::FieldValues;
use crate::input::records::names::ColumnLookup;
use crate::input::source::RecordBuffers;

/// Reads the values of `record` that are looked for. Strings with escapes may
/// be written to `buffers`.
pub(crate) fn read<'a>(
    record: &'a str,
    names: &ColumnLookup,
    buffers: &'a mut RecordBuffers,
) -> ReasonResult<FieldValues<'a>> {
    if let Some(values) = quick::read(record, names, buffers) {
        return Ok(values);
    }
    if is_too_deep(record.as_bytes()) {
        return Err(format!("nested deeper than {DEEPEST} levels"));
    }
    let parsed = parse(record, names, NumberMode::Parsed)?;
    Ok(match parsed.needed {
        NumberMode::Parsed => parsed.values,
        NumberMode::Spelled => parse(record, names, NumberMode::Spelled)?.values,
    })
}

/// Reads `record` with the JSON parser.
pub(crate) fn parse<'a>(
    record: &'a str,
    names: &ColumnLookup,
    numbers: NumberMode,
) -> ReasonResult<MemberReader<'a>> {
    let mut reader = MemberReader::new(numbers, FieldValues::default());
    let (names, members) = (&names.top, &mut reader);
    let members = ObjectMembers {
        names,
        reader: members,
    };
    let mut parser = serde_json::Deserializer::from_str(record);
    let parsed = parser.deserialize_map(members).and_then(|()| parser.end());
    parsed.map_err(|error| reason(&error, record))?;
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::field_values::testing::described;

    fn article(record: &str) -> ReasonResult<String> {
        let columns = Columns::default();
        let mut buffers = RecordBuffers::default();
        let values = read(record, &ColumnLookup::new(&columns), &mut buffers);
        described(values, &columns, None)
    }

    #[test]
    fn records_are_read_or_refused_as_listed() {
        let names = ColumnLookup::new(&Columns::default());
        // The first line describes the columns.
        for line in include_str!("cases.tsv").lines().skip(1) {
            let mut parts = line.splitn(3, '\t');
            let (way, record) = (parts.next().unwrap(), parts.next().unwrap());
            let is_fast = quick::read(record, &names, &mut RecordBuffers::default()).is_some();
            assert_eq!(is_fast, way == "fast", "{record}");
            let expected = parts.next().unwrap();
            match way {
                "bad" => assert_eq!(article(record), Err(expected.to_owned()), "{record}"),
                _ => assert_eq!(
                    article(record),
                    Ok(expected.replace("\\n", "\n")),
                    "{record}"
                ),
            }
        }
        let tab = "an escape such as `\\n`, found a control character at column 9";
        let line = "`:`, found `1` at line 2 of the record, column 6";
        for (record, reason) in [("{\"a\": \"b\tc\"}", tab), ("{\n\"id\" 1}", line)] {
            assert_eq!(article(record), Err(format!("expected {reason}")));
        }
    }

    #[test]
    fn a_dotted_name_is_found_in_its_object() {
        let columns = Columns {
            url: Some("metadata.page.url".to_owned()),
            ..Columns::default()
        };
        for record in [
            r#"{"metadata": {"page": {"x": [], "URL": "/a"}}}"#,
            r#"{"metadata.page.url": "/a", "url": "other.example"}"#,
        ] {
            let mut buffers = RecordBuffers::default();
            let values = read(record, &ColumnLookup::new(&columns), &mut buffers);
            assert_eq!(described(values, &columns, None).as_deref(), Ok("url: /a"));
        }
    }

    #[test]
    fn deep_nesting_is_an_error_in_any_member() {
        for column in ["other", "text", "id", "source", "authors"] {
            let deep = |levels: usize| {
                let (open, close) = ("[".repeat(levels), "]".repeat(levels));
                article(&format!("{{\"{column}\": {open}1{close}}}"))
            };
            let expected = Err(format!("nested deeper than {DEEPEST} levels"));
            assert_eq!(deep(200_000), expected, "{column}");
            assert_eq!(deep(DEEPEST), expected, "{column}");
            assert_ne!(deep(DEEPEST - 1), expected, "{column}");
        }
    }

    proptest! {
        #[test]
        fn values_are_read_as_they_were_written(
            id in any::<u64>(),
            text in any::<String>(),
            headline in "\\PC*",
            other in any::<String>(),
        ) {
            let record = json!({ "z": other, "id": id, "text": text, "title": headline });
            let present = |name, text: &str| match text.trim() {
                "" => String::new(),
                _ => format!(", {name}: {text}"),
            };
            let expected = format!("id: {id}{}{}", present("headline", &headline), present("text", &text));
            prop_assert_eq!(article(&record.to_string()), Ok(expected));
        }

        #[test]
        fn any_record_is_read_without_a_panic(record in "[{}\\[\\]\":,0-9a-eé\\\\ .\n]{0,60}") {
            let _ = article(&record);
            let _ = article(&format!("{{\"a\": \"{record}"));
        }
    }
}
