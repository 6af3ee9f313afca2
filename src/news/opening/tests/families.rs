//! Reads the table of datelines: one of every form, with the parts to be read from it.

/// The table, a dateline a line: the text, the place, the date and the agencies. `\n`
/// stands for the end of a line.
const TABLE: &str = include_str!("families.tsv");

pub(crate) struct Expected {
    pub(crate) text: String,
    pub(crate) place: &'static str,
    pub(crate) date: &'static str,
    pub(crate) agency: &'static str,
}

/// Returns the datelines of the table.
pub(crate) fn families() -> Vec<Expected> {
    let lines = TABLE.lines().skip(1);
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [text, place, date, agency] = columns[..] else {
                panic!("expected four columns: {line}");
            };
            Expected {
                text: text.replace("\\n", "\n"),
                place,
                date,
                agency,
            }
        })
        .collect()
}
