/*!
What a file is, told by how it begins.

The first bytes count before the name: a name says how a table's columns are
parted and whether a text is one article, and nothing else. This module does
not open files.
*/

use memchr::memchr;

use crate::article::ByteRange;
use crate::input::formats::csv::Header;
use crate::input::formats::split::{Rows, Splitter, Start};
use crate::input::records::names::Names;

/// The ends of names that tell a format.
const EXTENSIONS: [&str; 8] = [
    "jsonl",
    "ndjson",
    "jl",
    "jsonlines",
    "json",
    "csv",
    "tsv",
    "txt",
];

/// Bytes from which the form is told: enough for the first line of most
/// records, of which one suffices.
pub(crate) const HEAD: usize = 64 << 10;

/// Bytes in which a byte of zero makes a file binary.
const TEXT_HEAD: usize = 8 << 10;

/// The form of a file that holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    JsonLines,
    JsonArray,
    JsonValues,
    /// A table with this delimiter.
    Table(u8),
    Text,
}

/// The marks at the beginning of formats that hold no records as text.
const MARKS: [(&[u8], &str); 8] = [
    (b"PAR1", "Parquet"),
    (b"WARC/", "WARC"),
    (b"filedesc://", "ARC"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
];

/// The beginnings of marked-up pages, in lower case.
const PAGES: [(&str, &str); 3] = [
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<?xml", "XML"),
];

/// The mark of UTF-8, which says nothing else.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where a tar archive says that it is one.
const TAR: std::ops::Range<usize> = 257..262;

/// The form of the file `name` whose first bytes, without a byte order mark,
/// are `head`.
///
/// # Errors
///
/// When the file holds no articles that can be read; the error says why.
pub(crate) fn form(head: &[u8], name: &str, names: &Names) -> Result<Form, String> {
    if let Some(format) = unsupported(head) {
        return Err(format!("{format} files are not supported yet"));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let hint = "hint: `iconv -f UTF-16 -t UTF-8` makes it readable";
        return Err(format!("text in UTF-16, expected UTF-8\n{hint}"));
    }
    let extension = extension(name);
    let text = head.trim_ascii_start();
    if is_array(text) {
        return Ok(Form::JsonArray);
    }
    if is_object(text) {
        // Whoever calls a file JSON Lines means it, even if its first line is
        // broken.
        let is_lines = matches!(extension, "jsonl" | "ndjson") || !breaks_in_object(text);
        return Ok(if is_lines {
            Form::JsonLines
        } else {
            Form::JsonValues
        });
    }
    // A file that begins as JSON is JSON, with a broken record in it.
    if head[..head.len().min(TEXT_HEAD)].contains(&0) {
        return Err("a binary file, expected text".to_owned());
    }
    Ok(match extension {
        "tsv" => Form::Table(b'\t'),
        "csv" => Form::Table(delimiter(text)),
        "txt" => Form::Text,
        "jsonl" | "ndjson" | "json" => Form::JsonLines,
        _ => table(text, names).unwrap_or(Form::JsonLines),
    })
}

/// The end of a file's name that tells its format, without `.gz` or `.zst`;
/// empty if it is none that is known.
pub(crate) fn extension(name: &str) -> &'static str {
    let (stem, last) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_compressed = ["gz", "zst"]
        .iter()
        .any(|end| last.eq_ignore_ascii_case(end));
    let last = if is_compressed {
        stem.rsplit_once('.').map_or("", |(_, end)| end)
    } else {
        last
    };
    EXTENSIONS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(last))
        .unwrap_or("")
}

/// The format of `head`, if it is a known one that cannot be read.
fn unsupported(head: &[u8]) -> Option<&'static str> {
    if let Some((_, format)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(format);
    }
    if head.get(TAR) == Some(b"ustar") {
        return Some("tar");
    }
    let text = head.trim_ascii_start();
    let begins = |(page, _): &&(&str, &str)| {
        text.get(..page.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(page.as_bytes()))
    };
    PAGES.iter().find(begins).map(|(_, format)| *format)
}

/// Whether `text` begins as an array of objects. A text may begin with a
/// bracket too ("[Updated at noon]").
fn is_array(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'{' | b']')))
}

/// Whether `text` begins as an object.
fn is_object(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'"' | b'}')))
}

/// Whether the first line of `text` ends within an object and outside its
/// buffers. So do objects that are printed over several lines; a line that was
/// cut off mostly ends in a string.
fn breaks_in_object(text: &[u8]) -> bool {
    let Some(end) = memchr(b'\n', text) else {
        return false;
    };
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in &text[..end] {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth > 0 && !in_string
}

/// The delimiter of a table of which no name tells it.
fn table(text: &[u8], names: &Names) -> Option<Form> {
    let row = std::str::from_utf8(first_row(text, b',')?).ok()?;
    [b',', b'\t', b';']
        .into_iter()
        .find(|delimiter| Header::new(row, *delimiter, names).is_likely())
        .map(Form::Table)
}

/// The delimiter of a file that is named `.csv`: the comma, unless the header
/// has none and another one.
fn delimiter(text: &[u8]) -> u8 {
    let row = first_row(text, b',').unwrap_or(text);
    let parts = |delimiter: &u8| row.contains(delimiter);
    [b',', b'\t', b';'].into_iter().find(parts).unwrap_or(b',')
}

/// The first row of `text`, or as much of it as there is.
fn first_row(text: &[u8], delimiter: u8) -> Option<&[u8]> {
    let mut rows = Vec::new();
    let mut splitter = Rows::new(Start { offset: 0, line: 1 }, delimiter);
    splitter.feed(text, &mut rows);
    splitter.finish(&mut rows);
    let ByteRange { offset, length, .. } = *rows.first()?;
    let (start, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
    text.get(start..)?.get(..length)
}

#[cfg(test)]
mod tests {
    use crate::input::formats::form::{Form, extension, form};
    use crate::input::records::columns::Columns;
    use crate::input::records::names::Names;

    fn told(head: &[u8], name: &str) -> Result<Form, String> {
        form(head, name, &Names::new(&Columns::default()))
    }

    #[test]
    fn the_content_counts_before_the_name() {
        for (head, name, expected) in [
            (" [ {\"id\": 1}]", "a.csv", Form::JsonArray),
            ("[]", "a.jsonl", Form::JsonArray),
            ("\n{\"id\": 1}\n", "a.csv", Form::JsonLines),
            ("{}\n{}", "-", Form::JsonLines),
            ("{\"id\": 1}\n", "a.txt", Form::JsonLines),
            ("[Updated at noon] {", "a.txt", Form::Text),
            ("{sic}", "a.txt", Form::Text),
        ] {
            assert_eq!(
                told(head.as_bytes(), name),
                Ok(expected),
                "{head} in {name}"
            );
        }
    }

    #[test]
    fn the_name_tells_what_the_content_leaves_open() {
        for (head, name, expected) in [
            ("id,text\n", "a.csv", Form::Table(b',')),
            ("id\ttext\n", "a.CSV.gz", Form::Table(b'\t')),
            ("id;text\n", "a.csv", Form::Table(b';')),
            ("word\n", "a.csv", Form::Table(b',')),
            ("id,text\n", "a.tsv.zst", Form::Table(b'\t')),
            ("id,text\n", "a.txt", Form::Text),
            ("id,text\n", "a.jsonl", Form::JsonLines),
            ("", "a.jsonl", Form::JsonLines),
        ] {
            assert_eq!(
                told(head.as_bytes(), name),
                Ok(expected),
                "{head} in {name}"
            );
        }
    }

    #[test]
    fn a_table_without_a_name_is_told_by_its_header() {
        for (head, expected) in [
            ("id,text\n1,a\n", Form::Table(b',')),
            ("id\tTitle\n", Form::Table(b'\t')),
            ("\"a, b\";body\n", Form::Table(b';')),
            ("The harbor, said Mr. Lind, was closed.\n", Form::JsonLines),
            ("text\n", Form::JsonLines),
        ] {
            assert_eq!(told(head.as_bytes(), "-"), Ok(expected), "{head}");
        }
    }

    #[test]
    fn an_object_over_several_lines_is_told_from_a_line_that_was_cut() {
        let printed = b"{\n  \"id\": 1\n}\n";
        let cut = b"{\"id\": 1, \"text\": \"The fer\n{\"id\": 2}\n";
        assert_eq!(told(printed, "a.json"), Ok(Form::JsonValues));
        assert_eq!(told(printed, "-"), Ok(Form::JsonValues));
        assert_eq!(told(printed, "a.jsonl"), Ok(Form::JsonLines));
        assert_eq!(told(cut, "a.json"), Ok(Form::JsonLines));
    }

    #[test]
    fn formats_that_cannot_be_read_are_named() {
        let mut tar = [b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (head, format) in [
            (&b"PAR1\x15\x04"[..], "Parquet"),
            (b"WARC/1.0\r\n", "WARC"),
            (b"\n<!DOCTYPE HTML>", "HTML"),
            (b"<html lang=en>", "HTML"),
            (b"PK\x03\x04", "zip"),
            (b"BZh91AY", "bzip2"),
            (&tar, "tar"),
        ] {
            assert_eq!(
                told(head, "a.txt"),
                Err(format!("{format} files are not supported yet"))
            );
        }
    }

    #[test]
    fn what_is_no_text_in_utf_8_is_told() {
        assert_eq!(
            told(b"\x7fELF\0\0", "a"),
            Err("a binary file, expected text".to_owned())
        );
        assert!(told(b"\xff\xfe{\0", "a").unwrap_err().contains("\nhint: "));
    }

    #[test]
    fn a_name_ends_in_its_format() {
        for (name, expected) in [
            ("a.jsonl", "jsonl"),
            ("a.b.JSON.gz", "json"),
            ("a.txt.ZST", "txt"),
            ("a.gz", ""),
            ("jsonl", ""),
            ("a.md", ""),
            ("-", ""),
        ] {
            assert_eq!(extension(name), expected, "{name}");
        }
    }
}
