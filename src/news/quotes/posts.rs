/*!
Posts of social networks that carry the handle of their author.
*/

use crate::news::lang::keys::WordKey;
use crate::text::Span;

/// Appends the paragraphs that are posts, with the lines of their authors: those
/// with the author's handle on the line below.
pub(crate) fn posts(text: &str, blocks: &[Span], spans: &mut Vec<Span>) {
    let mut before: Option<Span> = None;
    for &block in blocks {
        let line = block.of(text);
        if is_signature(line) {
            spans.extend(before);
            spans.push(block);
        }
        before = Some(block);
    }
}

/// Bytes from the dash to the handle in a signature, at most.
const SIGNATURE_NAME: usize = 80;

/// Bytes from the handle to the end of a signature, at most.
const SIGNATURE_DATE: usize = 60;

/// Returns whether `line` is "— Name (@handle) date", alone or after the post, or "A
/// post shared by Name (@handle)".
fn is_signature(line: &str) -> bool {
    let Some(handle) = line.find("(@") else {
        return false;
    };
    let before = &line[..handle];
    let shared_by = WordKey::PostSharedBy.words();
    if shared_by.iter().any(|shared| before.starts_with(shared)) {
        return true;
    }
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.rfind("- "));
    dash.is_some_and(|dash| handle - dash < SIGNATURE_NAME && line.len() - handle < SIGNATURE_DATE)
}
