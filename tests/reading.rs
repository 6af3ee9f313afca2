//! Articles are read as they were written, in every format and repeatedly.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod dump;

use std::collections::BTreeSet;
use std::io::Read;

use dump::{Folder, Met, gzip, open, open_with, read, zstd};
use proptest::prelude::*;
use serde_json::json;
use wirecopy::{ByteRange, Dump, Files, OutputKind, ReadOptions, RecordRef, RewritableDump};

/// A generated article.
#[derive(Clone, Debug)]
struct Written {
    text: String,
    headline: String,
    other: String,
}

fn written() -> impl Strategy<Value = Vec<Written>> {
    let article =
        ("\\PC{0,40}", any::<String>(), any::<String>()).prop_map(|(headline, text, other)| {
            Written {
                text,
                headline,
                other,
            }
        });
    prop::collection::vec(article, 0..12)
}

/// Returns the records as JSON, one string each.
fn as_json(articles: &[Written]) -> Vec<String> {
    let record = |(id, article): (usize, &Written)| {
        let Written {
            text,
            headline,
            other,
        } = article;
        json!({"a": {"b": [other]}, "id": id, "text": text, "title": headline}).to_string()
    };
    articles.iter().enumerate().map(record).collect()
}

/// Returns the records as a table.
fn as_table(articles: &[Written]) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["id", "text", "other", "title"])
        .expect("memory");
    for (
        id,
        Written {
            text,
            headline,
            other,
        },
    ) in articles.iter().enumerate()
    {
        table
            .write_record([&id.to_string(), text, other, headline])
            .expect("memory");
    }
    table.into_inner().expect("memory")
}

/// Checks that the records are `articles`, and that each can be read again.
fn assert_are(files: &Files, met: &[Met], articles: &[Written]) -> Result<(), TestCaseError> {
    prop_assert_eq!(met.len(), articles.len());
    let present = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    for (id, (met, written)) in met.iter().zip(articles).enumerate() {
        prop_assert_eq!(met.id(), id.to_string());
        let article = met.article.as_ref().expect("an article");
        prop_assert_eq!(
            article.text.as_deref().map(str::to_owned),
            present(&written.text)
        );
        prop_assert_eq!(
            article.headline.as_deref().map(str::to_owned),
            present(&written.headline)
        );
        files
            .read_again(met.reference, &mut |again| {
                assert_eq!(again.reference, met.reference);
                assert_eq!(again.bytes, met.bytes);
                assert_eq!(again.article.expect("an article"), *article);
            })
            .expect("a record that is still there");
        let mut copy = Vec::new();
        files
            .copy_record(met.reference, &mut copy)
            .expect("a record that is still there");
        prop_assert_eq!(&copy, &met.bytes);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn articles_come_back_from_every_format(articles in written()) {
        let folder = Folder::new();
        let records = as_json(&articles);
        let (lines, table) = (records.join("\n"), as_table(&articles));
        let printed = format!("[\r\n  {}\r\n]\r\n", records.join(",\r\n  "));
        for (name, content) in [
            ("a.jsonl", lines.clone().into_bytes()),
            ("b.ndjson", lines.replace('\n', "\r\n\r\n").into_bytes()),
            ("c.json", printed.into_bytes()),
            ("d.csv", table.clone()),
            ("e.jsonl.gz", gzip(lines.as_bytes())),
            ("f.zst", zstd(lines.as_bytes())),
            ("g.csv.gz", gzip(&table)),
            ("h.jsonl", ["\u{feff}", &lines].concat().into_bytes()),
            ("i.csv", ["\u{feff}".as_bytes(), &table].concat()),
        ] {
            let files = open(&folder.write(name, content));
            let met = read(&files);
            assert_are(&files, &met, &articles)?;
            prop_assert_eq!(read(&files), met, "the second pass over {}", name);
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(content in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = Folder::new();
        for name in ["a.jsonl", "a.json", "a.csv", "a.txt", "a"] {
            let files = open(&folder.write(name, &content));
            let met = read(&files);
            prop_assert_eq!(read(&files), met);
        }
    }

    #[test]
    fn anything_like_a_dump_is_read_without_a_panic(
        content in "[\\[{\"a:1,}\\]\n\r\\\\ ]{0,80}",
        header in "(id,text\n)?",
    ) {
        let folder = Folder::new();
        for name in ["a.jsonl", "a.json", "a.csv", "a.tsv", "a"] {
            let files = open(&folder.write(name, format!("{header}{content}")));
            let met = read(&files);
            prop_assert_eq!(read(&files), met);
        }
    }
}

/// Returns records of very different lengths, a few MiB in total, and their
/// number.
fn long_dump() -> (String, usize) {
    let record = |n: usize| {
        let text = "The ferry to Skarholm was cancelled. ".repeat((n * n) % 3001);
        format!("{{\"id\": {n}, \"text\": \"{text}\"}}\n")
    };
    ((0..120).map(record).collect(), 120)
}

#[test]
fn the_chunks_of_a_long_file_lose_nothing() {
    let (content, count) = long_dump();
    let folder = Folder::new();
    let files = open(&folder.write("wire.jsonl", &content));
    assert!(files.chunks().count() > 3);
    let met = read(&files);
    let lines: Vec<&str> = content.lines().collect();
    assert_eq!(met.len(), count);
    for (n, met) in met.iter().enumerate() {
        assert_eq!(met.bytes, lines[n].as_bytes());
        assert_eq!(usize::try_from(met.line()).expect("few lines"), n + 1);
    }
}

#[test]
fn a_record_longer_than_a_chunk_is_read() {
    let text = "a\\n".repeat(2 << 20);
    let folder = Folder::new();
    let content = format!("{{\"id\": 0}}\n{{\"id\": 1, \"text\": \"{text}\"}}\n{{\"id\": 2}}\n");
    for (name, content) in [
        ("wire.jsonl", content.clone().into_bytes()),
        ("wire.jsonl.zst", zstd(content.as_bytes())),
    ] {
        let met = read(&open(&folder.write(name, content)));
        assert_eq!(met.iter().map(Met::id).collect::<Vec<_>>(), ["0", "1", "2"]);
        assert_eq!(met[1].text().len(), 4 << 20);
    }
}

#[test]
fn a_pass_that_ends_early_loses_nothing() {
    let (content, count) = long_dump();
    let folder = Folder::new();
    let files = open(&folder.write("wire.jsonl.gz", gzip(content.as_bytes())));
    assert!(files.chunks().next().is_some());
    let mut both = files.chunks().zip(files.chunks());
    assert!(both.next().is_some());
    drop(both);
    assert_eq!(read(&files).len(), count);
    assert_eq!(read(&files).len(), count);
}

#[test]
fn a_stream_is_read_as_often_as_a_file() {
    let (content, count) = long_dump();
    for stored in [content.clone().into_bytes(), zstd(content.as_bytes())] {
        let files = Files::from_reader("-", std::io::Cursor::new(stored), ReadOptions::default())
            .expect("options that work");
        assert_eq!(files.total_bytes(), None);
        let met = read(&files);
        assert_eq!(met.len(), count);
        assert_eq!(read(&files), met);
        assert_eq!(files.location(met[3].reference).to_string(), "-:4");
    }
}

/// Gives one byte at a time.
struct Trickle<R>(R);

impl<R: Read> Read for Trickle<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let most = bytes.len().min(1);
        self.0.read(&mut bytes[..most])
    }
}

#[test]
fn chunks_do_not_depend_on_how_bytes_arrive() {
    let content = long_dump().0;
    let dump = |reader: Box<dyn Read + Send>| {
        Files::from_reader("-", reader, ReadOptions::default()).expect("options that work")
    };
    let bytes = std::io::Cursor::new(content.into_bytes());
    let at_once = dump(Box::new(bytes.clone()));
    let slowly = dump(Box::new(Trickle(bytes)));
    let sizes = |files: &Files| -> Vec<usize> {
        let size = |chunk| {
            let mut count = 0;
            files.records(&chunk, &mut |_| count += 1);
            count
        };
        files.chunks().map(size).collect()
    };
    assert_eq!(sizes(&at_once), sizes(&slowly));
}

#[test]
fn a_text_file_is_an_article_called_by_its_path() {
    let folder = Folder::new();
    folder.write("b.txt", "\u{feff}The ferry\nwas cancelled.\n");
    folder.write("a.txt.gz", gzip(b"A fire."));
    let mut options = ReadOptions::default();
    options.outlet = Some("Harbor Ledger".to_owned());
    let files = open_with(folder.path(), options);
    let met = read(&files);
    assert_eq!(folder.strip(met[0].id()), "a.txt.gz");
    assert_eq!(folder.strip(met[1].id()), "b.txt");
    assert_eq!(met[1].text(), "The ferry\nwas cancelled.\n");
    assert_eq!(
        met[1].reference,
        RecordRef::bytes(
            1,
            ByteRange {
                offset: 3,
                length: 25,
                number: 1
            }
        )
    );
    let article = met[1].article.as_ref().expect("an article");
    assert_eq!(article.outlet.as_deref(), Some("Harbor Ledger"));
    assert_eq!(article.headline, None);
}

/// Copies all records of a dump to an output.
fn copied(files: &Files) -> String {
    let met = read(files);
    let records: Vec<RecordRef> = met
        .iter()
        .filter(|met| met.article.is_ok())
        .map(|met| met.reference)
        .collect();
    let numbers = records.iter().map(|record| record.file).collect();
    let mut out = Vec::new();
    let mut writer = files.writer(&numbers, &[], &mut out).unwrap();
    for record in records {
        writer.copy(record).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn copied_records_are_laid_out_like_their_file() {
    let folder = Folder::new();
    for (name, content, expected) in [
        ("a", "{} \n\n{\"id\":1}", "{} \n{\"id\":1}\n"),
        ("b.csv", "[{},{\"id\":1}]", "[\n{},\n{\"id\":1}\n]\n"),
        ("c.json", "{\n\"id\": 1\n}{}", "{\n\"id\": 1\n}\n{}\n"),
        ("d.json", "[]", "[\n\n]\n"),
        ("e.jsonl", "", ""),
        ("f.html", "<html>", ""),
        ("g.csv", "id,text", "id,text\n"),
        ("h.csv", "id\n1\n\n\"2\"\r\n", "id\n1\n\"2\"\n"),
    ] {
        let files = open(&folder.write(name, content));
        assert_eq!(copied(&files), expected, "{name}");
        let kind = files.output_kind(&BTreeSet::new());
        assert_eq!(kind.unwrap(), OutputKind::OneFile, "{name}");
    }
    let files = open(&folder.write("i.txt", "The ferry"));
    let kind = files.output_kind(&BTreeSet::from([0]));
    assert_eq!(kind.unwrap(), OutputKind::FilePerRecord);
}

#[test]
fn files_of_one_kind_are_copied_to_one_output() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"id\":1}\n{\"id\":2}");
    folder.write("b.json", "[{\"id\":3}]");
    let files = open(folder.path());
    let expected = "[\n{\"id\":1},\n{\"id\":2},\n{\"id\":3}\n]\n";
    assert_eq!(copied(&files), expected);
    folder.write("c.csv", "id,text\n4,a\n");
    let mixed = open(folder.path());
    let all = BTreeSet::from([0, 1, 2]);
    assert!(mixed.output_kind(&all).is_err());
    assert!(mixed.output_kind(&BTreeSet::from([2])).is_ok());
}

#[test]
fn a_table_keeps_its_header() {
    let folder = Folder::new();
    let files = open(&folder.write("a.tsv", "\u{feff}\r\nid\t\"Te\nxt\"\ttext\r\n1\ta\tb\r\n"));
    assert_eq!(copied(&files), "id\t\"Te\nxt\"\ttext\n1\ta\tb\n");
    let met = read(&files);
    assert_eq!(met[0].bytes, b"1\ta\tb");
    assert_eq!(met[0].line(), 4);
    assert_eq!(met[0].text(), "b");
}

#[test]
fn a_header_longer_than_the_first_look_is_read_from_a_stream_too() {
    let names: Vec<String> = (0..20_000).map(|n| format!("column{n}")).collect();
    let row = vec!["x"; names.len()].join(",");
    let table = format!("{},id\n{row},7\n", names.join(","));
    for stored in [table.clone().into_bytes(), gzip(table.as_bytes())] {
        let reader = std::io::Cursor::new(stored);
        let files = Files::from_reader("a.csv", reader, ReadOptions::default());
        assert_eq!(read(&files.expect("options that work"))[0].id(), "7");
    }
}

#[test]
fn progress_ends_where_the_files_end() {
    let (content, _) = long_dump();
    let folder = Folder::new();
    folder.write("a.jsonl", &content);
    folder.write("b.jsonl.gz", gzip(content.as_bytes()));
    folder.write("c.jsonl", "{}");
    let files = open(folder.path());
    let size = |name| {
        std::fs::metadata(folder.path().join(name))
            .expect("a file")
            .len()
    };
    let total = size("a.jsonl") + size("b.jsonl.gz") + size("c.jsonl");
    assert_eq!(files.total_bytes(), Some(total));
    for _ in 0..2 {
        let mut last = 0;
        for _ in files.chunks() {
            assert!(files.bytes_read() >= last && files.bytes_read() <= total);
            last = files.bytes_read();
        }
        assert_eq!(files.bytes_read(), total);
    }
}

#[test]
fn threads_read_records_again_at_once() {
    let (content, _) = long_dump();
    let folder = Folder::new();
    folder.write("a.jsonl", &content);
    folder.write("b.jsonl.zst", zstd(content.as_bytes()));
    let files = open(folder.path());
    let met = read(&files);
    std::thread::scope(|scope| {
        for start in 0..4 {
            let (files, met) = (&files, &met);
            scope.spawn(move || {
                for met in met.iter().skip(start).step_by(3) {
                    files
                        .read_again(met.reference, &mut |again| {
                            assert_eq!(again.bytes, met.bytes)
                        })
                        .expect("a record that is still there");
                }
            });
        }
    });
}
