/*!
How records stand in a file, for whoever writes some of them out again.
*/

/// How the records of a file are laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// A record is a line that holds a JSON object.
    JsonLines,
    /// Records are the members of a JSON array.
    JsonArray,
    /// Records are JSON objects that follow one another, each over any number
    /// of lines.
    JsonValues,
    /// Records are the rows of a table.
    Csv {
        /// What parts the fields of a row.
        delimiter: u8,
        /// The header as it was, without the end of its line.
        header: Vec<u8>,
    },
    /// The file is one record, which is the text of an article.
    Text,
}
