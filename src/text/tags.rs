/*!
HTML tags, comments and the contents of scripts, as a scraper left them in a text.

# Choices

* This is not an HTML parser: no tree is built, and one tag is looked at at a
  time. A tag is recognized by its form and by the name of its element, from
  `elements.tsv` (HTML Living Standard, section 4, and the elements of HTML 4). A
  name that is not there needs an attribute with a value, a slash, or a hyphen or a
  colon (`amp-img`, `o:p`) and an end tag.
* What prose has is no tag: a lone `<` (`a < b`, `<3`), an address (`<a@b.example>`,
  `<https://b.example>`), a name in angle brackets (`<Staff>`), or words after one
  letter (`a <b and c> d`). A bare name in angle brackets whose element needs an end
  tag is a tag only where one follows: in market reports `<S>` is a company.
* A tag of a block ends a line, that of a cell separates words, and any other
  leaves nothing: `<b>Gov</b>ernment` is one word.
* An element whose contents nobody reads, such as a script, is taken off whole.
*/

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter};

/// A line for each element: its name and its [`ElementKind`], and whether
/// an end tag is required.
const ELEMENTS: &str = include_str!("elements.tsv");

/// Bytes of the name of an element, at most. The longest known one has 10.
const LONGEST_NAME: usize = 40;

/// Bytes of a declaration such as `<!DOCTYPE html>`, at most.
const LONGEST_DECLARATION: usize = 400;

/// What the tags of an element do to the text around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ElementKind {
    Block,
    Cell,
    Inline,
    /// Its contents are not for readers.
    Dropped,
}

#[derive(Clone, Copy, Debug)]
struct Element {
    kind: ElementKind,
    /// Whether pages leave out its end tag, or it has none.
    is_end_optional: bool,
}

/// Returns the element that HTML calls `name`, in small letters.
fn element(name: &str) -> Option<Element> {
    static KNOWN: LazyLock<HashMap<&str, Element>> = LazyLock::new(|| {
        let read = |line: &'static str| {
            let mut fields = line.split('\t');
            let name = fields.next().expect("a line begins with a name");
            let kind = match fields.next() {
                Some("block") => ElementKind::Block,
                Some("cell") => ElementKind::Cell,
                Some("inline") => ElementKind::Inline,
                Some("dropped") => ElementKind::Dropped,
                _ => panic!("expected a kind of elements"),
            };
            let is_end_optional = fields.next() == Some("optional");
            let element = Element {
                kind,
                is_end_optional,
            };
            (name, element)
        };
        ELEMENTS.lines().skip(1).map(read).collect()
    });
    KNOWN.get(name).copied()
}

/// Markup that is taken off a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Markup {
    /// The byte after it.
    pub(crate) end: usize,
    /// What stands in its place.
    pub(crate) separator: &'static str,
}

/// Finds the markup of one text, from its start to its end.
#[derive(Debug)]
pub(crate) struct MarkupScanner<'a> {
    text: &'a str,
    /// What was searched for, and where it is next, so that the text is searched
    /// once for each.
    next: Vec<(String, Option<usize>)>,
    /// The `]]>` of the CDATA section that was opened last.
    section_end: Option<usize>,
}

impl<'a> MarkupScanner<'a> {
    pub(crate) fn new(text: &'a str) -> MarkupScanner<'a> {
        MarkupScanner {
            text,
            next: Vec::new(),
            section_end: None,
        }
    }

    /// Returns where the `]]>` is that ends the CDATA section around `at`.
    pub(crate) fn section_end(&self, at: usize) -> Option<usize> {
        self.section_end.filter(|&end| end >= at)
    }

    /// Returns the markup whose `<` is at `start`, if there is any. Calls must be in the
    /// order of the text.
    pub(crate) fn markup_at(&mut self, start: usize) -> Option<Markup> {
        let rest = &self.text.as_bytes()[start + 1..];
        match rest.first()? {
            b'!' => self.comment_or_section(start),
            b'?' if rest.get(1)?.is_ascii_alphabetic() => self.declaration(start),
            b'/' => self.end_tag(start),
            first if first.is_ascii_alphabetic() => self.start_tag(start),
            _ => None,
        }
    }

    fn comment_or_section(&mut self, start: usize) -> Option<Markup> {
        let rest = &self.text[start..];
        if rest.starts_with("<!--") {
            let end = self.find_end("-->", start + 4)?;
            return Some(taken_off(end + 3, ""));
        }
        if rest.starts_with("<![CDATA[") {
            let inside = start + 9;
            if self.section_end(inside).is_none() {
                self.section_end = self.find_end("]]>", inside);
            }
            return Some(taken_off(inside, ""));
        }
        match rest.as_bytes().get(2)?.is_ascii_alphabetic() {
            true => self.declaration(start),
            false => None,
        }
    }

    /// Returns a declaration: `<!DOCTYPE html>`, `<?xml version="1.0"?>`.
    fn declaration(&self, start: usize) -> Option<Markup> {
        let rest = &self.text.as_bytes()[start + 1..];
        let rest = &rest[..rest.len().min(LONGEST_DECLARATION)];
        let length = memchr(b'>', rest)?;
        let is_one = memchr(b'<', &rest[..length]).is_none();
        is_one.then(|| taken_off(start + 1 + length + 1, "\n"))
    }

    fn end_tag(&self, start: usize) -> Option<Markup> {
        let name = element_name(&self.text[start + 2..])?;
        let after = &self.text[start + 2 + name.len()..];
        let close = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if !close.starts_with('>') {
            return None;
        }
        let separator = separator(element(&name.to_ascii_lowercase()).map(|element| element.kind));
        Some(taken_off(self.text.len() - close.len() + 1, separator))
    }

    fn start_tag(&mut self, start: usize) -> Option<Markup> {
        let name = element_name(&self.text[start + 1..])?;
        let attributes = attributes(self.text, start + 1 + name.len())?;
        let name = name.to_ascii_lowercase();
        let known = element(&name);
        let kind = known.map(|element| element.kind);
        let is_sure = attributes.has_value || attributes.is_closed;
        let is_tag = match known {
            _ if is_sure => true,
            // "a <b and c> d" is prose.
            Some(_) if attributes.has_bare => name.len() > 1,
            Some(element) if element.is_end_optional || kind == Some(ElementKind::Dropped) => true,
            Some(_) => self.end_tag_after(&name, attributes.end).is_some(),
            None => {
                name.contains(['-', ':'])
                    && !attributes.has_bare
                    && self.end_tag_after(&name, attributes.end).is_some()
            }
        };
        if !is_tag {
            return None;
        }
        if kind == Some(ElementKind::Dropped)
            && !attributes.is_closed
            && let Some(tag) = self.end_tag_after(&name, attributes.end)
        {
            let close = memchr(b'>', &self.text.as_bytes()[tag..]);
            let end = close.map_or(self.text.len(), |close| tag + close + 1);
            return Some(taken_off(end, "\n"));
        }
        Some(taken_off(attributes.end, separator(kind)))
    }

    /// Returns where the next end tag of this element begins, from `from` on.
    fn end_tag_after(&mut self, name: &str, from: usize) -> Option<usize> {
        self.next_after(name, from, |text, from| {
            memchr_iter(b'<', &text[from..])
                .map(|at| from + at)
                .find(|&at| {
                    let found = text.get(at + 2..at + 2 + name.len());
                    text.get(at + 1) == Some(&b'/')
                        && found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                })
        })
    }

    /// Returns where `end` is, from `from` on.
    fn find_end(&mut self, end: &str, from: usize) -> Option<usize> {
        self.next_after(end, from, |text, from| {
            let found = Finder::new(end).find(text.get(from..)?);
            found.map(|at| from + at)
        })
    }

    /// Returns where `what` is next, from `from` on, which `search` finds.
    fn next_after(
        &mut self,
        what: &str,
        from: usize,
        search: impl Fn(&[u8], usize) -> Option<usize>,
    ) -> Option<usize> {
        let text = self.text.as_bytes();
        match self.next.iter_mut().find(|(known, _)| known == what) {
            Some((_, next)) => {
                if next.is_some_and(|next| next < from) {
                    *next = search(text, from);
                }
                *next
            }
            None => {
                let next = search(text, from);
                self.next.push((what.to_owned(), next));
                next
            }
        }
    }
}

fn taken_off(end: usize, separator: &'static str) -> Markup {
    Markup { end, separator }
}

fn separator(kind: Option<ElementKind>) -> &'static str {
    match kind {
        Some(ElementKind::Block | ElementKind::Dropped) => "\n",
        Some(ElementKind::Cell) => " ",
        Some(ElementKind::Inline) | None => "",
    }
}

/// Returns the name of an element at the start of `text`. It ends before a blank, a
/// slash or `>`.
fn element_name(text: &str) -> Option<&str> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    let bytes = text.as_bytes();
    let length = bytes
        .iter()
        .take(LONGEST_NAME)
        .take_while(|byte| is_of_name(byte));
    let name = &text[..length.count()];
    let begins = |part: &str| part.starts_with(|first: char| first.is_ascii_alphabetic());
    let follows = bytes.get(name.len())?;
    let is_name = name
        .split(['-', ':'])
        .enumerate()
        .all(|(index, part)| match index {
            0 => begins(part),
            _ => !part.is_empty(),
        });
    // The colon of an address is followed by a slash or a number.
    let has_space = name.split_once(':').is_none_or(|(_, local)| begins(local));
    let is_end = follows.is_ascii_whitespace() || matches!(follows, b'/' | b'>');
    (is_name && has_space && is_end).then_some(name)
}

/// The attributes of a tag.
#[derive(Clone, Copy, Debug, Default)]
struct TagAttributes {
    /// The byte after the `>` of the tag.
    end: usize,
    has_value: bool,
    /// Whether an attribute has no value.
    has_bare: bool,
    /// Whether the tag ends in `/>`.
    is_closed: bool,
}

/// Reads the attributes of a tag from `at` on. A `<` outside of quotation marks is
/// in no tag.
fn attributes(text: &str, mut at: usize) -> Option<TagAttributes> {
    let bytes = text.as_bytes();
    let mut found = TagAttributes::default();
    let is_blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    loop {
        match bytes.get(at)? {
            b'>' => {
                found.is_closed = bytes[at - 1] == b'/';
                found.end = at + 1;
                return Some(found);
            }
            b'<' => return None,
            b'/' => at += 1,
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => {
                let is_of_name = |byte: &u8| !matches!(byte, b'=' | b'>' | b'<' | b'/');
                let name = bytes[at..].iter();
                let ends = |byte: &u8| !is_of_name(byte) || byte.is_ascii_whitespace();
                // The name has at least the byte here, which may be a stray `=`.
                at += 1 + name.skip(1).position(ends)?;
                let mut value = at;
                while is_blank(value) {
                    value += 1;
                }
                if bytes.get(value) != Some(&b'=') {
                    found.has_bare = true;
                    continue;
                }
                found.has_value = true;
                value += 1;
                while is_blank(value) {
                    value += 1;
                }
                at = end_of_value(bytes, value);
            }
        }
    }
}

/// Returns the end of the value of an attribute that begins at `at`. A quotation
/// mark that is not closed counts as a part of a value without marks.
fn end_of_value(bytes: &[u8], at: usize) -> usize {
    if let Some(&mark @ (b'"' | b'\'')) = bytes.get(at)
        && let Some(length) = memchr(mark, &bytes[at + 1..])
    {
        return at + length + 2;
    }
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'<');
    let length = bytes[at.min(bytes.len())..].iter().position(ends);
    length.map_or(bytes.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(text: &str) -> Option<(&str, &'static str)> {
        let found = MarkupScanner::new(text).markup_at(0)?;
        Some((&text[found.end..], found.separator))
    }

    #[test]
    fn tags_are_recognized_and_prose_is_not() {
        for (text, expected) in [
            ("<p>A", Some(("A", "\n"))),
            ("</P >A", Some(("A", "\n"))),
            ("<br/>A", Some(("A", "\n"))),
            ("<td>A</td>", Some(("A</td>", " "))),
            ("<TD> A", None),
            ("<b>A</b>", Some(("A</b>", ""))),
            ("<b>A", None),
            ("<S> A", None),
            ("<wbr>A", Some(("A", ""))),
            ("<a href=\"x>y\" target=_blank>A", Some(("A", ""))),
            ("<div class='a'\n id = b>A", Some(("A", "\n"))),
            ("<img src=\"a.jpg\" alt=\"a < b\"/>A", Some(("A", ""))),
            ("<video controls>A", Some(("A", "\n"))),
            ("<span class=a>A", Some(("A", ""))),
            ("<o:p>A</o:p>", Some(("A</o:p>", ""))),
            ("<Berg-Lindqvist>A", None),
            ("<Berg-Lindqvist Fishing Co>A", None),
            ("<amp-img src=x>A", Some(("A", ""))),
            ("<photo id=\"3\">A", Some(("A", ""))),
            ("</photo>A", Some(("A", ""))),
            ("<!-- a <b> -->A", Some(("A", ""))),
            ("<!DOCTYPE html>A", Some(("A", "\n"))),
            ("<?xml version=\"1.0\"?>A", Some(("A", "\n"))),
            ("<![CDATA[A", Some(("A", ""))),
            (
                "<script>if (a < b) { c('</p>'); }</SCRIPT >A",
                Some(("A", "\n")),
            ),
            ("<style>p { }</style>A", Some(("A", "\n"))),
            // The end of the contents was cut off with the text.
            ("<script>A", Some(("A", "\n"))),
            ("< b", None),
            ("<3", None),
            ("<", None),
            ("</", None),
            ("<b", None),
            ("<p class=\"a", None),
            ("<a@b.example>", None),
            ("<ann.berg@harbour.example>", None),
            ("<https://harbour.example/a>", None),
            ("<mailto:a@b.example>", None),
            ("<Staff>", None),
            ("<Harbour Ledger>", None),
            ("<b and c> d", None),
            ("<div <p>", None),
            ("<!", None),
            ("<!-- A", None),
            ("<?>", None),
            ("</ p>", None),
        ] {
            assert_eq!(markup(text), expected, "{text}");
        }
    }
}
