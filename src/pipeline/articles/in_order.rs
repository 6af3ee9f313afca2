/*!
Reads a dump with many threads and keeps its order.

The calling thread reads chunks and hands them to all threads. It takes the
results in reading order. The number of chunks in flight is bounded, and so is
memory, whichever of the three is the slowest. When the calling thread has
nothing to read or to take, it works on a chunk itself. The bound affects speed
only, never a result.
*/

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, channel};

use rayon::Yield;

use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::thresholds::CHUNKS_PER_THREAD;

/// Calls `work` for every chunk, on any thread, and `take` for each result, in
/// the order of the chunks. Ends with the first error of `take`, and panics when
/// `work` does.
pub(crate) fn in_order<D: Dump, T: Send>(
    dump: &D,
    work: impl Fn(&D::Chunk) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let limit = rayon::current_num_threads() * CHUNKS_PER_THREAD;
    let (sender, results) = channel();
    let work = &work;
    rayon::in_place_scope(|scope| {
        let mut chunks = dump.chunks().fuse();
        let mut queue = ResultQueue {
            results: VecDeque::new(),
            first: 0,
        };
        loop {
            while queue.in_flight() < limit
                && let Some(chunk) = chunks.next()
            {
                let (number, sender) = (queue.begin(), sender.clone());
                scope.spawn(move |_| {
                    let result = catch_unwind(AssertUnwindSafe(|| {
                        let result = work(&chunk);
                        drop(chunk);
                        result
                    }));
                    // After an error of `take` there is no receiver.
                    let _ = sender.send((number, result));
                });
            }
            match queue.pop_first() {
                Some(result) => take(result)?,
                None if queue.in_flight() == 0 => return Ok(()),
                None => match wait(&results) {
                    (number, Ok(result)) => queue.finish(number, result),
                    (_, Err(panic)) => resume_unwind(panic),
                },
            }
        }
    })
}

/// Returns the next result. Until there is one, this thread works on what the
/// thread pool has to do, which may belong to another run. Some chunk must be
/// in flight.
fn wait<T>(results: &Receiver<T>) -> T {
    loop {
        if let Ok(result) = results.try_recv() {
            return result;
        }
        if rayon::yield_now() != Some(Yield::Executed) {
            // Other threads work on all chunks in flight.
            let result = results.recv();
            return result.expect("the caller holds a sender too");
        }
    }
}

/// The results of the chunks in flight, in the order of the chunks.
struct ResultQueue<T> {
    /// One entry for each chunk in flight; `None` while it is worked on.
    results: VecDeque<Option<T>>,
    first: usize,
}

impl<T> ResultQueue<T> {
    fn in_flight(&self) -> usize {
        self.results.len()
    }

    fn begin(&mut self) -> usize {
        self.results.push_back(None);
        self.first + self.results.len() - 1
    }

    fn finish(&mut self, number: usize, result: T) {
        self.results[number - self.first] = Some(result);
    }

    /// Removes the result of the first chunk, if there is one.
    fn pop_first(&mut self) -> Option<T> {
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
    use crate::dump::articles::Articles;
    use crate::error::Error;

    /// Articles in one chunk of a dump in memory.
    const CHUNK: usize = 256;

    fn dump(chunks: usize) -> Articles {
        Articles::new(vec![Article::default(); chunks * CHUNK])
    }

    #[test]
    fn results_are_taken_in_order_with_any_number_of_threads() {
        // Earlier chunks take more time.
        let work = |chunk: &std::ops::Range<usize>| {
            let number = chunk.start / CHUNK;
            std::thread::sleep(Duration::from_micros(200 * (4 - number % 4) as u64));
            number
        };
        for (threads, chunks) in [(1, 40), (2, 40), (5, 40), (2, 0)] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let dump = dump(chunks);
            let mut taken = Vec::new();
            let mut take = |number| {
                taken.push(number);
                Ok(())
            };
            let result = pool
                .expect("threads can be started")
                .install(|| in_order(&dump, work, &mut take));
            result.expect("no chunk fails");
            assert_eq!(taken, Vec::from_iter(0..chunks));
        }
    }

    #[test]
    fn an_error_of_take_ends_the_reading() {
        let dump = dump(100);
        let begun = Mutex::new(HashSet::new());
        let work = |chunk: &std::ops::Range<usize>| {
            begun.lock().expect("no thread panics").insert(chunk.start);
            chunk.start / CHUNK
        };
        let result = in_order(&dump, work, |number| match number {
            3 => Err(Error::options("enough")),
            _ => Ok(()),
        });
        assert!(result.is_err());
        let begun = begun.lock().expect("no thread panics").len();
        let limit = 4 + CHUNKS_PER_THREAD * rayon::current_num_threads();
        assert!(
            begun <= limit,
            "{begun} of 100 chunks were begun, expected at most {limit}"
        );
    }

    #[test]
    fn a_panic_is_passed_on() {
        let dump = dump(20);
        let work = |chunk: &std::ops::Range<usize>| {
            assert!(chunk.start != 5 * CHUNK, "a panic on purpose");
        };
        let result = catch_unwind(AssertUnwindSafe(|| in_order(&dump, work, Ok)));
        assert!(result.is_err());
    }
}
