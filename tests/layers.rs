/*!
Holds the house to its plan: every path from one module of the library to
another must be an arrow of the table.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "layers/table.rs"]
mod table;
#[path = "layers/tokens.rs"]
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use table::{Row, TABLE};
use tokens::{Token, crate_paths, tokens};

/// What in the file of a library is no arrow of the table, as `file:line:
/// what`.
fn violations(file: &str, source: &str) -> Vec<String> {
    let tokens = tokens(source);
    if file == "lib.rs" {
        return unknown_modules(file, &tokens);
    }
    let (place, defines_place) = place_of(file);
    let Some(row) = TABLE.iter().find(|row| row.place == place) else {
        return vec![format!("{file}:1: `{place}` is no place of the table")];
    };
    let mut found = forbidden_arrows(file, row, &tokens);
    for window in tokens.windows(3) {
        let [one, between, other] = window else {
            continue;
        };
        let what = match (one.text, between.text, other.text) {
            ("super", "::", "super") => "`super::super`, where `crate` says where to",
            ("super", "::", _) if defines_place => "`super` is the whole crate here",
            _ => continue,
        };
        found.push(format!("{file}:{}: {what}", one.line));
    }
    found
}

/// The first part of a file's path, and whether its `super` is the crate.
fn place_of(file: &str) -> (&str, bool) {
    match file.split_once('/') {
        Some((place, rest)) => (place, rest == "mod.rs"),
        None => (file.trim_end_matches(".rs"), true),
    }
}

fn forbidden_arrows(file: &str, row: &Row, tokens: &[Token<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for path in crate_paths(tokens) {
        let leads_there = |may: &&str| {
            let may: Vec<&str> = may.split("::").collect();
            path.segments.starts_with(&may)
        };
        let to_itself = path.segments.first() == Some(&row.place);
        if !to_itself && !row.may_import.iter().any(leads_there) {
            let target = match path.segments.as_slice() {
                [] => "the whole crate".to_owned(),
                segments => segments.join("::"),
            };
            found.push(format!("{file}:{}: {} -> {target}", path.line, row.place));
        }
    }
    found
}

/// The modules of the crate that have no row.
fn unknown_modules(file: &str, tokens: &[Token<'_>]) -> Vec<String> {
    let declared = tokens.windows(3).filter_map(|window| match window {
        [word, name, end] if word.text == "mod" && matches!(end.text, ";" | "{") => Some(name),
        _ => None,
    });
    declared
        .filter(|name| TABLE.iter().all(|row| row.place != name.text))
        .map(|name| {
            format!(
                "{file}:{}: `{}` is no place of the table",
                name.line, name.text
            )
        })
        .collect()
}

/// The source files of the library, but for its commands.
fn library_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the source can be listed");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the source can be listed").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "bin") {
            library_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn every_import_is_an_arrow_of_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    library_files(&root, &mut files);
    assert!(files.len() > 1, "the library has files");
    let mut found = Vec::new();
    for path in files {
        let source = fs::read_to_string(&path).expect("source is UTF-8");
        let below = path
            .strip_prefix(&root)
            .expect("the file is below the root");
        let name = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        found.extend(violations(&name.collect::<Vec<_>>().join("/"), &source));
    }
    assert!(
        found.is_empty(),
        "no arrow of the table, in src:\n{}",
        found.join("\n")
    );
}

#[test]
fn arrows_of_the_table_go_up() {
    for (at, row) in TABLE.iter().enumerate() {
        for may in row.may_import {
            let target = may.split("::").next();
            assert!(
                TABLE[..at].iter().any(|above| Some(above.place) == target),
                "{} -> {may} does not go up",
                row.place
            );
        }
    }
}

/// A file, its source, and what is wrong with it.
type Planted<'a> = (&'a str, &'a str, &'a [&'a str]);

#[test]
fn planted_violations_are_caught() {
    let planted: &[Planted<'_>] = &[
        (
            "compare/passages.rs",
            "use std::io;\nuse crate::fingerprint::minhash::Signature;\n",
            &["compare/passages.rs:2: compare -> fingerprint::minhash::Signature"],
        ),
        (
            "text/words.rs",
            "fn f() {\n    g();\n    use crate::press::quotes::quoted;\n}\n",
            &["text/words.rs:3: text -> press::quotes::quoted"],
        ),
        (
            "cluster/star.rs",
            "fn f() -> u8 {\n    crate::detect::options::Options::default();\n}\n",
            &["cluster/star.rs:2: cluster -> detect::options::Options::default"],
        ),
        (
            "compare/mod.rs",
            "use crate::fingerprint::{\n    shingles::shingle,\n    minhash::{self, Signature},\n};\n",
            &[
                "compare/mod.rs:3: compare -> fingerprint::minhash",
                "compare/mod.rs:3: compare -> fingerprint::minhash::Signature",
            ],
        ),
        (
            "error.rs",
            "pub(in crate::detect) fn f() {}",
            &["error.rs:1: error -> detect"],
        ),
        (
            "error.rs",
            "use crate::Location;",
            &["error.rs:1: error -> Location"],
        ),
        (
            "error.rs",
            "use crate::{article::Location};",
            &["error.rs:1: error -> the whole crate"],
        ),
        (
            "error.rs",
            "use crate as root;",
            &["error.rs:1: error -> the whole crate"],
        ),
        ("error.rs", "use crate::*;", &["error.rs:1: error -> *"]),
        (
            "press/quotes.rs",
            "use super::super::detect;",
            &["press/quotes.rs:1: `super::super`, where `crate` says where to"],
        ),
        (
            "press/mod.rs",
            "use super::detect;",
            &["press/mod.rs:1: `super` is the whole crate here"],
        ),
        (
            "helpers.rs",
            "",
            &["helpers.rs:1: `helpers` is no place of the table"],
        ),
        (
            "lib.rs",
            "pub mod article;\n/* mod a; */ mod helpers;",
            &["lib.rs:2: `helpers` is no place of the table"],
        ),
    ];
    for (file, source, expected) in planted {
        assert_eq!(violations(file, source), *expected, "{source}");
    }
}

#[test]
fn what_is_no_import_is_left_alone() {
    let harmless = [
        "use crate::error::Result;\nuse super::roll::Roll;\nuse crate::article::{self, Article};",
        "// crate::gate::x\n/* crate::gate /* nested */ crate::gate */\n/// [`x`](crate::gate)\nfn f() {}",
        r##"const A: &str = "crate::gate \" crate::gate"; const B: &str = r#"" crate::gate "#;"##,
        "const C: char = '\"'; use crate::error::Error; const D: u8 = b'\\''; const E: char = '\"';",
        "fn f<'a>(x: &'a str) -> crate::error::Result<&'a str> { Ok(x) }",
        "pub(crate) fn f() {}",
        "#[cfg(test)]\n#[allow(x)]\nmod tests {\n use crate::gate::Gate; fn f() { { } }\n}\nfn g() {}",
    ];
    for source in harmless {
        assert_eq!(violations("detect/roll.rs", source), [""; 0], "{source}");
    }
    let after = "#[cfg(test)] mod tests { fn f() {} }\nuse crate::gate::Gate;";
    assert_eq!(
        violations("detect/roll.rs", after),
        ["detect/roll.rs:2: detect -> gate::Gate"]
    );
}
