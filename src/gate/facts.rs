/*!
What the gate is told of the articles themselves.
*/

use crate::report::Place;

/// The number of a set among those of a check, in the order of their naming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub usize);

/// Whether the records of a file are what a check is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Age {
    /// They are checked.
    #[default]
    New,
    /// They are there for the new ones to be held against.
    Old,
}

/// What is known of one article.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its id, as in the record, or made from its place.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// The set it belongs to.
    pub set: SetId,
    /// Whether it is checked.
    pub age: Age,
    /// A hash of what it says, wherever it stands.
    pub content: u64,
    /// A hash of its normalised address.
    pub address: Option<u64>,
    /// Words of its body.
    pub words: u32,
    /// The share of its words that is standing matter.
    pub standing: f32,
    /// Whether it has a text.
    pub has_text: bool,
    /// Whose copy it is, where that is known and it is not the source's own
    /// page.
    pub origin: Option<String>,
}

/// All that is checked: sets, and articles in reading order.
#[derive(Clone, Debug, Default)]
pub struct DataSet {
    /// The names of the sets; one without a name when none was named.
    pub sets: Vec<String>,
    /// The articles: the place of each is its number in the dump.
    pub articles: Vec<Facts>,
}
