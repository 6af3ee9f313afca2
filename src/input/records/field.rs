/*!
The parts of an article.
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
    pub(crate) const ALL: [Field; Field::COUNT] = [
        Field::Id,
        Field::Text,
        Field::Headline,
        Field::Outlet,
        Field::Url,
        Field::Published,
        Field::Byline,
    ];

    pub(crate) const COUNT: usize = 7;

    /// Returns its index in an array of all fields.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}
