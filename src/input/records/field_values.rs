/*!
The values that a record has for the parts of an article.

The reader of a format puts in each value of a column that is looked for. This
module decides which of several values is used, what a value of another type
means, and what replaces a missing outlet.

# Choices

* The first name of the list whose value is present and not empty is used. Of
  two columns with the same name, the last one that is not empty.
* A text or an id of a wrong type makes the record bad, since losing either in
  silence would be worse. In other fields a wrong type counts as missing.
*/

use std::borrow::Cow;

use crate::article::Article;
use crate::input::records::columns::Field;
use crate::input::records::names::{Column, ColumnLookup, FieldTarget};
use crate::news::addresses::domains::registrable_domain;

/// A value of a record, of any type.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Boolean(&'static str),
    /// A number, spelled as in the record.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// An array, with its strings joined by commas.
    Array(String),
    Object,
}

/// The values of a record.
#[derive(Debug, Default)]
pub(crate) struct FieldValues<'a> {
    values: [Option<RankedValue<'a>>; Field::COUNT],
    /// The fields that the record has a column for, with any value.
    has_column: [bool; Field::COUNT],
}

/// The value of a field, or the wrong type that it has.
#[derive(Debug)]
struct RankedValue<'a> {
    /// The place of the column's name in the list of the field.
    rank: usize,
    value: Result<Cow<'a, str>, &'static str>,
}

impl<'a> FieldValues<'a> {
    /// Returns the values of a record that is a text.
    pub(crate) fn of_text(id: &'a str, text: &'a str) -> FieldValues<'a> {
        let mut values = FieldValues::default();
        for (field, value) in [(Field::Id, id), (Field::Text, text)] {
            let target = FieldTarget { field, rank: 0 };
            values.put_one(target, Value::Text(Cow::Borrowed(value)));
        }
        values
    }

    /// Notes that the record has `column`, and returns whether its value is
    /// needed.
    pub(crate) fn note_column(&mut self, column: &Column) -> bool {
        let mut is_needed = !column.below.is_empty();
        for target in &column.targets {
            self.has_column[target.field.index()] = true;
            is_needed |= self.may_replace(*target);
        }
        is_needed
    }

    pub(crate) const fn has_column(&self, field: Field) -> bool {
        self.has_column[field.index()]
    }

    /// Puts in the value of a column that fills these targets.
    pub(crate) fn put(&mut self, targets: &[FieldTarget], value: Value<'a>) {
        let Some((last, others)) = targets.split_last() else {
            return;
        };
        for target in others {
            self.put_one(*target, value.clone());
        }
        self.put_one(*last, value);
    }

    fn put_one(&mut self, target: FieldTarget, value: Value<'a>) {
        if !self.may_replace(target) {
            return;
        }
        if let Some(value) = text_of(target.field, value) {
            self.values[target.field.index()] = Some(RankedValue {
                rank: target.rank,
                value,
            });
        }
    }

    /// Returns whether a value for `target` would replace the one before.
    fn may_replace(&self, target: FieldTarget) -> bool {
        match &self.values[target.field.index()] {
            Some(value) => target.rank <= value.rank,
            None => true,
        }
    }

    /// Returns the article. `outlet` is used where the record has none.
    /// Where the text or the id has a wrong type, the error names both types.
    pub(crate) fn into_article(
        mut self,
        names: &ColumnLookup,
        outlet: Option<&'a str>,
    ) -> Result<Article<'a>, String> {
        let id = self.take(Field::Id, names)?;
        let text = self.take(Field::Text, names)?;
        let url = self.take(Field::Url, names)?;
        let domain = |url: &str| registrable_domain(url).map(Cow::Owned);
        let named = match self.take(Field::Outlet, names)? {
            Some(address) if address.contains("://") => domain(&address).or(Some(address)),
            name => name,
        };
        let outlet = named
            .or_else(|| outlet.map(Cow::Borrowed))
            .or_else(|| url.as_deref().and_then(domain));
        Ok(Article {
            id,
            outlet,
            url,
            headline: self.take(Field::Headline, names)?,
            text,
            published: self.take(Field::Published, names)?,
            byline: self.take(Field::Byline, names)?,
        })
    }

    fn take(&mut self, field: Field, names: &ColumnLookup) -> Result<Option<Cow<'a, str>>, String> {
        let Some(RankedValue { rank, value }) = self.values[field.index()].take() else {
            return Ok(None);
        };
        value.map(Some).map_err(|found| {
            let name = names.name(FieldTarget { field, rank });
            let expected = match field {
                Field::Id => "a string or a number",
                _ => "a string",
            };
            format!("expected {expected} in `{name}`, found {found}")
        })
    }
}

/// Returns the text that `value` means in `field`, or its type if that is
/// wrong. `None` where the value counts as missing.
fn text_of<'a>(field: Field, value: Value<'a>) -> Option<Result<Cow<'a, str>, &'static str>> {
    let text = match (field, value) {
        (_, Value::Null) => return None,
        (_, Value::Text(text)) => text,
        (Field::Text, Value::Number(_)) => return Some(Err("a number")),
        (_, Value::Number(spelled)) => spelled,
        (Field::Text, Value::Boolean(_)) => return Some(Err("a boolean")),
        (Field::Id | Field::Published, Value::Boolean(spelled)) => Cow::Borrowed(spelled),
        (Field::Text | Field::Id, Value::Array(_)) => return Some(Err("an array")),
        (Field::Byline, Value::Array(joined)) => Cow::Owned(joined),
        (Field::Text | Field::Id, Value::Object) => return Some(Err("an object")),
        // PHP writes `false` for a missing value.
        (_, Value::Boolean(_) | Value::Array(_) | Value::Object) => return None,
    };
    (!text.trim().is_empty()).then_some(Ok(text))
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::error::ReasonResult;
    use crate::input::records::columns::Columns;
    use crate::input::records::field_values::FieldValues;
    use crate::input::records::names::ColumnLookup;

    /// Returns the fields of the article that `values` make, each with its name.
    pub(crate) fn described<'a>(
        values: ReasonResult<FieldValues<'a>>,
        columns: &Columns,
        outlet: Option<&'a str>,
    ) -> ReasonResult<String> {
        let article = values?.into_article(&ColumnLookup::new(columns), outlet)?;
        let fields = [
            ("id", article.id),
            ("outlet", article.outlet),
            ("url", article.url),
            ("headline", article.headline),
            ("text", article.text),
            ("published", article.published),
            ("byline", article.byline),
        ];
        let present = fields
            .into_iter()
            .filter_map(|(name, text)| Some(format!("{name}: {}", text?)));
        Ok(present.collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::field_values::testing::described;

    /// Returns the article of a record with these columns, in this order.
    fn article(columns: &[(&str, Value<'static>)], outlet: Option<&str>) -> Result<String, String> {
        let mut values = FieldValues::default();
        for (name, value) in columns {
            if let Some(column) = ColumnLookup::new(&Columns::default()).top.find(name) {
                values.note_column(column);
                values.put(&column.targets, value.clone());
            }
        }
        described(Ok(values), &Columns::default(), outlet)
    }

    fn text(text: &'static str) -> Value<'static> {
        Value::Text(Cow::Borrowed(text))
    }

    fn number(spelled: &'static str) -> Value<'static> {
        Value::Number(Cow::Borrowed(spelled))
    }

    #[test]
    fn the_last_value_of_the_first_name_is_used_with_its_spelling() {
        let [second, old, new] = ["second", "old", "new"].map(text);
        let [id, date, title] = ["1e3", "1531612800.50", "1984"].map(number);
        for (columns, expected) in [
            // The first listed name with a value.
            (
                &[
                    ("body", old.clone()),
                    ("text", text(" \n")),
                    ("content", second),
                ][..],
                "text: second",
            ),
            // Of two columns of one name, the last.
            (
                &[("title", old), ("Title", new), ("title", text(""))],
                "headline: new",
            ),
            // A wrong type that is not used is no error.
            (
                &[("body", number("7")), ("text", text("Ferry"))],
                "text: Ferry",
            ),
            (&[("text", Value::Null)], ""),
            (
                &[("id", id), ("date", date)],
                "id: 1e3, published: 1531612800.50",
            ),
            (&[("title", title)], "headline: 1984"),
        ] {
            assert_eq!(article(columns, None).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_wrong_type_is_an_error_in_text_and_id_and_missing_in_other_fields() {
        let array = || Value::Array(String::new());
        for (name, value, expected, found) in [
            ("text", number("7"), "a string", "a number"),
            ("body", Value::Object, "a string", "an object"),
            ("text", Value::Boolean("true"), "a string", "a boolean"),
            ("text", array(), "a string", "an array"),
            ("id", Value::Object, "a string or a number", "an object"),
        ] {
            let reason = format!("expected {expected} in `{name}`, found {found}");
            assert_eq!(article(&[(name, value)], None), Err(reason));
        }
        for name in ["title", "source", "url", "author"] {
            for value in [Value::Object, Value::Boolean("false"), array()] {
                assert_eq!(article(&[(name, value)], None).as_deref(), Ok(""), "{name}");
            }
        }
    }

    #[test]
    fn an_outlet_comes_from_its_column_or_the_option_or_the_address() {
        let url = || ("url", text("www.times.example/ferry"));
        let source = |name| ("source", text(name));
        let address = "http://news.times.example/rss";
        for (columns, outlet, expected) in [
            (&[url(), source("Times")][..], Some("Ledger"), "Times"),
            (&[url()], Some("Ledger"), "Ledger"),
            (&[url()], None, "times.example"),
            (&[source(address)], None, "times.example"),
        ] {
            let found = article(columns, outlet).unwrap();
            let found = found.split(", url: ").next();
            assert_eq!(found, Some(format!("outlet: {expected}").as_str()));
        }
    }
}
