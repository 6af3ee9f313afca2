/*!
Which sampled shingles are stock phrases: shingles that one outlet prints in
many different stories.
*/

use crate::article::ArticleId;
use crate::boilerplate::phrase_stories::{ShingleCarrier, StorySketch, is_stock_in_parts};
use crate::convert::to_u32;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::thresholds::CARRIERS_AT_ONCE;
use crate::spill::chunked_vec::ChunkedVec;

/// Returns whether a shingle is a stock phrase of one of the outlets that print
/// it. `list` are the articles with the shingle, one for each body, and
/// `carriers` is scratch memory.
pub(crate) fn is_stock_phrase(
    list: &[ArticleId],
    table: &ArticleTable,
    sketches: &ChunkedVec<StorySketch>,
    carriers: &mut Vec<ShingleCarrier>,
) -> bool {
    let parts = to_u32(list.len().div_ceil(CARRIERS_AT_ONCE));
    // One carrier for each outlet that prints the body.
    let carriers_of = |&article: &ArticleId| {
        let core = table.core(article);
        let own = outlet_number(table, article);
        let others = table
            .exact_duplicates(article)
            .iter()
            .map(|&duplicate| outlet_number(table, duplicate))
            .filter(move |&outlet| outlet != own);
        let outlets = std::iter::once(own).chain(others);
        outlets.map(move |outlet| ShingleCarrier {
            outlet,
            words: core.words,
            sketch: sketches[article.index()],
        })
    };
    is_stock_in_parts(parts, || list.iter().flat_map(carriers_of), carriers)
}

/// Returns the number of an article's outlet. Articles without an outlet count
/// as articles of one outlet.
fn outlet_number(table: &ArticleTable, article: ArticleId) -> u32 {
    let outlet = table.core(article).outlet;
    outlet.map_or(u32::MAX, |outlet| outlet.number())
}
