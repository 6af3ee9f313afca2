//! Measures the comparison of two articles, in words per second:
//! `cargo bench --bench compare`.

use divan::Bencher;
use divan::counter::ItemsCount;
use wirecopy::internals::Prose;
use wirecopy::internals::runs;

fn main() {
    divan::main();
}

/// Returns an article of `words` words, of which one in `changed` differs from the
/// same word of other articles.
fn article(words: u64, changed: u64) -> Prose {
    let word = |number: u64| match number.is_multiple_of(changed) {
        true => number << 32,
        false => number,
    };
    Prose::new((1..=words).map(word).collect(), 5)
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn resemblance(bencher: Bencher<'_, '_>, words: u64) {
    let (one, other) = (article(words, u64::MAX), article(words, 40));
    bencher
        .counter(ItemsCount::new(words * 2))
        .bench_local(|| one.matches(&other).overlap());
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn passages(bencher: Bencher<'_, '_>, words: u64) {
    let (one, other) = (article(words, u64::MAX), article(words, 40));
    bencher
        .counter(ItemsCount::new(words * 2))
        .bench_local(|| runs(&one, &other, &one.matches(&other)));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn prose(bencher: Bencher<'_, '_>, words: u64) {
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| article(words, 40));
}
