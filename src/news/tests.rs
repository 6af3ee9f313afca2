//! Runs the tables of cases in the folders of this one.

/// Asserts that `result` gives the last column of each line from the columns before it.
///
/// Tabs separate the columns, and the first line names them. The escapes are those of
/// [`unescaped`], and an expected `=` for the same text as in the column before it.
#[track_caller]
pub(crate) fn assert_cases<const N: usize>(table: &str, result: impl Fn([&str; N]) -> String) {
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let (given, expected) = line.rsplit_once('\t').expect("the table has columns");
        let given = unescaped(given);
        let columns: Vec<&str> = given.split('\t').collect();
        let columns: [&str; N] = columns.try_into().expect("each line has all columns");
        let found = result(columns);
        let expected = if expected == "=" {
            columns[N - 1]
        } else {
            expected
        };
        if found != expected {
            wrong.push(format!("{line}: {found}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Replaces the escapes of blanks and of a mark of direction.
pub(crate) fn unescaped(text: &str) -> String {
    let plain = text.replace("\\n", "\n").replace("\\u3000", "\u{3000}");
    plain
        .replace("\\u00A0", "\u{A0}")
        .replace("\\u200E", "\u{200E}")
}
