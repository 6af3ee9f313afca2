/*!
Who is credited by whom.
*/

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::news::parties::party::PartyKind;
use crate::syndication::origin::CreditMention;

/// A party that articles credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditedParty {
    /// Its name in the table, or as printed where the table does not have it.
    pub name: String,
    /// What it is, where that is known.
    pub kind: Option<PartyKind>,
}

/// The parties of a dump, and who credits them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ArticleCredits {
    parties: Vec<CreditedParty>,
    numbers: HashMap<String, u32>,
    /// The credits of articles, in their order, and the article of each.
    signs: Vec<CreditMention>,
    signed: Vec<ArticleId>,
}

impl ArticleCredits {
    /// The number of the party called `name`, which is entered when it is new.
    pub(crate) fn number(&mut self, name: &str, kind: Option<PartyKind>) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
        self.parties.push(CreditedParty {
            name: name.to_owned(),
            kind,
        });
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The party with this number.
    pub(crate) fn party(&self, number: u32) -> &CreditedParty {
        &self.parties[number as usize]
    }

    /// Enters a credit of an article; they come in reading order.
    pub(crate) fn note(&mut self, article: ArticleId, sign: CreditMention) {
        self.signs.push(sign);
        self.signed.push(article);
    }

    /// The credits of an article.
    pub(crate) fn of(&self, article: ArticleId) -> &[CreditMention] {
        let start = self.signed.partition_point(|&other| other < article);
        let count = self.signed[start..].partition_point(|&other| other == article);
        &self.signs[start..start + count]
    }
}
