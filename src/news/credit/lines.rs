/*!
Lines before and after the story that are an agency's name, or end in it.
*/

use crate::news::addresses::domains::registrable_domain;
use crate::news::captions::pictures::{is_picture_credit, looks_like_caption};
use crate::news::credit::byline;
use crate::news::credit::byline::{Stands, Verdict};
use crate::news::credit::{
    CreditClaim, CreditEvidence, FoundCredits, Portal, Role, Source, Unnamed,
};
use crate::news::dateline::breaks_off;
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::{Directory, Mention};
use crate::news::parties::party::PartyKind;
use crate::news::parties::spelling::NameKind;
use crate::text::Span;
use crate::text::blocks::ends_sentence;

/// Bytes before the story, at most.
const HEAD_BYTES: u32 = 12 * 1024;

/// Blocks before the story, at most.
const HEAD_BLOCKS: usize = 60;

/// Paragraphs after which the story has begun.
const PARAGRAPHS: usize = 2;

/// Bytes of a block that is a paragraph and no label.
const PARAGRAPH: usize = 200;

/// Blocks in which an outlet's everyday word of a name ("Time") counts.
const TOP: usize = 2;

/// Blocks in which "Vera Dahl, Associated Press" is a byline without "By".
const TOP_BYLINES: usize = 3;

/// Lines of different agencies before the story that make a list of links.
const LINKS: usize = 4;

/// Bytes of a caption's sentence, at least.
const SENTENCE: usize = 40;

/// Blocks at the end that may be signed.
const TAIL_BLOCKS: usize = 8;

/// Bytes at the end of a block in which its signature stands.
const SIGNATURE: usize = 60;

/// Dashes at the end of a block that are tried, at most.
const MOST_DASHES: usize = 4;

/// Bytes of the initials of those who wrote a story, at most.
const INITIALS: usize = 8;

/// Bytes of a page that is nothing but a picture's caption and its credit, at
/// most.
const LONGEST_CAPTION: u32 = 240;

/// Bytes of the last paragraph of a story, at least.
const LAST_PARAGRAPH: usize = 80;

/// Reads the lines before the story.
pub(crate) fn head(source: &Source<'_>, directory: &Directory, credits: &mut FoundCredits) {
    let mut paragraphs = 0;
    let mut whole: Vec<CreditClaim> = Vec::new();
    let blocks = source.blocks;
    for (index, &block) in blocks.iter().take(HEAD_BLOCKS).enumerate() {
        let is_story = source.story.is_some_and(|story| block.start > story);
        if block.start > HEAD_BYTES || paragraphs >= PARAGRAPHS || is_story {
            break;
        }
        let raw = block.of(source.text);
        let next = blocks
            .get(index + 1)
            .map(|next| next.of(source.text))
            .unwrap_or_default();
        if breaks_off(raw)
            || raw.len() >= PARAGRAPH
                && !looks_like_caption(raw)
                && !is_picture_credit(next)
                && !is_mostly_blank(raw)
        {
            paragraphs += 1;
        }
        let line = byline::single_blanks(raw);
        if line.is_empty()
            || source
                .story
                .is_some_and(|story| block.start <= story && story < block.end)
        {
            continue;
        }
        let is_partners = index <= TOP && source.is_portal == Portal::Yes;
        if let Some(claim) = partner(&line, directory).filter(|_| is_partners) {
            credits.claims.push(claim);
            continue;
        }
        // The name over the teaser of another story is a link.
        if breaks_off(next) {
            continue;
        }
        let at = |index: usize| {
            blocks
                .get(index)
                .map(|block: &Span| block.of(source.text))
                .unwrap_or_default()
        };
        let is_dated = || is_date(at(index + 1)) || is_date(at(index + 2));
        match byline::read(&line, Stands::InText, directory) {
            Some(Verdict::Whole(mention)) => {
                let before = index.checked_sub(1).map(at).unwrap_or_default();
                let follows_caption =
                    before.len() >= SENTENCE && ends_sentence(before) && !before.ends_with(')');
                let is_word =
                    mention.kind == NameKind::Abbreviation && is_outlet(&mention, directory);
                if follows_caption && !is_dated() {
                    credits.lesser(&mention, &line, Role::Photo);
                } else if index < TOP || is_dated() || !is_word && !is_small(&mention) {
                    whole.push(CreditClaim {
                        printed: line[mention.at.clone()].to_owned(),
                        parties: mention.parties,
                        evidence: CreditEvidence::HeadLine,
                    });
                }
            }
            Some(Verdict::Signed(mention)) => {
                credits.claim(&mention, &line, CreditEvidence::Byline)
            }
            Some(Verdict::Maybe(mention)) => {
                let is_dateline_next = source.story.is_some_and(|story| {
                    blocks
                        .get(index + 1)
                        .is_some_and(|next| next.start == story)
                });
                if index < TOP_BYLINES && !is_caption_next(at(index + 1))
                    || is_dated()
                    || is_dateline_next
                {
                    credits.claim(&mention, &line, CreditEvidence::Byline);
                } else {
                    credits.lesser(&mention, &line, Role::Photo);
                }
            }
            Some(Verdict::Photo(mention)) => credits.lesser(&mention, &line, Role::Photo),
            None if raw.len() <= 2 * SIGNATURE && byline::is_unnamed(&line) => {
                credits.unnamed = Unnamed::Yes
            }
            None => {}
        }
    }
    let mut names: Vec<&str> = whole.iter().map(|claim| claim.printed.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < LINKS {
        credits.claims.extend(whole);
    }
}

/// Whether a line has few words for its length, as a scraped byline has.
fn is_mostly_blank(line: &str) -> bool {
    // Prose has few bytes that may be of blanks: those of ASCII are among the lowest,
    // others have three bytes at most and begin with one of these.
    let count = |is: fn(u8) -> bool| line.bytes().filter(|&byte| is(byte)).count();
    let blanks = count(|byte| byte <= b' ');
    let others = count(|byte| matches!(byte, 0xC2 | 0xE1..=0xE3));
    if blanks + 3 * others < line.len() / 2 {
        return false;
    }
    line.split_whitespace().map(str::len).sum::<usize>() < line.len() / 2
}

/// Whether a name is so short that a cell of a table may be it.
fn is_small(mention: &Mention) -> bool {
    /// Letters of such a name, at most. The one that is printed alone most of
    /// all is an exception in the first blocks only.
    const LETTERS: usize = 2;
    mention.at.len() <= LETTERS
}

fn is_outlet(mention: &Mention, directory: &Directory) -> bool {
    mention
        .parties
        .iter()
        .all(|&id| directory.party(id).kind == PartyKind::Outlet)
}

fn is_caption_next(line: &str) -> bool {
    WordKey::CaptionOpenings
        .words()
        .iter()
        .any(|opening| line.starts_with(opening))
        || line.len() >= SENTENCE && looks_like_caption(line)
}

/// Whether a line is a date, a time, or begins as "Updated" does.
fn is_date(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let start = &line[..line.floor_char_boundary(40)];
    let is_stamp = WordKey::DateStamps
        .words()
        .iter()
        .any(|word| start.starts_with(word));
    if is_stamp || PrintedDate::read(line).is_some_and(PrintedDate::has_month) {
        return true;
    }
    // A date with a time behind it.
    let ends = line.match_indices(' ').map(|(at, _)| at).take(5);
    line.len() <= 80
        && ends.into_iter().any(|end| {
            PrintedDate::read(&line[..end])
                .is_some_and(|date| date.has_month() && date.day.is_some())
        })
}

/// The partner that a portal names: "Local 10 Skarholm•".
pub(crate) fn partner(line: &str, directory: &Directory) -> Option<CreditClaim> {
    let name = line.trim_end().strip_suffix('•')?.trim_matches([' ', ',']);
    let of_name: Vec<&str> = name.split_whitespace().collect();
    if name.is_empty() || of_name.len() > 5 {
        return None;
    }
    let by_address = || {
        let domain = registrable_domain(name).filter(|_| of_name.len() == 1)?;
        directory.by_domain(&domain).map(|party| vec![party])
    };
    let parties = directory
        .whole(name)
        .map(|mention| mention.parties)
        .or_else(by_address)
        .unwrap_or_default();
    let is_organization = of_name.iter().any(|word| {
        WordKey::Organizations.words().contains(word)
            || word.bytes().any(|byte| byte.is_ascii_digit())
    });
    (!parties.is_empty() || is_organization).then(|| CreditClaim {
        parties,
        printed: name.to_owned(),
        evidence: CreditEvidence::Partner,
    })
}

/// Reads the lines after the story.
pub(crate) fn tail(source: &Source<'_>, directory: &Directory, credits: &mut FoundCredits) {
    let blocks = source.blocks;
    let first = blocks.len().saturating_sub(TAIL_BLOCKS);
    let is_paragraph = |block: &Span| {
        let line = block.of(source.text);
        line.len() >= LAST_PARAGRAPH
            && ends_sentence(line)
            && !line.contains("opyright")
            && !line.contains('©')
    };
    let end_of_story = blocks.iter().rposition(is_paragraph).unwrap_or(0);
    for (index, block) in blocks.iter().enumerate().skip(first) {
        let raw = block.of(source.text);
        let from_end = blocks.len() - index;
        let line_stands = match index > end_of_story {
            true => Line::AfterStory,
            false => Line::InStory,
        };
        if let Some((mention, text)) = service(raw, directory) {
            credits.claim(&mention, text, CreditEvidence::TailLine);
            continue;
        }
        let initialled = initialled(raw, line_stands, directory);
        if !initialled.is_empty() {
            for (mention, text) in initialled {
                credits.claim(&mention, text, CreditEvidence::TailLine);
            }
            continue;
        }
        if let Some((mention, text)) = signature(raw, directory) {
            credits.claim(&mention, text, CreditEvidence::TailLine);
            continue;
        }
        let line = byline::single_blanks(raw);
        if line.is_empty() || index <= end_of_story {
            continue;
        }
        let is_last = from_end <= TOP;
        match byline::read(&line, Stands::InText, directory) {
            // "Politico Posted at 2:40 pm": an excerpt and where it is from.
            Some(Verdict::Whole(mention)) if is_last && mention.at.end + 4 < line.len() => {
                credits.claim(&mention, &line, CreditEvidence::TailLine);
            }
            Some(Verdict::Whole(mention))
                if is_tail_name(&mention, directory) && !is_small(&mention) =>
            {
                let before = blocks[index - 1].of(source.text);
                // The credit of a picture stands below its caption too.
                let story: u32 = blocks[..index].iter().map(|block| block.len()).sum();
                let is_caption = story < LONGEST_CAPTION && owns_pictures(&mention, directory);
                if is_caption || looks_like_caption(before) || !ends_sentence(before) && !is_last {
                    credits.lesser(&mention, &line, Role::Photo);
                } else {
                    credits.claim(&mention, &line, CreditEvidence::TailLine);
                }
            }
            Some(Verdict::Signed(mention)) if is_last => {
                credits.claim(&mention, &line, CreditEvidence::TailLine)
            }
            Some(Verdict::Maybe(mention)) if is_last && !line.contains('/') => {
                credits.claim(&mention, &line, CreditEvidence::TailLine);
            }
            None if raw.len() <= SIGNATURE && byline::is_unnamed(&line) => {
                credits.unnamed = Unnamed::Yes
            }
            _ => {}
        }
    }
}

fn is_tail_name(mention: &Mention, directory: &Directory) -> bool {
    mention
        .parties
        .iter()
        .any(|&id| directory.party(id).kind != PartyKind::Outlet)
}

/// The agencies in a list with the initials of those who wrote: "(dpa/vd)" at
/// the end of a block, or "vd/AFP" on a line of its own.
fn initialled<'a>(block: &'a str, line: Line, directory: &Directory) -> Vec<(Mention, &'a str)> {
    let block = block.trim_end_matches([' ', '.']);
    let in_brackets = block.strip_suffix(')').and_then(|block| {
        let (before, inner) = block.rsplit_once('(')?;
        (ends_sentence(before.trim_end()) && !looks_like_caption(block)).then_some(inner)
    });
    let whole =
        Some(block).filter(|block| line == Line::AfterStory && block.len() <= SIGNATURE / 2);
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
            .filter(|mention| is_tail_name(mention, directory));
        match mention {
            Some(mention) => agencies.push((mention, item)),
            None if item.len() <= INITIALS
                && item.bytes().all(|byte| byte.is_ascii_lowercase()) => {}
            None => return Vec::new(),
        }
    }
    agencies
}

/// The party whose service a line of its own in `block` names: "* خدمة «نيويورك
/// تايمز»".
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

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    AfterStory,
    InStory,
}

/// Whether an agency's name ends captions as often as stories.
fn owns_pictures(mention: &Mention, directory: &Directory) -> bool {
    let mut parties = mention.parties.iter();
    parties.any(|&id| directory.party(id).sells_pictures)
}

/// The agency that signs the end of a block: "… said. – Bernama",
/// "… said. (ANI)", "--IANS".
fn signature<'a>(block: &'a str, directory: &Directory) -> Option<(Mention, &'a str)> {
    let block = block.trim_end();
    let tail = &block[block.ceil_char_boundary(block.len().saturating_sub(SIGNATURE))..];
    let end = tail.trim_end_matches(['.', ' ']);
    if let Some(open) = end
        .rfind(['(', '（', '['])
        .filter(|_| end.ends_with([')', '）', ']']))
    {
        let inner = end[open..].trim_matches(['(', ')', '（', '）', '[', ']']);
        let mention = directory
            .whole(inner)
            .filter(|mention| is_tail_name(mention, directory))?;
        let before = end[..open].trim_end();
        return (!before.is_empty() && ends_sentence(before) && !looks_like_caption(block))
            .then_some((mention, inner));
    }
    // "… he said. PTI": not where it may be a caption's.
    let last = end.rsplit(' ').next().unwrap_or_default();
    let said = end[..end.len() - last.len()].trim_end();
    if ends_sentence(said) && last.len() < tail.len() && !last.starts_with(['-', '–', '—']) {
        let mention = directory.whole(last).filter(|mention| {
            is_tail_name(mention, directory) && !owns_pictures(mention, directory)
        })?;
        return (!is_small(&mention) && !looks_like_caption(block)).then_some((mention, last));
    }
    // Initials of those who wrote it may follow, with strokes between them.
    let dashes = end.rmatch_indices(['-', '–', '—', '/']).take(MOST_DASHES);
    dashes.into_iter().find_map(|(dash, _)| {
        let name = end[dash..].trim_start_matches(['-', '–', '—', '/', ' ']);
        let before = end[..dash].trim_end_matches(['-', '–', '—', ' ']);
        let mention = directory.whole(name).or_else(|| {
            let mention = directory.at_start(name)?;
            let initials = &name[mention.at.end..];
            (initials.len() <= INITIALS && !initials.chars().any(char::is_uppercase))
                .then_some(mention)
        })?;
        let is_line = before.is_empty() && tail.len() == block.len();
        let is_signed = is_line || ends_sentence(before) && !looks_like_caption(before);
        let at = 0..name.len();
        (is_signed && is_tail_name(&mention, directory))
            .then_some((Mention { at, ..mention }, name))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_mostly_blank_when_its_words_are_less_than_half(
            line in "([a-zé北]{1,3}|[ \t\u{a0}\u{2003}\u{3000}\u{1680}\u{85}\u{b}]{1,4}){0,12}",
        ) {
            let words: usize = line.split_whitespace().map(str::len).sum();
            prop_assert_eq!(is_mostly_blank(&line), words < line.len() / 2);
        }
    }
}
