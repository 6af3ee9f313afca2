/*!
The codec of values that take a fixed number of bytes in a list on disk.

A list of such values finds the value with a given number without an index, and
a sorter writes and reads millions of them, so that this codec is a hot path.

# Choices

* The fields of a value follow one another in little-endian order, without
  padding. The macro `fixed_size!` derives size, writing and reading from the
  list of fields.
* `postcard`, which encodes checkpoints, writes numbers in a varying number of
  bytes, and takes two to three times as long here.
*/

use std::num::NonZeroU64;

use crate::article::{ArticleId, ByteRange, RecordPlace, RecordRef};
use crate::convert::{to_usize, u64_to_u32};
use crate::news::dates::published::{Published, Resolution};

/// A value whose type takes a fixed number of bytes.
pub(crate) trait FixedSize: Copy + Send {
    /// Bytes of a value, at most [`LARGEST`].
    const SIZE: usize;

    fn write(self, bytes: &mut Vec<u8>);

    /// Returns the value that [`FixedSize::write`] appended.
    /// Panics when there are fewer than [`FixedSize::SIZE`] bytes; ignores further
    /// ones.
    fn read(bytes: &[u8]) -> Self;
}

/// The largest [`FixedSize::SIZE`] of a type.
pub(crate) const LARGEST: usize = 128;

/// Implements [`FixedSize`] for structs from their fields, and for enums
/// without data from their variants, which take one byte.
///
/// All fields and variants must be listed. They are written in the order of
/// the list.
macro_rules! fixed_size {
    ($type:ident = $($variant:ident)|+) => {
        impl $crate::spill::fixed::FixedSize for $type {
            const SIZE: usize = 1;

            #[inline]
            fn write(self, bytes: &mut Vec<u8>) {
                bytes.push(match self { $($type::$variant => $type::$variant as u8),+ });
            }

            #[inline]
            fn read(bytes: &[u8]) -> $type {
                match bytes[0] {
                    $(byte if byte == $type::$variant as u8 => $type::$variant,)+
                    byte => panic!("byte {byte} stands for no variant of {}", stringify!($type)),
                }
            }
        }
    };
    ($type:ident { $($field:ident: $of:ty),+ $(,)? }) => {
        impl $crate::spill::fixed::FixedSize for $type {
            const SIZE: usize = 0 $(+ <$of as $crate::spill::fixed::FixedSize>::SIZE)+;

            #[inline]
            fn write(self, bytes: &mut Vec<u8>) {
                let $type { $($field),+ } = self;
                $(<$of as $crate::spill::fixed::FixedSize>::write($field, bytes);)+
            }

            #[inline]
            fn read(bytes: &[u8]) -> $type {
                let rest = &bytes[..Self::SIZE];
                $(
                    let (field, rest) =
                        rest.split_at(<$of as $crate::spill::fixed::FixedSize>::SIZE);
                    let $field = <$of as $crate::spill::fixed::FixedSize>::read(field);
                )+
                debug_assert!(rest.is_empty());
                $type { $($field),+ }
            }
        }
    };
}
pub(crate) use fixed_size;

macro_rules! fixed_size_numbers {
    ($($number:ty),+) => {
        $(impl FixedSize for $number {
            const SIZE: usize = size_of::<$number>();

            #[inline]
            fn write(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            #[inline]
            fn read(bytes: &[u8]) -> $number {
                let own = bytes.first_chunk().expect("there are enough bytes");
                <$number>::from_le_bytes(*own)
            }
        })+
    };
}

fixed_size_numbers!(u8, u16, u32, u64, i32, i64, f32, f64);

/// Implements [`FixedSize`] for types that are written as a value of another type.
macro_rules! fixed_size_as {
    ($($(#[$doc:meta])* $type:ty as $of:ty = $to:expr, $back:expr;)+) => {
        $($(#[$doc])* impl FixedSize for $type {
            const SIZE: usize = <$of>::SIZE;

            #[inline]
            fn write(self, bytes: &mut Vec<u8>) {
                const TO: fn($type) -> $of = $to;
                TO(self).write(bytes);
            }

            #[inline]
            fn read(bytes: &[u8]) -> $type {
                const BACK: fn($of) -> $type = $back;
                BACK(<$of>::read(bytes))
            }
        })+
    };
}

fixed_size_as! {
    usize as u64 = |value| value as u64, to_usize;
    bool as u8 = u8::from, |byte| byte != 0;
    ArticleId as u32 = ArticleId::number, ArticleId::new;
    /// `None` is 0.
    Option<NonZeroU64> as u64 = |value| value.map_or(0, NonZeroU64::get), NonZeroU64::new;
    /// A byte for the variant, and the fields of a byte range.
    RecordPlace as (u8, ByteRange) = variant_and_range, place_of;
    /// The last byte has the bit [`IS_ZONED`].
    Option<Published> as (i64, u8) = seconds_and_resolution, published_of;
}

/// Takes one byte more than `T`; the bytes of `None` are 0.
impl<T: FixedSize> FixedSize for Option<T> {
    const SIZE: usize = 1 + T::SIZE;

    #[inline]
    fn write(self, bytes: &mut Vec<u8>) {
        self.is_some().write(bytes);
        match self {
            Some(value) => value.write(bytes),
            None => bytes.resize(bytes.len() + T::SIZE, 0),
        }
    }

    #[inline]
    fn read(bytes: &[u8]) -> Option<T> {
        bool::read(bytes).then(|| T::read(&bytes[1..]))
    }
}

impl<A: FixedSize, B: FixedSize> FixedSize for (A, B) {
    const SIZE: usize = A::SIZE + B::SIZE;

    #[inline]
    fn write(self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
        self.1.write(bytes);
    }

    #[inline]
    fn read(bytes: &[u8]) -> (A, B) {
        (A::read(bytes), B::read(&bytes[A::SIZE..]))
    }
}

impl<T: FixedSize, const N: usize> FixedSize for [T; N] {
    const SIZE: usize = N * T::SIZE;

    #[inline]
    fn write(self, bytes: &mut Vec<u8>) {
        self.into_iter().for_each(|value| value.write(bytes));
    }

    #[inline]
    fn read(bytes: &[u8]) -> [T; N] {
        std::array::from_fn(|index| T::read(&bytes[index * T::SIZE..]))
    }
}

fixed_size!(RecordRef {
    file: u32,
    place: RecordPlace,
});

fixed_size!(ByteRange {
    offset: u64,
    length: u64,
    number: u32,
});

/// Of a row, the range has the row as its offset and the group as its number.
#[inline]
fn variant_and_range(place: RecordPlace) -> (u8, ByteRange) {
    let mut range = ByteRange::default();
    match place {
        RecordPlace::WholeFile => (0, range),
        RecordPlace::Bytes(range) => (1, range),
        RecordPlace::Row { group, row } => {
            (range.offset, range.number) = (row.into(), group);
            (2, range)
        }
    }
}

#[inline]
fn place_of((variant, range): (u8, ByteRange)) -> RecordPlace {
    match variant {
        0 => RecordPlace::WholeFile,
        1 => RecordPlace::Bytes(range),
        2 => RecordPlace::Row {
            group: range.number,
            row: u64_to_u32(range.offset),
        },
        _ => panic!("byte {variant} stands for no kind of place"),
    }
}

/// The bit of the last byte that says whether the zone is known. The other
/// bits are the number of the resolution, or 0 for `None`.
const IS_ZONED: u8 = 1 << 7;

#[inline]
fn seconds_and_resolution(time: Option<Published>) -> (i64, u8) {
    time.map_or((0, 0), |time| {
        let zone = if time.zoned { IS_ZONED } else { 0 };
        (time.seconds, time.resolution.number() | zone)
    })
}

#[inline]
fn published_of((seconds, last): (i64, u8)) -> Option<Published> {
    Resolution::of_number(last & !IS_ZONED).map(|resolution| Published {
        seconds,
        resolution,
        zoned: last & IS_ZONED != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a value, and checks that it takes its size and is read again.
    fn check<T: FixedSize + PartialEq + std::fmt::Debug>(value: T) {
        let mut bytes = vec![7];
        value.write(&mut bytes);
        assert_eq!(bytes.len(), 1 + T::SIZE);
        bytes.push(7);
        assert_eq!(T::read(&bytes[1..]), value);
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Tide {
        Ebb,
        Flood,
    }

    fixed_size!(Tide = Ebb | Flood);

    #[test]
    fn values_are_read_as_they_were_written() {
        check((i32::MIN, u16::MAX));
        check((Some(3_u32), None::<u32>));
        check((NonZeroU64::new(3), None::<NonZeroU64>));
        check((ArticleId::new(9), -0.5_f32));
        let range = ByteRange {
            number: u32::MAX,
            offset: 1 << 40,
            length: 77,
        };
        let (group, row) = (u32::MAX, 7);
        check(RecordPlace::WholeFile);
        check((3_u32, RecordPlace::Bytes(range)));
        check(RecordRef {
            file: 3,
            place: RecordPlace::Row { group, row },
        });
        check((1.5_f64, (Tide::Ebb, true)));
        check(Tide::Flood);
        let times = ["1912", "1912-03", "2024-03-04", "2024-03-04T05:06Z", ""];
        times.map(Published::parse).into_iter().for_each(check);
        check(Published::parse("2024-03-04T05:06:07"));
    }
}
