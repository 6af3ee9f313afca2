//! Runs the tables of cases in the folders of this one.

/// Asserts that `result` gives the last column of each line from the columns before it.
///
/// Tabs separate the columns, and the first line names them. `\n` stands for the end of a line,
/// and an expected `=` for the same text as in the column before it.
#[track_caller]
pub(crate) fn assert_cases<const N: usize>(table: &str, result: impl Fn([&str; N]) -> String) {
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let (given, expected) = line.rsplit_once('\t').expect("the table has columns");
        let given = given.replace("\\n", "\n");
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
