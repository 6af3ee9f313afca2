/*!
Values of a fixed size in bytes.
*/

/// A value that takes as many bytes in a file as any other of its kind.
pub trait Fixed: Copy + Send {
    /// Bytes in a file, at most [`LARGEST`].
    const SIZE: usize;

    /// Appends the value's bytes.
    fn write(self, bytes: &mut Vec<u8>);

    /// The value with these bytes, which are `SIZE` many.
    fn read(bytes: &[u8]) -> Self;
}

/// Bytes of a value, at most.
pub const LARGEST: usize = 128;

impl Fixed for u64 {
    const SIZE: usize = 8;

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> u64 {
        Bytes(bytes).long()
    }
}

/// Bytes that are taken from the front. What is missing is 0: who wrote them
/// knows how many there are.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
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
}
