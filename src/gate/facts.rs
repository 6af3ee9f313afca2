/*!
What the gate is told of the articles themselves.

There may be millions of them: facts are asked for by number when they are
needed, and whoever knows them says where they are kept.
*/

use std::fmt;

use crate::article::ArticleId;
use crate::error::Result;
use crate::report::Place;

/// The number of a set among those of a check, in the order of their naming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub usize);

/// The part that an article plays in a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckRole {
    /// It is checked.
    #[default]
    Checked,
    /// It was there before; checked articles are compared with it.
    Reference,
}

/// What is known of one article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleFacts {
    /// The set it belongs to.
    pub set: SetId,
    /// Whether it is checked.
    pub role: CheckRole,
    /// A hash of what it says, wherever it stands.
    pub content: u64,
    /// A hash of its normalized address.
    pub address: Option<u64>,
    /// Words of its body.
    pub words: u32,
    /// The share of its words that is standing matter.
    pub boilerplate: f32,
    /// Whether it has a text.
    pub has_text: bool,
}

/// All that is checked: sets, and articles by their numbers in reading order.
///
/// The same article is asked for several times, and from one thread. Where
/// facts stand on a disk that cannot be read, any may be given: whoever has
/// them says so when all has been asked.
pub trait DataSet: fmt::Debug + Sync {
    /// The names of the sets; one without a name when none was named.
    fn sets(&self) -> &[String];

    /// The number of articles.
    fn articles(&self) -> u32;

    /// What is known of an article.
    fn facts(&self, article: ArticleId) -> ArticleFacts;

    /// Its id, as in the record, or made from its place.
    fn id(&self, article: ArticleId) -> String;

    /// Where it stands.
    fn place(&self, article: ArticleId) -> Place;

    /// Whose copy it is, where that is known and it is not the source's own
    /// page.
    fn origin(&self, article: ArticleId) -> Option<&str>;

    /// Its headline.
    ///
    /// # Errors
    ///
    /// When its record cannot be read once more.
    fn headline(&self, article: ArticleId) -> Result<Option<String>>;
}

/// A data set in memory.
#[derive(Clone, Debug, Default)]
pub struct ListedDataSet {
    /// The names of the sets; one without a name when none was named.
    pub sets: Vec<String>,
    /// The articles in reading order.
    pub articles: Vec<ListedArticle>,
}

/// An article of a data set in memory.
#[derive(Clone, Debug)]
pub struct ListedArticle {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Whose copy it is.
    pub origin: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// What else is known of it.
    pub facts: ArticleFacts,
}

impl ListedArticle {
    /// An article of the first set that is checked and has a text, for what
    /// needs no more. `content` is a hash of what it says.
    #[must_use]
    pub fn new(id: &str, place: Place, content: u64) -> ListedArticle {
        ListedArticle {
            id: id.to_owned(),
            place,
            origin: None,
            headline: None,
            facts: ArticleFacts {
                set: SetId(0),
                role: CheckRole::Checked,
                content,
                address: None,
                words: 100,
                boilerplate: 0.0,
                has_text: true,
            },
        }
    }
}

/// # Panics
///
/// Of an article that is not listed nothing is known.
impl DataSet for ListedDataSet {
    fn sets(&self) -> &[String] {
        &self.sets
    }

    fn articles(&self) -> u32 {
        u32::try_from(self.articles.len()).unwrap_or(u32::MAX)
    }

    fn facts(&self, article: ArticleId) -> ArticleFacts {
        self.articles[article.index()].facts
    }

    fn id(&self, article: ArticleId) -> String {
        self.articles[article.index()].id.clone()
    }

    fn place(&self, article: ArticleId) -> Place {
        self.articles[article.index()].place.clone()
    }

    fn origin(&self, article: ArticleId) -> Option<&str> {
        self.articles[article.index()].origin.as_deref()
    }

    fn headline(&self, article: ArticleId) -> Result<Option<String>> {
        Ok(self.articles[article.index()].headline.clone())
    }
}
