/*!
Values of a fixed size in bytes.
*/

/// A value that takes as many bytes in a file as any other of its kind.
pub trait FixedSize: Copy + Send {
    /// Bytes in a file, at most [`LARGEST`].
    const SIZE: usize;

    /// Appends the value's bytes.
    fn write(self, bytes: &mut Vec<u8>);

    /// The value with these bytes, which are `SIZE` many.
    fn read(bytes: &[u8]) -> Self;
}

/// Bytes of a value, at most.
pub const LARGEST: usize = 128;

impl FixedSize for u64 {
    const SIZE: usize = 8;

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> u64 {
        ByteReader(bytes).long()
    }
}

/// Bytes that are taken from the front. What is missing is 0: who wrote them
/// knows how many there are.
#[derive(Clone, Copy, Debug)]
pub struct ByteReader<'a>(pub &'a [u8]);

impl ByteReader<'_> {
    /// The next bytes.
    #[inline]
    pub fn take<const N: usize>(&mut self) -> [u8; N] {
        match self.0.split_first_chunk() {
            Some((taken, rest)) => {
                self.0 = rest;
                *taken
            }
            None => {
                self.0 = &[];
                [0; N]
            }
        }
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> u8 {
        let [byte] = self.take();
        byte
    }

    /// The next number of four bytes.
    #[inline]
    pub fn short(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    /// The next number of eight bytes.
    #[inline]
    pub fn long(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }

    /// The next number as [`write_number`] wrote it.
    #[inline]
    pub fn number(&mut self) -> u32 {
        let mut number = 0;
        for digit in 0.. {
            let byte = self.byte();
            number |= u32::from(byte & !MORE).checked_shl(7 * digit).unwrap_or(0);
            if byte & MORE == 0 {
                break;
            }
        }
        number
    }
}

/// The bit of a byte after which digits follow.
const MORE: u8 = 0x80;

/// Appends a number in base 128, the lowest digits first (LEB128, as DWARF
/// calls it): small numbers take one byte.
pub fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while let [low, ..] = number.to_le_bytes()
        && number >= u32::from(MORE)
    {
        bytes.push(low | MORE);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 1 << 14, u32::MAX];
        let mut bytes = Vec::new();
        numbers
            .iter()
            .for_each(|&number| write_number(number, &mut bytes));
        assert_eq!(bytes.len(), 1 + 1 + 1 + 2 + 2 + 3 + 5);
        let mut rest = ByteReader(&bytes);
        assert!(numbers.iter().all(|&number| rest.number() == number));
        assert!(rest.0.is_empty());
        // What is missing is 0, and ends.
        assert_eq!(ByteReader(&[MORE]).number(), 0);
    }
}
