/*!
Which parties the articles of a dump credit.
*/

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::news::parties::party::PartyKind;
use crate::syndication::origin::CreditMention;

/// A party of a dump.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditedParty {
    /// The name in the directory, or as printed when the directory does not
    /// have the party.
    pub name: String,
    /// The kind, where it is known.
    pub kind: Option<PartyKind>,
}

/// The parties of a dump, and the credits of its articles.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ArticleCredits {
    parties: Vec<CreditedParty>,
    /// The number of each party by its name.
    numbers: HashMap<String, u32>,
    /// The credits in reading order.
    mentions: Vec<CreditMention>,
    articles: Vec<ArticleId>,
}

impl ArticleCredits {
    /// Returns the number of the party called `name`, and adds it if it is new.
    pub(crate) fn number(&mut self, name: &str, kind: Option<PartyKind>) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = to_u32(self.parties.len());
        self.parties.push(CreditedParty {
            name: name.to_owned(),
            kind,
        });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(crate) fn party(&self, number: u32) -> &CreditedParty {
        &self.parties[number as usize]
    }

    /// Adds a credit of `article`. Articles come in reading order.
    pub(crate) fn push(&mut self, article: ArticleId, mention: CreditMention) {
        self.mentions.push(mention);
        self.articles.push(article);
    }

    pub(crate) fn of(&self, article: ArticleId) -> &[CreditMention] {
        let start = self.articles.partition_point(|&other| other < article);
        let count = self.articles[start..].partition_point(|&other| other == article);
        &self.mentions[start..start + count]
    }
}
