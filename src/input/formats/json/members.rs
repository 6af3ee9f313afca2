/*!
Reads the members of an object that are looked for, with the JSON parser.
*/

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::input::records::columns::Field;
use crate::input::records::field_values::{FieldValues, Value};
use crate::input::records::names::{Column, NamesInObject};

/// How numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberMode {
    /// As the parser gives them. Fast, but loses the spelling of fractions,
    /// exponents and numbers of more than 64 bits.
    Parsed,
    /// As they are spelled. Reads each value twice.
    Spelled,
}

/// What is read from a record, and how.
pub(crate) struct MemberReader<'a> {
    numbers: NumberMode,
    /// Set to [`NumberMode::Spelled`] when a number needs that.
    pub(crate) needed: NumberMode,
    pub(crate) values: FieldValues<'a>,
}

impl<'a> MemberReader<'a> {
    pub(crate) fn new(numbers: NumberMode, values: FieldValues<'a>) -> MemberReader<'a> {
        let needed = numbers;
        MemberReader {
            numbers,
            needed,
            values,
        }
    }
}

/// Reads the members of an object.
pub(crate) struct ObjectMembers<'r, 'a> {
    pub(crate) names: &'r NamesInObject,
    pub(crate) reader: &'r mut MemberReader<'a>,
}

impl<'a> Visitor<'a> for ObjectMembers<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(column) = map.next_key_seed(MemberKey(self.names))? {
            match column.filter(|column| self.reader.values.note_column(column)) {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(column) => {
                    let reader = &mut *self.reader;
                    let value = map.next_value_seed(MemberValue { column, reader })?;
                    self.reader.values.put(&column.targets, value);
                }
            }
        }
        Ok(())
    }
}

/// Finds the column that a key names.
struct MemberKey<'f>(&'f NamesInObject);

impl<'a, 'f> DeserializeSeed<'a> for MemberKey<'f> {
    type Value = Option<&'f Column>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'f> Visitor<'_> for MemberKey<'f> {
    type Value = Option<&'f Column>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.find(key))
    }
}

/// Reads the value of a column.
pub(crate) struct MemberValue<'r, 'a> {
    pub(crate) column: &'r Column,
    /// Gets the values inside this one that are looked for.
    pub(crate) reader: &'r mut MemberReader<'a>,
}

impl<'a> DeserializeSeed<'a> for MemberValue<'_, 'a> {
    type Value = Value<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Value<'a>, D::Error> {
        if self.reader.numbers == NumberMode::Parsed {
            return deserializer.deserialize_any(self);
        }
        let value: &'a RawValue = serde::Deserialize::deserialize(deserializer)?;
        let text = value.get();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Ok(Value::Number(Cow::Borrowed(text)));
        }
        let mut parser = serde_json::Deserializer::from_str(text);
        parser.deserialize_any(self).map_err(D::Error::custom)
    }
}

impl<'a> Visitor<'a> for MemberValue<'_, 'a> {
    type Value = Value<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value<'a>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'a>, E> {
        Ok(Value::Boolean(if value { "true" } else { "false" }))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'a>, E> {
        Ok(Value::Number(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'a>, E> {
        Ok(Value::Number(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value<'a>, E> {
        self.reader.needed = NumberMode::Spelled;
        Ok(Value::Null)
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Value<'a>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'a>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    /// Joins the strings of a list of authors. Other items are skipped.
    fn visit_seq<A: SeqAccess<'a>>(self, mut array: A) -> Result<Value<'a>, A::Error> {
        let is_byline = self.column.fills(Field::Byline);
        let mut joined = String::new();
        while let Some(item) = array.next_element::<&RawValue>()? {
            if is_byline && let Ok(name) = serde_json::from_str::<String>(item.get()) {
                joined.push_str(if joined.is_empty() { "" } else { ", " });
                joined.push_str(&name);
            }
        }
        Ok(Value::Array(joined))
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<Value<'a>, A::Error> {
        let (names, reader) = (&self.column.below, self.reader);
        ObjectMembers { names, reader }.visit_map(map)?;
        Ok(Value::Object)
    }
}
