/*!
What may have been meant by a name that nobody knows.
*/

/// Edits from one name to another, at most, for the other to be suggested.
const NEAR: usize = 3;

/// A hint with the nearest of `known`, or with all of them when none is near.
pub(crate) fn suggestion<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let nearest = known
        .iter()
        .map(|name| (edits(&unknown.replace('_', "-"), name), *name))
        .min();
    match nearest {
        Some((edits, name)) if edits <= NEAR && edits < name.len() => {
            format!("\nhint: did you mean `{name}`?")
        }
        Some(_) => format!("\nhint: expected one of {}", known.join(", ")),
        None => String::new(),
    }
}

/// The letters to be put in, taken out or changed on the way from one name to
/// the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for column in 1..row.len() {
            let change = diagonal + usize::from(other[column - 1] != letter);
            diagonal = row[column];
            row[column] = change.min(diagonal + 1).min(row[column - 1] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("limt", "limit"), 1);
        assert_eq!(edits("kitten", "sitting"), 3);
    }

    #[test]
    fn what_is_near_is_suggested_and_else_all() {
        let known = || ["limit", "severity"].into_iter();
        assert_eq!(suggestion("limt", known()), "\nhint: did you mean `limit`?");
        assert_eq!(
            suggestion("colour", known()),
            "\nhint: expected one of limit, severity"
        );
    }
}
