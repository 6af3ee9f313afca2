/*!
Numbers, counts, outlets and dates as words.
*/

/// Characters of a headline to show.
pub(crate) const HEADLINE_LENGTH: usize = 84;

/// Outlets of a cluster or headline to name.
const MAX_OUTLETS: usize = 4;

/// Returns a number with commas between its thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns a number and its noun: `1 cluster`, `2 clusters`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// Returns the first `length` characters of `text`, with an ellipsis if there are
/// more.
pub(crate) fn shorten(text: &str, length: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Returns the first different outlets, and how many more there are. An item
/// without an outlet counts too; `count` says how many outlets there are at least.
pub(crate) fn outlet_list<'a>(
    outlets: impl Iterator<Item = Option<&'a str>>,
    count: usize,
) -> String {
    let mut different: Vec<&str> = Vec::new();
    for outlet in outlets.map(|outlet| outlet.unwrap_or("(no outlet)")) {
        if !different.contains(&outlet) {
            different.push(outlet);
        }
    }
    let count = count.max(different.len());
    different.truncate(MAX_OUTLETS);
    let named = different.join(", ");
    match count.saturating_sub(different.len()) {
        0 => named,
        more => format!("{named} and {} more", grouped(more as u64)),
    }
}

/// Returns a range of dates that follows other words: `, 2024-01-01 to 2024-01-02`.
/// Returns one date if both are equal, and an empty string without dates.
pub(crate) fn date_range(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_thousands() {
        let numbers = [0, 999, 1000, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(shorten(" añb ", 3), "añb");
        assert_eq!(shorten("añ bc", 3), "añ…");
    }
}
