/*!
What an output has around the bytes of its records.
*/

use crate::dump::rewrite::OutputKind;
use crate::error::{Error, Result};

/// The bytes around the records of an output, and which records it can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputLayout {
    /// The name of the layout, for people: `a table`.
    pub(crate) name: &'static str,
    /// The kind of its records. An output has records of one kind.
    pub(crate) records: &'static str,
    /// How many files the output has.
    pub(crate) kind: OutputKind,
    /// What is written before the first record, such as a header.
    pub(crate) begin: Vec<u8>,
    pub(crate) between: &'static str,
    pub(crate) after: &'static str,
    pub(crate) end: &'static str,
}

impl OutputLayout {
    /// Returns the layout of records that follow one another, each ended by a
    /// newline.
    pub(crate) const fn lines(name: &'static str, records: &'static str) -> OutputLayout {
        OutputLayout {
            name,
            records,
            kind: OutputKind::OneFile,
            begin: Vec::new(),
            between: "",
            after: "\n",
            end: "",
        }
    }

    /// Returns the layout of an output for the records of both layouts: where
    /// only one of them has something before the first record, that one. Fails
    /// where the records are of different kinds or have different columns.
    pub(crate) fn join(self, other: OutputLayout) -> Result<OutputLayout> {
        if self == other {
            return Ok(self);
        }
        let hint = "hint: work on them one at a time";
        if self.records != other.records {
            return Err(Error::options(format!(
                "{} and {} cannot stand in one output\n{hint}",
                self.name, other.name
            )));
        }
        match (self.begin.is_empty(), other.begin.is_empty()) {
            (true, _) => Ok(other),
            (_, true) => Ok(self),
            _ => Err(Error::options(format!(
                "the files have different columns\n{hint}"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_one_kind_and_columns_share_the_layout_that_has_a_beginning() {
        let plain = || OutputLayout::lines("lines", "rows");
        let table = |header: &str| OutputLayout {
            begin: header.into(),
            ..OutputLayout::lines("a table", "rows")
        };
        let texts = || OutputLayout::lines("text files", "texts");
        let other_columns = "the files have different columns";
        let other_records = "a table and text files cannot stand in one output";
        for (one, other, expected) in [
            (plain(), plain(), Ok(plain())),
            (plain(), table("id\n"), Ok(table("id\n"))),
            (table("id\n"), plain(), Ok(table("id\n"))),
            (table("id\n"), table("id\n"), Ok(table("id\n"))),
            (table("id\n"), table("url\n"), Err(other_columns)),
            (table("id\n"), texts(), Err(other_records)),
        ] {
            let found = one.join(other).map_err(|error| error.to_string());
            let hint = "\nhint: work on them one at a time";
            assert_eq!(found, expected.map_err(|reason| format!("{reason}{hint}")));
        }
    }
}
