/*!
The members of an object, as the parser meets them.
*/

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::input::formats::json::Numbers;
use crate::input::records::field::Field;
use crate::input::records::found::{FieldValues, Value};
use crate::input::records::names::{Column, Level};

/// Reads the members of an object that are looked for.
pub(crate) struct Members<'f, 'a> {
    /// What is looked for.
    pub(crate) level: &'f Level,
    /// How numbers are read.
    pub(crate) numbers: Numbers,
    /// Set where numbers have to be read otherwise.
    pub(crate) needed: &'f mut Numbers,
    /// Where values are put.
    pub(crate) found: &'f mut FieldValues<'a>,
}

impl<'a> Visitor<'a> for Members<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(column) = map.next_key_seed(Key(self.level))? {
            let wanted = column.filter(|column| {
                let may_count = self.found.meet(&column.targets);
                may_count || !column.below.is_empty()
            });
            match wanted {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(column) => {
                    let (numbers, needed) = (self.numbers, &mut *self.needed);
                    let found = &mut *self.found;
                    let value = map.next_value_seed(Member {
                        column,
                        numbers,
                        needed,
                        found,
                    })?;
                    self.found.put(&column.targets, value);
                }
            }
        }
        Ok(())
    }
}

/// Finds the column that a key names.
struct Key<'f>(&'f Level);

impl<'a, 'f> DeserializeSeed<'a> for Key<'f> {
    type Value = Option<&'f Column>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'f> Visitor<'_> for Key<'f> {
    type Value = Option<&'f Column>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.find(key))
    }
}

/// Reads the value of a column that is looked for.
pub(crate) struct Member<'f, 'a> {
    pub(crate) column: &'f Column,
    /// How numbers are read.
    pub(crate) numbers: Numbers,
    /// Set where numbers have to be read otherwise.
    pub(crate) needed: &'f mut Numbers,
    /// Where the values below it are put.
    pub(crate) found: &'f mut FieldValues<'a>,
}

impl<'a> DeserializeSeed<'a> for Member<'_, 'a> {
    type Value = Value<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Value<'a>, D::Error> {
        if self.numbers == Numbers::Counted {
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

impl<'a> Visitor<'a> for Member<'_, 'a> {
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
        *self.needed = Numbers::Spelled;
        Ok(Value::Null)
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Value<'a>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'a>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut array: A) -> Result<Value<'a>, A::Error> {
        let is_byline = self
            .column
            .targets
            .iter()
            .any(|target| target.field == Field::Byline);
        let mut joined = String::new();
        while let Some(item) = array.next_element::<&RawValue>()? {
            // Short lists of names: what is no string is passed over.
            if is_byline && let Ok(name) = serde_json::from_str::<String>(item.get()) {
                joined.push_str(if joined.is_empty() { "" } else { ", " });
                joined.push_str(&name);
            }
        }
        Ok(Value::Array(joined))
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<Value<'a>, A::Error> {
        let Member {
            column,
            numbers,
            needed,
            found,
        } = self;
        Members {
            level: &column.below,
            numbers,
            needed,
            found,
        }
        .visit_map(map)?;
        Ok(Value::Object)
    }
}
