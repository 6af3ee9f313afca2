/*!
Finds JSON values: the members of an array, or values one after another.

The splitter looks for brackets and strings only. The reader of records checks
that a value is well-formed and an object.

# Choices

* Members of an array need no comma between them, and a comma between values
  outside an array is passed over. Joining files with `cat` and `sed` leaves
  both.
* A word that is neither bracket nor string ends with its line, so that a line
  of garbage is one bad record.
*/

use memchr::memchr3;

use crate::article::ByteRange;
use crate::input::formats::splitter::{Splitter, TextPosition};

/// Finds the values of a file.
#[derive(Debug)]
pub(crate) struct ValueSplitter {
    /// The first byte of the current value.
    start: TextPosition,
    /// The next byte.
    next: TextPosition,
    state: ValueState,
    /// The line on which the array around the values begins.
    array_line: Option<u32>,
    /// The brackets that are open in the value.
    depth: u64,
    /// The end of a word, without whitespace after it.
    word_end: u64,
}

/// Where the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueState {
    /// Before a value.
    Between,
    /// In a value with an open bracket.
    Inside,
    InString,
    /// After a backslash in a string.
    Escaped,
    /// In a number, a literal, or garbage.
    Word,
}

impl ValueSplitter {
    pub(crate) const fn new(start: TextPosition) -> ValueSplitter {
        ValueSplitter {
            start,
            next: start,
            state: ValueState::Between,
            array_line: None,
            depth: 0,
            word_end: start.offset,
        }
    }

    /// Moves past one byte.
    fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            self.next = self.next.on_next_line();
        }
        self.next.offset += 1;
    }

    /// Begins a value with the next byte.
    fn begin(&mut self, state: ValueState) {
        self.start = self.next;
        self.state = state;
    }

    /// Takes a byte before a value, or the first one of a value.
    fn between(&mut self, byte: u8) {
        match byte {
            b',' => {}
            _ if byte.is_ascii_whitespace() => {}
            b'[' if self.array_line.is_none() => self.array_line = Some(self.next.line),
            b']' if self.array_line.is_some() => self.array_line = None,
            b'{' | b'[' => {
                self.begin(ValueState::Inside);
                self.depth = 1;
            }
            b'"' => self.begin(ValueState::InString),
            _ => {
                self.begin(ValueState::Word);
                self.word_end = self.next.offset + 1;
            }
        }
        self.pass(byte);
    }

    /// Takes a byte inside brackets and outside strings.
    fn inside(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        self.pass(byte);
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            b'"' => self.state = ValueState::InString,
            _ => {}
        }
        if self.depth == 0 {
            self.end(self.next.offset, found);
        }
    }

    /// Takes a byte of a word, or the byte after it.
    fn word(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        let ends_member = self.array_line.is_some() && matches!(byte, b',' | b']');
        if ends_member || byte == b'\n' {
            self.end(self.word_end, found);
            return self.between(byte);
        }
        self.pass(byte);
        if !byte.is_ascii_whitespace() {
            self.word_end = self.next.offset;
        }
    }

    /// Takes bytes of a string up to its end, an escape or a newline, and
    /// returns how many.
    fn string(&mut self, bytes: &[u8], found: &mut Vec<ByteRange>) -> usize {
        let Some(at) = memchr3(b'"', b'\\', b'\n', bytes) else {
            self.next.offset += bytes.len() as u64;
            return bytes.len();
        };
        self.next.offset += at as u64;
        self.pass(bytes[at]);
        match bytes[at] {
            b'\\' => self.state = ValueState::Escaped,
            b'"' if self.depth == 0 => self.end(self.next.offset, found),
            b'"' => self.state = ValueState::Inside,
            _ => {}
        }
        at + 1
    }

    /// Ends the value before the byte at `end`.
    fn end(&mut self, end: u64, found: &mut Vec<ByteRange>) {
        found.push(self.start.up_to(end));
        self.state = ValueState::Between;
    }
}

impl Splitter for ValueSplitter {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(first) = bytes.first() {
            let mut taken = 1;
            match self.state {
                ValueState::Between => self.between(*first),
                ValueState::Inside => self.inside(*first, found),
                ValueState::Word => self.word(*first, found),
                ValueState::InString => taken = self.string(bytes, found),
                ValueState::Escaped => {
                    self.pass(*first);
                    self.state = ValueState::InString;
                }
            }
            bytes = &bytes[taken..];
        }
    }

    fn open(&self) -> ByteRange {
        let start = match self.state {
            ValueState::Between => self.next,
            _ => self.start,
        };
        start.up_to(self.next.offset)
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Result<(), String> {
        if self.state == ValueState::Word {
            self.end(self.word_end, found);
        }
        let (what, line) = match (self.state, self.array_line) {
            (ValueState::Between, None) => return Ok(()),
            (ValueState::Between, Some(line)) => ("array", line),
            _ => ("value", self.start.line),
        };
        Err(format!(
            "the {what} that begins on line {line} is never closed"
        ))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::formats::splitter::testing::{SplitText, split};

    fn values(text: &str, size: usize) -> SplitText {
        split(&mut ValueSplitter::new(TextPosition::START), text, size)
    }

    #[test]
    fn members_of_an_array_and_values_that_follow_one_another_are_records() {
        for (text, records, lines) in [
            (
                r#"[@ {"a": "]}\""},@ {"b": [{}]}@]@"#,
                r#"{"a": "]}\""}|{"b": [{}]}"#,
                &[2, 3][..],
            ),
            (
                r#"{@ "a": 1@}@{"b": 2}{}"#,
                r#"{@ "a": 1@}|{"b": 2}|{}"#,
                &[1, 4, 4],
            ),
            (
                r#"[1, "two", null, [3], {}]"#,
                r#"1|"two"|null|[3]|{}"#,
                &[1; 5],
            ),
            (
                "{}@no such thing @{}@} {",
                "{}|no such thing|{}|} {",
                &[1, 2, 3, 4],
            ),
            (" [ ] ", "", &[]),
        ] {
            // `@` is a newline here.
            let found = values(&text.replace('@', "\n"), 1);
            assert_eq!(found.records.join("|"), records.replace('@', "\n"));
            assert_eq!(found.lines(), lines);
            assert_eq!(found.end, Ok(()));
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_values(
            text in "[a1\\[\\]{}\",:\n\\\\ ]{0,40}",
            size in 1_usize..9,
        ) {
            prop_assert_eq!(values(&text, text.len().max(1)), values(&text, size));
        }

        #[test]
        fn objects_with_any_text_are_found(
            strings in prop::collection::vec(".{0,12}", 0..5),
            size in 1_usize..9,
        ) {
            let record = |text| serde_json::json!({ "text": text }).to_string();
            let records: Vec<String> = strings.iter().map(record).collect();
            let array = format!("[{}]", records.join(",\n"));
            prop_assert_eq!(&values(&array, size).records, &records);
            prop_assert_eq!(&values(&records.concat(), size).records, &records);
        }
    }
}
