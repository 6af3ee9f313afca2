/*!
Where the bytes of a stream are in the spool.
*/

/// The parts of a stream, in order, with their places in the spool.
#[derive(Debug, Default)]
pub(crate) struct Extents {
    extents: Vec<Extent>,
    /// The number of bytes in all extents.
    length: u64,
}

/// A part of the stream.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// The first byte, in the stream.
    start: u64,
    place: SpoolRange,
}

/// A range of bytes in the spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpoolRange {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

impl Extents {
    /// Returns the number of bytes of the stream so far.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    /// Adds the next bytes of the stream. If they follow the last ones in the
    /// spool too, the last extent grows.
    pub(crate) fn push(&mut self, new: SpoolRange) {
        match self.extents.last_mut() {
            Some(Extent { place, .. }) if place.offset + place.length == new.offset => {
                place.length += new.length;
            }
            _ => self.extents.push(Extent {
                start: self.length,
                place: new,
            }),
        }
        self.length += new.length;
    }

    /// Returns the place of the byte at `offset` of the stream, and of the bytes
    /// that follow it in its extent.
    pub(crate) fn find(&self, offset: u64) -> Option<SpoolRange> {
        let after = self
            .extents
            .partition_point(|extent| extent.start <= offset);
        let Extent { start, place } = self.extents.get(after.checked_sub(1)?)?;
        let within = offset - start;
        let length = place
            .length
            .checked_sub(within)
            .filter(|length| *length > 0)?;
        Some(SpoolRange {
            offset: place.offset + within,
            length,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: u64, length: u64) -> SpoolRange {
        SpoolRange { offset, length }
    }

    #[test]
    fn bytes_are_found_in_their_extents() {
        let mut extents = Extents::default();
        assert_eq!(extents.find(0), None);
        for place in [at(10, 5), at(15, 5), at(100, 3)] {
            extents.push(place);
        }
        assert_eq!(extents.extents.len(), 2);
        assert_eq!(extents.length(), 13);
        assert_eq!(extents.find(0), Some(at(10, 10)));
        assert_eq!(extents.find(9), Some(at(19, 1)));
        assert_eq!(extents.find(10), Some(at(100, 3)));
        assert_eq!(extents.find(12), Some(at(102, 1)));
        assert_eq!(extents.find(13), None);
    }
}
