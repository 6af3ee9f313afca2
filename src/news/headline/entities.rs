/*!
References that a scraper left in a headline: `&quot;`, `&#8217;`.

Only those that stand for punctuation and for what headlines are written with;
this is no reader of HTML.
*/

use std::borrow::Cow;

/// References by name, and what they stand for, beside [`LATIN_1`].
const NAMED: &[(&str, char)] = &[
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
];

/// The names of the characters from 160 to 255, in order (HTML 4, 24.2.1).
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

/// What the numbers from 128 to 159 stand for: pages number them as Windows
/// does, and browsers read them so (code page 1252). Five stand for nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Bytes of a reference between `&` and `;`, at most.
const LONGEST: usize = 8;

/// `text` with references put back to what they stand for. What was escaped
/// twice (`&amp;#8217;`) is put back twice.
#[must_use]
pub fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = next(text) else {
        return Cow::Borrowed(text);
    };
    let once = put_back(text, first);
    // An ampersand may have been put back that begins a reference.
    let twice = next(&once)
        .filter(|_| text.contains("&amp;"))
        .map(|first| put_back(&once, first));
    Cow::Owned(twice.unwrap_or(once))
}

/// `text` with the reference `first` and those behind it put back.
fn put_back(text: &str, first: Reference) -> String {
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, Some(first));
    while let Some(reference) = found {
        plain.push_str(&rest[..reference.start]);
        plain.push(reference.character);
        rest = &rest[reference.end..];
        found = next(rest);
    }
    plain.push_str(rest);
    plain
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
                of_number(code.ok()?)?
            }
            None => of_name(&name[..length])?,
        };
        Some(Reference {
            start,
            end: start + length + 2,
            character,
        })
    })
}

/// The character that HTML numbers `code`.
fn of_number(code: u32) -> Option<char> {
    let windows = code.checked_sub(0x80).and_then(|code| {
        let index = usize::try_from(code).ok()?;
        WINDOWS.get(index).copied()
    });
    windows.or_else(|| char::from_u32(code))
}

/// The character that HTML calls `name`.
fn of_name(name: &str) -> Option<char> {
    let of_latin = || {
        let index = LATIN_1.iter().position(|known| *known == name)?;
        char::from_u32(0xA0 + u32::try_from(index).ok()?)
    };
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, character)| character)
        .or_else(of_latin)
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
            (
                "Avi&oacute;n &amp; cora&ccedil;&atilde;o",
                "Avión & coração",
            ),
            ("&iquest;Zarpa el ferry?", "¿Zarpa el ferry?"),
            (
                "Mayor&#146;s &#147;ferry&#148; &#x96; &#128;5",
                "Mayor’s “ferry” – €5",
            ),
            (
                "Mayor&amp;#8217;s &amp;quot;ferry&amp;quot;",
                "Mayor’s \"ferry\"",
            ),
            ("Docks &amp;amp;amp; ferries", "Docks &amp; ferries"),
            ("&#x110000;&#;&;", "&#x110000;&#;&;"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
