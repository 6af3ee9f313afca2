//! Measures words, shingles, signatures and samples, in bytes of text per second:
//! `cargo bench --bench fingerprint`.

use divan::Bencher;
use divan::counter::BytesCount;
use wirecopy::internals::Signature;
use wirecopy::internals::Span;
use wirecopy::internals::Words;
use wirecopy::internals::sample;
use wirecopy::internals::{DEFAULT_WIDTH, shingle};

fn main() {
    divan::main();
}

/// The languages of the texts.
#[derive(Clone, Copy, Debug)]
enum Language {
    English,
    Arabic,
    Chinese,
}

const LANGUAGES: [Language; 3] = [Language::English, Language::Arabic, Language::Chinese];

/// Returns a text of about 60 KB without repeats.
fn text(language: Language) -> String {
    let paragraph = match language {
        Language::English => english,
        Language::Arabic => arabic,
        Language::Chinese => chinese,
    };
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

#[divan::bench(args = LANGUAGES)]
fn words(bencher: Bencher<'_, '_>, language: Language) {
    let text = text(language);
    let whole = Span::new(0, u32::try_from(text.len()).expect("a text of about 60 KB"));
    // A run reuses this memory for all texts.
    let mut words = Words::new();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        words.clear();
        words.append(&text, whole);
        words.len()
    });
}

#[divan::bench(args = LANGUAGES)]
fn shingles(bencher: Bencher<'_, '_>, language: Language) {
    let text = text(language);
    let words = Words::of(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut shingles = Vec::new();
        shingle(words.hashes(), DEFAULT_WIDTH, &mut shingles);
        shingles
    });
}

#[divan::bench(args = LANGUAGES)]
fn signature(bencher: Bencher<'_, '_>, language: Language) {
    let (text, shingles) = shingled(language);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| Signature::of(&shingles));
}

#[divan::bench(args = LANGUAGES)]
fn sampled(bencher: Bencher<'_, '_>, language: Language) {
    let (text, shingles) = shingled(language);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut sampled = Vec::new();
        sample(&shingles, &mut sampled);
        sampled
    });
}

fn shingled(language: Language) -> (String, Vec<u64>) {
    let text = text(language);
    let words = Words::of(&text);
    let mut shingles = Vec::new();
    shingle(words.hashes(), DEFAULT_WIDTH, &mut shingles);
    (text, shingles)
}
