/*!
The parts of an article that a record may have.
*/

/// A part of an article.
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
    pub(crate) const ALL: [Field; Field::COUNT] = [
        Field::Id,
        Field::Text,
        Field::Headline,
        Field::Outlet,
        Field::Url,
        Field::Published,
        Field::Byline,
    ];

    /// The number of fields.
    pub(crate) const COUNT: usize = 7;

    /// Its place in a table of fields.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}
