/*!
Which columns of a record hold which part of an article.

Dumps agree on what an article has and not on what to call it. This module
holds the names, those that the user asked for and those that are tried
otherwise. It knows no record.

# Choices

* Names are compared without regard to the case of ASCII letters.
* A dot in a name leads into an object: `metadata.url` is the column of that
  very name, or `url` within `metadata`. The parts that some sources nest (the
  name of an outlet, the ids and dates that a database exports) are
  found by such names too.
*/

use crate::input::records::field::Field;

/// The columns that the user asked for, each instead of the names that are
/// tried otherwise. Dotted names lead into objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Columns {
    /// The id. Default: `id`, `_id`, `uuid`, `guid`.
    pub id: Option<String>,
    /// The text. Default: `text`, `content`, `body`, `article`, `maintext`,
    /// `raw_content`.
    pub text: Option<String>,
    /// The headline. Default: `title`, `headline`.
    pub headline: Option<String>,
    /// The outlet. Default: `source`, `outlet`, `publisher`, `domain`,
    /// `sourceurl`.
    pub outlet: Option<String>,
    /// The address. Default: `url`, `link`, `uri`.
    pub url: Option<String>,
    /// The time of publication. Default: `published`, `date`,
    /// `publish_date`, `date_publish`, `timestamp`, `created`.
    pub published: Option<String>,
    /// Who wrote it. Default: `author`, `authors`, `byline`.
    pub byline: Option<String>,
}

impl Columns {
    /// The name that the user asked for.
    pub(crate) fn asked(&self, field: Field) -> Option<&str> {
        let name = match field {
            Field::Id => &self.id,
            Field::Text => &self.text,
            Field::Headline => &self.headline,
            Field::Outlet => &self.outlet,
            Field::Url => &self.url,
            Field::Published => &self.published,
            Field::Byline => &self.byline,
        };
        name.as_deref()
    }
}

/// The names that are tried, the first that is present and not empty wins.
pub(crate) const fn aliases(field: Field) -> &'static [&'static str] {
    match field {
        Field::Id => &["id", "_id", "uuid", "guid"],
        Field::Text => &[
            "text",
            "content",
            "body",
            "article",
            "maintext",
            "raw_content",
        ],
        Field::Headline => &["title", "headline"],
        Field::Outlet => &["source", "outlet", "publisher", "domain", "sourceurl"],
        Field::Url => &["url", "link", "uri"],
        Field::Published => &[
            "published",
            "date",
            "publish_date",
            "date_publish",
            "timestamp",
            "created",
        ],
        Field::Byline => &["author", "authors", "byline"],
    }
}

/// The members that hold the field where its column is an object.
pub(crate) const fn members(field: Field) -> &'static [&'static str] {
    match field {
        Field::Outlet => &["name", "id"],
        Field::Id => &["$oid"],
        Field::Published => &["$date"],
        Field::Text | Field::Headline | Field::Url | Field::Byline => &[],
    }
}
