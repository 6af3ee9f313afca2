/*!
The parts of an article, and the names of the columns that hold them.

Dumps have the same parts under different names. This module has the names that
the user requested and those that are tried by default.

# Choices

* Names are compared in any case of ASCII letters.
* A dot in a name leads into an object: `metadata.url` is the column of that
  name, or `url` inside `metadata`. Some sources nest a part in an object, such
  as the name of an outlet, or ids and dates in a database export. They are
  found by such names too.
*/

/// A part of an article that a record may have a column for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Text,
    Headline,
    Outlet,
    Url,
    Published,
    Byline,
}

impl Field {
    pub(crate) const COUNT: usize = 7;

    pub(crate) const ALL: [Field; Field::COUNT] = [
        Field::Id,
        Field::Text,
        Field::Headline,
        Field::Outlet,
        Field::Url,
        Field::Published,
        Field::Byline,
    ];

    /// Returns its index in an array of all fields.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    /// Returns the names that are tried. The first one with a value is used.
    pub(crate) const fn default_names(self) -> &'static [&'static str] {
        match self {
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

    /// Returns the members that hold the field where its column is an object.
    pub(crate) const fn members(self) -> &'static [&'static str] {
        match self {
            Field::Outlet => &["name", "id"],
            Field::Id => &["$oid"],
            Field::Published => &["$date"],
            Field::Text | Field::Headline | Field::Url | Field::Byline => &[],
        }
    }
}

/// Names of columns to read in place of the default names. A dot in a name
/// leads into an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Columns {
    /// The column of the id. Default: `id`, `_id`, `uuid`, `guid`.
    pub id: Option<String>,
    /// The column of the text. Default: `text`, `content`, `body`, `article`, `maintext`,
    /// `raw_content`.
    pub text: Option<String>,
    /// The column of the headline. Default: `title`, `headline`.
    pub headline: Option<String>,
    /// The column of the outlet. Default: `source`, `outlet`, `publisher`, `domain`,
    /// `sourceurl`.
    pub outlet: Option<String>,
    /// The column of the address. Default: `url`, `link`, `uri`.
    pub url: Option<String>,
    /// The column of the time of publication. Default: `published`, `date`,
    /// `publish_date`, `date_publish`, `timestamp`, `created`.
    pub published: Option<String>,
    /// The column of the authors. Default: `author`, `authors`, `byline`.
    pub byline: Option<String>,
}

impl Columns {
    /// Returns the name that the user requested for `field`.
    pub(crate) fn requested(&self, field: Field) -> Option<&str> {
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
