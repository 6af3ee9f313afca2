/*!
Reading a dump in parallel without losing its order.

One thread reads stretches, hands them to all, and takes what came of them in
reading order. Between the three stands a bounded number of stretches: so memory
is bounded, whatever is slower than the others. A thread that has nothing to
read or to take works on a stretch itself. How many are under way at once
changes the speed and nothing else.
*/

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, channel};

use rayon::Yield;

use crate::dump::Dump;
use crate::error::Result;

/// Stretches under way for each thread: one that is worked on, one that waits
/// for a thread, and one that waits for those before it.
const UNDER_WAY: usize = 3;

/// Calls `work` for every stretch, on any thread, and `take` for each result,
/// in order.
///
/// # Errors
///
/// The first error of `take`.
pub(crate) fn in_order<D: Dump, T: Send>(
    dump: &D,
    work: impl Fn(&D::Chunk) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let most = rayon::current_num_threads() * UNDER_WAY;
    let (done, results) = channel();
    let work = &work;
    rayon::in_place_scope(|scope| {
        let mut chunks = dump.chunks().fuse();
        let mut waiting = Waiting::default();
        loop {
            while waiting.under_way() < most
                && let Some(chunk) = chunks.next()
            {
                let (number, done) = (waiting.begin(), done.clone());
                scope.spawn(move |_| {
                    let result = catch_unwind(AssertUnwindSafe(|| {
                        let result = work(&chunk);
                        drop(chunk);
                        result
                    }));
                    // Nobody listens any more when taking failed.
                    let _ = done.send((number, result));
                });
            }
            match waiting.next() {
                Some(result) => take(result)?,
                None if waiting.under_way() == 0 => return Ok(()),
                None => match wait(&results) {
                    (number, Ok(result)) => waiting.end(number, result),
                    (_, Err(panic)) => resume_unwind(panic),
                },
            }
        }
    })
}

/// The next message; until there is one, this thread works on what there is to
/// be worked on. Something must be under way.
///
/// In a pool that serves other runs too, this may be a part of theirs.
fn wait<T>(results: &Receiver<T>) -> T {
    loop {
        if let Ok(result) = results.try_recv() {
            return result;
        }
        if rayon::yield_now() != Some(Yield::Executed) {
            // All that is under way is worked on by other threads.
            let result = results.recv();
            return result.expect("whoever waits could send too");
        }
    }
}

/// Results in the order in which the work on them began.
struct Waiting<T> {
    /// Those of what is under way, from the first on that was not taken.
    results: VecDeque<Option<T>>,
    /// The number of that first one.
    first: usize,
}

impl<T> Default for Waiting<T> {
    fn default() -> Waiting<T> {
        Waiting {
            results: VecDeque::new(),
            first: 0,
        }
    }
}

impl<T> Waiting<T> {
    fn under_way(&self) -> usize {
        self.results.len()
    }

    /// The number of what begins now.
    fn begin(&mut self) -> usize {
        self.results.push_back(None);
        self.first + self.results.len() - 1
    }

    fn end(&mut self, number: usize, result: T) {
        self.results[number - self.first] = Some(result);
    }

    /// The first result, if it is there.
    fn next(&mut self) -> Option<T> {
        let result = self.results.front_mut()?.take()?;
        self.results.pop_front();
        self.first += 1;
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::panic::catch_unwind;
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::article::Article;
    use crate::dump::Articles;
    use crate::error::Error;

    /// A dump of so many stretches.
    fn dump(chunks: usize) -> Articles {
        Articles::new(vec![Article::default(); chunks * 256])
    }

    /// What is taken of each stretch: where it begins. The earlier a stretch,
    /// the longer it takes.
    fn taken(dump: &Articles, mut take: impl FnMut(usize) -> Result<()> + Send) -> Result<()> {
        let work = |chunk: &std::ops::Range<usize>| {
            let rest = 4 - chunk.start / 256 % 4;
            std::thread::sleep(Duration::from_micros(200 * rest as u64));
            chunk.start / 256
        };
        in_order(dump, work, &mut take)
    }

    #[test]
    fn what_comes_of_stretches_is_taken_in_their_order_with_any_threads() {
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let dump = dump(40);
            let all = pool.expect("threads can be made").install(|| {
                let mut all = Vec::new();
                taken(&dump, |one| {
                    all.push(one);
                    Ok(())
                })
                .map(|()| all)
            });
            assert_eq!(all.expect("nothing fails"), Vec::from_iter(0..40));
        }
        let mut none = 0;
        taken(&dump(0), |_| {
            none += 1;
            Ok(())
        })
        .expect("nothing fails");
        assert_eq!(none, 0);
    }

    #[test]
    fn the_first_error_ends_it() {
        let dump = dump(100);
        let begun = Mutex::new(HashSet::new());
        let work = |chunk: &std::ops::Range<usize>| {
            begun.lock().expect("nothing panics").insert(chunk.start);
            chunk.start / 256
        };
        let ended = in_order(&dump, work, |one| match one {
            3 => Err(Error::options("enough")),
            _ => Ok(()),
        });
        assert!(ended.is_err());
        let begun = begun.lock().expect("nothing panics").len();
        let most = 4 + UNDER_WAY * rayon::current_num_threads();
        assert!(
            begun <= most,
            "{begun} of 100 were begun, expected {most} at most"
        );
    }

    #[test]
    fn a_panic_is_passed_on() {
        let dump = dump(20);
        let work = |chunk: &std::ops::Range<usize>| {
            assert!(chunk.start != 5 * 256, "as was wanted");
        };
        let ended = catch_unwind(AssertUnwindSafe(|| in_order(&dump, work, Ok)));
        assert!(ended.is_err());
    }
}
