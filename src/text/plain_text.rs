/*!
A field of a record as people read it: without tags, and with its character
references decoded.

Many scrapers leave HTML in their texts. Words, blocks and credits are read from
the plain text. Findings speak of the field, so that a span of the plain text can be
turned into that of the field.

# Choices

* Most fields have neither `<` nor `&`. They are searched for these bytes and
  borrowed.
* What was escaped is taken off as well (`&lt;p&gt;`, `&amp;quot;`): decoding
  repeats where it gave a `<` or a `&`, at most [`MAX_PASSES`] times. Each pass has
  a list of its replacements.
* A `<` or a `&` that is no markup stays as it is: see [`tags`](crate::text::tags)
  and [`references`](crate::text::references).
*/

use std::borrow::Cow;

use memchr::memchr2;

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::references::reference_at;
use crate::text::tags::MarkupScanner;

/// Times that a field is decoded, at most. A tag that was escaped twice takes three.
const MAX_PASSES: usize = 3;

/// The plain text of a field.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlainText<'a> {
    text: Cow<'a, str>,
    /// The replacements of each pass, in order.
    passes: Vec<Vec<Replacement>>,
}

/// A part of a text and what stands in its place.
#[derive(Clone, Copy, Debug)]
struct Replacement {
    /// The span of the part in the text before the pass.
    before: Span,
    /// The span in the text after the pass; empty where nothing is left.
    after: Span,
}

impl<'a> PlainText<'a> {
    /// Reads `field`. Panics when it has more than 4 GiB.
    ///
    /// # Complexity
    ///
    /// Linear. A field without markup is searched and not copied.
    pub(crate) fn of(field: &'a str) -> PlainText<'a> {
        let mut plain = PlainText {
            text: Cow::Borrowed(field),
            passes: Vec::new(),
        };
        while plain.passes.len() < MAX_PASSES {
            let Some(pass) = replace(&plain.text) else {
                break;
            };
            plain.text = Cow::Owned(pass.text);
            plain.passes.push(pass.replacements);
            if !pass.has_decoded_markup {
                break;
            }
        }
        plain
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// Returns whether the field has no markup.
    pub(crate) fn is_field(&self) -> bool {
        self.passes.is_empty()
    }

    /// Returns the span of the field that a span of the plain text was read from,
    /// without tags before and after it.
    pub(crate) fn in_field(&self, span: Span) -> Span {
        let passes = self.passes.iter().rev();
        passes.fold(span, |span, pass| {
            let start = start_before(pass, span.start);
            match span.is_empty() {
                true => Span::new(start, start),
                false => Span::new(start, end_before(pass, span.end)),
            }
        })
    }
}

/// Returns where a span began, before a pass, that begins at `start` after it.
fn start_before(pass: &[Replacement], start: u32) -> u32 {
    let count = pass.partition_point(|one| one.after.start <= start);
    match count.checked_sub(1).map(|last| pass[last]) {
        None => start,
        Some(last) if start < last.after.end => last.before.start,
        Some(last) => last.before.end + (start - last.after.end),
    }
}

/// Returns where a span ended, before a pass, that ends at `end` after it.
fn end_before(pass: &[Replacement], end: u32) -> u32 {
    let count = pass.partition_point(|one| one.after.start < end);
    match count.checked_sub(1).map(|last| pass[last]) {
        None => end,
        Some(last) => last.before.end + end.saturating_sub(last.after.end),
    }
}

/// What one pass makes of a text.
struct MarkupPass {
    text: String,
    replacements: Vec<Replacement>,
    /// Whether a `<` or a `&` was decoded, which may begin more markup.
    has_decoded_markup: bool,
}

/// Takes the tags off `text` and decodes its references; `None` if it has neither.
fn replace(text: &str) -> Option<MarkupPass> {
    let bytes = text.as_bytes();
    let mut scanner = MarkupScanner::new(text);
    let mut pass = MarkupPass {
        text: String::new(),
        replacements: Vec::new(),
        has_decoded_markup: false,
    };
    let (mut copied, mut at) = (0, 0);
    loop {
        let next = memchr2(b'<', b'&', &bytes[at..]).map(|next| at + next);
        let section_end = scanner.section_end(at);
        let start = match (next, section_end) {
            (Some(next), Some(end)) => next.min(end),
            (Some(next), None) => next,
            (None, Some(end)) => end,
            (None, None) => break,
        };
        let mut decoded = [0; 4];
        let (end, replacement): (usize, &str) = if section_end == Some(start) {
            (start + 3, "")
        } else if bytes[start] == b'&' {
            let Some(reference) = reference_at(text, start) else {
                at = start + 1;
                continue;
            };
            pass.has_decoded_markup |= matches!(reference.character, '<' | '&');
            (reference.end, reference.character.encode_utf8(&mut decoded))
        } else {
            let Some(markup) = scanner.markup_at(start) else {
                at = start + 1;
                continue;
            };
            (markup.end, markup.separator)
        };
        if pass.replacements.is_empty() {
            pass.text.reserve(text.len());
        }
        pass.text.push_str(&text[copied..start]);
        let after = to_u32(pass.text.len());
        pass.text.push_str(replacement);
        pass.replacements.push(Replacement {
            before: Span::new(to_u32(start), to_u32(end)),
            after: Span::new(after, to_u32(pass.text.len())),
        });
        (copied, at) = (end, end);
    }
    if pass.replacements.is_empty() {
        return None;
    }
    pass.text.push_str(&text[copied..]);
    Some(pass)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::blocks::blocks;
    use crate::text::words::Words;

    fn plain(field: &str) -> String {
        PlainText::of(field).text().to_owned()
    }

    /// The words of `field`, each as it stands in the field.
    fn words_in(field: &str) -> Vec<String> {
        let plain = PlainText::of(field);
        let words = Words::of(plain.text());
        let spans = words.spans().iter();
        spans
            .map(|&span| plain.in_field(span).of(field).to_owned())
            .collect()
    }

    #[test]
    fn tags_are_taken_off_and_references_decoded() {
        for (field, expected) in [
            (
                "<div><p>SKARHOLM (AP) - Ferries</p></div>",
                "\n\nSKARHOLM (AP) - Ferries\n\n",
            ),
            ("One<br>two", "One\ntwo"),
            ("<b>Gov</b>ernment", "Government"),
            ("govern<wbr>ment", "government"),
            ("<td>1</td><td>2</td>", " 1  2 "),
            ("a < b, <3, R&D, AT&T;", "a < b, <3, R&D, AT&T;"),
            ("Ann <a@b.example> &amp; co", "Ann <a@b.example> & co"),
            ("&lt;p&gt;One&lt;/p&gt;two", "\nOne\ntwo"),
            (
                "&amp;lt;br&amp;gt;One &amp;quot;two&amp;quot;",
                "\nOne \"two\"",
            ),
            ("Docks &amp;amp;amp; ferries", "Docks & ferries"),
            ("five &lt; six &gt; two", "five < six > two"),
            ("<![CDATA[One ]]>two ]]>", "One two ]]>"),
            ("&lt;![CDATA[One]]&gt; two", "One two"),
            ("<![CDATA[<![CDATA[One]]>", "One"),
            ("One<script>two &amp; <b>three</script>four", "One\nfour"),
            ("One<!-- two -->three", "Onethree"),
        ] {
            assert_eq!(plain(field), expected, "{field}");
        }
    }

    #[test]
    fn words_are_shown_as_they_stand_in_the_field() {
        assert_eq!(
            words_in(
                "<p>Mayor&#8217;s <b>Gov</b>ernment &eacute;t&amp;eacute;, <i>R&amp;D</i></p>"
            ),
            [
                "Mayor&#8217;s",
                "Gov</b>ernment",
                "&eacute;t&amp;eacute;",
                "R",
                "D"
            ],
        );
        assert_eq!(words_in("&lt;p&gt;One&lt;/p&gt;two"), ["One", "two"]);
    }

    proptest! {
        #[test]
        fn spans_of_any_text_are_spans_of_its_field(
            field in "(<p>|</p>|<b>|<!--|-->|<script>|</script>|<!\\[CDATA\\[|\\]\\]>|&amp;|&lt;|&gt;|&#8203;|&quot;|<a href=\"|\">|[a-zé北<>&;\"= \n]{1,3}){0,20}",
        ) {
            let plain = PlainText::of(&field);
            if plain.is_field() {
                prop_assert_eq!(plain.text(), &field);
            }
            let words = Words::of(plain.text());
            let mut end = 0;
            for &span in words.spans() {
                let found = plain.in_field(span);
                prop_assert!(found.start >= end && found.end > found.start);
                prop_assert!(field.get(found.start as usize..found.end as usize).is_some());
                end = found.end;
            }
            prop_assert!(end as usize <= field.len());
            // Decoding the part of the field again gives the part of the text, unless a
            // decoded sign and its neighbors make markup.
            for block in blocks(plain.text()) {
                let found = plain.in_field(block);
                prop_assert!(!found.of(&field).is_empty());
            }
        }

        #[test]
        fn text_without_markup_is_the_field(field in "([a-zé北;#. \n]|< |<[0-9]|& |&[a-z]{1,9} ){0,40}") {
            let plain = PlainText::of(&field);
            prop_assert!(plain.is_field());
            prop_assert!(matches!(plain.into_text(), Cow::Borrowed(text) if text == field));
        }

        #[test]
        fn tags_around_paragraphs_change_no_word(
            paragraphs in prop::collection::vec("[a-zéA-Z0-9北.,'’ -]{0,30}", 0..6),
        ) {
            let lines = paragraphs.join("\n");
            let tagged: String = paragraphs
                .iter()
                .map(|paragraph| format!("<p class=\"a\">{paragraph}</p>"))
                .collect();
            let tagged = format!("<div>{tagged}<br/></div>");
            let escaped = tagged.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            let expected = Words::of(&lines);
            for field in [tagged, escaped] {
                let plain = PlainText::of(&field);
                let words = Words::of(plain.text());
                prop_assert_eq!(words.hashes(), expected.hashes());
                let in_field = |(span, &whole): (&Span, &Span)| {
                    plain.in_field(*span).of(&field) == whole.of(&lines)
                };
                prop_assert!(words.spans().iter().zip(expected.spans()).all(in_field));
                let paragraphs = blocks(&paragraphs.join("\n\n")).len();
                prop_assert_eq!(blocks(plain.text()).len(), paragraphs);
            }
        }
    }
}
