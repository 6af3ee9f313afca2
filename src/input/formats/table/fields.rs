/*!
Cuts a row into its fields.

The rules are those of the `csv` crate: a quote opens only at the start of a
field, two quotes in a quoted field are one, and text after a closing quote
belongs to the field. A carriage return is text.

# Choices

* Fields are borrowed from the row. Only those with doubled quotes are copied,
  to memory that serves one row after another.
*/

use memchr::memchr;

use crate::input::source::RecordBuffers;

/// The fields of a row.
pub(crate) struct Fields<'a> {
    /// The rest of the row; `None` after the last field.
    rest: Option<&'a str>,
    delimiter: u8,
    /// Room for the copied fields, not less than `rest`.
    room: &'a mut [u8],
}

impl<'a> Fields<'a> {
    /// Returns the fields of `row`, which holds no newline outside quotes. An
    /// empty row has none. A byte order mark before the first field is left
    /// out.
    pub(crate) fn new(row: &'a str, delimiter: u8, buffers: &'a mut RecordBuffers) -> Fields<'a> {
        let row = row.strip_prefix('\u{feff}').unwrap_or(row);
        if memchr(b'"', row.as_bytes()).is_some() {
            buffers.reserve_strings(row.len());
        }
        Fields {
            rest: (!row.is_empty()).then_some(row),
            delimiter,
            room: &mut buffers.strings,
        }
    }

    /// Takes the field up to the next delimiter of `text`, the rest of the row.
    fn up_to_delimiter(&mut self, text: &'a str) -> &'a str {
        match memchr(self.delimiter, text.as_bytes()) {
            None => {
                self.rest = None;
                text
            }
            Some(end) => {
                self.rest = Some(&text[end + 1..]);
                &text[..end]
            }
        }
    }

    /// Takes a field whose opening quote is before `text` and whose next quote
    /// does not end the field.
    fn copied(&mut self, text: &'a str) -> &'a str {
        let room = std::mem::take(&mut self.room);
        let mut length = 0;
        let mut copy = |part: &str| {
            room[length..length + part.len()].copy_from_slice(part.as_bytes());
            length += part.len();
        };
        let mut rest = text;
        loop {
            let Some(quote) = memchr(b'"', rest.as_bytes()) else {
                copy(rest);
                self.rest = None;
                break;
            };
            copy(&rest[..quote]);
            rest = &rest[quote + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    copy("\"");
                    rest = after;
                }
                None => {
                    copy(self.up_to_delimiter(rest));
                    break;
                }
            }
        }
        let (field, room) = room.split_at_mut(length);
        self.room = room;
        simdutf8::basic::from_utf8(field).expect("parts of a text between ASCII bytes are text")
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let Some(text) = rest.strip_prefix('"') else {
            return Some(self.up_to_delimiter(rest));
        };
        let end = memchr(b'"', text.as_bytes()).unwrap_or(text.len());
        match text.as_bytes().get(end + 1) {
            None => self.rest = None,
            Some(&byte) if byte == self.delimiter => self.rest = Some(&text[end + 2..]),
            Some(_) => return Some(self.copied(text)),
        }
        Some(&text[..end])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(row: &str) -> Vec<String> {
        let mut buffers = RecordBuffers::default();
        Fields::new(row, b',', &mut buffers)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn fields_lose_their_quotes() {
        for (row, expected) in [
            ("a,,\"b\"\"c\nd\",e\rf,", "a||b\"c\nd|e\rf||"),
            ("\"\"", "|"),
            ("é,\"日本\"", "é|日本|"),
            ("\"a\"b,c", "ab|c|"),
            ("5\" nails,\"\"\"\"", "5\" nails|\"|"),
            ("\u{feff}\"a\",\"b", "a|b|"),
            ("", ""),
        ] {
            let ended: String = fields(row)
                .iter()
                .map(|field| format!("{field}|"))
                .collect();
            assert_eq!(ended, expected, "{row}");
        }
    }

    proptest! {
        #[test]
        fn fields_are_those_of_the_csv_crate(row in "\u{feff}?[a-cé,\"\r]{1,30}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .terminator(csv::Terminator::Any(b'\n'))
                .from_reader(row.as_bytes());
            let expected = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(fields(&row), expected.iter().collect::<Vec<_>>());
        }
    }
}
