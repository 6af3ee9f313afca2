/*!
The lines after a story that are the name of an agency, or end in it.
*/

use crate::news::captions::pictures::looks_like_caption;
use crate::news::credit::byline::{Byline, BylinePosition, read};
use crate::news::credit::byline_parts::{credits_unnamed, single_blanks};
use crate::news::credit::evidence::{CreditEvidence, CreditRole};
use crate::news::credit::found::{CreditPage, FoundCredits};
use crate::news::credit::mention_checks::{is_outlet, is_small, sells_pictures};
use crate::news::credit::signature::{LinePosition, initialled, service, signature};
use crate::news::credit::thresholds::{
    LAST_BLOCKS, MAX_CAPTION_PAGE_BYTES, MIN_LAST_PARAGRAPH_BYTES, SIGNATURE_BYTES, TAIL_BLOCKS,
};
use crate::news::parties::directory::Directory;
use crate::news::parties::mention::Mention;
use crate::news::parties::party::UnnamedAgencies;
use crate::text::Span;
use crate::text::blocks::ends_sentence;

/// Bytes behind an agency alone that show where an excerpt is from, at least: "Politico
/// Posted at 2:40 pm".
const MIN_BYTES_AFTER_EXCERPT: usize = 4;

/// Adds the credits of the lines after the story. A block with an agency's service, initials or
/// signature counts anywhere among the last blocks; a line that is a byline counts
/// only behind the last paragraph.
pub(crate) fn read_tail(page: &CreditPage<'_>, directory: &Directory, credits: &mut FoundCredits) {
    let blocks = page.blocks;
    let end_of_story = end_of_story(page);
    for index in blocks.len().saturating_sub(TAIL_BLOCKS)..blocks.len() {
        let block = page.line(index);
        let is_after_story = index > end_of_story;
        if let Some((mention, text)) = service(block, directory) {
            credits.claim(mention, text, CreditEvidence::TailLine);
            continue;
        }
        let position = match is_after_story {
            true => LinePosition::AfterStory,
            false => LinePosition::InStory,
        };
        let mut signed = initialled(block, position, directory);
        if signed.is_empty() {
            signed.extend(signature(block, directory));
        }
        if signed.is_empty() && is_after_story {
            read_line(page, index, directory, credits);
        }
        for (mention, text) in signed {
            credits.claim(mention, text, CreditEvidence::TailLine);
        }
    }
}

/// Returns the index of the last block that is a paragraph, or 0 if there is none.
fn end_of_story(page: &CreditPage<'_>) -> usize {
    let is_paragraph = |block: &Span| {
        let line = block.of(page.text);
        line.len() >= MIN_LAST_PARAGRAPH_BYTES
            && ends_sentence(line)
            && !line.contains("opyright")
            && !line.contains('©')
    };
    page.blocks.iter().rposition(is_paragraph).unwrap_or(0)
}

/// Reads the block `index`, which is not the first one, as a byline.
fn read_line(
    page: &CreditPage<'_>,
    index: usize,
    directory: &Directory,
    credits: &mut FoundCredits,
) {
    let block = page.line(index);
    let line = single_blanks(block);
    if line.is_empty() {
        return;
    }
    let is_last = page.blocks.len() - index <= LAST_BLOCKS;
    match read(&line, BylinePosition::Text, directory) {
        Some(Byline::AgencyAlone(mention))
            if is_last && mention.at.end + MIN_BYTES_AFTER_EXCERPT < line.len() =>
        {
            credits.claim(mention, &line, CreditEvidence::TailLine);
        }
        Some(Byline::AgencyAlone(mention))
            if !is_outlet(&mention, directory) && !is_small(&mention) =>
        {
            if is_picture_credit(page, index, &mention, directory) {
                credits.lesser(mention, &line, CreditRole::Photo);
            } else {
                credits.claim(mention, &line, CreditEvidence::TailLine);
            }
        }
        Some(Byline::Signed(mention)) if is_last => {
            credits.claim(mention, &line, CreditEvidence::TailLine);
        }
        Some(Byline::MaybeSigned(mention)) if is_last && !line.contains('/') => {
            credits.claim(mention, &line, CreditEvidence::TailLine);
        }
        None if block.len() <= SIGNATURE_BYTES && credits_unnamed(&line) => {
            credits.unnamed = UnnamedAgencies::Yes;
        }
        _ => {}
    }
}

/// Returns whether an agency alone in the block `index` is the credit of the picture
/// whose caption is above it.
fn is_picture_credit(
    page: &CreditPage<'_>,
    index: usize,
    mention: &Mention,
    directory: &Directory,
) -> bool {
    let before = page.line(index - 1);
    let is_last = page.blocks.len() - index <= LAST_BLOCKS;
    let story_bytes: u32 = page.blocks[..index].iter().map(|block| block.len()).sum();
    let is_caption_page =
        story_bytes < MAX_CAPTION_PAGE_BYTES && sells_pictures(mention, directory);
    is_caption_page || looks_like_caption(before) || !ends_sentence(before) && !is_last
}
