/*!
Finds pages without an article: their whole text is a notice of their outlet, or
boilerplate that it prints beside its stories.

A text that speaks of what the headline says is an article, even if the outlet
prints it again elsewhere.
*/

use crate::article::Article;
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::page_names::{names_of_headline, speaks_of};
use crate::boilerplate::thresholds::NOTICE_BYTES;
use crate::news::notice::NoArticleKind;
use crate::pipeline::articles::entry::NoArticle;
use crate::pipeline::fingerprint::body_block::{BodyBlock, Exclusion};
use crate::text::words::Words;

/// Examines pages one after the other, in the same memory.
#[derive(Debug, Default)]
pub(crate) struct NoArticleFinder {
    words: Words,
    names: Vec<u64>,
    kept: Vec<u8>,
}

impl NoArticleFinder {
    /// Returns what a page of `outlet` is if it has no article. `words` are the words
    /// of its text, and `blocks` its blocks with those that do not belong to the
    /// body.
    pub(crate) fn find(
        &mut self,
        article: &Article<'_>,
        outlet: u64,
        boilerplate: &BoilerplateBlocks,
        words: &[u64],
        blocks: &[BodyBlock],
    ) -> Option<NoArticle> {
        let text = article.text.as_deref()?;
        // Only records with an outlet teach what their outlet repeats.
        if article.outlet.is_none() || text.len() > NOTICE_BYTES {
            return None;
        }
        let headline = article.headline.as_deref().unwrap_or_default();
        let notices = &boilerplate.notices;
        let notice = notices.find(outlet, text, headline, &mut self.kept);
        if notice.is_none() && !is_all_boilerplate(blocks) {
            return None;
        }
        names_of_headline(headline, &mut self.words, &mut self.names);
        let (mut shared_with, mut headline_repeats, mut is_sure) = (0, 0, false);
        if let Some((notice, text)) = notice {
            is_sure = notice.is_sure;
            notice.remove_common(&mut self.names);
            (shared_with, headline_repeats) = (notice.pages - 1, text.headline_repeats);
        } else if !headline.is_empty() {
            headline_repeats = text.matches(headline).count();
        }
        let vocabulary = &boilerplate.vocabulary;
        let speaks = || speaks_of(&self.names, words, headline_repeats, vocabulary);
        (is_sure || !speaks()).then(|| NoArticle {
            kind: NoArticleKind::of(text),
            shared_with,
        })
    }
}

/// Returns whether all blocks are boilerplate, or repeat the headline or others.
fn is_all_boilerplate(blocks: &[BodyBlock]) -> bool {
    let is_boilerplate = |block: &BodyBlock| block.excluded == Some(Exclusion::Boilerplate);
    blocks.iter().all(|block| {
        let is_repeat = matches!(
            block.excluded,
            Some(Exclusion::Headline | Exclusion::Repeat)
        );
        is_boilerplate(block) || is_repeat
    }) && blocks.iter().any(is_boilerplate)
}
