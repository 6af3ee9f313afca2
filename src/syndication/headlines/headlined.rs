/*!
What is kept of the headline of one article.
*/

use crate::article::ArticleId;
use crate::news::addresses::page::{PageAddress, PageKind};
use crate::news::dates::published::{Published, Resolution};
use crate::news::headline::Ending;
use crate::spill::fixed::{ByteReader, FixedSize};

/// The headline of one article, but for its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headlined {
    /// The article.
    pub article: ArticleId,
    /// Its outlet, by number.
    pub outlet: Option<u32>,
    /// When it was published.
    pub published: Option<Published>,
    /// What kind of page it stands on.
    pub page: PageKind,
    /// What outlets of one publisher share in the addresses of one story; 0
    /// for nothing.
    pub slug: u64,
    /// The page itself; 0 where it is not known.
    pub address: u64,
    /// The number that its slug ends with; 0 for none.
    pub serial: u16,
    /// How it ends.
    pub ending: Ending,
}

impl Headlined {
    /// Whether somebody cut it.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.ending == Ending::Cut
    }

    /// The same, on `page`.
    #[must_use]
    pub fn on(mut self, page: PageAddress) -> Headlined {
        self.page = page.kind;
        self.slug = page.slug.unwrap_or_default();
        self.address = page.address.unwrap_or_default();
        self.serial = page.serial.unwrap_or_default();
        self
    }
}

/// Bits of the byte of marks: two for the kind of the page, three for how sharp
/// the time is, and one each for the rest.
const KIND: u8 = 0b11;
const RESOLUTION: u8 = 0b111 << RESOLUTION_SHIFT;
const RESOLUTION_SHIFT: u32 = 2;
const IS_ZONED: u8 = 1 << 5;
const IS_CUT: u8 = 1 << 6;
const HAS_OUTLET: u8 = 1 << 7;

fn marks(headlined: &Headlined) -> u8 {
    let kind = match headlined.page {
        PageKind::Story => 0,
        PageKind::Section => 1,
        PageKind::Unknown => 2,
    };
    let resolution = headlined
        .published
        .map_or(0, |published| published.resolution.number());
    let mut marks = kind | resolution << RESOLUTION_SHIFT;
    if headlined.published.is_some_and(|published| published.zoned) {
        marks |= IS_ZONED;
    }
    if headlined.is_cut() {
        marks |= IS_CUT;
    }
    if headlined.outlet.is_some() {
        marks |= HAS_OUTLET;
    }
    marks
}

impl FixedSize for Headlined {
    const SIZE: usize = 35;

    fn write(self, bytes: &mut Vec<u8>) {
        let seconds = self.published.map_or(0, |published| published.seconds);
        bytes.push(marks(&self));
        bytes.extend_from_slice(&self.article.number().to_le_bytes());
        bytes.extend_from_slice(&self.outlet.unwrap_or_default().to_le_bytes());
        bytes.extend_from_slice(&seconds.to_le_bytes());
        bytes.extend_from_slice(&self.slug.to_le_bytes());
        bytes.extend_from_slice(&self.address.to_le_bytes());
        bytes.extend_from_slice(&self.serial.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Headlined {
        let mut bytes = ByteReader(bytes);
        let marks = bytes.byte();
        let article = ArticleId::new(bytes.short());
        let outlet = bytes.short();
        let seconds = bytes.long().cast_signed();
        let resolution = Resolution::of_number((marks & RESOLUTION) >> RESOLUTION_SHIFT);
        Headlined {
            article,
            outlet: (marks & HAS_OUTLET != 0).then_some(outlet),
            published: resolution.map(|resolution| Published {
                seconds,
                resolution,
                zoned: marks & IS_ZONED != 0,
            }),
            page: match marks & KIND {
                0 => PageKind::Story,
                1 => PageKind::Section,
                _ => PageKind::Unknown,
            },
            slug: bytes.long(),
            address: bytes.long(),
            serial: u16::from_le_bytes(bytes.take()),
            ending: if marks & IS_CUT == 0 {
                Ending::Whole
            } else {
                Ending::Cut
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_as_it_was_written() {
        let resolutions = (0..=u8::MAX).filter_map(Resolution::of_number);
        let times = resolutions.flat_map(|resolution| {
            [(-86_400, true), (i64::MAX, false)].map(|(seconds, zoned)| Published {
                seconds,
                resolution,
                zoned,
            })
        });
        for published in times.map(Some).chain([None]) {
            for page in [PageKind::Story, PageKind::Section, PageKind::Unknown] {
                for (outlet, ending) in [(None, Ending::Cut), (Some(7), Ending::Whole)] {
                    let headlined = Headlined {
                        article: ArticleId::new(5),
                        outlet,
                        published,
                        page,
                        slug: u64::MAX,
                        address: 3,
                        serial: u16::MAX,
                        ending,
                    };
                    let mut bytes = Vec::new();
                    headlined.write(&mut bytes);
                    assert_eq!(bytes.len(), Headlined::SIZE);
                    assert_eq!(Headlined::read(&bytes), headlined);
                }
            }
        }
    }
}
