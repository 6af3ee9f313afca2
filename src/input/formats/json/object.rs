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

use serde::de::{Deserializer as _, IgnoredAny};

use crate::error::ReasonResult;
use crate::input::formats::json::depth::{DEEPEST, is_too_deep};
use crate::input::formats::json::members::{MemberReader, NumberMode, ObjectMembers};
use crate::input::formats::json::quick;
use crate::input::records::field_values::{FieldValues, RecordBuffers};
use crate::input::records::names::ColumnLookup;

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
) -> ReasonResult<(FieldValues<'a>, NumberMode)> {
    let mut values = FieldValues::default();
    let mut reader = MemberReader {
        numbers,
        needed: numbers,
        values: &mut values,
    };
    let members = ObjectMembers {
        names: &names.top,
        reader: &mut reader,
    };
    let mut parser = serde_json::Deserializer::from_str(record);
    match parser.deserialize_map(members).and_then(|()| parser.end()) {
        Ok(()) => {
            let needed = reader.needed;
            Ok((values, needed))
        }
        Err(error) if record.trim_start().starts_with('{') => Err(reason(&error, record)),
        Err(_) => Err(format!(
            "expected a JSON object, found {}",
            other_type(record)
        )),
    }
}

/// Returns what a record is that does not begin as an object.
fn other_type(record: &str) -> &'static str {
    let is_json = serde_json::from_str::<IgnoredAny>(record).is_ok();
    match (record.trim_start().bytes().next(), is_json) {
        (Some(b'['), true) => "an array",
        (Some(b'"'), true) => "a string",
        (Some(b't' | b'f'), true) => "a boolean",
        (Some(b'n'), true) => "null",
        (_, true) => "a number",
        (Some(b'<'), false) => "HTML or XML",
        (Some(b']' | b'}'), false) => "a closing bracket",
        (_, false) => "text",
    }
}

/// Returns the parser's error in our words: what it expected and found, where,
/// and a hint for mistakes that programs often make.
fn reason(error: &serde_json::Error, record: &str) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let words = text.strip_suffix(&place).unwrap_or(&text);
    let is_end = words.starts_with("EOF");
    // The parser counts the bytes of the line up to the wrong one.
    let lines = record
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let wrong = lines.map(str::len).sum::<usize>() + error.column();
    let at = match is_end {
        true => record.len(),
        false => record.floor_char_boundary(wrong.saturating_sub(1)),
    };
    let expected = match words {
        "EOF while parsing an object" => "the end of the object",
        "EOF while parsing a list" => "the end of the array",
        "EOF while parsing a string" => "the end of the string",
        "EOF while parsing a value" | "expected value" => "a value",
        "expected ident" => "`true`, `false` or `null`",
        "key must be a string" => "a key in double quotes",
        "trailing comma" => "a key or a value after the comma",
        "trailing characters" => "the end of the record",
        "invalid number" => "a number",
        "number out of range" => "a number below 1e309",
        "invalid escape" => "an escape such as `\\n` or `\\u00e9`",
        _ if words.starts_with("control character") => "an escape such as `\\n`",
        _ if words.contains("hex escape") => {
            "both halves of a surrogate pair, such as `\\ud83d\\ude00`"
        }
        _ => words.strip_prefix("expected ").unwrap_or("JSON"),
    };
    let found = match words {
        _ if is_end => "the end of the record".to_owned(),
        _ if words.contains("hex escape") => "one half".to_owned(),
        "invalid escape" => {
            let end = record.ceil_char_boundary(at + 1);
            let start = record[..at].rfind('\\').unwrap_or(at);
            format!("`{}`", &record[start..end])
        }
        // The parser stops inside a wrong literal.
        "expected ident" | "invalid number" => {
            word_at(record, record[..at].trim_end_matches(is_of_word).len())
        }
        _ => word_at(record, at),
    };
    let line_start = record[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let column = record[line_start..at].chars().count() + 1;
    let place = match record[..at].matches('\n').count() {
        0 => format!("column {column}"),
        lines => format!("line {} of the record, column {column}", lines + 1),
    };
    // Python writes numbers that JSON does not have.
    let hint = match found.trim_matches(['`', '-']) {
        "NaN" | "Infinity" => ": NaN and Infinity are not JSON, null is",
        _ => "",
    };
    format!("expected {expected}, found {found} at {place}{hint}")
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || "_-+.".contains(character)
}

/// Returns the word at the byte `at`, or the character where there is no word.
fn word_at(record: &str, at: usize) -> String {
    let rest = &record[at..];
    let word: String = rest
        .chars()
        .take_while(|&one| is_of_word(one))
        .take(20)
        .collect();
    match rest.chars().next() {
        _ if !word.is_empty() => format!("`{word}`"),
        Some('\'') => "a single quote".to_owned(),
        Some(other) if other.is_control() => "a control character".to_owned(),
        Some(other) => format!("`{other}`"),
        None => "the end of the record".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::field_values::testing::described;

    fn article(record: &str) -> Result<String, String> {
        article_of(record, &Columns::default())
    }

    fn article_of(record: &str, columns: &Columns) -> Result<String, String> {
        let mut buffers = RecordBuffers::default();
        let values = read(record, &ColumnLookup::new(columns), &mut buffers);
        described(values, columns, None)
    }

    #[test]
    fn members_that_are_looked_for_are_found() {
        for (record, expected) in [
            (
                r#"{"x": {"text": [1, {}]}, "ID": "a1", "Title": "Ferry", "y": null, "body": "A\nB"}"#,
                "id: a1, headline: Ferry, text: A\nB",
            ),
            (
                r#"{"authors": ["A. Writer", null, {"name": "x"}, "B. \"Bo\" Writer"]}"#,
                "byline: A. Writer, B. \"Bo\" Writer",
            ),
            (r#"{"authors": [{"name": "x"}]}"#, ""),
            (
                r#"{"source": {"id": "hl", "name": "Ledger"}}"#,
                "outlet: Ledger",
            ),
            (r#"{"source": {"id": "hl", "name": null}}"#, "outlet: hl"),
            (r#"{"source": {"logo": "x"}}"#, ""),
            (
                r#"{"_id": {"$oid": "5b4a"}, "date": {"$date": "2018-07-15"}}"#,
                "id: 5b4a, published: 2018-07-15",
            ),
        ] {
            assert_eq!(article(record).as_deref(), Ok(expected), "{record}");
        }
        let mut columns = Columns::default();
        columns.url = Some("metadata.page.url".to_owned());
        for record in [
            r#"{"metadata": {"page": {"x": [], "URL": "/a"}}}"#,
            r#"{"metadata.page.url": "/a", "url": "other.example"}"#,
        ] {
            assert_eq!(article_of(record, &columns).as_deref(), Ok("url: /a"));
        }
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
            let expected = format!("id: {spelled}, text: a, published: 2018");
            assert_eq!(article(&record), Ok(expected));
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
            ("tomato", "text"),
            ("[Updated at noon]", "text"),
            ("2018-07-15: The ferry", "text"),
            ("\"a\",\"b\"", "text"),
            ("<p>The ferry</p>", "HTML or XML"),
            ("],", "a closing bracket"),
        ] {
            let reason = format!("expected a JSON object, found {found}");
            assert_eq!(article(record), Err(reason), "{record}");
        }
    }

    #[test]
    fn broken_json_is_reported_with_what_was_expected_and_found() {
        let half = "both halves of a surrogate pair, such as `\\ud83d\\ude00`, found one half";
        let python = ": NaN and Infinity are not JSON, null is";
        for (record, reason) in [
            (
                "{\"id\": 1",
                "the end of the object, found the end of the record at column 9",
            ),
            (
                "{\"id\": [1",
                "the end of the array, found the end of the record at column 10",
            ),
            (
                "{\"id\": \"é",
                "the end of the string, found the end of the record at column 10",
            ),
            (
                "{\"id\": ",
                "a value, found the end of the record at column 8",
            ),
            (
                "{\"id\": 1} x",
                "the end of the record, found `x` at column 11",
            ),
            (
                "{\"id\": 1},",
                "the end of the record, found `,` at column 10",
            ),
            (
                "{\"é\": 1}{}",
                "the end of the record, found `{` at column 9",
            ),
            ("{\"id\" 1}", "`:`, found `1` at column 7"),
            (
                "{\"a\": \"b \"c\" d\"}",
                "`,` or `}`, found `c` at column 11",
            ),
            ("{\"id\": [1 2]}", "`,` or `]`, found `2` at column 11"),
            (
                "{\"id\": 1,}",
                "a key or a value after the comma, found `}` at column 10",
            ),
            (
                "{\"id\": [1,]}",
                "a key or a value after the comma, found `]` at column 11",
            ),
            (
                "{'id': 1}",
                "a key in double quotes, found a single quote at column 2",
            ),
            ("{\"id\": 'a'}", "a value, found a single quote at column 8"),
            ("{id: 1}", "a key in double quotes, found `id` at column 2"),
            ("{\"id\": None}", "a value, found `None` at column 8"),
            (
                "{\"id\": nul}",
                "`true`, `false` or `null`, found `nul` at column 11",
            ),
            ("{\"id\": 07}", "a number, found `07` at column 9"),
            (
                "{\"id\": 1e999}",
                "a number below 1e309, found `1e999` at column 8",
            ),
            (
                "{\"a\": \"\\q\"}",
                "an escape such as `\\n` or `\\u00e9`, found `\\q` at column 9",
            ),
            (
                "{\"a\": \"\\u12g4\"}",
                "an escape such as `\\n` or `\\u00e9`, found `\\u12g4` at column 13",
            ),
            (
                "{\"a\": \"b\tc\"}",
                "an escape such as `\\n`, found a control character at column 9",
            ),
            (
                "{\"text\": \"a\\ud83d b\"}",
                &format!("{half} at column 18"),
            ),
            (
                "{\"text\": NaN}",
                &format!("a value, found `NaN` at column 10{python}"),
            ),
            (
                "{\"x\":-Infinity}",
                &format!("a number, found `-Infinity` at column 7{python}"),
            ),
            (
                "{\n\"id\" 1}",
                "`:`, found `1` at line 2 of the record, column 6",
            ),
        ] {
            assert_eq!(
                article(record),
                Err(format!("expected {reason}")),
                "{record}"
            );
        }
        assert!(article(r#"{"text": "\ud800 lone"}"#).is_err());
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
