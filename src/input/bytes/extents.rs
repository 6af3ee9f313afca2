/*!
Where the bytes of a stream were put, a piece at a time.
*/

/// Bytes of a stream, in their order, and where they stand.
#[derive(Debug, Default)]
pub(crate) struct Extents {
    extents: Vec<Extent>,
    /// The bytes of all extents.
    length: u64,
}

/// A run of bytes that stand together.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// The first of them in the stream.
    start: u64,
    /// Where they stand.
    place: Spooled,
}

/// Bytes that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spooled {
    /// Where the first of them stands.
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

impl Extents {
    /// The bytes of the stream so far.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    /// Adds the bytes that come next in the stream. Those that stand behind
    /// the last ones make no new extent.
    pub(crate) fn push(&mut self, new: Spooled) {
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

    /// Where the byte at `offset` of the stream stands, and all that follow it
    /// there.
    pub(crate) fn find(&self, offset: u64) -> Option<Spooled> {
        let behind = self
            .extents
            .partition_point(|extent| extent.start <= offset);
        let Extent { start, place } = self.extents.get(behind.checked_sub(1)?)?;
        let within = offset - start;
        let length = place
            .length
            .checked_sub(within)
            .filter(|length| *length > 0)?;
        Some(Spooled {
            offset: place.offset + within,
            length,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::input::bytes::extents::{Extents, Spooled};

    fn at(offset: u64, length: u64) -> Spooled {
        Spooled { offset, length }
    }

    #[test]
    fn bytes_are_found_where_they_were_put() {
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
