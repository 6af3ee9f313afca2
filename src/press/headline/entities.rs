/*!
References that a scraper left in a headline: `&quot;`, `&#8217;`.

Only those that stand for punctuation and for what headlines are written with;
this is no reader of HTML.
*/

use std::borrow::Cow;

/// References by name, and what they stand for.
const NAMED: &[(&str, char)] = &[
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("szlig", 'ß'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ntilde", 'ñ'),
];

/// Bytes of a reference between `&` and `;`, at most.
const LONGEST: usize = 8;

/// `text` with references put back to what they stand for.
#[must_use]
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = next(text) else {
        return Cow::Borrowed(text);
    };
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, Some(first));
    while let Some(reference) = found {
        plain.push_str(&rest[..reference.start]);
        plain.push(reference.character);
        rest = &rest[reference.end..];
        found = next(rest);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

struct Reference {
    start: usize,
    end: usize,
    character: char,
}

fn next(text: &str) -> Option<Reference> {
    text.match_indices('&').find_map(|(start, _)| {
        let name = &text[start + 1..];
        let looked_at = &name.as_bytes()[..name.len().min(LONGEST + 1)];
        let length = memchr::memchr(b';', looked_at)?;
        let character = match name[..length].strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)?
            }
            None => NAMED.iter().find(|(known, _)| *known == &name[..length])?.1,
        };
        Some(Reference {
            start,
            end: start + length + 2,
            character,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_put_back_and_nothing_else() {
        for (text, expected) in [
            ("&quot;Ferry&quot; sinks", "\"Ferry\" sinks"),
            ("Mayor&#8217;s ferry &amp; bridge", "Mayor’s ferry & bridge"),
            ("AT&T; M&A & more", "AT&T; M&A & more"),
            ("F&#xe4;hre", "Fähre"),
            ("&#x110000;&#;&;", "&#x110000;&#;&;"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
