/*!
A fast reader for well-formed records that consist mostly of strings, as most
records do.

It reads the same values as the parser. Where it is in doubt, it gives up and
the parser reads the record, which also words the errors.

# Choices

* The parser of `serde_json` looks at the bytes of a string one by one, and copies
  a string with escapes twice. Old pages have an escape in every line. This
  reader first finds all quotes, backslashes and control characters of the
  record, as bits.
* Nested objects and arrays are left to the parser. Their depth is checked once
  for the whole record, since there may be very many of them.
*/

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use serde::de::{Deserializer as _, IgnoredAny};
use serde_json::value::RawValue;

use crate::input::formats::json::depth::is_too_deep;
use crate::input::formats::json::members::{MemberReader, MemberValue, NumberMode};
use crate::input::records::field_values::{FieldValues, Value};
use crate::input::records::names::{Column, ColumnLookup};
use crate::input::source::RecordBuffers;
use crate::text::simd::{CHUNK, match_bits};

/// The most digits of a number that is read as it is spelled. Any number of so
/// many digits fits in 64 bits, so that the parser would print the same.
const DIGITS: usize = 18;

/// Reads the values of `record` that are looked for. Returns `None` where the
/// parser has to read it.
pub(crate) fn read<'a>(
    record: &'a str,
    names: &ColumnLookup,
    buffers: &'a mut RecordBuffers,
) -> Option<FieldValues<'a>> {
    let mut values = FieldValues::default();
    let mut cursor = Cursor::new(record, buffers);
    cursor.expect(b'{')?;
    if cursor.peek()? == b'}' {
        cursor.at += 1;
    } else {
        loop {
            cursor.peek()?;
            let key = cursor.string()?;
            cursor.expect(b':')?;
            cursor.value(names.top.find(&key), &mut values)?;
            let next = cursor.peek()?;
            cursor.at += 1;
            match next {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
    }
    // The parser reports bytes after the object.
    cursor.peek().is_none().then_some(values)
}

/// Reads a record from the front.
struct Cursor<'a> {
    record: &'a str,
    /// The next byte.
    at: usize,
    /// A bit for each byte of the record: whether it is special.
    special: &'a [u64],
    /// Whether the depth of the record was checked.
    is_shallow: bool,
    /// Room for strings with escapes.
    strings: &'a mut [u8],
}

/// Returns whether a byte ends a string, begins an escape, or must not occur in
/// a string.
const fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < b' ')
}

/// The byte that each escape of one letter means; 0 for letters that are no
/// escape.
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
        // No string gets longer without its escapes.
        if memchr(b'\\', record.as_bytes()).is_some() {
            buffers.reserve_strings(record.len() + CHUNK);
        }
        match_bits(record.as_bytes(), is_special, &mut buffers.special);
        Cursor {
            record,
            at: 0,
            special: &buffers.special,
            is_shallow: false,
            strings: &mut buffers.strings,
        }
    }

    /// Returns the first special byte from `at` on.
    #[inline(always)]
    fn special_from(&self, at: usize) -> Option<usize> {
        // Mostly it is among the next few dozen bytes, in this chunk of bits or
        // the next. Joining both avoids a branch that cannot be predicted.
        if let Some(&[here, next]) = self.special.get(at / CHUNK..)?.first_chunk() {
            let place = at % CHUNK;
            let ahead = here >> place | next << 1 << (CHUNK - 1 - place);
            if ahead != 0 {
                return Some(at + ahead.trailing_zeros() as usize);
            }
        }
        self.next_special(at)
    }

    /// Returns the same, at any distance.
    fn next_special(&self, at: usize) -> Option<usize> {
        let mut chunk = at / CHUNK;
        let mut special = self.special.get(chunk)? & (u64::MAX << (at % CHUNK));
        while special == 0 {
            chunk += 1;
            special = *self.special.get(chunk)?;
        }
        Some(chunk * CHUNK + special.trailing_zeros() as usize)
    }

    /// Skips whitespace, and returns the byte after it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.record.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Skips whitespace and `wanted`.
    fn expect(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.record.as_bytes().get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Reads a value, and puts it into `values` if its column is wanted.
    fn value(&mut self, column: Option<&Column>, values: &mut FieldValues<'a>) -> Option<()> {
        let wanted = column.filter(|column| values.note_column(column));
        let value = match (self.peek()?, wanted) {
            (b'"', None) => return self.skip_string(),
            (b'"', Some(_)) => Value::Text(self.string()?),
            (b'n', _) => self.literal("null", Value::Null)?,
            (b't', _) => self.literal("true", Value::Boolean("true"))?,
            (b'f', _) => self.literal("false", Value::Boolean("false"))?,
            (b'{' | b'[', _) => self.nested(wanted, values)?,
            _ => self.number(wanted)?,
        };
        if let Some(column) = wanted {
            values.put(&column.targets, value);
        }
        Some(())
    }

    fn literal(&mut self, word: &str, value: Value<'a>) -> Option<Value<'a>> {
        let is_it = self.record.get(self.at..)?.starts_with(word);
        self.at += word.len();
        is_it.then_some(value)
    }

    /// Reads a number. A wanted one is left to the parser unless the parser
    /// would print it as it is spelled.
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

    fn nested(
        &mut self,
        wanted: Option<&Column>,
        values: &mut FieldValues<'a>,
    ) -> Option<Value<'a>> {
        // Checked once for the whole record.
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
        let reader = &mut MemberReader::new(NumberMode::Parsed, std::mem::take(values));
        let mut parser = serde_json::Deserializer::from_str(raw);
        let value = parser
            .deserialize_any(MemberValue { column, reader })
            .ok()?;
        *values = std::mem::take(&mut reader.values);
        (reader.needed == NumberMode::Parsed).then_some(value)
    }

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

    /// Reads the rest of a string that began at `start` and whose first escape
    /// is next.
    fn escaped_string(&mut self, mut start: usize) -> Option<Cow<'a, str>> {
        let (record, bytes) = (self.record, self.record.as_bytes());
        let strings = std::mem::take(&mut self.strings);
        let (mut length, mut at) = (0, self.at);
        loop {
            length += copy(record, start..at, strings.get_mut(length..)?)?;
            match *bytes.get(at)? {
                b'"' => {
                    self.at = at + 1;
                    let (text, rest) = strings.split_at_mut(length);
                    self.strings = rest;
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
                    let character = self.unicode_escape()?;
                    length += character.encode_utf8(strings.get_mut(length..)?).len();
                    start = self.at;
                }
                0 => return None,
                byte => {
                    *strings.get_mut(length)? = byte;
                    length += 1;
                }
            }
            at = self.special_from(start)?;
        }
    }

    fn skip_string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            self.plain()?;
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => {}
                _ => return None,
            }
            // Half of a surrogate pair is skipped: its character is not needed.
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

    /// Returns the text up to the next special byte.
    #[inline]
    fn plain(&mut self) -> Option<&'a str> {
        let end = self.special_from(self.at)?;
        let plain = self.record.get(self.at..end)?;
        self.at = end;
        Some(plain)
    }

    /// Reads the character of an escape after `\u`: one or two UTF-16 units.
    fn unicode_escape(&mut self) -> Option<char> {
        let unit = self.four_digits()?;
        if !(0xD800..=0xDBFF).contains(&unit) {
            // The second half of a surrogate pair alone is no character.
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

/// Copies a part of `record` to the start of `strings`, and returns its length;
/// `None` where it does not fit. The bytes after it may change too.
#[inline(always)]
fn copy(record: &str, part: Range<usize>, strings: &mut [u8]) -> Option<usize> {
    let length = part.len();
    // Most parts are short. Copying a chunk of fixed size is a few loads and
    // stores.
    if length <= CHUNK
        && let Some(from) = record.as_bytes().get(part.start..)?.first_chunk::<CHUNK>()
        && let Some(to) = strings.first_chunk_mut::<CHUNK>()
    {
        *to = *from;
    } else {
        let from = record.as_bytes().get(part)?;
        strings.get_mut(..length)?.copy_from_slice(from);
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::formats::json::object::parse;
    use crate::input::records::columns::Columns;

    /// Checks that the fast reader reads what the parser reads, or nothing.
    fn check(record: &str) -> Option<String> {
        let names = ColumnLookup::new(&Columns::default());
        let mut buffers = RecordBuffers::default();
        let quick = format!("{:?}", read(record, &names, &mut buffers)?);
        let parsed = parse(record, &names, NumberMode::Parsed).expect(record);
        assert_eq!(parsed.needed, NumberMode::Parsed, "{record}");
        assert_eq!(quick, format!("{:?}", parsed.values), "{record}");
        Some(quick)
    }

    #[test]
    fn a_record_of_very_many_objects_is_read_once() {
        // With a check of the depth for each of them, this would take hours.
        let members: String = (0..100_000)
            .map(|number| format!(r#""{number}":[],"#))
            .collect();
        assert!(check(&format!("{{{members}\"x\":1}}")).is_some());
    }

    proptest! {
        #[test]
        fn the_fast_reader_and_the_parser_agree(
            members in prop::collection::vec(
                (
                    prop::sample::select(vec!["id", "text", "Title", "source", "date", "authors", "x", "te\\u0078t"]),
                    "(\"([a-z é中]{0,20}|\\\\[nrtbf\"/\\\\u]|\\\\u[0-9a-fD]{4}|\\\\ud83d\\\\ude00|\t){0,6}\"|-?[0-9]{1,20}(\\.[0-9])?([eE][+-]?[0-9])?|null|true|\\[(1|\"a\\\\n\"|,){0,4}\\]|\\{(\"name\": (1|1.5|\"b\"|\\[\\]))?\\}| )",
                ),
                0..5,
            ),
            end in "[}\\] ]{0,2}",
        ) {
            let member = |(key, value): &(&str, String)| format!("\"{key}\" : {value}");
            let members: Vec<String> = members.iter().map(member).collect();
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
