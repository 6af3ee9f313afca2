/*!
A cache of sites: a dump has few of them for many headlines.
*/

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::news::addresses::domains::host;
use crate::news::headline::site::Site;
use crate::news::headline::thresholds::MOST_CACHED_SITES;

/// The sites that were met, by outlet and host.
#[derive(Debug, Default)]
pub(crate) struct SiteCache {
    sites: HashMap<u64, Site>,
}

impl SiteCache {
    /// Returns the site of an outlet and a page, as [`Site::new`] makes it.
    pub(crate) fn site(&mut self, outlet: Option<&str>, url: Option<&str>) -> &Site {
        let host = url.and_then(|url| host(url.trim())).unwrap_or_default();
        let seed = xxh3_64_with_seed(outlet.unwrap_or_default().as_bytes(), 0);
        let key = xxh3_64_with_seed(host.as_bytes(), seed);
        if self.sites.len() == MOST_CACHED_SITES && !self.sites.contains_key(&key) {
            self.sites.clear();
        }
        self.sites
            .entry(key)
            .or_insert_with(|| Site::new(outlet, url))
    }
}
