/*!
Reads the body of an article for comparing.
*/

use std::num::NonZeroU64;

use crate::article::ArticleId;
use crate::compare::body::Body;
use crate::dump::Dump;
use crate::error::Result;
use crate::news::headline::version::version;
use crate::pipeline::articles::read_again::read_again;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::options::Options;

/// Reads the body of `article` from the record of its representative.
pub(crate) fn read_body<D: Dump>(
    dump: &D,
    table: &ArticleTable,
    options: &Options,
    preparer: &mut Preparer,
    article: ArticleId,
) -> Result<Body> {
    let representative = table.representative(article);
    let record_ref = table.record_ref(representative)?;
    let (core, entry) = (table.core(representative), table.entry(representative));
    let excluded = table.excluded(&entry)?;
    let mut body = Body::default();
    read_again(dump, record_ref, &mut |article| {
        let text = article.text.as_deref().unwrap_or_default();
        body = preparer.body_of_known(text, &excluded, options.shingle_words);
        body.headline = entry.headline_key.map(NonZeroU64::get);
        body.version = article.headline.as_deref().map_or(0, version);
        body.outlet = core.outlet.map(|outlet| outlet.number());
        body.published = entry.published;
    })?;
    Ok(body)
}
