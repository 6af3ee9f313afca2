/*!
Hold the code to the plan of the house in `docs/DESIGN.md`.

A place of the table imports only from places above it, no files import each
other in a circle, and no two types share a name. The scan reads lines: `src`
names every module by its full path (`use crate::text::words::Words;`), so that
a path is found without a parser.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The places of the house. Each imports only from places before it.
const TABLE: [&str; 19] = [
    "convert",
    "article",
    "error",
    "dump",
    "text",
    "fingerprint",
    "news",
    "boilerplate",
    "compare",
    "cluster",
    "syndication",
    "report",
    "spill",
    "pipeline",
    "input",
    "output",
    "gate",
    "evaluate",
    "command",
];

/// A source file: its module path without `crate`, and its lines without tests,
/// comments and strings.
struct Source {
    file: String,
    module: Vec<String>,
    code: String,
}

impl Source {
    /// Whether the file only declares modules and hands names on.
    fn only_declares(&self) -> bool {
        let statements = self.code.split_inclusive([';', '{']);
        self.file.ends_with("mod.rs")
            && !statements.map(str::trim_start).any(|it| {
                ["fn ", "impl", "struct ", "enum ", "trait "]
                    .iter()
                    .any(|word| {
                        it.starts_with(word)
                            || it.contains(&format!("pub {word}"))
                            || it.contains(&format!("pub(crate) {word}"))
                    })
            })
    }
}

/// All files of `src` but the crate's root and the binary.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found.sort_by(|one, other| one.file.cmp(&other.file));
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let file = path.to_str().unwrap().replace('\\', "/");
        let is_test = file.contains("/tests");
        if !file.ends_with(".rs") || is_test || file == "src/lib.rs" || file.contains("/bin/") {
            continue;
        }
        let module = file.trim_start_matches("src/").trim_end_matches(".rs");
        let module = module
            .trim_end_matches("/mod")
            .split('/')
            .map(str::to_owned);
        found.push(Source {
            code: code_of(&fs::read_to_string(&path).unwrap()),
            module: module.collect(),
            file,
        });
    }
}

/// The code of a file up to its tests, without comments.
fn code_of(source: &str) -> String {
    let end = source.find("\nmod tests {").unwrap_or(source.len());
    let source = &source[..end];
    let body = source
        .strip_prefix("/*!")
        .and_then(|rest| rest.split_once("*/"));
    // The macro of codecs repeats the names of types that stand elsewhere.
    let mut is_codec = false;
    let lines = body.map_or(source, |(_, code)| code).lines();
    let lines = lines.filter(|line| {
        is_codec |= line.starts_with("fixed_size!(");
        let is_kept = !is_codec;
        is_codec &= *line != ");" && !line.ends_with("});");
        is_kept
    });
    let code = lines.map(|line| match line.trim_start().starts_with("//") {
        true => "",
        false => line,
    });
    code.collect::<Vec<_>>().join("\n")
}

/// The paths that `code` names from the root of the crate.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let path = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let parts: Vec<String> = path
            .split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        match rest[path.len()..]
            .strip_prefix('{')
            .filter(|_| path.ends_with("::"))
        {
            None => found.push(parts),
            Some(group) => {
                let names = group[..group.find('}').unwrap()].split(',');
                for name in names.map(str::trim).filter(|name| !name.is_empty()) {
                    let mut path = parts.clone();
                    path.push(name.to_owned());
                    found.push(path);
                }
            }
        }
    }
    found
}

/// The file that a path leads to: the longest module that it begins with.
fn target<'a>(path: &[String], by_module: &BTreeMap<&[String], &'a Source>) -> Option<&'a Source> {
    (1..=path.len())
        .rev()
        .find_map(|parts| by_module.get(&path[..parts]).copied())
}

/// Which file imports which, by module.
fn arrows(sources: &[Source]) -> Vec<(&Source, &Source)> {
    let by_module: BTreeMap<&[String], &Source> = sources
        .iter()
        .map(|source| (source.module.as_slice(), source))
        .collect();
    let mut arrows = Vec::new();
    for source in sources {
        for path in paths(&source.code) {
            if let Some(target) =
                target(&path, &by_module).filter(|target| target.file != source.file)
            {
                arrows.push((source, target));
            }
        }
    }
    arrows
}

#[test]
fn a_place_imports_only_from_places_above_it() {
    let sources = sources();
    let row = |place: &str| TABLE.iter().position(|row| *row == place);
    let mut wrong = BTreeSet::new();
    for source in &sources {
        let Some(own) = row(&source.module[0]) else {
            wrong.insert(format!("{}: not in the table", source.file));
            continue;
        };
        for path in paths(&source.code) {
            let other = path.first().map_or("", String::as_str);
            // What the root hands on belongs to no place.
            if row(other).is_none_or(|row| row > own) {
                wrong.insert(format!(
                    "{} imports crate::{}",
                    source.file,
                    path.join("::")
                ));
            }
        }
        for line in source.code.lines().filter(|line| line.contains("super::")) {
            wrong.insert(format!(
                "{}: write the path from `crate`: {}",
                source.file,
                line.trim()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let mut wrong = BTreeSet::new();
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (source, target) in arrows(&sources) {
        let is_own_folder = source.module.starts_with(&target.module);
        if target.only_declares() && !source.only_declares() && is_own_folder {
            wrong.insert(format!(
                "{} imports through its own folder's {}: name the file",
                source.file, target.file
            ));
        }
        if !source.only_declares() && !target.only_declares() {
            imports
                .entry(&source.file)
                .or_default()
                .insert(&target.file);
        }
    }
    // What reaches itself is on a circle.
    for &file in imports.keys() {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = imports[file].iter().copied().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(imports.get(next).into_iter().flatten());
            }
        }
        if reached.contains(file) {
            let through = imports[file].iter().filter(|next| {
                let mut reached = BTreeSet::new();
                let mut open = vec![**next];
                while let Some(at) = open.pop() {
                    if reached.insert(at) {
                        open.extend(imports.get(at).into_iter().flatten());
                    }
                }
                reached.contains(file)
            });
            let through: Vec<&str> = through.copied().collect();
            wrong.insert(format!(
                "{file} is on a circle through {}",
                through.join(", ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

#[test]
fn no_two_types_share_a_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        for line in source.code.lines() {
            let line = line.trim_start();
            let line = line.strip_prefix("pub").map_or(line, |rest| {
                rest.split_once(' ').map_or(rest, |(_, after)| after)
            });
            let name = ["struct ", "enum ", "trait ", "union "]
                .iter()
                .find_map(|word| line.strip_prefix(word));
            let Some(name) = name else { continue };
            let end = name
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(name.len());
            places
                .entry(name[..end].to_owned())
                .or_default()
                .push(source.file.clone());
        }
    }
    let twice = places.iter().filter(|(_, files)| files.len() > 1);
    let twice: Vec<String> = twice
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn the_public_face_has_at_most_sixty_types() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let (face, _) = lib.split_once("#[doc(hidden)]").unwrap();
    let mut types = BTreeSet::new();
    for exported in face.split("pub use ").skip(1) {
        let (path, _) = exported.split_once(';').unwrap();
        let words = path.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        types.extend(words.filter(|word| word.starts_with(char::is_uppercase)));
    }
    assert!(types.contains("Detector"));
    assert!(types.len() <= 60, "{} types: {types:?}", types.len());
}
