/*!
The articles of a check, as the gate sees them.

A data set may have millions of articles. The gate asks for facts by number
when it needs them; [`DataSet`] hides where they are kept.
*/

use std::fmt;

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::error::Result;
use crate::news::notice::NoArticleKind;
use crate::report::Place;

/// The index of a set in [`DataSet::sets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SetId(pub usize);

/// The part that an article plays in a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CheckRole {
    #[default]
    Checked,
    /// It was there before; checked articles are compared with it.
    Reference,
}

/// The facts about one article that rules need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ArticleFacts {
    pub set: SetId,
    pub role: CheckRole,
    /// A hash of the content. It does not depend on the place of the record.
    pub content: u64,
    /// A hash of the normalized address, if there is one.
    pub address: Option<u64>,
    pub words: u32,
    pub boilerplate: f32,
    pub has_text: bool,
    /// What the page shows if it has a text but no article.
    pub no_article: Option<NoArticleKind>,
}

/// The sets of a check, and its articles by their numbers in reading order.
///
/// The gate asks for one article several times, and from one thread. Methods
/// that cannot fail may return anything where facts are kept on a disk that
/// cannot be read: the implementor then reports the error after the check.
pub(crate) trait DataSet: fmt::Debug + Sync {
    /// Returns the names of the sets: one empty name when no set was named.
    fn sets(&self) -> &[String];

    fn articles(&self) -> u32;

    fn facts(&self, article: ArticleId) -> ArticleFacts;

    /// Returns the id, as in the record or made from the place.
    fn id(&self, article: ArticleId) -> String;

    fn place(&self, article: ArticleId) -> Place;

    /// Returns the likeliest source of an article; `None` when it is unknown or
    /// when the article is the source's own page.
    fn origin(&self, article: ArticleId) -> Option<&str>;

    /// Reads the headline from the record.
    fn headline(&self, article: ArticleId) -> Result<Option<String>>;
}

/// A data set in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListedDataSet {
    /// The names of the sets: one empty name when no set was named.
    pub sets: Vec<String>,
    pub articles: Vec<ListedArticle>,
}

/// An article of a data set in memory.
#[derive(Clone, Debug)]
pub(crate) struct ListedArticle {
    pub id: String,
    pub place: Place,
    /// The likeliest source, as in [`DataSet::origin`].
    pub origin: Option<String>,
    pub headline: Option<String>,
    pub facts: ArticleFacts,
}

/// # Panics
///
/// When an article is not in the list.
impl DataSet for ListedDataSet {
    fn sets(&self) -> &[String] {
        &self.sets
    }

    fn articles(&self) -> u32 {
        to_u32(self.articles.len())
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
