/*!
Recognizes the format of a file by its first bytes, its name, or its first line.

The first bytes count before the name. The formats themselves decide; this
module knows only those that cannot be read.
*/

use crate::error::ReasonResult;
use crate::input::formats::format::{Evidence, FileHead, FileRecords, InputFormat};
use crate::input::formats::splitter::TextPosition;
use crate::input::formats::{FORMATS, extensions};
use crate::input::source::SourceFile;

/// Bytes that a format is recognized by: enough for the first line of most
/// files.
const HEAD: usize = 64 << 10;

/// The first bytes of a file in which a zero byte shows that it is no text.
const BINARY_HEAD: usize = 8 << 10;

/// The mark of UTF-8 text. It is not part of the first record.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first bytes of formats that cannot be read.
const UNSUPPORTED: [(&[u8], &str); 8] = [
    (b"PAR1", "Parquet"),
    (b"WARC/", "WARC"),
    (b"filedesc://", "ARC"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
];

/// The first words of pages, in lower case.
const PAGES: [(&str, &str); 3] = [
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<?xml", "XML"),
];

/// Where a tar archive has the word `ustar` (POSIX.1-1988).
const TAR: std::ops::Range<usize> = 257..262;

/// Opens a file with the format that it is recognized to have.
pub(crate) fn open(source: SourceFile<'_>) -> ReasonResult<Box<dyn FileRecords>> {
    let bytes = source
        .content
        .head(&source.context.disk, HEAD)
        .map_err(|error| error.to_string())?;
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
    let head = FileHead {
        bytes: text,
        start: TextPosition {
            offset: (bytes.len() - text.len()) as u64,
            ..TextPosition::START
        },
        extension: extension(source.name),
        names: &source.context.names,
    };
    recognize(&head)?.open(&head, source)
}

fn recognize(head: &FileHead<'_>) -> ReasonResult<&'static dyn InputFormat> {
    let mut best: Option<(Evidence, &dyn InputFormat)> = None;
    for &format in FORMATS {
        let evidence = format.recognize(head);
        if evidence > best.map(|(evidence, _)| evidence) {
            best = evidence.map(|evidence| (evidence, format));
        }
    }
    if let Some((Evidence::Content, format)) = best {
        return Ok(format);
    }
    if let Some(name) = unsupported(head) {
        return Err(format!("{name} files are not supported yet"));
    }
    if head.bytes.starts_with(b"\xff\xfe") || head.bytes.starts_with(b"\xfe\xff") {
        let hint = "hint: `iconv -f UTF-16 -t UTF-8` makes it readable";
        return Err(format!("text in UTF-16, expected UTF-8\n{hint}"));
    }
    if head.bytes.iter().take(BINARY_HEAD).any(|&byte| byte == 0) {
        return Err("a binary file, expected text".to_owned());
    }
    let format = best.map(|(_, format)| format);
    format.ok_or_else(|| "no known format".to_owned())
}

/// Returns the name of a format that cannot be read.
fn unsupported(head: &FileHead<'_>) -> Option<&'static str> {
    let mut marks = UNSUPPORTED.iter();
    if let Some((_, name)) = marks.find(|(mark, _)| head.bytes.starts_with(mark)) {
        return Some(name);
    }
    if head.bytes.get(TAR) == Some(b"ustar") {
        return Some("tar");
    }
    let begins = |page: &str| {
        let start = head.text().get(..page.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(page.as_bytes()))
    };
    let page = PAGES.iter().find(|(page, _)| begins(page));
    page.map(|(_, name)| *name)
}

/// Returns the extension of a file name, without that of a compression. Empty
/// where there is none.
fn extension(name: &str) -> &str {
    let split = |name| str::rsplit_once(name, '.').unwrap_or((name, ""));
    let (stem, last) = split(name);
    let is_compressed = last.eq_ignore_ascii_case("gz") || last.eq_ignore_ascii_case("zst");
    if is_compressed { split(stem).1 } else { last }
}

/// Returns whether a file of a folder is read.
pub(crate) fn has_known_extension(name: &str) -> bool {
    let extension = extension(name);
    extensions().any(|known| known.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::names::ColumnLookup;

    /// Returns the first extension of the format that is recognized, or
    /// `values` for JSON values that are not lines.
    fn recognized(bytes: &[u8], name: &str) -> Result<&'static str, String> {
        let head = FileHead {
            bytes,
            start: TextPosition::START,
            extension: extension(name),
            names: &ColumnLookup::new(&Columns::default()),
        };
        let format = recognize(&head)?;
        Ok(format.extensions().first().unwrap_or(&"values"))
    }

    #[test]
    fn content_counts_before_the_name_and_the_name_before_the_first_line() {
        // The first line describes the columns.
        for line in include_str!("recognize_cases.tsv").lines().skip(1) {
            let parts: Vec<&str> = line.split('\t').collect();
            let (expected, name) = (parts[0], parts[1]);
            let bytes: String = serde_json::from_str(parts[2]).unwrap();
            let found = recognized(bytes.as_bytes(), name);
            assert_eq!(found, Ok(expected), "{bytes} in {name}");
        }
    }

    #[test]
    fn formats_that_cannot_be_read_are_named() {
        let mut tar = [b'a'; 512];
        tar[TAR].copy_from_slice(b"ustar");
        for (bytes, name) in [
            (&b"\n<!DOCTYPE HTML>"[..], "HTML"),
            (b"<html lang=en>", "HTML"),
            (b"BZh91AY", "bzip2"),
            (&tar, "tar"),
        ] {
            let reason = format!("{name} files are not supported yet");
            assert_eq!(recognized(bytes, "a.txt"), Err(reason));
        }
    }

    #[test]
    fn the_extension_of_a_compression_is_passed_over() {
        for (name, expected, is_known) in [
            ("a.jsonl", "jsonl", true),
            ("a.b.JSON.gz", "JSON", true),
            ("a.txt.ZST", "txt", true),
            ("a.gz", "", false),
            ("jsonl", "", false),
            ("a.md", "md", false),
            ("-", "", false),
        ] {
            assert_eq!(extension(name), expected, "{name}");
            assert_eq!(has_known_extension(name), is_known, "{name}");
        }
    }
}
