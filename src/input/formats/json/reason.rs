/*!
Why a record is not a JSON object: what was expected and found, and where.

The words of the parser, such as "expected ident", do not help a user.
*/

use serde::de::IgnoredAny;

/// Returns the reason for `error`, with which the parser refused `record`.
pub(crate) fn reason(error: &serde_json::Error, record: &str) -> String {
    if !record.trim_start().starts_with('{') {
        return format!("expected a JSON object, found {}", other_type(record));
    }
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let words = text.strip_suffix(&place).unwrap_or(&text);
    let expected = match words {
        "EOF while parsing an object" => "the end of the object",
        "EOF while parsing a list" => "the end of the array",
        "EOF while parsing a string" => "the end of the string",
        "EOF while parsing a value" | "expected value" => "a value",
        "expected ident" => "`true`, `false` or `null`",
        "key must be a string" => "a key in double quotes",
        "trailing comma" => "a key or a value after the comma",
        "trailing characters" => "the end of the record",
        "invalid number" => "a number",
        "number out of range" => "a number below 1e309",
        "invalid escape" => "an escape such as `\\n` or `\\u00e9`",
        _ if words.starts_with("control character") => "an escape such as `\\n`",
        _ if words.contains("hex escape") => {
            "both halves of a surrogate pair, such as `\\ud83d\\ude00`"
        }
        _ => words.strip_prefix("expected ").unwrap_or("JSON"),
    };
    // The parser counts the bytes of the line up to the wrong one.
    let lines_before = error.line().saturating_sub(1);
    let lines = record.split_inclusive('\n').take(lines_before);
    let wrong = lines.map(str::len).sum::<usize>() + error.column();
    let wrong = record.floor_char_boundary(wrong.saturating_sub(1));
    let (at, found) = match words {
        _ if words.starts_with("EOF") => (record.len(), "the end of the record".to_owned()),
        _ if words.contains("hex escape") => (wrong, "one half".to_owned()),
        "invalid escape" => {
            let start = record[..wrong].rfind('\\').unwrap_or(wrong);
            let end = record.ceil_char_boundary(wrong + 1);
            (start, format!("`{}`", &record[start..end]))
        }
        // The parser stops at the character or before it.
        _ if words.starts_with("control character") => {
            let at = wrong + record[wrong..].find(|one| one < ' ').unwrap_or(0);
            (at, word_at(record, at))
        }
        // The parser stops inside a wrong literal.
        "expected ident" | "invalid number" | "number out of range" => {
            let start = record[..wrong].trim_end_matches(is_of_word).len();
            (start, word_at(record, start))
        }
        _ => (wrong, word_at(record, wrong)),
    };
    let before = &record[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].chars().count() + 1;
    let place = match before.matches('\n').count() {
        0 => format!("column {column}"),
        lines => format!("line {} of the record, column {column}", lines + 1),
    };
    // Python writes numbers that JSON does not have.
    let hint = match found.trim_matches(['`', '-']) {
        "NaN" | "Infinity" => ": NaN and Infinity are not JSON, null is",
        _ => "",
    };
    format!("expected {expected}, found {found} at {place}{hint}")
}

/// Returns what a record is that does not begin as an object.
fn other_type(record: &str) -> &'static str {
    let is_json = serde_json::from_str::<IgnoredAny>(record).is_ok();
    match (record.trim_start().bytes().next(), is_json) {
        (Some(b'['), true) => "an array",
        (Some(b'"'), true) => "a string",
        (Some(b't' | b'f'), true) => "a boolean",
        (Some(b'n'), true) => "null",
        (_, true) => "a number",
        (Some(b'<'), false) => "HTML or XML",
        (Some(b']' | b'}'), false) => "a closing bracket",
        (_, false) => "text",
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || "_-+.".contains(character)
}

/// Returns the word at the byte `at`, or the character where there is no word.
fn word_at(record: &str, at: usize) -> String {
    let rest = || record[at..].chars();
    let word: String = rest().take_while(|&one| is_of_word(one)).take(20).collect();
    match rest().next() {
        _ if !word.is_empty() => format!("`{word}`"),
        Some('\'') => "a single quote".to_owned(),
        Some(other) if other.is_control() => "a control character".to_owned(),
        Some(other) => format!("`{other}`"),
        None => "the end of the record".to_owned(),
    }
}
