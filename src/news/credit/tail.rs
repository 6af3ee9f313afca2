/*!
The lines after a story that are the name of an agency, or end in it. An agency signs a block at
its end, by the initials of the writers, or by the name of a service.
*/

use std::cmp::Ordering;

use crate::news::captions::pictures::{begins_as_caption, looks_like_caption};
use crate::news::credit::byline::{Byline, BylinePosition, read};
use crate::news::credit::byline_parts::{credits_unnamed, single_blanks};
use crate::news::credit::found::{CreditEvidence, CreditPage, CreditRole, FoundCredits};
use crate::news::credit::thresholds::{
    LAST_BLOCKS, MAX_CAPTION_PAGE_BYTES, MAX_INITIALS_BYTES, MAX_SIGNATURE_DASHES,
    MAX_SMALL_NAME_BYTES, MIN_LAST_PARAGRAPH_BYTES, SIGNATURE_BYTES, TAIL_BLOCKS,
};
use crate::news::credit::uses::{list_items, read_line as read_use};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::Mention;
use crate::text::Span;
use crate::text::blocks::ends_sentence;

/// Bytes behind an agency alone that show where an excerpt is from, at least: "Politico
/// Posted at 2:40 pm".
const MIN_BYTES_AFTER_EXCERPT: usize = 4;

/// Adds the credits of the lines after the story. A block with an agency's service, initials or
/// signature counts anywhere among the last blocks; a line that is a byline counts
/// only behind the last paragraph.
pub(crate) fn read_tail(page: &CreditPage<'_>, credits: &mut FoundCredits) {
    let directory = page.directory;
    let blocks = page.blocks;
    let end_of_story = end_of_story(page);
    for index in blocks.len().saturating_sub(TAIL_BLOCKS)..blocks.len() {
        let block = page.line(index);
        let is_after_story = index > end_of_story;
        if read_use(block, directory, credits) {
            continue;
        }
        if let Some((mention, text)) = service(block, directory) {
            credits.claim(mention, text, CreditEvidence::TailLine);
            continue;
        }
        let position = match index.cmp(&end_of_story) {
            Ordering::Greater => LinePosition::AfterStory,
            Ordering::Equal => LinePosition::LastParagraph,
            Ordering::Less => LinePosition::InStory,
        };
        if begins_as_caption(block) {
            continue;
        }
        let mut signed = initialled(block, position, directory);
        if signed.is_empty() {
            signed.extend(signature(block, position, directory));
        }
        if signed.is_empty() {
            signed = listed_behind_dash(block, directory);
        }
        if signed.is_empty() && is_after_story {
            read_line(page, index, credits);
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
fn read_line(page: &CreditPage<'_>, index: usize, credits: &mut FoundCredits) {
    let directory = page.directory;
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
            if !directory.are_outlets(&mention.parties)
                && mention.at.len() > MAX_SMALL_NAME_BYTES =>
        {
            if is_picture_credit(page, index, &mention) {
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
        // "Vera Dahl/TT": an agency that sells no pictures has no credit of one.
        Some(Byline::PictureCredit(mention))
            if is_last
                && index > 0
                && ends_sentence(page.line(index - 1))
                && !directory.are_outlets(&mention.parties)
                && !directory.sells_pictures(&mention.parties)
                && !looks_like_caption(&line) =>
        {
            credits.claim(mention, &line, CreditEvidence::TailLine);
        }
        None if block.len() <= SIGNATURE_BYTES && credits_unnamed(&line) => {
            credits.has_unnamed = true;
        }
        _ => {}
    }
}

/// Returns whether an agency alone in the block `index` is the credit of the picture
/// whose caption is above it.
fn is_picture_credit(page: &CreditPage<'_>, index: usize, mention: &Mention) -> bool {
    let before = page.line(index - 1);
    let is_last = page.blocks.len() - index <= LAST_BLOCKS;
    let story_bytes: u32 = page.blocks[..index].iter().map(|block| block.len()).sum();
    let is_caption_page =
        story_bytes < MAX_CAPTION_PAGE_BYTES && page.directory.sells_pictures(&mention.parties);
    is_caption_page || looks_like_caption(before) || !ends_sentence(before) && !is_last
}

/// Where a block stands that may be signed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinePosition {
    AfterStory,
    LastParagraph,
    InStory,
}

/// Returns the agencies in a list with the marks of writers and outlets: "(dpa/vd)",
/// "(Tsp, dpa)" or "(red, APA, 12.3.2024)" at the end of a block, or "vd/AFP" on a line
/// of its own.
fn initialled<'a>(
    block: &'a str,
    position: LinePosition,
    directory: &Directory,
) -> Vec<(Mention, &'a str)> {
    let block = block.trim_end_matches([' ', '.']);
    let in_brackets = block.strip_suffix(')').and_then(|block| {
        let (before, inner) = block.rsplit_once('(')?;
        (ends_story(before) && !looks_like_caption(before)).then_some(inner)
    });
    let whole = Some(block)
        .filter(|block| position == LinePosition::AfterStory && block.len() <= SIGNATURE_BYTES / 2);
    let list = in_brackets
        .or(whole)
        .filter(|list| list.contains(['/', ',']) || in_brackets.is_some());
    list.map_or_else(Vec::new, |list| signed_list(list, directory))
}

/// Returns the agencies in a list that has nothing but agencies, short marks and dates.
fn signed_list<'a>(list: &'a str, directory: &Directory) -> Vec<(Mention, &'a str)> {
    let mut agencies = Vec::new();
    for item in list_items(list) {
        let item = item.trim();
        let mention = directory
            .whole(item)
            .filter(|mention| !directory.are_outlets(&mention.parties));
        let is_mark = item.len() <= MAX_INITIALS_BYTES
            && item.bytes().all(|byte| byte.is_ascii_lowercase())
            || item.chars().count() <= MAX_MARK_LETTERS && item.chars().all(char::is_alphabetic);
        match mention {
            Some(mention) => agencies.push((mention, item)),
            None if is_mark || PrintedDate::read(item).is_some() => {}
            None => match joined(item, directory) {
                joined if joined.is_empty() => return Vec::new(),
                joined => agencies.extend(joined),
            },
        }
    }
    agencies
}

/// Returns the agencies that `item` joins by hyphens: "TT-AFP". Returns none if another
/// word is among them.
fn joined<'a>(item: &'a str, directory: &Directory) -> Vec<(Mention, &'a str)> {
    let names = item.split(['-', '–']);
    let agencies = names.map(|name| {
        let mention = directory.whole(name)?;
        (!directory.are_outlets(&mention.parties)).then_some((mention, name))
    });
    agencies.collect::<Option<_>>().unwrap_or_default()
}

/// Returns the agencies in a list behind the last dash or slash of a story: "… said.
/// /EFE e REUTERS".
fn listed_behind_dash<'a>(block: &'a str, directory: &Directory) -> Vec<(Mention, &'a str)> {
    let tail = &block[block.ceil_char_boundary(block.len().saturating_sub(SIGNATURE_BYTES))..];
    let Some(at) = [" /", " –", " —"]
        .iter()
        .filter_map(|dash| tail.rfind(dash))
        .max()
    else {
        return Vec::new();
    };
    let list = tail[at..].trim_matches(|c: char| c.is_whitespace() || "/–—.".contains(c));
    match ends_story(&tail[..at]) {
        true => signed_list(list, directory),
        false => Vec::new(),
    }
}

/// Letters of the mark of an outlet or a desk beside an agency, at most: "Tsp", "red".
const MAX_MARK_LETTERS: usize = 4;

/// Returns whether a story may end with `text`. The closing quotation mark of some
/// languages opens quotations in others.
fn ends_story(text: &str) -> bool {
    let text = text.trim_end();
    ends_sentence(text)
        || text
            .strip_suffix(['“', '‘'])
            .is_some_and(|text| text.ends_with(['.', '!', '?', ',']))
}

/// Returns the party whose service a line of `block` names: "* خدمة «نيويورك تايمز»".
fn service<'a>(block: &'a str, directory: &Directory) -> Option<(Mention, &'a str)> {
    let named = |line: &'a str| {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || "*•-–ـ".contains(c));
        let name = WordKey::ServiceLines
            .words()
            .iter()
            .find_map(|word| line.strip_prefix(word))?;
        let name = name.trim_start_matches([':', ' ', '\u{A0}']);
        let quoted = name.strip_prefix(['«', '"', '“', '{']);
        let name = match quoted {
            Some(name) => name.split(['»', '"', '”', '}']).next().unwrap_or(name),
            None => name.trim_end_matches(['.', ' ']),
        };
        Some((directory.whole(name)?, name))
    };
    block.lines().find_map(named)
}

/// Returns the agency that signs the end of a block: "… said. – Bernama", "… said.
/// (ANI)", "--IANS".
fn signature<'a>(
    block: &'a str,
    position: LinePosition,
    directory: &Directory,
) -> Option<(Mention, &'a str)> {
    let block = block.trim_end();
    let tail = &block[block.ceil_char_boundary(block.len().saturating_sub(SIGNATURE_BYTES))..];
    let end = tail.trim_end_matches(['.', ' ']);
    if let Some(open) = end
        .rfind(['(', '（', '['])
        .filter(|_| end.ends_with([')', '）', ']']))
    {
        let inner = end[open..].trim_matches(['(', ')', '（', '）', '[', ']']);
        let mention = directory
            .whole(inner)
            .filter(|mention| !directory.are_outlets(&mention.parties))?;
        let before = end[..open].trim_end();
        let is_caption = looks_like_caption(&block[..block.len() - (tail.len() - open)]);
        return (!before.is_empty() && ends_story(before) && !is_caption)
            .then_some((mention, inner));
    }
    // "… he said. PTI" may not be the credit of a caption, and a label before the name
    // ("Ảnh: …") is for the readers of labels.
    let last = end.rsplit(' ').next().unwrap_or_default();
    let said = end[..end.len() - last.len()].trim_end();
    if position != LinePosition::InStory
        && ends_sentence(said)
        && !said.ends_with([':', '：'])
        && last.len() < tail.len()
        && !last.starts_with(['-', '–', '—'])
    {
        let mention = directory.whole(last).filter(|mention| {
            !directory.are_outlets(&mention.parties) && !directory.sells_pictures(&mention.parties)
        })?;
        return (mention.at.len() > MAX_SMALL_NAME_BYTES && !looks_like_caption(block))
            .then_some((mention, last));
    }
    // Initials of the writers may follow, with slashes between them.
    let dashes = end
        .rmatch_indices(['-', '–', '—', '/'])
        .take(MAX_SIGNATURE_DASHES);
    dashes.into_iter().find_map(|(dash, _)| {
        let name = end[dash..].trim_start_matches(['-', '–', '—', '/', ' ']);
        let before = end[..dash].trim_end_matches(['-', '–', '—', ' ']);
        let mention = directory.whole(name).or_else(|| {
            let mention = directory.at_start(name)?;
            let initials = &name[mention.at.end..];
            (initials.len() <= MAX_INITIALS_BYTES && !initials.chars().any(char::is_uppercase))
                .then_some(mention)
        })?;
        let is_line = before.is_empty() && tail.len() == block.len();
        let is_signed = is_line || ends_sentence(before) && !looks_like_caption(before);
        let at = 0..name.len();
        (is_signed && !directory.are_outlets(&mention.parties))
            .then_some((Mention { at, ..mention }, name))
    })
}
