/*!
Objects to single articles.
*/

use crate::error::Result;
use crate::gate::objections::builder::{ObjectionBuilder, ObjectionDraft};

/// Objects to each article that breaks a rule about single articles.
pub(crate) fn object_to_articles(builder: &mut ObjectionBuilder<'_>) -> Result<()> {
    for article in builder.articles() {
        let facts = builder.data.facts(article);
        for setting in builder.rules() {
            if let Some(reason) = setting.reason(&facts) {
                let draft = ObjectionDraft {
                    rule: setting.rule,
                    articles: vec![article],
                    cluster: None,
                };
                builder.object_to_whole(draft, reason)?;
            }
        }
    }
    Ok(())
}
