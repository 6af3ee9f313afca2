/*!
Sizes in bytes, and the memory of the machine.
*/

use anyhow::bail;

/// The least memory that a run can work with.
const MIN_MEMORY: u64 = 96 << 20;

/// The memory budget if the system does not report its memory.
const FALLBACK_MEMORY: u64 = 1 << 30;

/// Parses a size such as `500M`. K, M, G and T are powers of 1024, in either
/// case, and may be followed by `B` or `iB`.
pub(crate) fn parse_size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let number = upper.trim_end_matches("IB").trim_end_matches('B');
    let (digits, shift) = match number.chars().last() {
        Some('K') => (&number[..number.len() - 1], 10),
        Some('M') => (&number[..number.len() - 1], 20),
        Some('G') => (&number[..number.len() - 1], 30),
        Some('T') => (&number[..number.len() - 1], 40),
        _ => (number, 0),
    };
    let invalid = || format!("expected a size such as 500M or 4G, found `{text}`");
    let value: u64 = digits.trim().parse().map_err(|_| invalid())?;
    value.checked_mul(1 << shift).ok_or_else(invalid)
}

/// Returns the memory budget of a run in bytes: `requested`, or half of the
/// machine's memory.
pub(crate) fn memory_budget(requested: Option<u64>) -> anyhow::Result<u64> {
    let Some(memory) = requested else {
        let half = total_memory().map_or(FALLBACK_MEMORY, |total| total / 2);
        return Ok(half.max(MIN_MEMORY));
    };
    if memory < MIN_MEMORY {
        bail!(
            "--memory: expected at least 96M, found {}\nhint: a run needs 96M, and 16M for each \
             thread",
            display_size(memory)
        );
    }
    Ok(memory)
}

/// Returns the memory of the machine in bytes, where `/proc/meminfo` has it.
fn total_memory() -> Option<u64> {
    let table = std::fs::read_to_string("/proc/meminfo").ok()?;
    let mut lines = table.lines();
    let total = lines.find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = total.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes << 10)
}

pub(crate) fn display_size(bytes: u64) -> String {
    for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)] {
        if bytes >= 1 << shift {
            return format!("{:.1} {unit}", bytes as f64 / f64::from(1_u32 << shift));
        }
    }
    format!("{bytes} B")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_number_with_or_without_a_unit() {
        for (text, expected) in [
            ("96M", 96 << 20),
            ("4g", 4 << 30),
            ("1 KiB", 1 << 10),
            ("12", 12),
            ("2GB", 2 << 30),
        ] {
            assert_eq!(parse_size(text), Ok(expected), "{text}");
        }
        for text in ["", "M", "-1M", "1.5G", "99999999T"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }
}
