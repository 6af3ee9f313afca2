/*!
A dump in which outlet aliases are replaced by the names of their outlets.
*/

use std::borrow::Cow;

use crate::article::{Location, RecordRef};
use crate::dump::{Dump, Record};
use crate::error::Result;
use crate::news::parties::aliases::OutletAliases;

/// A dump in which outlet aliases are replaced; everything else is unchanged.
#[derive(Debug)]
pub(crate) struct AliasedDump<'a, D> {
    dump: &'a D,
    outlet_aliases: &'a OutletAliases,
}

impl<'a, D: Dump> AliasedDump<'a, D> {
    pub(crate) const fn new(dump: &'a D, outlet_aliases: &'a OutletAliases) -> AliasedDump<'a, D> {
        AliasedDump {
            dump,
            outlet_aliases,
        }
    }

    fn replace_alias<'r>(&'r self, mut record: Record<'r>) -> Record<'r> {
        if let Ok(article) = &mut record.article
            && let Some(outlet) = &article.outlet
        {
            let name = self.outlet_aliases.name(outlet);
            if name != outlet {
                article.outlet = Some(Cow::Owned(name.to_owned()));
            }
        }
        record
    }
}

impl<D: Dump> Dump for AliasedDump<'_, D> {
    type Chunk = D::Chunk;

    fn chunks(&self) -> Box<dyn Iterator<Item = Self::Chunk> + Send + '_> {
        self.dump.chunks()
    }

    fn records(&self, chunk: &Self::Chunk, each: &mut dyn FnMut(Record<'_>)) {
        self.dump
            .records(chunk, &mut |record| each(self.replace_alias(record)));
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        self.dump
            .read_again(record_ref, &mut |record| with(self.replace_alias(record)))
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        self.dump.location(record_ref)
    }

    fn file_names(&self) -> Vec<&str> {
        self.dump.file_names()
    }

    fn total_bytes(&self) -> Option<u64> {
        self.dump.total_bytes()
    }

    fn check_io(&self) -> Result<()> {
        self.dump.check_io()
    }

    fn identity(&self) -> Option<Vec<String>> {
        self.dump.identity()
    }
}
