//! stub until the reading layer lands
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Published {
    pub seconds: i64,
}
#[allow(missing_docs)]
impl Published {
    #[must_use]
    pub fn has_time(self) -> bool {
        true
    }
    #[must_use]
    pub fn parse(_: &str) -> Option<Published> {
        None
    }
    #[must_use]
    pub fn is_before(self, other: Published) -> bool {
        self.seconds < other.seconds
    }
}
