/*!
A record is the whole file: a text that is one article.
*/

use crate::article::ByteRange;
use crate::input::formats::split::{Splitter, Start, length};

/// Takes a file as one record; an empty file has none.
#[derive(Debug)]
pub(crate) struct Whole {
    record: ByteRange,
}

impl Whole {
    pub(crate) const fn new(start: Start) -> Whole {
        Whole {
            record: ByteRange {
                offset: start.offset,
                length: 0,
                line: start.line,
            },
        }
    }
}

impl Splitter for Whole {
    fn feed(&mut self, bytes: &[u8], _found: &mut Vec<ByteRange>) {
        self.record.length += length(bytes);
    }

    fn open(&self) -> ByteRange {
        self.record
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Option<String> {
        if self.record.length > 0 {
            found.push(self.record);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::input::formats::split::Start;
    use crate::input::formats::split::testing::split;
    use crate::input::formats::split::whole::Whole;

    #[test]
    fn a_file_is_one_record_with_its_newlines() {
        let mut whole = Whole::new(Start { offset: 0, line: 1 });
        assert_eq!(
            split(&mut whole, "one\n\ntwo\r\n", 2).records,
            ["one\n\ntwo\r\n"]
        );
    }

    #[test]
    fn an_empty_file_has_no_record() {
        let mut whole = Whole::new(Start { offset: 0, line: 1 });
        assert!(split(&mut whole, "", 2).records.is_empty());
    }
}
