/*!
Learns the headline suffixes of a dump from sorted sightings.
*/

use crate::boilerplate::sightings::{Sighting, SightingKind};
use crate::boilerplate::suffix_tally::SuffixTally;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::error::Result;
use crate::spill::fixed::fixed_size;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;

fixed_size!(Sighting {
    key: u64,
    kind: SightingKind,
    outlet: u64,
    head: u64,
});

fixed_size!(SightingKind = Headline | Bar | Dash | DashWord | Prefix);

impl SortEntry for Sighting {
    fn leading(self) -> u64 {
        self.key
    }
}

/// Returns the suffixes that follow from the sightings of a whole dump.
pub(crate) fn learn_suffixes(sightings: Sorter<Sighting>) -> Result<HeadlineSuffixes> {
    let mut tally = SuffixTally::default();
    for sighting in sightings.finish()? {
        tally.add(sighting?);
    }
    Ok(tally.finish())
}
