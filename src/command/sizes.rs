/*!
What this machine has, and sizes as people write them.
*/

use anyhow::bail;

/// The least memory that a run can do with.
const LEAST_MEMORY: u64 = 96 << 20;

/// The budget where the machine does not say how much it has.
const UNKNOWN_MEMORY: u64 = 1 << 30;

/// Reads a size such as `500M`: K, M, G and T are powers of 1024.
pub(crate) fn size(text: &str) -> Result<u64, String> {
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
    let wrong = || format!("expected a size such as 500M or 4G, found {text}");
    let value: u64 = digits.trim().parse().map_err(|_| wrong())?;
    value.checked_mul(1 << shift).ok_or_else(wrong)
}

/// The memory that a run may use: what was asked for, or half of the
/// machine's.
pub(crate) fn budget(asked: Option<u64>) -> anyhow::Result<u64> {
    let Some(memory) = asked else {
        return Ok(total_memory()
            .map_or(UNKNOWN_MEMORY, |total| total / 2)
            .max(LEAST_MEMORY));
    };
    if memory < LEAST_MEMORY {
        bail!(
            "--memory: expected at least 96M, found {}\nhint: a run needs 96M and 16M more for each thread",
            human(memory)
        );
    }
    Ok(memory)
}

/// The machine's memory, where the system tells it.
fn total_memory() -> Option<u64> {
    let table = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = table
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes << 10)
}

/// A number of bytes for people.
pub(crate) fn human(bytes: u64) -> String {
    let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)];
    for (unit, shift) in units {
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
    fn sizes_are_read_as_people_write_them() {
        for (text, expected) in [
            ("96M", 96 << 20),
            ("4g", 4 << 30),
            ("1 KiB", 1 << 10),
            ("12", 12),
            ("2GB", 2 << 30),
        ] {
            assert_eq!(size(text), Ok(expected), "{text}");
        }
        for text in ["", "M", "-1M", "1.5G", "99999999T"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn too_little_memory_is_refused_with_a_hint() {
        let error = budget(Some(50 << 20)).map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.contains("50.0 MiB") && text.contains("hint:")));
    }
}
