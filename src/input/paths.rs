/*!
From the inputs that the user gave to files.

An input is a file, a folder, a pattern or `-`. This module looks at names and
never into files. An input that cannot be found is an input with an error, so
that a run reports it and goes on.

# Choices

* A file that exists is read even if its name looks like a pattern: scraped
  files have brackets in their names.
* A folder gives the files with a known extension, with or without that of a
  compression, sorted by path. Hidden files are left out. A file that was named
  or that a pattern matched is read with any extension.
* A file that is found in folders or by patterns is read once. A file that was
  named twice is read twice, so that a dump can be compared with itself.
*/

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::input::bytes::content::reason;
use crate::input::formats::extensions;
use crate::input::walk::FolderWalk;

/// A file to read, or an error in its place.
#[derive(Debug)]
pub(crate) struct Input {
    /// The name as it was given or found.
    pub(crate) name: String,
    pub(crate) place: InputPlace,
}

#[derive(Debug)]
pub(crate) enum InputPlace {
    /// A file on disk, and its size when it was found.
    File {
        path: PathBuf,
        size: u64,
    },
    /// Something on disk that can be read only once, such as a pipe.
    Pipe(PathBuf),
    StandardInput,
    /// Nowhere. The text is the reason.
    Nowhere(String),
}

/// Files in a folder that are not read since their extensions are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedFiles {
    /// The folder, as it was given or matched by a pattern.
    pub folder: String,
    /// The number of files, in the folder and below.
    pub count: usize,
    /// The path of one of them.
    pub example: String,
}

/// Returns the files that `inputs` mean, in order, and the files of folders
/// that are not read.
pub(crate) fn find(inputs: &[String]) -> (Vec<Input>, Vec<SkippedFiles>) {
    let mut found = FoundInputs::default();
    for input in inputs {
        found.add(input);
    }
    (found.inputs, found.skipped)
}

#[derive(Debug, Default)]
struct FoundInputs {
    inputs: Vec<Input>,
    skipped: Vec<SkippedFiles>,
    /// The canonical paths of files that were named.
    named: HashSet<PathBuf>,
    /// The canonical paths of files that a folder or a pattern gave.
    collected: HashSet<PathBuf>,
}

/// How a file became an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InputSource {
    Named,
    Collected,
}

impl FoundInputs {
    fn add(&mut self, input: &str) {
        if input == "-" {
            return self.add_standard_input();
        }
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => self.add_folder(Path::new(input)),
            Ok(metadata) => self.add_file(Path::new(input), &metadata, InputSource::Named),
            Err(_) if input.contains(['*', '?', '[']) => self.add_pattern(input),
            Err(error) => self.add_error(input, reason(&error)),
        }
    }

    fn add_standard_input(&mut self) {
        let is_taken = |input: &Input| matches!(input.place, InputPlace::StandardInput);
        if self.inputs.iter().any(is_taken) {
            return self.add_error("-", "standard input can be read only once".to_owned());
        }
        self.inputs.push(Input {
            name: "-".to_owned(),
            place: InputPlace::StandardInput,
        });
    }

    fn add_error(&mut self, name: &str, reason: String) {
        self.inputs.push(Input {
            name: name.to_owned(),
            place: InputPlace::Nowhere(reason),
        });
    }

    fn add_file(&mut self, path: &Path, metadata: &fs::Metadata, source: InputSource) {
        // A path without a canonical form stands for itself.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_double = match source {
            InputSource::Named => self.collected.contains(&real),
            InputSource::Collected => self.named.contains(&real) || self.collected.contains(&real),
        };
        if is_double {
            return;
        }
        match source {
            InputSource::Named => self.named.insert(real),
            InputSource::Collected => self.collected.insert(real),
        };
        let place = if metadata.is_file() {
            InputPlace::File {
                path: path.to_owned(),
                size: metadata.len(),
            }
        } else {
            InputPlace::Pipe(path.to_owned())
        };
        self.inputs.push(Input {
            name: path.to_string_lossy().into_owned(),
            place,
        });
    }

    fn add_folder(&mut self, folder: &Path) {
        let mut walk = FolderWalk::default();
        walk.enter(folder);
        walk.files.sort_unstable();
        if walk.files.is_empty() && walk.errors.is_empty() {
            let known: Vec<String> = extensions().map(|one| format!(".{one}")).collect();
            let reason = format!(
                "no file to read in this folder\n\
                 hint: files that end in {} are read, each also with .gz or .zst",
                known.join(", ")
            );
            self.add_error(&folder.to_string_lossy(), reason);
        } else if let Some(example) = walk.skipped_example {
            self.skipped.push(SkippedFiles {
                folder: folder.to_string_lossy().into_owned(),
                count: walk.skipped,
                example: example.to_string_lossy().into_owned(),
            });
        }
        for path in walk.files {
            match fs::metadata(&path) {
                Ok(metadata) => self.add_file(&path, &metadata, InputSource::Collected),
                Err(error) => self.add_error(&path.to_string_lossy(), reason(&error)),
            }
        }
        for (path, reason) in walk.errors {
            self.add_error(&path.to_string_lossy(), reason);
        }
    }

    fn add_pattern(&mut self, pattern: &str) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => return self.add_error(pattern, format!("not a pattern: {error}")),
        };
        let mut matches_any = false;
        for path in paths {
            matches_any = true;
            match path.map(|path| (fs::metadata(&path), path)) {
                Ok((Ok(metadata), path)) if metadata.is_dir() => self.add_folder(&path),
                Ok((Ok(metadata), path)) => {
                    self.add_file(&path, &metadata, InputSource::Collected);
                }
                Ok((Err(error), path)) => self.add_error(&path.to_string_lossy(), reason(&error)),
                Err(error) => {
                    self.add_error(&error.path().to_string_lossy(), reason(error.error()));
                }
            }
        }
        if !matches_any {
            self.add_error(pattern, "no file matches this pattern".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a folder with files of these names.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        folder
    }

    /// Returns the names of the files that `inputs` in `folder` mean, and the
    /// reason of each error.
    fn names(folder: &Path, inputs: &[&str]) -> Vec<String> {
        let inputs: Vec<String> = inputs
            .iter()
            .map(|name| folder.join(name).to_str().unwrap().to_owned())
            .collect();
        let prefix = format!("{}/", folder.to_str().unwrap());
        let name = |input: &Input| {
            let name = input.name.strip_prefix(&prefix).unwrap_or("");
            match &input.place {
                InputPlace::Nowhere(reason) => {
                    format!("{name}: {}", reason.lines().next().unwrap())
                }
                _ => name.to_owned(),
            }
        };
        find(&inputs).0.iter().map(name).collect()
    }

    #[test]
    fn a_folder_gives_files_with_known_extensions_by_path() {
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
    fn other_files_of_a_folder_are_counted() {
        let folder = folder(&["a.jsonl", "b/part-00000", "c.parquet", ".hidden", "d.jl"]);
        let folder = folder.path().to_str().unwrap().to_owned();
        let (found, skipped) = find(std::slice::from_ref(&folder));
        assert_eq!(found.len(), 2);
        let example = format!("{folder}/b/part-00000");
        let all = SkippedFiles {
            folder,
            count: 2,
            example,
        };
        assert_eq!(skipped, [all]);
    }

    #[test]
    fn a_folder_without_files_to_read_is_an_error() {
        let folder = folder(&["empty/readme.md"]);
        assert_eq!(
            names(folder.path(), &["empty"]),
            ["empty: no file to read in this folder"]
        );
    }

    #[test]
    fn a_named_file_is_read_with_any_extension() {
        let folder = folder(&["dump", "a[1].jsonl", "a1.jsonl"]);
        assert_eq!(
            names(folder.path(), &["dump", "a[1].jsonl"]),
            ["dump", "a[1].jsonl"]
        );
    }

    #[test]
    fn a_pattern_gives_the_files_that_it_matches() {
        let folder = folder(&["b.x", "a.x", ".c.x", "d.y"]);
        assert_eq!(names(folder.path(), &["*.x"]), ["a.x", "b.x"]);
        assert_eq!(
            names(folder.path(), &["*.z"]),
            ["*.z: no file matches this pattern"]
        );
        assert!(names(folder.path(), &["[.z"])[0].starts_with("[.z: not a pattern: "));
    }

    #[test]
    fn a_missing_file_is_an_error() {
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
    fn a_file_that_is_named_twice_is_read_twice() {
        let folder = folder(&["a.json"]);
        assert_eq!(
            names(folder.path(), &["a.json", "a.json"]),
            ["a.json", "a.json"]
        );
    }

    #[test]
    fn standard_input_is_read_once() {
        let found = find(&["-".to_owned(), "-".to_owned()]).0;
        assert!(matches!(found[0].place, InputPlace::StandardInput));
        assert!(matches!(found[1].place, InputPlace::Nowhere(_)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_is_followed_once() {
        let folder = folder(&["a/b.json"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        assert_eq!(names(folder.path(), &[""]), ["a/b.json"]);
    }
}
