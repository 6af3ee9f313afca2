/*!
The quick way through a record, for those that are as most are: sound, and made
of strings for the greater part.

What it reads is what the parser reads, and where it is in any doubt it reads
nothing: then the parser has the record, and the last word on what is wrong
with it.

# Choices

* A parser that serves every type looks at a string byte by byte where it has
  escapes, copies it twice, and passes over the others as slowly. Old pages have
  an escape in every line. Here all bytes that end something are known before,
  as bits.
* Objects and arrays inside the record are the parser's. Whether one is too deep
  is asked once for the whole record: there may be very many.
*/

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use serde::de::{Deserializer as _, IgnoredAny};
use serde_json::value::RawValue;

use crate::input::formats::json::Numbers;
use crate::input::formats::json::depth::is_too_deep;
use crate::input::formats::json::members::Member;
use crate::input::records::found::{FieldValues, Value};
use crate::input::records::names::{Column, Names};
use crate::spill::scratch_pool::Reusable;
use crate::text::word_bits::{CHUNK, ask_all};

/// Digits of a number that is spelled as it is counted, at most: all numbers
/// of so many digits fit in 64 bits.
const DIGITS: usize = 18;

/// Reads what is looked for out of `record`; `None` where the parser has to
/// read it.
pub(crate) fn read<'a>(
    record: &'a str,
    names: &Names,
    buffers: &'a mut RecordBuffers,
) -> Option<FieldValues<'a>> {
    let mut found = FieldValues::default();
    let mut cursor = Cursor::new(record, buffers);
    cursor.expect(b'{')?;
    if cursor.peek()? == b'}' {
        cursor.at += 1;
    } else {
        loop {
            cursor.peek()?;
            let key = cursor.string()?;
            cursor.expect(b':')?;
            cursor.value(names.top().find(&key), &mut found)?;
            let next = cursor.peek()?;
            cursor.at += 1;
            match next {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
    }
    // Something behind the object is for the parser to tell.
    cursor.peek().is_none().then_some(found)
}

/// Memory that serves one record after the other.
#[derive(Debug, Default)]
pub(crate) struct RecordBuffers {
    /// Where strings with escapes are written.
    strings: Vec<u8>,
    /// Which bytes of a record are special.
    special: Vec<u64>,
}

impl Reusable for RecordBuffers {
    fn allocated(&self) -> usize {
        self.strings.capacity() + self.special.capacity() * size_of::<u64>()
    }
}

/// A place in a record.
struct Cursor<'a> {
    record: &'a str,
    at: usize,
    /// Which bytes of the record are special.
    special: &'a [u64],
    /// Whether the record is known not to be too deep.
    is_shallow: bool,
    /// Where strings with escapes are written.
    buffers: &'a mut [u8],
}

/// Whether a byte ends a string, begins an escape, or must not stand in a
/// string.
const fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < b' ')
}

/// What the escapes of one letter stand for; 0 for what is none.
const SHORT_ESCAPES: [u8; 256] = short_escapes();

const fn short_escapes() -> [u8; 256] {
    let mut bytes = [0; 256];
    bytes[b'n' as usize] = b'\n';
    bytes[b'"' as usize] = b'"';
    bytes[b'\\' as usize] = b'\\';
    bytes[b'/' as usize] = b'/';
    bytes[b't' as usize] = b'\t';
    bytes[b'r' as usize] = b'\r';
    bytes[b'b' as usize] = 8;
    bytes[b'f' as usize] = 0xC;
    bytes
}

impl<'a> Cursor<'a> {
    fn new(record: &'a str, buffers: &'a mut RecordBuffers) -> Cursor<'a> {
        // No string is longer without its escapes than with them.
        let has_escapes = memchr(b'\\', record.as_bytes()).is_some();
        let most = if has_escapes { record.len() + CHUNK } else { 0 };
        if buffers.strings.len() < most {
            // What stands there need not be moved.
            buffers.strings.clear();
            buffers.strings.resize(most, 0);
        }
        ask_all(record.as_bytes(), is_special, &mut buffers.special);
        Cursor {
            record,
            at: 0,
            special: &buffers.special,
            is_shallow: false,
            buffers: &mut buffers.strings,
        }
    }

    /// The first special byte from `at` on.
    #[inline(always)]
    fn special_from(&self, at: usize) -> Option<usize> {
        // In old pages it is among the next few dozen bytes as a rule, which end
        // in this chunk or in the next: that cannot be guessed.
        if let Some(&[here, next]) = self.special.get(at / CHUNK..)?.first_chunk() {
            let place = at % CHUNK;
            let ahead = here >> place | next << 1 << (CHUNK - 1 - place);
            if ahead != 0 {
                return Some(at + ahead.trailing_zeros() as usize);
            }
        }
        self.next_special(at)
    }

    /// The same, however far it is.
    fn next_special(&self, at: usize) -> Option<usize> {
        let mut chunk = at / CHUNK;
        let mut special = self.special.get(chunk)? & (u64::MAX << (at % CHUNK));
        while special == 0 {
            chunk += 1;
            special = *self.special.get(chunk)?;
        }
        Some(chunk * CHUNK + special.trailing_zeros() as usize)
    }

    /// Goes past blanks; the byte behind them.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.record.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Goes past blanks and `wanted`.
    fn expect(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.record.as_bytes().get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Goes past a value, which is put in if it stands in a `column` that may
    /// count.
    fn value(&mut self, column: Option<&Column>, found: &mut FieldValues<'a>) -> Option<()> {
        let wanted = column.filter(|column| {
            let may_count = found.meet(&column.targets);
            may_count || !column.below.is_empty()
        });
        let value = match (self.peek()?, wanted) {
            (b'"', None) => return self.pass_string(),
            (b'"', Some(_)) => Value::Text(self.string()?),
            (b'n', _) => self.literal("null", Value::Null)?,
            (b't', _) => self.literal("true", Value::Boolean("true"))?,
            (b'f', _) => self.literal("false", Value::Boolean("false"))?,
            (b'{' | b'[', _) => self.nested(wanted, found)?,
            _ => self.number(wanted)?,
        };
        if let Some(column) = wanted {
            found.put(&column.targets, value);
        }
        Some(())
    }

    fn literal(&mut self, word: &str, value: Value<'a>) -> Option<Value<'a>> {
        let is_it = self.record.get(self.at..)?.starts_with(word);
        self.at += word.len();
        is_it.then_some(value)
    }

    /// A number. One that is looked for is given where it is spelled as it is
    /// counted.
    fn number(&mut self, wanted: Option<&Column>) -> Option<Value<'a>> {
        let rest = self.record.get(self.at..)?;
        let is_of_number =
            |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let number = &rest[..rest.bytes().take_while(is_of_number).count()];
        self.at += number.len();
        let is_plain = number.len() <= DIGITS
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && (number == "0" || !number.starts_with('0'));
        if wanted.is_some() && !is_plain {
            return None;
        }
        serde_json::from_str::<IgnoredAny>(number).ok()?;
        Some(Value::Number(Cow::Borrowed(number)))
    }

    /// An object or an array.
    fn nested(
        &mut self,
        wanted: Option<&Column>,
        found: &mut FieldValues<'a>,
    ) -> Option<Value<'a>> {
        // Asked once: the answer is for the whole record, and a record may
        // have as many objects as a file has records.
        self.is_shallow = self.is_shallow || !is_too_deep(self.record.as_bytes());
        if !self.is_shallow {
            return None;
        }
        let rest = self.record.get(self.at..)?;
        let parser = serde_json::Deserializer::from_str(rest);
        let raw = parser.into_iter::<&'a RawValue>().next()?.ok()?.get();
        self.at += raw.len();
        let Some(column) = wanted else {
            return Some(Value::Object);
        };
        let mut needed = Numbers::Counted;
        let member = Member {
            column,
            numbers: Numbers::Counted,
            needed: &mut needed,
            found,
        };
        let mut parser = serde_json::Deserializer::from_str(raw);
        let value = parser.deserialize_any(member).ok()?;
        (needed == Numbers::Counted).then_some(value)
    }

    /// The string that begins here.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let plain = self.plain()?;
        if self.record.as_bytes()[self.at] == b'"' {
            self.at += 1;
            return Some(Cow::Borrowed(plain));
        }
        let start = self.at - plain.len();
        self.escaped_string(start)
    }

    /// The string whose first byte is at `start` and whose first escape is here,
    /// if it is one.
    fn escaped_string(&mut self, mut start: usize) -> Option<Cow<'a, str>> {
        let (record, bytes) = (self.record, self.record.as_bytes());
        let buffers = std::mem::take(&mut self.buffers);
        let (mut length, mut at) = (0, self.at);
        loop {
            length += copy(record, start..at, buffers.get_mut(length..)?)?;
            match *bytes.get(at)? {
                b'"' => {
                    self.at = at + 1;
                    let (text, rest) = buffers.split_at_mut(length);
                    self.buffers = rest;
                    return simdutf8::basic::from_utf8(text).ok().map(Cow::Borrowed);
                }
                b'\\' => {}
                _ => return None,
            }
            let escape = *bytes.get(at + 1)?;
            start = at + 2;
            match SHORT_ESCAPES[usize::from(escape)] {
                0 if escape == b'u' => {
                    self.at = start;
                    let character = self.numbered()?;
                    length += character.encode_utf8(buffers.get_mut(length..)?).len();
                    start = self.at;
                }
                0 => return None,
                byte => {
                    *buffers.get_mut(length)? = byte;
                    length += 1;
                }
            }
            at = self.special_from(start)?;
        }
    }

    /// Goes past the string that begins here.
    fn pass_string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            self.plain()?;
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => {}
                _ => return None,
            }
            // Half of a pair is passed over too: nobody makes a character of it.
            match self.next()? {
                b'u' => {
                    self.four_digits()?;
                }
                escape => {
                    (SHORT_ESCAPES[usize::from(escape)] != 0).then_some(())?;
                }
            }
        }
    }

    /// Goes to the next quotation mark, backslash or control character, and
    /// gives what stands before it.
    #[inline]
    fn plain(&mut self) -> Option<&'a str> {
        let end = self.special_from(self.at)?;
        let plain = self.record.get(self.at..end)?;
        self.at = end;
        Some(plain)
    }

    /// The character whose number, in one unit of UTF-16 or two, follows.
    fn numbered(&mut self) -> Option<char> {
        let unit = self.four_digits()?;
        if !(0xD800..=0xDBFF).contains(&unit) {
            // The second half of a pair alone is no character.
            return char::from_u32(unit);
        }
        let escape = (self.next()?, self.next()?);
        let low = self.four_digits()?.checked_sub(0xDC00)?;
        if escape != (b'\\', b'u') || low > 0x3FF {
            return None;
        }
        char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + low)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            number = number << 4 | char::from(self.next()?).to_digit(16)?;
        }
        Some(number)
    }
}

/// Copies a stretch of `record` to the start of `buffers`, and gives its length;
/// `None` where it does not fit. What stands behind it may change too.
#[inline(always)]
fn copy(record: &str, stretch: Range<usize>, buffers: &mut [u8]) -> Option<usize> {
    let length = stretch.len();
    // Most are short, and a chunk of known size is a few loads and stores.
    if length <= CHUNK
        && let Some(from) = record
            .as_bytes()
            .get(stretch.start..)?
            .first_chunk::<CHUNK>()
        && let Some(to) = buffers.first_chunk_mut::<CHUNK>()
    {
        *to = *from;
    } else {
        let from = record.as_bytes().get(stretch)?;
        buffers.get_mut(..length)?.copy_from_slice(from);
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::formats::json::object;
    use crate::input::records::columns::Columns;

    /// What is quickly read is what the parser reads.
    fn check(record: &str) -> Option<String> {
        let names = Names::new(&Columns::default());
        let mut buffers = RecordBuffers::default();
        let quick = format!("{:?}", read(record, &names, &mut buffers)?);
        let (found, numbers) = object(record, &names, Numbers::Counted).expect(record);
        assert_eq!(numbers, Numbers::Counted, "{record}");
        assert_eq!(quick, format!("{found:?}"), "{record}");
        Some(quick)
    }

    #[test]
    fn a_record_of_very_many_objects_is_read_once() {
        // Asked at each of them how deep it is, this would take hours.
        let members: Vec<String> = (0..100_000)
            .map(|number| format!(r#""{number}":[]"#))
            .collect();
        assert!(check(&format!("{{{}}}", members.join(","))).is_some());
    }

    #[test]
    fn ordinary_records_are_read_quickly() {
        for record in [
            "{}",
            " { } ",
            r#"{"id": 7, "text": "A\n\"B\" \u00e9\ud83d\ude00", "x": -1.5e3, "y": true}"#,
            r#"{"x": "\ud800 lone", "title": null, "authors": ["A", "B"], "z": {"a": [1]}}"#,
            r#"{"source": {"name": "Harbor Ledger"}, "url": "harborledger.example/a"}"#,
        ] {
            assert!(check(record).is_some(), "{record}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_left_to_the_parser() {
        for record in [
            "",
            "[]",
            "{} x",
            r#"{"id": 7"#,
            r#"{"id": 1.5}"#,
            r#"{"id": 07}"#,
            r#"{"x": 07}"#,
            r#"{"id": -0}"#,
            r#"{"id": 18446744073709551616}"#,
            r#"{"text": "\ud800 lone"}"#,
            r#"{"x": "\u12g4"}"#,
            r#"{"x": "\q"}"#,
            "{\"x\": \"a\tb\"}",
            r#"{"x": nul}"#,
            r#"{"x": {"a": }}"#,
            r#"{"id": 1,}"#,
        ] {
            let names = Names::new(&Columns::default());
            assert!(
                read(record, &names, &mut RecordBuffers::default()).is_none(),
                "{record}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_quick_way_and_the_parser_agree(
            members in prop::collection::vec(
                (
                    prop::sample::select(vec!["id", "text", "Title", "source", "date", "authors", "x", "te\\u0078t"]),
                    "(\"([a-z é中]{0,20}|\\\\[nrtbf\"/\\\\u]|\\\\u[0-9a-fD]{4}|\\\\ud83d\\\\ude00|\t){0,6}\"|-?[0-9]{1,20}(\\.[0-9])?([eE][+-]?[0-9])?|null|true|\\[(1|\"a\\\\n\"|,){0,4}\\]|\\{(\"name\": (1|1.5|\"b\"|\\[\\]))?\\}| )",
                ),
                0..5,
            ),
            end in "[}\\] ]{0,2}",
        ) {
            let members: Vec<String> = members
                .into_iter()
                .map(|(key, value)| format!("\"{key}\" : {value}"))
                .collect();
            check(&format!("{{{}}}{end}", members.join(",")));
        }

        #[test]
        fn the_next_special_byte_is_that_of_a_plain_search(record in "([a-zé]{0,70}|[\"\\\\\n ]){0,9}") {
            let mut buffers = RecordBuffers::default();
            let cursor = Cursor::new(&record, &mut buffers);
            for at in 0..record.len() {
                let plain = record.bytes().skip(at).position(is_special).map(|plain| at + plain);
                prop_assert_eq!(cursor.special_from(at), plain);
                prop_assert_eq!(cursor.next_special(at), plain);
            }
        }
    }
}
