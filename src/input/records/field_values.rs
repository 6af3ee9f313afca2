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
use crate::input::records::field::Field;
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

    /// Returns whether the record has a column for `field`.
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
    ///
    /// # Errors
    ///
    /// When the text or the id has a wrong type; the error names both types.
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
mod tests {
    use super::*;
    use crate::input::records::columns::Columns;

    fn names() -> ColumnLookup {
        ColumnLookup::new(&Columns::default())
    }

    /// Returns the article of a record with these columns, in this order.
    fn article(
        columns: &[(&'static str, Value<'static>)],
        outlet: Option<&'static str>,
    ) -> Result<Article<'static>, String> {
        let names = names();
        let mut values = FieldValues::default();
        for (name, value) in columns {
            if let Some(column) = names.top().find(name) {
                values.note_column(column);
                values.put(&column.targets, value.clone());
            }
        }
        values.into_article(&names, outlet)
    }

    fn text(text: &'static str) -> Value<'static> {
        Value::Text(Cow::Borrowed(text))
    }

    fn number(spelled: &'static str) -> Value<'static> {
        Value::Number(Cow::Borrowed(spelled))
    }

    #[test]
    fn the_first_listed_name_with_a_value_is_used() {
        let columns = [
            ("body", text("third")),
            ("text", text(" \n")),
            ("content", text("second")),
        ];
        assert_eq!(
            article(&columns, None).unwrap().text.as_deref(),
            Some("second")
        );
    }

    #[test]
    fn of_two_columns_of_one_name_the_last_is_used() {
        let columns = [
            ("title", text("old")),
            ("Title", text("new")),
            ("title", text("")),
        ];
        assert_eq!(
            article(&columns, None).unwrap().headline.as_deref(),
            Some("new")
        );
    }

    #[test]
    fn a_text_or_an_id_of_a_wrong_type_is_an_error() {
        for (name, value, reason) in [
            (
                "text",
                number("7"),
                "expected a string in `text`, found a number",
            ),
            (
                "Body",
                Value::Object,
                "expected a string in `body`, found an object",
            ),
            (
                "text",
                Value::Boolean("true"),
                "expected a string in `text`, found a boolean",
            ),
            (
                "text",
                Value::Array(String::new()),
                "expected a string in `text`, found an array",
            ),
            (
                "id",
                Value::Object,
                "expected a string or a number in `id`, found an object",
            ),
        ] {
            assert_eq!(article(&[(name, value)], None), Err(reason.to_owned()));
        }
    }

    #[test]
    fn a_wrong_type_that_is_not_used_is_no_error() {
        let columns = [
            ("body", number("7")),
            ("text", text("The ferry was canceled.")),
        ];
        assert!(article(&columns, None).is_ok());
        assert_eq!(
            article(&[("text", Value::Null)], None),
            Ok(Article::default())
        );
    }

    #[test]
    fn numbers_keep_their_spelling() {
        let columns = [
            ("id", number("1e3")),
            ("date", number("1531612800.50")),
            ("title", number("1984")),
        ];
        let article = article(&columns, None).unwrap();
        assert_eq!(article.id.as_deref(), Some("1e3"));
        assert_eq!(article.published.as_deref(), Some("1531612800.50"));
        assert_eq!(article.headline.as_deref(), Some("1984"));
    }

    #[test]
    fn other_fields_of_a_wrong_type_are_missing() {
        for name in ["title", "source", "url", "author"] {
            for value in [
                Value::Object,
                Value::Boolean("false"),
                Value::Array(String::new()),
            ] {
                assert_eq!(
                    article(&[(name, value)], None),
                    Ok(Article::default()),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn an_outlet_comes_from_its_column_or_the_option_or_the_address() {
        let url = ("url", text("https://www.valleytimes.example/ferry"));
        let outlet = |columns: &[_]| article(columns, Some("Harbor Ledger")).unwrap().outlet;
        let named = outlet(&[url.clone(), ("source", text("Valley Times"))]);
        assert_eq!(named.as_deref(), Some("Valley Times"));
        assert_eq!(
            outlet(std::slice::from_ref(&url)).as_deref(),
            Some("Harbor Ledger")
        );
        let unnamed = article(&[url], None).unwrap().outlet;
        assert_eq!(unnamed.as_deref(), Some("valleytimes.example"));
    }

    #[test]
    fn an_outlet_that_is_an_address_is_cut_to_its_domain() {
        let columns = [("source", text("http://news.valleytimes.example/rss"))];
        let outlet = article(&columns, None).unwrap().outlet;
        assert_eq!(outlet.as_deref(), Some("valleytimes.example"));
    }
}
