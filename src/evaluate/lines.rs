/*!
JSON Lines, one after the other, with the number of the line in every error.
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
pub(crate) struct Id(String);

impl Id {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

// An id hashes and compares as its text does, so that a map of ids can be
// asked for a text.
impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Id, D::Error> {
        // The raw text, because a number has more spellings than values.
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).map(Id).map_err(D::Error::custom),
            Some(b'-' | b'0'..=b'9') => Ok(Id(raw.to_owned())),
            _ => Err(D::Error::custom("expected a string or a number as an id")),
        }
    }
}

/// Calls `take` with every line that is not blank. What it says is wrong with
/// a line becomes an error that begins with the line's number.
///
/// # Errors
///
/// The first line that cannot be read, is not UTF-8, or that `take` refuses.
pub(crate) fn each_line(
    mut reader: impl BufRead,
    mut take: impl FnMut(&str) -> std::result::Result<(), String>,
) -> Result<()> {
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        number += 1;
        let refused = |reason| Error::record(format!("line {number}: {reason}"));
        let line = std::str::from_utf8(&bytes)
            .map_err(|_| refused("expected UTF-8, found other bytes".to_owned()))?;
        if !line.trim().is_empty() {
            take(line).map_err(refused)?;
        }
        bytes.clear();
    }
    Ok(())
}

/// Reads one line as a `T`, which may borrow from it.
///
/// # Errors
///
/// What was expected, and the column where it was missed.
pub(crate) fn parse<'a, T: Deserialize<'a>>(line: &'a str) -> std::result::Result<T, String> {
    serde_json::from_str(line).map_err(|error| {
        let column = error.column();
        // The line it speaks of is the first of one: ours is known better.
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
        let ids: Vec<Id> = parse(line)?;
        Ok(ids.iter().map(|id| id.as_str().to_owned()).collect())
    }

    #[test]
    fn an_id_is_compared_as_it_is_spelled() {
        let spelled = ids(r#"["n1", 7, "7", 7.0, -3e2, "caf\u00e9", ""]"#);
        let expected = ["n1", "7", "7", "7.0", "-3e2", "café", ""].map(str::to_owned);
        assert_eq!(spelled, Ok(expected.to_vec()));
    }

    #[test]
    fn what_is_neither_string_nor_number_is_no_id() {
        for line in ["[null]", "[true]", "[{}]", "[[1]]"] {
            let reason = ids(line).expect_err("it is no id");
            assert!(
                reason.starts_with("expected a string or a number as an id"),
                "{reason}"
            );
        }
    }

    #[test]
    fn blank_lines_are_passed_over_and_counted() {
        let mut lines = Vec::new();
        let read = each_line("one\n\n \r\nfour".as_bytes(), |line| {
            lines.push(line.trim().to_owned());
            Ok(())
        });
        assert!(read.is_ok());
        assert_eq!(lines, ["one", "four"]);
        let refused = each_line("one\n\n\nfour".as_bytes(), |line| match line {
            "four" => Err("expected five".to_owned()),
            _ => Ok(()),
        });
        let error = refused.expect_err("the fourth line is refused");
        assert_eq!(error.to_string(), "line 4: expected five");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_an_error_of_their_line() {
        let error = each_line(&b"fine\n\xff\n"[..], |_| Ok(())).expect_err("0xff is no UTF-8");
        assert_eq!(
            error.to_string(),
            "line 2: expected UTF-8, found other bytes"
        );
    }

    #[test]
    fn an_error_names_the_column_and_no_second_line() {
        let reason = ids(r#"["n1","#).expect_err("the line is cut");
        assert_eq!(reason, "EOF while parsing a value, column 6");
    }
}
