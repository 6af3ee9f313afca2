/*!
Finds pages without an article: their whole text is a notice of their outlet, or
boilerplate that it prints beside its stories.

A text that speaks of what the headline says is an article, even if the outlet
prints it again elsewhere.
*/

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

/// The page of a record with an outlet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutletPage<'a> {
    /// The key of the outlet.
    pub(crate) outlet: u64,
    pub(crate) headline: &'a str,
    pub(crate) text: &'a str,
    /// The hashes of the words of the text.
    pub(crate) words: &'a [u64],
    /// The blocks of the text, with those that do not belong to the body.
    pub(crate) blocks: &'a [BodyBlock],
}

impl NoArticleFinder {
    /// Returns what `page` is if it has no article.
    pub(crate) fn find(
        &mut self,
        page: &OutletPage<'_>,
        boilerplate: &BoilerplateBlocks,
    ) -> Option<NoArticle> {
        let &OutletPage {
            outlet,
            headline,
            text,
            words,
            blocks,
        } = page;
        if text.is_empty() || text.len() > NOTICE_BYTES {
            return None;
        }
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
            kind: NoArticleKind::of(page.text),
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
