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
use serde_json::value::RawValue;

use crate::input::formats::json::depth::{DEEPEST, is_too_deep};
use crate::input::formats::json::members::{NumberMode, ObjectMembers};
use crate::input::formats::json::quick;
use crate::input::records::field_values::{FieldValues, RecordBuffers};
use crate::input::records::names::ColumnLookup;

/// Reads the values of `record` that are looked for. Strings with escapes may
/// be written to `buffers`.
///
/// # Errors
///
/// When the record is not one JSON object; the error is the reason.
pub(crate) fn read<'a>(
    record: &'a str,
    names: &ColumnLookup,
    buffers: &'a mut RecordBuffers,
) -> Result<FieldValues<'a>, String> {
    if let Some(values) = quick::read(record, names, buffers) {
        return Ok(values);
    }
    if is_too_deep(record.as_bytes()) {
        return Err(format!("nested deeper than {DEEPEST} levels"));
    }
    let (values, needed) = parse(record, names, NumberMode::Parsed)?;
    match needed {
        NumberMode::Parsed => Ok(values),
        NumberMode::Spelled => Ok(parse(record, names, NumberMode::Spelled)?.0),
    }
}

/// Reads `record` with the JSON parser, and returns how its numbers have to be
/// read.
pub(crate) fn parse<'a>(
    record: &'a str,
    names: &ColumnLookup,
    numbers: NumberMode,
) -> Result<(FieldValues<'a>, NumberMode), String> {
    let mut values = FieldValues::default();
    let mut needed = numbers;
    let members = ObjectMembers {
        names: names.top(),
        numbers,
        needed: &mut needed,
        values: &mut values,
    };
    let mut parser = serde_json::Deserializer::from_str(record);
    match parser.deserialize_map(members).and_then(|()| parser.end()) {
        Ok(()) => Ok((values, needed)),
        Err(error) => Err(other_type(record).unwrap_or_else(|| reason(&error, record))),
    }
}

/// Returns the error for a record that is well-formed JSON but no object.
fn other_type(record: &str) -> Option<String> {
    let value: &RawValue = serde_json::from_str(record).ok()?;
    let found = match value.get().as_bytes().first()? {
        b'{' => return None,
        b'[' => "an array",
        b'"' => "a string",
        b't' | b'f' => "a boolean",
        b'n' => "null",
        _ => "a number",
    };
    Some(format!("expected an object, found {found}"))
}

/// Returns the parser's error in our words: without the line where the record
/// has only one, and with a hint for mistakes that programs often make.
fn reason(error: &serde_json::Error, record: &str) -> String {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let place = format!(" at line {line} column {column}");
    let Some(words) = text.strip_suffix(&place) else {
        return text;
    };
    let line_of_record = record.lines().nth(line.saturating_sub(1));
    let rest = line_of_record.and_then(|line| line.as_bytes().get(column.saturating_sub(1)..));
    // Python writes numbers that JSON does not have.
    let is_no_number = |rest: &[u8]| rest.starts_with(b"NaN") || rest.starts_with(b"Infinity");
    if rest.is_some_and(is_no_number) {
        return format!("{words} at column {column}: NaN and Infinity are not JSON, null is");
    }
    let hint = match words.contains("hex escape") {
        true => ": half of a surrogate pair, such as \\ud83d alone, is no character",
        false => "",
    };
    match line {
        1 => format!("{words} at column {column}{hint}"),
        _ => format!("{words} at line {line} of the record, column {column}{hint}"),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::article::Article;
    use crate::input::records::columns::Columns;

    fn article(record: &str) -> Result<Article<'static>, String> {
        article_of(record, &Columns::default())
    }

    fn article_of(record: &str, columns: &Columns) -> Result<Article<'static>, String> {
        let names = ColumnLookup::new(columns);
        let mut buffers = RecordBuffers::default();
        let values = read(record, &names, &mut buffers)?;
        Ok(values.into_article(&names, None)?.into_owned())
    }

    #[test]
    fn fields_are_found_among_other_members() {
        let record =
            r#"{"x": {"text": [1, {}]}, "ID": "a1", "Title": "Ferry", "y": null, "body": "A\nB"}"#;
        let article = article(record).unwrap();
        assert_eq!(article.id.as_deref(), Some("a1"));
        assert_eq!(article.headline.as_deref(), Some("Ferry"));
        assert_eq!(article.text.as_deref(), Some("A\nB"));
    }

    #[test]
    fn a_number_is_spelled_as_in_the_record() {
        for spelled in [
            "7",
            "-7",
            "18446744073709551616",
            "1.50",
            "1e3",
            "-0",
            "0.1E-2",
        ] {
            let record = format!(r#"{{"id": {spelled}, "text": "a", "date": 2018}}"#);
            let article = article(&record).unwrap();
            assert_eq!(article.id.as_deref(), Some(spelled));
            assert_eq!(article.text.as_deref(), Some("a"));
            assert_eq!(article.published.as_deref(), Some("2018"));
        }
    }

    #[test]
    fn authors_may_be_a_list() {
        let record = r#"{"authors": ["A. Writer", null, {"name": "x"}, "B. \"Bo\" Writer"]}"#;
        let byline = article(record).unwrap().byline;
        assert_eq!(byline.as_deref(), Some("A. Writer, B. \"Bo\" Writer"));
        assert_eq!(
            article(r#"{"authors": [{"name": "x"}]}"#).unwrap().byline,
            None
        );
    }

    #[test]
    fn an_outlet_may_be_an_object_with_a_name() {
        let outlet = |record| article(record).unwrap().outlet.map(Cow::into_owned);
        let named = outlet(r#"{"source": {"id": "hl", "name": "Harbor Ledger"}}"#);
        assert_eq!(named.as_deref(), Some("Harbor Ledger"));
        assert_eq!(
            outlet(r#"{"source": {"id": "hl", "name": null}}"#).as_deref(),
            Some("hl")
        );
        assert_eq!(outlet(r#"{"source": {"logo": "x"}}"#), None);
    }

    #[test]
    fn ids_and_dates_of_a_database_export_are_found() {
        let record = r#"{"_id": {"$oid": "5b4a"}, "date": {"$date": "2018-07-15"}}"#;
        let article = article(record).unwrap();
        assert_eq!(article.id.as_deref(), Some("5b4a"));
        assert_eq!(article.published.as_deref(), Some("2018-07-15"));
    }

    #[test]
    fn a_dotted_name_is_found_in_its_object() {
        let url = Some("metadata.page.url".to_owned());
        let columns = Columns {
            url,
            ..Columns::default()
        };
        for record in [
            r#"{"metadata": {"page": {"x": [], "URL": "valleytimes.example/a"}}}"#,
            r#"{"metadata.page.url": "valleytimes.example/a", "url": "other.example"}"#,
        ] {
            let article = article_of(record, &columns).unwrap();
            assert_eq!(article.url.as_deref(), Some("valleytimes.example/a"));
        }
    }

    #[test]
    fn a_record_that_is_no_object_is_named_by_its_type() {
        for (record, found) in [
            ("\"a\"", "a string"),
            (" 7 ", "a number"),
            ("[{}]", "an array"),
            ("null", "null"),
            ("true", "a boolean"),
        ] {
            assert_eq!(
                article(record),
                Err(format!("expected an object, found {found}"))
            );
        }
    }

    #[test]
    fn broken_json_is_reported_with_its_column() {
        for (record, reason) in [
            ("{\"id\": 1", "EOF while parsing an object at column 8"),
            ("{\"id\": 1} x", "trailing characters at column 11"),
            ("tomato", "expected ident at column 2"),
            ("{\"id\" 1}", "expected `:` at column 7"),
            (
                "{\"text\": \"a\\ud83d b\"}",
                "unexpected end of hex escape at column 18: half of a surrogate pair, such as \\ud83d alone, is no character",
            ),
            (
                "{\"text\": NaN}",
                "expected value at column 10: NaN and Infinity are not JSON, null is",
            ),
            (
                "{\"x\":-Infinity}",
                "invalid number at column 7: NaN and Infinity are not JSON, null is",
            ),
            (
                "{\n\"id\" 1}",
                "expected `:` at line 2 of the record, column 6",
            ),
        ] {
            assert_eq!(article(record), Err(reason.to_owned()));
        }
        assert!(article(r#"{"text": "\ud800 lone"}"#).is_err());
    }

    #[test]
    fn deep_nesting_is_an_error_in_any_member() {
        for column in ["other", "text", "id", "source", "authors"] {
            let deep = |levels: usize| {
                format!(
                    "{{\"{column}\": {}1{}}}",
                    "[".repeat(levels),
                    "]".repeat(levels)
                )
            };
            let expected = Err(format!("nested deeper than {DEEPEST} levels"));
            assert_eq!(article(&deep(200_000)), expected, "{column}");
            assert_eq!(article(&deep(DEEPEST)), expected, "{column}");
            assert_ne!(article(&deep(DEEPEST - 1)), expected, "{column}");
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
            let record = json!({ "z": other, "id": id, "text": text, "title": headline }).to_string();
            let article = article(&record).unwrap();
            let present = |text: String| (!text.trim().is_empty()).then_some(text);
            prop_assert_eq!(article.id.map(Cow::into_owned), Some(id.to_string()));
            prop_assert_eq!(article.text.map(Cow::into_owned), present(text));
            prop_assert_eq!(article.headline.map(Cow::into_owned), present(headline));
        }

        #[test]
        fn any_record_is_read_without_a_panic(record in "[{}\\[\\]\":,0-9a-e\\\\ .]{0,60}") {
            let _ = article(&record);
        }
    }
}
