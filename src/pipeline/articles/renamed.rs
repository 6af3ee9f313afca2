/*!
A dump whose outlets go by the names that the user gave them.
*/

use std::borrow::Cow;

use crate::article::{Location, Position};
use crate::dump::{Dump, Record};
use crate::error::Result;
use crate::news::parties::aliases::Houses;

/// A dump with other names for some outlets; all else is as it was.
#[derive(Debug)]
pub(crate) struct Renamed<'a, D> {
    dump: &'a D,
    houses: &'a Houses,
}

impl<'a, D: Dump> Renamed<'a, D> {
    pub(crate) const fn new(dump: &'a D, houses: &'a Houses) -> Renamed<'a, D> {
        Renamed { dump, houses }
    }

    fn rename<'r>(&'r self, mut record: Record<'r>) -> Record<'r> {
        if let Ok(article) = &mut record.article
            && let Some(outlet) = &article.outlet
        {
            let name = self.houses.name(outlet);
            if name != outlet {
                article.outlet = Some(Cow::Owned(name.to_owned()));
            }
        }
        record
    }
}

impl<D: Dump> Dump for Renamed<'_, D> {
    type Stretch = D::Stretch;

    fn stretches(&self) -> Box<dyn Iterator<Item = Self::Stretch> + Send + '_> {
        self.dump.stretches()
    }

    fn records(&self, stretch: &Self::Stretch, each: &mut dyn FnMut(Record<'_>)) {
        self.dump
            .records(stretch, &mut |record| each(self.rename(record)));
    }

    fn again(&self, position: Position, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        self.dump
            .again(position, &mut |record| with(self.rename(record)))
    }

    fn location(&self, position: Position) -> Location {
        self.dump.location(position)
    }

    fn sound(&self) -> Result<()> {
        self.dump.sound()
    }

    fn identity(&self) -> Option<Vec<String>> {
        self.dump.identity()
    }
}
