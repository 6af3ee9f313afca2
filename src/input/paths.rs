/*!
What was typed, and the files that it stands for.

An input is a file, a folder, a pattern or `-`. This module looks at names and
never into files; what cannot be found is an input too, so that a run says so
and goes on.

# Choices

* What exists under the name that was typed is that, even if its name looks
  like a pattern: scraped files have brackets in their names.
* A folder gives the files whose names end in a format that can be read, with
  or without compression, in the order of their paths; hidden ones are left
  out. A file that was typed, or that a pattern matched, is read whatever its
  name.
* A file that a folder or a pattern finds is read once. A file that was typed
  twice is read twice: so a dump can be held against itself.
*/

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::input::walk::Walk;

/// A file to be read, or what stands for it.
#[derive(Debug)]
pub(crate) struct Input {
    /// The name as it was typed or found.
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// Where an input is.
#[derive(Debug)]
pub(crate) enum Place {
    /// A file on disk, and its bytes when it was found.
    File {
        path: PathBuf,
        size: u64,
    },
    /// Something on disk that can be read only once, such as a pipe.
    Pipe(PathBuf),
    StandardInput,
    /// Nowhere, and why.
    Nowhere(String),
}

/// Files of a folder that are not read, since their names do not end in a
/// format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The folder, as it was typed or matched by a pattern.
    pub folder: String,
    /// How many files there are, in it and below.
    pub files: usize,
    /// The first of them.
    pub such_as: String,
}

/// The inputs that `typed` stands for, in order, and what folders have beside
/// them.
pub(crate) fn find(typed: &[String]) -> (Vec<Input>, Vec<LeftOut>) {
    let mut inputs = Inputs::default();
    for name in typed {
        inputs.add(name);
    }
    (inputs.found, inputs.left_out)
}

#[derive(Debug, Default)]
struct Inputs {
    found: Vec<Input>,
    left_out: Vec<LeftOut>,
    /// The files that were typed, under the names that the system gives them.
    typed: HashSet<PathBuf>,
    /// Those that a folder or a pattern found, likewise.
    swept: HashSet<PathBuf>,
}

/// How a file came to be an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Typed,
    Swept,
}

impl Inputs {
    fn add(&mut self, typed: &str) {
        if typed == "-" {
            return self.add_standard_input();
        }
        match fs::metadata(typed) {
            Ok(metadata) if metadata.is_dir() => self.add_folder(Path::new(typed)),
            Ok(metadata) => self.add_file(Path::new(typed), &metadata, Origin::Typed),
            Err(_) if typed.contains(['*', '?', '[']) => self.add_pattern(typed),
            Err(error) => self.add_nowhere(typed, reason(&error)),
        }
    }

    fn add_standard_input(&mut self) {
        let is_taken = |input: &Input| matches!(input.place, Place::StandardInput);
        if self.found.iter().any(is_taken) {
            return self.add_nowhere("-", "standard input can be read only once".to_owned());
        }
        self.found.push(Input {
            name: "-".to_owned(),
            place: Place::StandardInput,
        });
    }

    fn add_nowhere(&mut self, name: &str, reason: String) {
        self.found.push(Input {
            name: name.to_owned(),
            place: Place::Nowhere(reason),
        });
    }

    fn add_file(&mut self, path: &Path, metadata: &fs::Metadata, origin: Origin) {
        // A file that has no such name is at least itself.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_double = match origin {
            Origin::Typed => self.swept.contains(&real),
            Origin::Swept => self.typed.contains(&real) || self.swept.contains(&real),
        };
        if is_double {
            return;
        }
        match origin {
            Origin::Typed => self.typed.insert(real),
            Origin::Swept => self.swept.insert(real),
        };
        let place = if metadata.is_file() {
            Place::File {
                path: path.to_owned(),
                size: metadata.len(),
            }
        } else {
            Place::Pipe(path.to_owned())
        };
        self.found.push(Input {
            name: path.to_string_lossy().into_owned(),
            place,
        });
    }

    fn add_folder(&mut self, folder: &Path) {
        let mut walk = Walk::default();
        walk.enter(folder);
        walk.files.sort_unstable();
        if walk.files.is_empty() && walk.troubles.is_empty() {
            let hint = "hint: names that end in .jsonl, .ndjson, .jl, .jsonlines, .json, .csv, .tsv \
                        or .txt are read, each also with .gz or .zst";
            let reason = format!("no file to read in this folder\n{hint}");
            self.add_nowhere(&folder.to_string_lossy(), reason);
        } else if let Some(other) = walk.first_other {
            self.left_out.push(LeftOut {
                folder: folder.to_string_lossy().into_owned(),
                files: walk.others,
                such_as: other.to_string_lossy().into_owned(),
            });
        }
        for path in walk.files {
            match fs::metadata(&path) {
                Ok(metadata) => self.add_file(&path, &metadata, Origin::Swept),
                Err(error) => self.add_nowhere(&path.to_string_lossy(), reason(&error)),
            }
        }
        for (path, reason) in walk.troubles {
            self.add_nowhere(&path.to_string_lossy(), reason);
        }
    }

    fn add_pattern(&mut self, pattern: &str) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => return self.add_nowhere(pattern, format!("not a pattern: {error}")),
        };
        let mut is_any = false;
        for path in paths {
            is_any = true;
            match path.map(|path| (fs::metadata(&path), path)) {
                Ok((Ok(metadata), path)) if metadata.is_dir() => self.add_folder(&path),
                Ok((Ok(metadata), path)) => self.add_file(&path, &metadata, Origin::Swept),
                Ok((Err(error), path)) => self.add_nowhere(&path.to_string_lossy(), reason(&error)),
                Err(error) => {
                    self.add_nowhere(&error.path().to_string_lossy(), reason(error.error()));
                }
            }
        }
        if !is_any {
            self.add_nowhere(pattern, "no file matches this pattern".to_owned());
        }
    }
}

/// Why something on disk cannot be had.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::input::paths::{Input, LeftOut, Place, find};

    /// A folder with files of these names.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        folder
    }

    /// The names of what `typed`, below `folder`, stands for.
    fn names(folder: &Path, typed: &[&str]) -> Vec<String> {
        let typed: Vec<String> = typed
            .iter()
            .map(|name| folder.join(name).to_str().unwrap().to_owned())
            .collect();
        let prefix = format!("{}/", folder.to_str().unwrap());
        let name = |input: &Input| {
            let name = input.name.strip_prefix(&prefix).unwrap_or("");
            match &input.place {
                Place::Nowhere(reason) => format!("{name}: {}", reason.lines().next().unwrap()),
                _ => name.to_owned(),
            }
        };
        find(&typed).0.iter().map(name).collect()
    }

    #[test]
    fn a_folder_gives_what_can_be_read_by_path() {
        let folder = folder(&[
            "b.jsonl",
            "a/z.csv.gz",
            "a/y.TXT",
            "a.json.zst",
            "readme.md",
            ".hidden.json",
            ".hidden/a.json",
            "c.gz",
        ]);
        assert_eq!(
            names(folder.path(), &[""]),
            ["a/y.TXT", "a/z.csv.gz", "a.json.zst", "b.jsonl"]
        );
    }

    #[test]
    fn what_a_folder_has_beside_is_counted() {
        let folder = folder(&["a.jsonl", "b/part-00000", "c.parquet", ".hidden", "d.jl"]);
        let typed = folder.path().to_str().unwrap().to_owned();
        let (found, left_out) = find(std::slice::from_ref(&typed));
        assert_eq!(found.len(), 2);
        let such_as = format!("{typed}/b/part-00000");
        let all = LeftOut {
            folder: typed,
            files: 2,
            such_as,
        };
        assert_eq!(left_out, [all]);
    }

    #[test]
    fn a_folder_without_anything_to_read_is_told() {
        let folder = folder(&["empty/readme.md"]);
        assert_eq!(
            names(folder.path(), &["empty"]),
            ["empty: no file to read in this folder"]
        );
    }

    #[test]
    fn a_typed_file_is_read_whatever_its_name() {
        let folder = folder(&["dump", "a[1].jsonl", "a1.jsonl"]);
        assert_eq!(
            names(folder.path(), &["dump", "a[1].jsonl"]),
            ["dump", "a[1].jsonl"]
        );
    }

    #[test]
    fn a_pattern_gives_what_it_matches() {
        let folder = folder(&["b.x", "a.x", ".c.x", "d.y"]);
        assert_eq!(names(folder.path(), &["*.x"]), ["a.x", "b.x"]);
        assert_eq!(
            names(folder.path(), &["*.z"]),
            ["*.z: no file matches this pattern"]
        );
        assert!(names(folder.path(), &["[.z"])[0].starts_with("[.z: not a pattern: "));
    }

    #[test]
    fn what_is_missing_is_told() {
        let folder = folder(&["a.x"]);
        let found = names(folder.path(), &["b.x", "a.x"]);
        assert_eq!(found, ["b.x: no such file or folder", "a.x"]);
    }

    #[test]
    fn a_file_that_is_found_twice_is_read_once() {
        let folder = folder(&["a.json", "b.json"]);
        assert_eq!(
            names(folder.path(), &["b.json", "", "*.json"]),
            ["b.json", "a.json"]
        );
        assert_eq!(
            names(folder.path(), &["", "b.json", "./b.json"]),
            ["a.json", "b.json"]
        );
    }

    #[test]
    fn a_file_that_is_typed_twice_is_read_twice() {
        let folder = folder(&["a.json"]);
        assert_eq!(
            names(folder.path(), &["a.json", "a.json"]),
            ["a.json", "a.json"]
        );
    }

    #[test]
    fn standard_input_is_read_once() {
        let found = find(&["-".to_owned(), "-".to_owned()]).0;
        assert!(matches!(found[0].place, Place::StandardInput));
        assert!(matches!(found[1].place, Place::Nowhere(_)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_is_followed_once() {
        let folder = folder(&["a/b.json"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        assert_eq!(names(folder.path(), &[""]), ["a/b.json"]);
    }
}
