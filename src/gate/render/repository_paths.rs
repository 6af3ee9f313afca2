/*!
Paths from the top of the repository, as code hosts expect them.
*/

/// Returns `path`, which starts at the folder `base` of the repository, as a path
/// from the top of the repository. It is unchanged when `base` is empty, when it
/// is absolute, or when it leads out of the repository.
pub(crate) fn from_top(base: &str, path: &str) -> String {
    if base.is_empty() || path.starts_with('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return path.to_owned();
                }
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_top_of_the_repository() {
        assert_eq!(from_top("", "./a.jsonl"), "./a.jsonl");
        assert_eq!(from_top("sub", "./train/a.jsonl"), "sub/train/a.jsonl");
        assert_eq!(from_top("sub/deep", "../a.jsonl"), "sub/a.jsonl");
        assert_eq!(from_top("sub", "../../a.jsonl"), "../../a.jsonl");
        assert_eq!(from_top("sub", "/data/a.jsonl"), "/data/a.jsonl");
    }
}
