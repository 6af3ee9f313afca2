/*!
Paths as a code host knows them: from the top of the repository, and not from
the folder that a check ran in.
*/

/// `path`, which is from the folder `base` below the top, from the top. Without
/// a base, and where it leads out of the repository, it stays as it is.
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
    fn a_path_is_told_from_the_top() {
        assert_eq!(from_top("", "./a.jsonl"), "./a.jsonl");
        assert_eq!(from_top("sub", "./train/a.jsonl"), "sub/train/a.jsonl");
        assert_eq!(from_top("sub/deep", "../a.jsonl"), "sub/a.jsonl");
        assert_eq!(from_top("sub", "../../a.jsonl"), "../../a.jsonl");
        assert_eq!(from_top("sub", "/data/a.jsonl"), "/data/a.jsonl");
    }
}
