/*!
Reads JSON Lines, with the number of the line in every error.
*/

use std::borrow::Borrow;
use std::io::BufRead;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::value::RawValue;

use crate::error::{Error, Result};

/// An article's id as it is spelled in JSON, without the quotation marks of a
/// string.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SpelledId(String);

impl SpelledId {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

// An id hashes and compares like its text, so that a map of ids can be
// searched for a text.
impl Borrow<str> for SpelledId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for SpelledId {
    fn deserialize<D: Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<SpelledId, D::Error> {
        // The raw text, because a number has more spellings than values.
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw)
                .map(SpelledId)
                .map_err(D::Error::custom),
            Some(b'-' | b'0'..=b'9') => Ok(SpelledId(raw.to_owned())),
            _ => Err(D::Error::custom("expected a string or a number as an id")),
        }
    }
}

/// Calls `each` with every line that is not blank. An error of `each` becomes
/// an error that begins with the number of the line.
pub(crate) fn for_each_line(
    mut reader: impl BufRead,
    mut each: impl FnMut(&str) -> std::result::Result<(), String>,
) -> Result<()> {
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        number += 1;
        let refused = |reason| Error::record(format!("line {number}: {reason}"));
        let line = std::str::from_utf8(&bytes)
            .map_err(|_| refused("expected UTF-8, found other bytes".to_owned()))?;
        if !line.trim().is_empty() {
            each(line).map_err(refused)?;
        }
        bytes.clear();
    }
    Ok(())
}

/// Parses one line as a `T`, which may borrow from it. An error says what was
/// expected, and the column.
pub(crate) fn parse<'a, T: Deserialize<'a>>(line: &'a str) -> std::result::Result<T, String> {
    serde_json::from_str(line).map_err(|error| {
        let column = error.column();
        // The parser sees one line only. The caller knows its number.
        let place = format!(" at line {} column {column}", error.line());
        let reason = error.to_string();
        let reason = reason.strip_suffix(&place).unwrap_or(&reason);
        format!("{reason}, column {column}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(line: &str) -> std::result::Result<Vec<String>, String> {
        let ids: Vec<SpelledId> = parse(line)?;
        Ok(ids.into_iter().map(|id| id.0).collect())
    }

    #[test]
    fn an_id_is_a_string_or_a_number_and_keeps_its_spelling() {
        let spelled = ids(r#"["n1", 7, "7", 7.0, -3e2, "caf\u00e9", ""]"#);
        let expected = ["n1", "7", "7", "7.0", "-3e2", "café", ""].map(str::to_owned);
        assert_eq!(spelled, Ok(expected.to_vec()));
        for line in ["[null]", "[true]", "[{}]", "[[1]]"] {
            let reason = ids(line).expect_err("it is not an id");
            let expected = "expected a string or a number as an id";
            assert!(reason.starts_with(expected), "{reason}");
        }
    }

    #[test]
    fn blank_lines_are_skipped_and_counted() {
        let mut lines = Vec::new();
        let read = for_each_line("one\n\n \r\nfour".as_bytes(), |line| {
            lines.push(line.trim().to_owned());
            match line {
                "four" => Err("expected five".to_owned()),
                _ => Ok(()),
            }
        });
        assert_eq!(lines, ["one", "four"]);
        let error = read.expect_err("the fourth line is refused").to_string();
        assert_eq!(error, "line 4: expected five");
    }

    #[test]
    fn an_error_names_the_line_of_wrong_bytes_and_the_column_of_wrong_json() {
        let error = for_each_line(&b"fine\n\xff\n"[..], |_| Ok(())).expect_err("0xff is not UTF-8");
        assert_eq!(
            error.to_string(),
            "line 2: expected UTF-8, found other bytes"
        );
        let reason = ids(r#"["n1","#).expect_err("the line is cut");
        assert_eq!(reason, "EOF while parsing a value, column 6");
    }
}
