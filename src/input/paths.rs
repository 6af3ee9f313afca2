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
use std::io;
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
        let path = Path::new(input);
        match fs::metadata(path) {
            Err(_) if input.contains(['*', '?', '[']) => self.add_pattern(input),
            metadata => self.add_path(path, metadata, InputSource::Named),
        }
    }

    fn add_path(&mut self, path: &Path, metadata: io::Result<fs::Metadata>, source: InputSource) {
        match metadata {
            Ok(metadata) if metadata.is_dir() => self.add_folder(path),
            Ok(metadata) => self.add_file(path, &metadata, source),
            Err(error) => self.add_error(&path.to_string_lossy(), reason(&error)),
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
        // A path without a canonical form is compared as it is.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_named = source == InputSource::Collected && self.named.contains(&real);
        if is_named || self.collected.contains(&real) {
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
            self.add_path(&path, fs::metadata(&path), InputSource::Collected);
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
            match path {
                Ok(path) => self.add_path(&path, fs::metadata(&path), InputSource::Collected),
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
    fn folder(names: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names.split(' ') {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        folder
    }

    /// Returns the names of the files that `inputs` in `folder` mean, and the
    /// first line of each error.
    fn names(folder: &Path, inputs: &str) -> String {
        let path = |name| folder.join(name).to_str().unwrap().to_owned();
        let inputs: Vec<String> = inputs.split(' ').map(path).collect();
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
        find(&inputs)
            .0
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn inputs_are_files_folders_and_patterns() {
        let files = folder("b.x a.x .c.x d.y a[1].x a1.x empty/readme.md");
        let tree =
            "b.jsonl a/z.csv.gz a/y.TXT a.json.zst readme.md .hidden.json .hidden/a.json c.gz";
        let tree = folder(tree);
        let json = folder("a.json b.json");
        for (folder, inputs, expected) in [
            // A folder gives the files with known extensions, by path.
            (&tree, "", "a/y.TXT, a/z.csv.gz, a.json.zst, b.jsonl"),
            (&files, "empty", "empty: no file to read in this folder"),
            // A named file has any extension and may look like a pattern.
            (&files, "b.x a[1].x", "b.x, a[1].x"),
            (&files, "?.x", "a.x, b.x"),
            (&files, "*.z a.x", "*.z: no file matches this pattern, a.x"),
            (&files, "b.z a.x", "b.z: no such file or folder, a.x"),
            // A file that is found twice is read once, one that is named twice
            // is read twice.
            (&json, "b.json  *.json", "b.json, a.json"),
            (&json, " b.json ./b.json", "a.json, b.json"),
            (&json, "a.json a.json", "a.json, a.json"),
        ] {
            assert_eq!(names(folder.path(), inputs), expected);
        }
        assert!(names(files.path(), "[.z").starts_with("[.z: not a pattern: "));
    }

    #[test]
    fn other_files_of_a_folder_are_counted() {
        let files = folder("a.jsonl b/part-00000 c.parquet .hidden d.jl");
        let folder = files.path().to_str().unwrap().to_owned();
        let (found, skipped) = find(std::slice::from_ref(&folder));
        assert_eq!(found.len(), 2);
        let (count, example) = (2, format!("{folder}/b/part-00000"));
        let expected = SkippedFiles {
            folder,
            count,
            example,
        };
        assert_eq!(skipped, [expected]);
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
        let folder = folder("a/b.json");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        assert_eq!(names(folder.path(), ""), "a/b.json");
    }
}
