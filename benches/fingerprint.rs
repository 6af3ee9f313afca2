//! Words, shingles, signatures and samples, in bytes of text per second.
//!
//! `cargo bench --bench fingerprint`

use divan::Bencher;
use divan::counter::BytesCount;
use wirecopy::fingerprint::minhash::Signature;
use wirecopy::fingerprint::sample::sample;
use wirecopy::fingerprint::shingles::{DEFAULT_WIDTH, shingle};
use wirecopy::text::Span;
use wirecopy::text::words::Words;

fn main() {
    divan::main();
}

/// A text of some 60 KB that does not repeat itself.
fn text(paragraph: fn(usize) -> String) -> String {
    (0..400).map(paragraph).collect::<Vec<_>>().join("\n")
}

fn english(number: usize) -> String {
    format!(
        "The harbour office said on day {number} that boat {} had left pier {} with {} crates of herring for \
         buyers in the southern towns, where prices rose by {} percent.",
        number * 7 % 97,
        number * 13 % 89,
        number * 31 % 1009,
        number * 3 % 41
    )
}

fn arabic(number: usize) -> String {
    format!(
        "قال مكتب الميناء في اليوم {number} إن السفينة {} غادرت الرصيف وعلى متنها {} صندوقا من الأسماك إلى مدن الجنوب حيث ارتفعت الأسعار.",
        number * 7 % 97,
        number * 31 % 1009
    )
}

fn chinese(number: usize) -> String {
    format!(
        "港务局第{number}天表示，第{}号船载着{}箱鲱鱼离开码头前往南方城镇，当地价格上涨。",
        number * 7 % 97,
        number * 31 % 1009
    )
}

const TEXTS: &[(&str, fn(usize) -> String)] = &[
    ("english", english),
    ("arabic", arabic),
    ("chinese", chinese),
];

fn named(name: &str) -> String {
    let paragraph = TEXTS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(english as fn(usize) -> String, |(_, make)| *make);
    text(paragraph)
}

#[divan::bench(args = ["english", "arabic", "chinese"])]
fn words(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    let whole = Span::new(0, u32::try_from(text.len()).expect("a text of some 60 KB"));
    // The memory is kept from text to text, as a run keeps it.
    let mut words = Words::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        words.clear();
        words.append(&text, whole);
        words.len()
    });
}

#[divan::bench(args = ["english", "arabic", "chinese"])]
fn shingles(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    let words = Words::of(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut shingles = Vec::new();
        shingle(words.hashes(), DEFAULT_WIDTH, &mut shingles);
        shingles
    });
}

#[divan::bench(args = ["english", "arabic", "chinese"])]
fn signature(bencher: Bencher<'_, '_>, name: &str) {
    let (text, shingles) = shingled(name);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| Signature::of(&shingles));
}

#[divan::bench(args = ["english", "arabic", "chinese"])]
fn sampled(bencher: Bencher<'_, '_>, name: &str) {
    let (text, shingles) = shingled(name);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut sampled = Vec::new();
        sample(&shingles, &mut sampled);
        sampled
    });
}

fn shingled(name: &str) -> (String, Vec<u64>) {
    let text = named(name);
    let words = Words::of(&text);
    let mut shingles = Vec::new();
    shingle(words.hashes(), DEFAULT_WIDTH, &mut shingles);
    (text, shingles)
}
