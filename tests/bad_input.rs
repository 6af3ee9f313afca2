//! Bad input is reported with its location and reason, and the rest is read.
//!
//! There is one test for each kind of error that a scraped dump may have.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod dump;

use dump::{Folder, Met, gzip, open, open_with, read, zstd};
use wirecopy::{Columns, Dump, Files, ReadOptions, RecordPlace, RewritableDump};

const FERRY: &str = r#"{"id": "ferry", "text": "The ferry to Skarholm was cancelled."}"#;
const FIRE: &str = r#"{"id": "fire", "text": "A fire closed the harbor on Tuesday."}"#;

/// Returns the records of a file with this name and content. Errors do not
/// contain the name of its folder.
fn met_in(name: &str, content: impl AsRef<[u8]>) -> Vec<Met> {
    let folder = Folder::new();
    let files = open(&folder.write(name, content));
    without_folder(&folder, read(&files))
}

fn without_folder(folder: &Folder, mut met: Vec<Met>) -> Vec<Met> {
    for record in &mut met {
        if let Err(error) = &mut record.article {
            *error = folder.strip(error);
        }
    }
    met
}

/// Returns the ids of articles and the texts of errors, in order.
fn outcomes(met: &[Met]) -> Vec<&str> {
    met.iter()
        .map(|met| {
            if met.article.is_ok() {
                met.id()
            } else {
                met.error()
            }
        })
        .collect()
}

/// Checks that a bad line between two good ones is reported with its reason, is
/// given as it is, and does not affect the others.
#[track_caller]
fn assert_line_is_bad(line: &[u8], reason: &str) {
    let content = [FERRY.as_bytes(), b"\n", line, b"\n", FIRE.as_bytes(), b"\n"].concat();
    let met = met_in("wire.jsonl", content);
    assert_eq!(
        outcomes(&met),
        ["ferry", &format!("wire.jsonl:2: {reason}"), "fire"]
    );
    assert_eq!(met[1].bytes, line);
    assert_eq!(met[2].line(), 3);
}

#[test]
fn broken_json() {
    assert_line_is_bad(
        br#"{"id": "x", "text": "#,
        "expected a value, found the end of the record at column 21",
    );
    let reason = "expected a JSON object, found HTML or XML";
    assert_line_is_bad(b"<p>The ferry</p>", reason);
}

#[test]
fn bytes_after_an_object() {
    assert_line_is_bad(
        br#"{"id": "x"} {"id": "y"}"#,
        "expected the end of the record, found `{` at column 13",
    );
}

#[test]
fn a_record_that_is_no_object() {
    assert_line_is_bad(br#""The ferry""#, "expected a JSON object, found a string");
    assert_line_is_bad(
        br#"["The ferry"]"#,
        "expected a JSON object, found an array",
    );
}

#[test]
fn a_text_of_a_wrong_type() {
    assert_line_is_bad(
        br#"{"text": 7}"#,
        "expected a string in `text`, found a number",
    );
    assert_line_is_bad(
        br#"{"content": {}}"#,
        "expected a string in `content`, found an object",
    );
}

#[test]
fn an_id_of_a_wrong_type() {
    let reason = "expected a string or a number in `id`, found an array";
    assert_line_is_bad(br#"{"id": [1], "text": "a"}"#, reason);
}

#[test]
fn invalid_utf_8() {
    let line = b"{\"id\": \"x\", \"text\": \"caf\xe9\"}";
    assert_line_is_bad(line, "invalid UTF-8 at byte 24 of the record");
}

#[test]
fn half_of_a_surrogate_pair() {
    let reason = "expected both halves of a surrogate pair, such as `\\ud83d\\ude00`, found one half at column 17";
    assert_line_is_bad(br#"{"text": "\ud83d"}"#, reason);
}

#[test]
fn json_nested_two_hundred_thousand_deep() {
    for record in [
        format!("{{\"id\": 1, \"other\": {}", "[".repeat(200_000)),
        format!(
            "{{\"text\": {}1{}}}",
            "[".repeat(200_000),
            "]".repeat(200_000)
        ),
        "{\"a\":".repeat(200_000),
        "[".repeat(200_000),
    ] {
        assert_line_is_bad(record.as_bytes(), "nested deeper than 127 levels");
    }
}

#[test]
fn a_record_above_the_limit() {
    let long = format!(r#"{{"id": "long", "text": "{}"}}"#, "a".repeat(5 << 20));
    let folder = Folder::new();
    for (name, content) in [
        ("wire.jsonl", format!("{FERRY}\n{long}\n{FIRE}\n")),
        ("wire.json", format!("[{FERRY},\n{long},\n{FIRE}]")),
        ("wire.jsonl.gz", format!("{FERRY}\n{long}\n{FIRE}\n")),
    ] {
        let content = content.into_bytes();
        let stored = if name.ends_with("gz") {
            gzip(&content)
        } else {
            content
        };
        let mut options = ReadOptions::default();
        options.max_record = 1000;
        let files = open_with(&folder.write(name, stored), options);
        let met = without_folder(&folder, read(&files));
        let length = long.len();
        let reason =
            format!("{name}:2: a record of {length} bytes, expected 1000 at most (--max-record)");
        assert_eq!(outcomes(&met), ["ferry", &reason, "fire"]);
        assert!(met[1].bytes.is_empty());
        let mut copy = Vec::new();
        files.copy_record(met[1].reference, &mut copy).unwrap();
        assert_eq!(copy, long.as_bytes());
        assert!(files.read_again(met[1].reference, &mut |_| ()).is_err());
    }
}

#[test]
fn a_row_with_a_field_too_few_or_too_many() {
    let met = met_in(
        "wire.csv",
        "id,title,text\n1,a,b\n2,\"a\nb\"\n3,a,b,c\n4,a,b\n",
    );
    let short = "wire.csv:3: expected 3 fields, found 2";
    let long = "wire.csv:5: expected 3 fields, found 4";
    assert_eq!(outcomes(&met), ["1", short, long, "4"]);
    assert_eq!(met[1].bytes, b"2,\"a\nb\"");
}

#[test]
fn a_quote_that_is_never_closed() {
    let met = met_in("wire.csv", "id,text\n1,a\n2,\"b\n3,c\n4,d\n");
    assert_eq!(
        outcomes(&met),
        ["1", "wire.csv:3: a quote opened on line 3 is never closed"]
    );
    assert_eq!(met[1].bytes, b"2,\"b\n3,c\n4,d\n");
}

#[test]
fn a_header_that_is_no_text() {
    let met = met_in("wire.csv", b"id,t\xe9xt\n1,a\n");
    assert_eq!(
        outcomes(&met),
        ["wire.csv: invalid UTF-8 at byte 4 of the header"]
    );
}

#[test]
fn a_header_that_is_never_closed_or_has_no_end() {
    let met = met_in("wire.csv", "id,\"text\n1,a\n");
    assert_eq!(
        outcomes(&met),
        ["wire.csv: a quote opened on line 1 is never closed"]
    );
    let met = met_in("wire.csv", "id,text,".repeat(1 << 18));
    assert_eq!(
        outcomes(&met),
        ["wire.csv: the header is longer than 1048576 bytes"]
    );
}

#[test]
fn an_array_that_is_never_closed() {
    let met = met_in("wire.json", format!("[{FERRY},\n{FIRE},\n"));
    let error = "wire.json:3: the array that begins on line 1 is never closed";
    assert_eq!(outcomes(&met), ["ferry", "fire", error]);
    let met = met_in("wire.json", format!("[{FERRY},\n{{\"id\": [1,\n"));
    assert_eq!(
        outcomes(&met),
        [
            "ferry",
            "wire.json:2: the value that begins on line 2 is never closed"
        ]
    );
    assert_eq!(met[1].bytes, b"{\"id\": [1,\n");
}

#[test]
fn something_else_in_an_array() {
    let met = met_in("wire.json", format!("[{FERRY}, 7, {FIRE}] x"));
    let number = "wire.json:1: expected a JSON object, found a number";
    assert_eq!(
        outcomes(&met),
        [
            "ferry",
            number,
            "fire",
            "wire.json:1: expected a JSON object, found text"
        ]
    );
}

#[test]
fn a_gzip_file_that_was_cut() {
    assert_cut_is_reported("wire.jsonl.gz", gzip, "the gzip stream ends early");
}

#[test]
fn a_zstd_file_that_was_cut() {
    assert_cut_is_reported("wire.jsonl.zst", zstd, "the zstd stream ends early");
}

/// Checks that a file of many records that is cut anywhere gives all records
/// before the cut, and one error.
#[track_caller]
fn assert_cut_is_reported(name: &str, compress: fn(&[u8]) -> Vec<u8>, reason: &str) {
    let noise = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let record = |n| {
        format!(
            "{{\"id\": {n}, \"text\": \"{:x} {:x}\"}}\n",
            noise(n),
            noise(n + 7)
        )
    };
    // Several members, so that most cuts come after a complete one.
    let parts: Vec<String> = (0..4)
        .map(|k| (k * 500..k * 500 + 500).map(record).collect())
        .collect();
    let whole: Vec<u8> = parts
        .iter()
        .flat_map(|part| compress(part.as_bytes()))
        .collect();
    let folder = Folder::new();
    for cut in (10..whole.len()).step_by(whole.len() / 50) {
        let files = open(&folder.write(name, &whole[..cut]));
        let met = without_folder(&folder, read(&files));
        let (last, before) = met.split_last().unwrap();
        let ids: Vec<String> = (0..before.len()).map(|n| n.to_string()).collect();
        assert_eq!(
            before.iter().map(Met::id).collect::<Vec<_>>(),
            ids,
            "cut at {cut}"
        );
        let line = before.len() + 1;
        assert_eq!(
            last.error(),
            format!("{name}:{line}: {reason}"),
            "cut at {cut}"
        );
        assert!(!last.bytes.ends_with(b"\n"), "cut at {cut}");
        let whole_parts = cut * 4 / whole.len();
        assert!(
            before.len() >= whole_parts.saturating_sub(1) * 500,
            "cut at {cut}"
        );
    }
}

#[test]
fn a_compressed_file_that_is_broken() {
    let content = format!("{FERRY}\n{FIRE}\n").repeat(50);
    for (name, whole) in [
        ("wire.jsonl.gz", gzip(content.as_bytes())),
        ("wire.jsonl.zst", zstd(content.as_bytes())),
    ] {
        let met = met_in(name, [&whole[..], b"no stream"].concat());
        let (last, before) = met.split_last().unwrap();
        assert_eq!(before.len(), 100);
        assert!(
            last.error().starts_with(&format!("{name}:101: the ")),
            "{}",
            last.error()
        );
        assert!(
            last.error().contains("stream is broken: "),
            "{}",
            last.error()
        );
    }
}

#[test]
fn a_binary_file() {
    let met = met_in("wire.jsonl", b"\x7fELF\x02\x01\x00\x00");
    assert_eq!(outcomes(&met), ["wire.jsonl: a binary file, expected text"]);
    assert_eq!(met[0].reference.place, RecordPlace::WholeFile);
}

#[test]
fn text_in_utf_16() {
    let met = met_in("wire.jsonl", b"\xff\xfe{\x00}\x00");
    assert!(outcomes(&met)[0].starts_with("wire.jsonl: text in UTF-16, expected UTF-8\nhint: "));
}

#[test]
fn formats_that_are_not_supported() {
    for (content, format) in [
        (&b"PAR1\x15\x04\x15"[..], "Parquet"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "WARC"),
        (b"<!doctype html><title>Ferry</title>", "HTML"),
        (b"PK\x03\x04\x14", "zip"),
    ] {
        let reason = format!("wire: {format} files are not supported yet");
        assert_eq!(outcomes(&met_in("wire", content)), [reason.as_str()]);
        assert_eq!(outcomes(&met_in("wire", gzip(content))), [reason.as_str()]);
    }
}

#[test]
fn a_missing_file() {
    let folder = Folder::new();
    let met = without_folder(&folder, read(&open(&folder.path().join("wire.jsonl"))));
    assert_eq!(outcomes(&met), ["wire.jsonl: no such file or folder"]);
    assert_eq!(met[0].reference.place, RecordPlace::WholeFile);
}

#[test]
fn a_pattern_that_matches_nothing() {
    let folder = Folder::new();
    let met = without_folder(&folder, read(&open(&folder.path().join("*.jsonl"))));
    assert_eq!(outcomes(&met), ["*.jsonl: no file matches this pattern"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_must_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.write("wire.jsonl", FERRY);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&path).is_ok() {
        // This user may read everything.
        return;
    }
    let met = without_folder(&folder, read(&open(&path)));
    assert!(outcomes(&met)[0].starts_with("wire.jsonl: Permission denied"));
}

#[test]
fn a_column_that_no_record_has() {
    let mut options = ReadOptions::default();
    options.columns.text = Some("metadata.story".to_owned());
    let folder = Folder::new();
    let files = open_with(
        &folder.write("wire.jsonl", format!("{FERRY}\n{FIRE}\n")),
        options,
    );
    for _ in 0..2 {
        let met = without_folder(&folder, read(&files));
        let error = "wire.jsonl: no record has a column named `metadata.story`";
        assert_eq!(outcomes(&met), ["ferry", "fire", error]);
        assert_eq!(met[2].reference.place, RecordPlace::WholeFile);
    }
}

#[test]
fn a_column_that_a_table_lacks() {
    let mut options = ReadOptions::default();
    options.columns.outlet = Some("paper".to_owned());
    let folder = Folder::new();
    let files = open_with(&folder.write("wire.csv", "id,text\n1,a\n"), options);
    let met = without_folder(&folder, read(&files));
    let error = "wire.csv: no record has a column named `paper`\nhint: columns are: id, text";
    assert_eq!(outcomes(&met), ["1", error]);
}

#[test]
fn a_column_that_an_empty_file_lacks_is_not_missing() {
    let mut options = ReadOptions::default();
    options.columns.outlet = Some("paper".to_owned());
    let folder = Folder::new();
    folder.write("a.csv", "");
    folder.write("b.jsonl", "\n");
    folder.write("c.txt", "The ferry");
    assert_eq!(read(&open_with(folder.path(), options)).len(), 1);
}

#[test]
fn a_column_that_one_record_has_is_not_missing() {
    let mut options = ReadOptions::default();
    options.columns.byline = Some("Writer".to_owned());
    let folder = Folder::new();
    let content = format!("{FERRY}\n{{\"id\": \"x\", \"writer\": null}}\n");
    let files = open_with(&folder.write("wire.jsonl", content), options);
    assert_eq!(outcomes(&read(&files)), ["ferry", "x"]);
}

#[test]
fn a_file_that_got_shorter_between_passes() {
    let folder = Folder::new();
    let path = folder.write("wire.jsonl", format!("{FERRY}\n{FIRE}\n"));
    let files = open(&path);
    let first = read(&files);
    assert_eq!(outcomes(&first), ["ferry", "fire"]);
    let size = FERRY.len() + FIRE.len() + 2;
    let kept = FERRY.len() + 4;
    std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(kept as u64)
        .unwrap();
    let met = without_folder(&folder, read(&files));
    let reason = format!("wire.jsonl:2: the file ends after {kept} bytes, it had {size} before");
    assert_eq!(outcomes(&met), ["ferry", &reason]);
    assert!(files.read_again(first[1].reference, &mut |_| ()).is_err());
    assert!(files.read_again(first[0].reference, &mut |_| ()).is_ok());
}

#[test]
fn a_file_that_has_grown_between_passes() {
    let folder = Folder::new();
    let path = folder.write("wire.jsonl", format!("{FERRY}\n"));
    let files = open(&path);
    assert_eq!(outcomes(&read(&files)), ["ferry"]);
    std::fs::write(&path, format!("{FERRY}\n{FIRE}\n")).unwrap();
    let met = without_folder(&folder, read(&files));
    assert_eq!(met.len(), 2);
    assert_eq!(met[0].id(), "ferry");
    assert!(
        met[1]
            .error()
            .starts_with("wire.jsonl: the file has grown from ")
    );
}

#[test]
fn a_temporary_folder_that_is_missing() {
    let mut options = ReadOptions::default();
    options.temp_dir = Some("no/such/folder".into());
    let folder = Folder::new();
    let files = open_with(
        &folder.write("wire.jsonl.gz", gzip(FERRY.as_bytes())),
        options,
    );
    let met = without_folder(&folder, read(&files));
    assert_eq!(met.len(), 1);
    assert!(
        met[0]
            .error()
            .contains("the temporary file cannot be written: ")
    );
}

#[test]
fn options_that_cannot_work() {
    assert!(Files::open(&[], ReadOptions::default()).is_err());
    let mut options = ReadOptions::default();
    options.columns.id = Some(String::new());
    assert!(Files::open(&["-".to_owned()], options.clone()).is_err());
    options.columns = Columns::default();
    options.max_record = 0;
    assert!(Files::open(&["-".to_owned()], options).is_err());
}

#[test]
fn an_error_of_one_file_does_not_end_the_others() {
    let folder = Folder::new();
    folder.write("a.jsonl", FERRY);
    folder.write("b.jsonl", b"\0\0");
    folder.write("c.jsonl", FIRE);
    let met = without_folder(&folder, read(&open(folder.path())));
    assert_eq!(
        outcomes(&met),
        ["ferry", "b.jsonl: a binary file, expected text", "fire"]
    );
    assert_eq!(
        met.iter().map(|met| met.reference.file).collect::<Vec<_>>(),
        [0, 1, 2]
    );
}

#[test]
fn input_that_is_not_bad() {
    for (name, content, ids) in [
        ("empty.jsonl", "", vec![]),
        ("empty.csv", "", vec![]),
        ("empty.txt", "", vec![]),
        ("empty.json", "[]", vec![]),
        ("blank.jsonl", "\n \r\n\t\n", vec![]),
        ("header.csv", "id,text\n", vec![]),
        (
            "textless.jsonl",
            "{\"id\": 1, \"text\": null}\n{\"id\": 2}\n",
            vec!["1", "2"],
        ),
        ("twins.jsonl", "{\"id\": 1}\n{\"id\": 1}", vec!["1", "1"]),
    ] {
        assert_eq!(outcomes(&met_in(name, content)), ids, "{name}");
    }
}
