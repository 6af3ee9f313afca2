/*!
What was found in a record, and the article that it makes.

The reader of a format puts in each value that stands in a column that is
looked for; this module says which of several counts, what a value of an
unexpected type means, and what stands in for a missing outlet. It knows no
format.

# Choices

* The first name in the listed order that is present and not empty counts. Of
  two columns of one name, the last that is not empty.
* A text or an id of a wrong type makes the record bad: both would be lost in
  silence. In any other field a wrong type counts as absent.
*/

use std::borrow::Cow;

use crate::article::Article;
use crate::input::records::field::Field;
use crate::input::records::names::{Names, Target};
use crate::news::addresses::domains::registrable_domain;

/// A value of a record, of whatever type.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Boolean(&'static str),
    /// A number, spelled as in the record.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// An array, with its buffers joined by commas.
    Array(String),
    Object,
}

/// The values that count so far.
#[derive(Debug, Default)]
pub(crate) struct FieldValues<'a> {
    slots: [Option<Slot<'a>>; Field::COUNT],
    /// The fields of which a column was met, with whatever value.
    met: [bool; Field::COUNT],
}

/// A value that counts, or the type that it has instead.
#[derive(Debug)]
struct Slot<'a> {
    rank: usize,
    value: Result<Cow<'a, str>, &'static str>,
}

impl<'a> FieldValues<'a> {
    /// What a text makes that is an article of its own, called `id`.
    pub(crate) fn of_text(id: &'a str, text: &'a str) -> FieldValues<'a> {
        let mut found = FieldValues::default();
        for (field, value) in [(Field::Id, id), (Field::Text, text)] {
            found.put_one(Target { field, rank: 0 }, Value::Text(Cow::Borrowed(value)));
        }
        found
    }

    /// Notes that a column of these targets stands in the record, and says
    /// whether its value may count.
    pub(crate) fn meet(&mut self, targets: &[Target]) -> bool {
        let mut may_count = false;
        for target in targets {
            self.met[target.field.index()] = true;
            may_count |= self.may_count(*target);
        }
        may_count
    }

    /// Whether a column of `field` stands in the record.
    pub(crate) const fn has_met(&self, field: Field) -> bool {
        self.met[field.index()]
    }

    /// Puts in the value of a column of these targets.
    pub(crate) fn put(&mut self, targets: &[Target], value: Value<'a>) {
        let Some((last, others)) = targets.split_last() else {
            return;
        };
        for target in others {
            self.put_one(*target, value.clone());
        }
        self.put_one(*last, value);
    }

    fn put_one(&mut self, target: Target, value: Value<'a>) {
        if !self.may_count(target) {
            return;
        }
        if let Some(value) = accept(target.field, value) {
            self.slots[target.field.index()] = Some(Slot {
                rank: target.rank,
                value,
            });
        }
    }

    fn may_count(&self, target: Target) -> bool {
        match &self.slots[target.field.index()] {
            Some(slot) => target.rank <= slot.rank,
            None => true,
        }
    }

    /// The article; `outlet` stands in where the record tells none.
    ///
    /// # Errors
    ///
    /// When the text or the id has a wrong type; the error tells both types.
    pub(crate) fn into_article(
        mut self,
        names: &Names,
        outlet: Option<&'a str>,
    ) -> Result<Article<'a>, String> {
        let id = self.take(Field::Id, names)?;
        let text = self.take(Field::Text, names)?;
        let url = self.take(Field::Url, names)?;
        let domain = |url: &str| registrable_domain(url).map(Cow::Owned);
        let told = match self.take(Field::Outlet, names)? {
            Some(address) if address.contains("://") => domain(&address).or(Some(address)),
            told => told,
        };
        let outlet = told
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

    fn take(&mut self, field: Field, names: &Names) -> Result<Option<Cow<'a, str>>, String> {
        let Some(Slot { rank, value }) = self.slots[field.index()].take() else {
            return Ok(None);
        };
        value.map(Some).map_err(|found| {
            let name = names.name(Target { field, rank });
            let expected = match field {
                Field::Id => "a string or a number",
                _ => "a string",
            };
            format!("expected {expected} in `{name}`, found {found}")
        })
    }
}

/// What `value` means in `field`: nothing, its text, or a wrong type.
fn accept<'a>(field: Field, value: Value<'a>) -> Option<Result<Cow<'a, str>, &'static str>> {
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
        // PHP writes `false` where there is nothing.
        (_, Value::Boolean(_) | Value::Array(_) | Value::Object) => return None,
    };
    (!text.trim().is_empty()).then_some(Ok(text))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::article::Article;
    use crate::input::records::columns::Columns;
    use crate::input::records::found::{FieldValues, Value};
    use crate::input::records::names::Names;

    fn names() -> Names {
        Names::new(&Columns::default())
    }

    /// The article of a record with these columns, in this order.
    fn article(
        columns: &[(&'static str, Value<'static>)],
        outlet: Option<&'static str>,
    ) -> Result<Article<'static>, String> {
        let names = names();
        let mut found = FieldValues::default();
        for (name, value) in columns {
            if let Some(column) = names.top().find(name) {
                found.meet(&column.targets);
                found.put(&column.targets, value.clone());
            }
        }
        found.into_article(&names, outlet)
    }

    fn text(text: &'static str) -> Value<'static> {
        Value::Text(Cow::Borrowed(text))
    }

    fn number(spelled: &'static str) -> Value<'static> {
        Value::Number(Cow::Borrowed(spelled))
    }

    #[test]
    fn the_first_listed_name_that_is_not_empty_counts() {
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
    fn of_two_columns_of_one_name_the_last_counts() {
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
    fn a_wrong_type_that_does_not_count_is_no_error() {
        let columns = [
            ("body", number("7")),
            ("text", text("The ferry was cancelled.")),
        ];
        assert!(article(&columns, None).is_ok());
        assert_eq!(
            article(&[("text", Value::Null)], None),
            Ok(Article::default())
        );
    }

    #[test]
    fn numbers_are_taken_as_they_are_spelled() {
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
    fn other_fields_of_a_wrong_type_are_absent() {
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
    fn an_outlet_is_told_by_its_column_then_by_the_caller_then_by_the_address() {
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
