/*!
What is kept of one article beside what is asked for again and again: it may
stand on disk.
*/

use std::num::NonZeroU64;

use crate::article::{ByteRange, RecordPlace, RecordRef};
use crate::convert::u64_to_u32;
use crate::news::dates::published::{Published, Resolution};
use crate::spill::fixed::{ByteReader, FixedSize};

/// What is kept of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArticleEntry {
    /// Its record.
    pub record: RecordRef,
    /// When it was published, as far as that could be read.
    pub published: Option<Published>,
    /// The hash of its text, as scraped.
    pub text: u64,
    /// The hash of headline and text, as scraped; without both, of address
    /// and id. It stays the same wherever the record stands.
    pub content: u64,
    /// The key of its headline, without what is hung on it; `None` without
    /// one.
    pub headline: Option<NonZeroU64>,
    /// The hash of its address in the one spelling of that page; 0 without
    /// one.
    pub page: u64,
    /// The share of its words that its outlet prints on other pages too.
    pub standing: f32,
    /// Whether the headline stands again in the text.
    pub headline_repeated: bool,
    /// Whether the record has a text at all.
    pub has_text: bool,
    /// Whether all of its text is its body: nothing was set aside.
    pub is_whole: bool,
    /// Where its id stands among all ids, and behind it what was set aside of its
    /// text, unless that is whole.
    pub(crate) id: u64,
}

/// The bits of an entry's flags.
const HEADLINE_REPEATED: u8 = 1;
const HAS_TEXT: u8 = 2;
const IS_ZONED: u8 = 4;
const IS_WHOLE: u8 = 8;
/// The record is a range of bytes, or a row.
const IS_BYTES: u8 = 16;
const IS_ROW: u8 = 32;

impl FixedSize for ArticleEntry {
    // Two numbers of four bytes and eight of eight, the share, two bytes.
    const SIZE: usize = 2 * 4 + 8 * 8 + 4 + 2;

    fn write(self, bytes: &mut Vec<u8>) {
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let zoned = self.published.is_some_and(|published| published.zoned);
        let resolution = self
            .published
            .map_or(0, |published| published.resolution.number());
        // The group of a row is in the field of the line, its index in that of the offset.
        let (kind, range) = match self.record.place {
            RecordPlace::WholeFile => (0, ByteRange::default()),
            RecordPlace::Bytes(range) => (IS_BYTES, range),
            RecordPlace::Row { group, row } => {
                let range = ByteRange {
                    offset: row.into(),
                    line: group,
                    length: 0,
                };
                (IS_ROW, range)
            }
        };
        bytes.extend_from_slice(&self.record.file.to_le_bytes());
        bytes.extend_from_slice(&range.line.to_le_bytes());
        let seconds = self.published.map_or(0, |published| published.seconds);
        for number in [
            range.offset,
            range.length,
            seconds.cast_unsigned(),
            self.text,
            self.content,
            self.headline.map_or(0, NonZeroU64::get),
            self.page,
            self.id,
        ] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&self.standing.to_bits().to_le_bytes());
        bytes.push(
            kind | flag(self.headline_repeated, HEADLINE_REPEATED)
                | flag(self.has_text, HAS_TEXT)
                | flag(zoned, IS_ZONED)
                | flag(self.is_whole, IS_WHOLE),
        );
        bytes.push(resolution);
    }

    fn read(bytes: &[u8]) -> ArticleEntry {
        let mut rest = ByteReader(bytes);
        let (file, line) = (rest.short(), rest.short());
        let (offset, length, seconds) = (rest.long(), rest.long(), rest.long());
        let (text, content, headline) = (rest.long(), rest.long(), rest.long());
        let (page, id) = (rest.long(), rest.long());
        let standing = f32::from_bits(rest.short());
        let (flags, resolution) = (rest.byte(), rest.byte());
        let has = |flag: u8| flags & flag != 0;
        let published = Resolution::of_number(resolution).map(|resolution| Published {
            seconds: seconds.cast_signed(),
            resolution,
            zoned: has(IS_ZONED),
        });
        let place = match flags & (IS_BYTES | IS_ROW) {
            0 => RecordPlace::WholeFile,
            IS_BYTES => RecordPlace::Bytes(ByteRange {
                offset,
                length,
                line,
            }),
            _ => RecordPlace::Row {
                group: line,
                row: u64_to_u32(offset),
            },
        };
        ArticleEntry {
            record: RecordRef { file, place },
            published,
            text,
            content,
            headline: NonZeroU64::new(headline),
            page,
            standing,
            headline_repeated: has(HEADLINE_REPEATED),
            has_text: has(HAS_TEXT),
            is_whole: has(IS_WHOLE),
            id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_as_it_was() {
        let mut entry = ArticleEntry {
            record: RecordRef::whole_file(3),
            text: 1,
            content: 2,
            headline: NonZeroU64::new(3),
            page: 4,
            standing: 0.25,
            headline_repeated: true,
            has_text: false,
            is_whole: true,
            id: 5,
            published: None,
        };
        let times = [
            "2024",
            "1912-03",
            "2024-03-04",
            "2024-03-04T05:06Z",
            "2024-03-04T05:06:07",
        ];
        let range = ByteRange {
            line: u32::MAX,
            offset: 1 << 40,
            length: 77,
        };
        let row = RecordPlace::Row {
            group: u32::MAX,
            row: 7,
        };
        let places = [RecordPlace::WholeFile, RecordPlace::Bytes(range), row];
        let published = times.map(Published::parse).into_iter().chain([None]);
        for (published, place) in published.zip(places.into_iter().cycle()) {
            entry.published = published;
            entry.record.place = place;
            let mut bytes = Vec::new();
            entry.write(&mut bytes);
            assert_eq!(bytes.len(), ArticleEntry::SIZE);
            assert_eq!(ArticleEntry::read(&bytes), entry);
        }
    }
}
