/*!
Reading a dump in parallel without losing its order.

A few stretches at a time are worked on by all threads, and what came of them
is handed on in reading order while the next ones are read. How many are
worked on at once changes the speed and nothing else.
*/

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::error::Result;
use crate::source::Dump;

/// Calls `work` for every stretch, on any thread, and `take` for each result,
/// in order.
///
/// # Errors
///
/// The first error of `take`.
pub(super) fn in_order<D: Dump, T: Send>(
    dump: &D,
    work: impl Fn(&D::Stretch) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let at_once = rayon::current_num_threads() * 2;
    let mut stretches = dump.stretches();
    let mut batch: Vec<D::Stretch> = stretches.by_ref().take(at_once).collect();
    while !batch.is_empty() {
        let (next, results) = rayon::join(
            || {
                stretches
                    .by_ref()
                    .take(at_once)
                    .collect::<Vec<D::Stretch>>()
            },
            || batch.par_iter().map(&work).collect::<Vec<T>>(),
        );
        for result in results {
            take(result)?;
        }
        batch = next;
    }
    Ok(())
}
