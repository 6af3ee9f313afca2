/*!
Agencies that sign a block: at its end, by the initials of the writers, or by the name
of a service.
*/

use crate::news::captions::pictures::looks_like_caption;
use crate::news::credit::mention_checks::{is_outlet, is_small, sells_pictures};
use crate::news::credit::thresholds::{MAX_INITIALS_BYTES, MAX_SIGNATURE_DASHES, SIGNATURE_BYTES};
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::mention::Mention;
use crate::text::blocks::ends_sentence;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinePosition {
    AfterStory,
    InStory,
}

/// Returns the agencies in a list with the initials of the writers: "(dpa/vd)" at the end
/// of a block, or "vd/AFP" on a line of its own.
pub(crate) fn initialled<'a>(
    block: &'a str,
    position: LinePosition,
    directory: &Directory,
) -> Vec<(Mention, &'a str)> {
    let block = block.trim_end_matches([' ', '.']);
    let in_brackets = block.strip_suffix(')').and_then(|block| {
        let (before, inner) = block.rsplit_once('(')?;
        (ends_sentence(before.trim_end()) && !looks_like_caption(block)).then_some(inner)
    });
    let whole = Some(block)
        .filter(|block| position == LinePosition::AfterStory && block.len() <= SIGNATURE_BYTES / 2);
    let Some(list) = in_brackets
        .or(whole)
        .filter(|list| list.contains(['/', ',']))
    else {
        return Vec::new();
    };
    let mut agencies = Vec::new();
    for item in list.split(['/', ',']).map(str::trim) {
        let mention = directory
            .whole(item)
            .filter(|mention| !is_outlet(mention, directory));
        match mention {
            Some(mention) => agencies.push((mention, item)),
            None if item.len() <= MAX_INITIALS_BYTES
                && item.bytes().all(|byte| byte.is_ascii_lowercase()) => {}
            None => return Vec::new(),
        }
    }
    agencies
}

/// Returns the party whose service a line of `block` names: "* خدمة «نيويورك تايمز»".
pub(crate) fn service<'a>(block: &'a str, directory: &Directory) -> Option<(Mention, &'a str)> {
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
pub(crate) fn signature<'a>(block: &'a str, directory: &Directory) -> Option<(Mention, &'a str)> {
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
            .filter(|mention| !is_outlet(mention, directory))?;
        let before = end[..open].trim_end();
        return (!before.is_empty() && ends_sentence(before) && !looks_like_caption(block))
            .then_some((mention, inner));
    }
    // "… he said. PTI" may not be the credit of a caption.
    let last = end.rsplit(' ').next().unwrap_or_default();
    let said = end[..end.len() - last.len()].trim_end();
    if ends_sentence(said) && last.len() < tail.len() && !last.starts_with(['-', '–', '—']) {
        let mention = directory.whole(last).filter(|mention| {
            !is_outlet(mention, directory) && !sells_pictures(mention, directory)
        })?;
        return (!is_small(&mention) && !looks_like_caption(block)).then_some((mention, last));
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
        (is_signed && !is_outlet(&mention, directory)).then_some((Mention { at, ..mention }, name))
    })
}
