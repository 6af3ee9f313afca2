/*!
Integer conversions that never lose a value silently.

Where there are many counts or positions, they are kept in 32 bits. A run holds
at most `u32::MAX` items of each such kind; these functions panic if it ever
holds more. Where the input decides how large a number is, use `TryFrom` and
return an error.
*/

/// Returns `count` in 32 bits. Panics when it is larger than `u32::MAX`.
#[inline]
pub(crate) fn to_u32(count: usize) -> u32 {
    u64_to_u32(count as u64)
}

/// Returns `count` in 32 bits. Panics when it is larger than `u32::MAX`.
#[inline]
pub(crate) fn u64_to_u32(count: u64) -> u32 {
    match u32::try_from(count) {
        Ok(count) => count,
        Err(_) => too_many(count),
    }
}

/// Returns `position` as an index into memory. Panics on 32-bit machines when it
/// is larger than `usize::MAX`.
#[inline]
pub(crate) fn to_usize(position: u64) -> usize {
    match usize::try_from(position) {
        Ok(position) => position,
        Err(_) => too_many(position),
    }
}

#[cold]
#[inline(never)]
fn too_many(count: u64) -> ! {
    panic!("a run can number at most {} items, found {count}", u32::MAX);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "a run can number at most 4294967295 items, found 4294967296")]
    fn a_number_that_does_not_fit_panics() {
        let _ = u64_to_u32(u64::from(u32::MAX) + 1);
    }
}
