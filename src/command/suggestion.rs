/*!
Suggestions for misspelled names.
*/

/// The largest edit distance between a name and its suggestion.
const MAX_DISTANCE: usize = 3;

/// Returns a hint with the name of `known` that is nearest to `unknown`, or with
/// all known names if none is near. Returns an empty string if `known` is empty.
///
/// The hint starts with a line break.
pub(crate) fn suggestion<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let nearest = known
        .iter()
        .map(|name| (edit_distance(&unknown.replace('_', "-"), name), *name))
        .min();
    match nearest {
        Some((distance, name)) if distance <= MAX_DISTANCE && distance < name.len() => {
            format!("\nhint: did you mean `{name}`?")
        }
        Some(_) => format!("\nhint: expected one of {}", known.join(", ")),
        None => String::new(),
    }
}

/// Returns the Levenshtein distance of two names, in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for column in 1..row.len() {
            let replaced = diagonal + usize::from(b[column - 1] != letter);
            diagonal = row[column];
            row[column] = replaced.min(diagonal + 1).min(row[column - 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_inserted_removed_and_replaced_letters() {
        assert_eq!(edit_distance("", "abc"), 3);
        assert_eq!(edit_distance("limt", "limit"), 1);
        assert_eq!(edit_distance("kitten", "sitting"), 3);
    }

    #[test]
    fn a_near_name_is_suggested_and_otherwise_all_names_are() {
        let known = || ["limit", "severity"].into_iter();
        assert_eq!(suggestion("limt", known()), "\nhint: did you mean `limit`?");
        assert_eq!(
            suggestion("colour", known()),
            "\nhint: expected one of limit, severity"
        );
    }
}
