/*!
A record is a JSON value: the members of an array, or values that follow one
another, whatever lines they stand on.

This module finds brackets and strings and nothing else; whether a value is
sound JSON, and an object, is for the reader of records.

# Choices

* Members need no comma between them, and a comma between bare values is
  ignored: whoever joined files with `cat` and `sed` meant this.
* What is no bracket and no string ends with its line, so that a line of
  garbage is one bad record.
*/

use memchr::memchr3;

use crate::article::ByteRange;
use crate::input::formats::split::{Splitter, Start, length};

/// Finds the values of a file.
#[derive(Debug)]
pub(crate) struct Values {
    /// The value that has begun, or the next byte.
    start: Start,
    /// The next byte to be fed, and its line.
    here: Start,
    place: Place,
    /// The line on which the array around the values begins.
    array: Option<u32>,
    /// Brackets that are open in the value.
    depth: u64,
    /// The end of what is not blank in a bare word.
    word_end: u64,
}

/// Where the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before a value.
    Between,
    /// In a value with an open bracket.
    Inside,
    /// In a string of a value.
    InString,
    /// Behind a backslash in a string.
    Escaped,
    /// In a number, a word, or garbage.
    Word,
}

impl Values {
    pub(crate) const fn new(start: Start) -> Values {
        Values {
            start,
            here: start,
            place: Place::Between,
            array: None,
            depth: 0,
            word_end: start.offset,
        }
    }

    /// Moves past `bytes`, which hold no newline that is not counted.
    fn pass(&mut self, bytes: &[u8]) {
        self.here.offset += length(bytes);
    }

    fn count_newline(&mut self, byte: u8) {
        if byte == b'\n' {
            self.here.line = self.here.line.saturating_add(1);
        }
    }

    /// Takes the byte before a value or at its beginning.
    fn between(&mut self, byte: u8) {
        match byte {
            _ if byte.is_ascii_whitespace() => {}
            b',' => {}
            b'[' if self.array.is_none() => self.array = Some(self.here.line),
            b']' if self.array.is_some() => self.array = None,
            b'{' | b'[' => {
                self.start = self.here;
                self.depth = 1;
                self.place = Place::Inside;
            }
            b'"' => {
                self.start = self.here;
                self.place = Place::InString;
            }
            _ => {
                self.start = self.here;
                self.word_end = self.here.offset + 1;
                self.place = Place::Word;
            }
        }
        self.count_newline(byte);
        self.pass(&[byte]);
    }

    /// Takes a byte of a value that stands in no string.
    fn inside(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            b'"' => self.place = Place::InString,
            _ => {}
        }
        self.count_newline(byte);
        self.pass(&[byte]);
        if self.depth == 0 && self.place == Place::Inside {
            self.end(self.here.offset, found);
        }
    }

    /// Takes a byte of a word, or the one behind it.
    fn word(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        let is_mark = self.array.is_some() && matches!(byte, b',' | b']');
        if is_mark || byte == b'\n' {
            self.end(self.word_end, found);
            return self.between(byte);
        }
        self.pass(&[byte]);
        if !byte.is_ascii_whitespace() {
            self.word_end = self.here.offset;
        }
    }

    /// Takes bytes of a string up to its end, an escape or a newline, and
    /// says how many.
    fn string(&mut self, bytes: &[u8], found: &mut Vec<ByteRange>) -> usize {
        let Some(at) = memchr3(b'"', b'\\', b'\n', bytes) else {
            self.pass(bytes);
            return bytes.len();
        };
        self.pass(&bytes[..=at]);
        self.count_newline(bytes[at]);
        match bytes[at] {
            b'\\' => self.place = Place::Escaped,
            b'"' if self.depth == 0 => self.end(self.here.offset, found),
            b'"' => self.place = Place::Inside,
            _ => {}
        }
        at + 1
    }

    /// Ends the value before the byte at `end`.
    fn end(&mut self, end: u64, found: &mut Vec<ByteRange>) {
        let Start { offset, line } = self.start;
        found.push(ByteRange {
            offset,
            length: end - offset,
            line,
        });
        self.place = Place::Between;
    }
}

impl Splitter for Values {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(first) = bytes.first() {
            let mut taken = 1;
            match self.place {
                Place::Between => self.between(*first),
                Place::Inside => self.inside(*first, found),
                Place::Word => self.word(*first, found),
                Place::InString => taken = self.string(bytes, found),
                Place::Escaped => {
                    self.count_newline(*first);
                    self.pass(&[*first]);
                    self.place = Place::InString;
                }
            }
            bytes = &bytes[taken..];
        }
    }

    fn open(&self) -> ByteRange {
        let Start { offset, line } = match self.place {
            Place::Between => self.here,
            _ => self.start,
        };
        ByteRange {
            offset,
            length: self.here.offset - offset,
            line,
        }
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Option<String> {
        if self.place == Place::Word {
            self.end(self.word_end, found);
        }
        if self.place != Place::Between {
            let line = self.start.line;
            return Some(format!(
                "the value that begins on line {line} is never closed"
            ));
        }
        let line = self.array?;
        Some(format!(
            "the array that begins on line {line} is never closed"
        ))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::input::formats::split::Start;
    use crate::input::formats::split::testing::{Split, split};
    use crate::input::formats::split::values::Values;

    fn values(text: &str, size: usize) -> Split {
        split(&mut Values::new(Start { offset: 0, line: 1 }), text, size)
    }

    #[test]
    fn the_members_of_an_array_are_records() {
        let found = values("[\n {\"a\": \"]}\\\"\"},\n {\"b\": [{}]}\n]\n", 1);
        assert_eq!(found.records, ["{\"a\": \"]}\\\"\"}", "{\"b\": [{}]}"]);
        let lines: Vec<u32> = found.bounds.iter().map(|bound| bound.line).collect();
        assert_eq!(lines, [2, 3]);
        assert_eq!(found.trouble, None);
    }

    #[test]
    fn values_that_follow_one_another_are_records() {
        let found = values("{\n  \"a\": 1\n}\n{\"b\": 2}{\"c\": 3}", 2);
        assert_eq!(
            found.records,
            ["{\n  \"a\": 1\n}", "{\"b\": 2}", "{\"c\": 3}"]
        );
    }

    #[test]
    fn what_is_no_object_is_a_record_too() {
        let found = values("[1, \"two\", null, [3], {}]", 1);
        assert_eq!(found.records, ["1", "\"two\"", "null", "[3]", "{}"]);
    }

    #[test]
    fn a_line_of_garbage_is_one_record() {
        let found = values("{\"a\": 1}\nno such thing \n{\"b\": 2}\n} {", 1);
        assert_eq!(
            found.records,
            ["{\"a\": 1}", "no such thing", "{\"b\": 2}", "} {"]
        );
    }

    #[test]
    fn a_value_that_is_never_closed_is_named_by_its_line() {
        let found = values("[{\"a\": 1},\n{\"b\": [2\n]", 1);
        assert_eq!(found.records, ["{\"a\": 1}"]);
        let trouble = found.trouble.unwrap();
        assert_eq!(trouble, "the value that begins on line 2 is never closed");
    }

    #[test]
    fn an_array_that_is_never_closed_is_named_by_its_line() {
        let found = values("\n[{\"a\": 1},", 1);
        assert_eq!(found.records, ["{\"a\": 1}"]);
        assert_eq!(
            found.trouble.unwrap(),
            "the array that begins on line 2 is never closed"
        );
    }

    #[test]
    fn an_empty_array_has_no_record() {
        let found = values(" [ ] ", 1);
        assert!(found.records.is_empty());
        assert_eq!(found.trouble, None);
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_values(
            text in "[a1\\[\\]{}\",:\n\\\\ ]{0,40}",
            size in 1_usize..9,
        ) {
            let whole = values(&text, text.len().max(1));
            let pieces = values(&text, size);
            prop_assert_eq!(whole.bounds, pieces.bounds);
            prop_assert_eq!(whole.trouble, pieces.trouble);
        }

        #[test]
        fn strings_of_any_text_come_out_as_they_went_in(
            strings in prop::collection::vec(".{0,12}", 0..5),
            size in 1_usize..9,
        ) {
            let records: Vec<String> =
                strings.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
            let array = format!("[{}]", records.join(",\n"));
            prop_assert_eq!(&values(&array, size).records, &records);
            prop_assert_eq!(&values(&records.concat(), size).records, &records);
        }
    }
}
