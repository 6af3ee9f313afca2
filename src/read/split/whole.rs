/*!
A record is the whole file: a text that is one article.
*/

use super::{Bound, Splitter, Start, length};

/// Takes a file as one record; an empty file has none.
#[derive(Debug)]
pub(in crate::read) struct Whole {
    record: Bound,
}

impl Whole {
    pub(in crate::read) const fn new(start: Start) -> Whole {
        Whole {
            record: Bound {
                offset: start.offset,
                length: 0,
                line: start.line,
            },
        }
    }
}

impl Splitter for Whole {
    fn feed(&mut self, bytes: &[u8], _found: &mut Vec<Bound>) {
        self.record.length += length(bytes);
    }

    fn open(&self) -> Bound {
        self.record
    }

    fn finish(&mut self, found: &mut Vec<Bound>) -> Option<String> {
        if self.record.length > 0 {
            found.push(self.record);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Whole;
    use crate::read::split::Start;
    use crate::read::split::testing::split;

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
