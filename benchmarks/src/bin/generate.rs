/*!
Writes a dump of invented news of any size to standard output, to measure time
and memory where no real corpus is large enough.

```sh
cargo run --release -p wirecopy-benchmarks --bin generate -- 1000000 > dump.jsonl
```

# Realism

* Words follow Zipf's law (exponent 1.05, 40,000 words). Each story repeats sixty
  words of its own, and sentences contain stock phrases that all stories share.
* Lengths are log-normal. Some articles are prints of wire stories. Most of these
  stories are printed a few times and a few very often (Pareto). A print is
  complete, cut from the end, edited word by word, given a new lead, or part of a
  longer article. Every outlet has blocks of boilerplate on most of its pages.
* Grammar and topics are not realistic. Recall and precision measured on the dump
  mean little; time and memory mean much.

The same arguments give the same bytes.
*/

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

use clap::Parser;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

/// Write a dump of invented news to standard output
#[derive(Parser)]
struct Args {
    /// Number of articles
    articles: u64,
    /// Mean number of words of an article
    #[arg(long, default_value_t = 160)]
    words: u32,
    /// Number of outlets
    #[arg(long, default_value_t = 2_000)]
    outlets: u64,
    /// Share of the articles that are prints of wire stories
    #[arg(long, default_value_t = 0.25)]
    copies: f64,
    /// Number of prints of one additional story
    #[arg(long, default_value_t = 0)]
    story: u64,
    /// Number of times that one page is crawled
    #[arg(long, default_value_t = 0)]
    recrawled: u64,
    /// Number of articles of one template
    #[arg(long, default_value_t = 0)]
    template: u64,
    /// Seed of the random numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Articles that a thread generates at once.
const CHUNK: usize = 2_000;

/// The number of different words.
const VOCABULARY: usize = 40_000;

/// The exponent of Zipf's law.
const EXPONENT: f64 = 1.05;

/// The number of stock phrases.
const PHRASES: usize = 3_000;

/// Words that a story repeats.
const OWN_WORDS: usize = 60;

/// The largest number of prints of a wire story.
const MAX_PRINTS: u64 = 400;

/// Blocks of boilerplate of an outlet.
const BLOCKS: u64 = 4;

/// A generator of random numbers: SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn new(seed: u64, stream: u64) -> Random {
        let mut random = Random(seed ^ stream.wrapping_mul(0xD605_BBB5_8C8A_BBC5));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`; 0 if `end` is 0.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// Returns a number from 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// Returns a normally distributed number (Box and Muller, 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// The vocabulary and the frequencies of its words.
struct Language {
    words: Vec<String>,
    /// The cumulative frequencies of the words.
    cumulative: Vec<f64>,
    phrases: Vec<String>,
}

impl Language {
    fn new(seed: u64) -> Language {
        const ONSETS: [&str; 16] = [
            "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr",
        ];
        const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "y"];
        const CODAS: [&str; 8] = ["", "", "n", "r", "s", "l", "t", "nd"];
        let mut random = Random::new(seed, 1);
        let (mut words, mut seen) = (Vec::new(), HashSet::new());
        while words.len() < VOCABULARY {
            // Common words are short.
            let syllables = 1 + (words.len() as f64 + 1.0).log10() as usize / 2 + random.index(2);
            let word: String = (0..syllables)
                .flat_map(|_| {
                    let pick = |list: &[&'static str], at: usize| list[at];
                    [
                        pick(&ONSETS, random.index(ONSETS.len())),
                        pick(&NUCLEI, random.index(NUCLEI.len())),
                        pick(&CODAS, random.index(CODAS.len())),
                    ]
                })
                .collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut cumulative = Vec::with_capacity(VOCABULARY);
        let mut sum = 0.0;
        for rank in 0..VOCABULARY {
            sum += (rank as f64 + 2.7).powf(-EXPONENT);
            cumulative.push(sum);
        }
        cumulative.iter_mut().for_each(|share| *share /= sum);
        let mut language = Language {
            words,
            cumulative,
            phrases: Vec::new(),
        };
        language.phrases = (0..PHRASES)
            .map(|_| {
                let length = 3 + random.index(6);
                let words: Vec<&str> = (0..length).map(|_| language.word(&mut random)).collect();
                words.join(" ")
            })
            .collect();
        language
    }

    fn word(&self, random: &mut Random) -> &str {
        let share = random.share();
        let rank = self
            .cumulative
            .partition_point(|&cumulative| cumulative < share);
        &self.words[rank.min(VOCABULARY - 1)]
    }

    /// Returns a stock phrase. Phrases with low numbers are more frequent.
    fn phrase(&self, random: &mut Random) -> &str {
        let share = random.share();
        let rank = (PHRASES as f64).powf(share) as usize - 1;
        &self.phrases[rank.min(PHRASES - 1)]
    }
}

/// A story: a headline and paragraphs of sentences.
struct Story {
    headline: String,
    paragraphs: Vec<String>,
}

impl Story {
    fn new(language: &Language, random: &mut Random, words: u32) -> Story {
        let own: Vec<&str> = (0..OWN_WORDS).map(|_| language.word(random)).collect();
        let rare = |random: &mut Random| {
            let rank = 200 + random.index(VOCABULARY - 200);
            capitalize(&language.words[rank])
        };
        let names: Vec<String> = (0..6)
            .map(|_| format!("{} {}", rare(random), rare(random)))
            .collect();
        // Log-normal with the mean `words` and a spread of 0.6.
        let wanted = f64::from(words) * (0.6 * random.normal() - 0.18).exp();
        let mut story = Story {
            headline: String::new(),
            paragraphs: Vec::new(),
        };
        let mut headline: Vec<&str> = (0..7).map(|_| own[random.index(OWN_WORDS)]).collect();
        headline.push(&names[0]);
        story.headline = capitalize(&headline.join(" "));
        let mut written = 0.0;
        while written < wanted.max(20.0) {
            let mut paragraph = String::new();
            for _ in 0..=random.below(3) {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                written += sentence(language, random, &own, &names, &mut paragraph);
            }
            story.paragraphs.push(paragraph);
        }
        story
    }
}

/// Appends a sentence to `text` and returns the number of its words.
fn sentence(
    language: &Language,
    random: &mut Random,
    own: &[&str],
    names: &[String],
    text: &mut String,
) -> f64 {
    let length = 6 + random.index(20);
    let is_quote = random.below(6) == 0;
    if is_quote {
        text.push('"');
    }
    let first = text.len();
    for at in 0..length {
        if at > 0 {
            text.push_str(if random.below(14) == 0 { ", " } else { " " });
        }
        match random.below(40) {
            0..10 => text.push_str(own[random.index(own.len())]),
            10 => text.push_str(&names[random.index(names.len())]),
            11 => text.push_str(language.phrase(random)),
            12 => text.push_str(&random.below(2_000).to_string()),
            _ => text.push_str(language.word(random)),
        }
    }
    let capitalized = capitalize(&text[first..]);
    text.truncate(first);
    text.push_str(&capitalized);
    text.push('.');
    if is_quote {
        text.push_str("\" said ");
        text.push_str(&names[random.index(names.len())]);
        text.push('.');
    }
    length as f64
}

fn capitalize(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// How an article of the dump is made.
#[derive(Clone, Copy)]
enum Plan {
    /// A story that no other article prints.
    Own,
    /// A print of the wire story with this number.
    Print(u64),
    /// The one page that is crawled several times.
    Crawled,
    /// A template with its own numbers.
    Template,
}

/// Returns the plan of each article, in the order of the dump.
fn plan(args: &Args) -> Vec<Plan> {
    let mut random = Random::new(args.seed, 2);
    let mut plan: Vec<Plan> = Vec::new();
    let repeated = [
        (args.story, Plan::Print(u64::MAX)),
        (args.recrawled, Plan::Crawled),
        (args.template, Plan::Template),
    ];
    for (count, plan_of_all) in repeated {
        plan.extend((0..count).map(|_| plan_of_all));
    }
    let prints = (args.articles as f64 * args.copies) as u64;
    let mut printed = 0;
    let mut story = 0;
    while printed < prints {
        // Pareto, with at least two prints.
        let drawn = (2.0 * (1.0 - random.share()).powf(-1.0 / 1.3)) as u64;
        let count = drawn.min(MAX_PRINTS).min(args.outlets).max(2);
        plan.extend((0..count).map(|_| Plan::Print(story)));
        printed += count;
        story += 1;
    }
    plan.truncate(args.articles as usize);
    while (plan.len() as u64) < args.articles {
        plan.push(Plan::Own);
    }
    // The shuffle of Fisher and Yates.
    for last in (1..plan.len()).rev() {
        plan.swap(last, random.index(last + 1));
    }
    plan
}

struct Dump {
    args: Args,
    language: Language,
}

impl Dump {
    fn article(&self, number: u64, plan: Plan) -> String {
        let seed = self.args.seed;
        let mut random = Random::new(seed, 1_000_000 + number);
        let mut outlet = random.below(self.args.outlets);
        let mut day = random.below(365);
        let mut url = format!("/news/{number}.html");
        let mut story = match plan {
            Plan::Own => Story::new(&self.language, &mut random, self.args.words),
            Plan::Print(story) => {
                let mut story_random = Random::new(seed, story ^ 0x5107_0000_0000);
                let mut printed =
                    Story::new(&self.language, &mut story_random, self.args.words * 3 / 2);
                day = story_random.below(360) + random.below(3);
                self.edit(&mut printed, &mut random);
                printed
            }
            Plan::Crawled => {
                outlet = 0;
                url = "/news/crawled.html".to_owned();
                Story::new(&self.language, &mut Random::new(seed, 3), self.args.words)
            }
            Plan::Template => self.template(&mut random),
        };
        for block in 0..BLOCKS {
            if random.below(10) < 8 {
                let mut outlet_random = Random::new(seed, (outlet * BLOCKS + block) ^ 0x0571_E700);
                let own: Vec<&str> = (0..8)
                    .map(|_| self.language.word(&mut outlet_random))
                    .collect();
                let names = [format!("Outlet{outlet} Desk")];
                let mut text = String::new();
                sentence(&self.language, &mut outlet_random, &own, &names, &mut text);
                let at = if block == 0 {
                    0
                } else {
                    story.paragraphs.len()
                };
                story.paragraphs.insert(at, text);
            }
        }
        let title = if random.below(3) == 0 {
            format!("{} | Outlet{outlet}", story.headline)
        } else {
            story.headline
        };
        let (month, day) = (day / 31 + 1, day % 28 + 1);
        let record = serde_json::json!({
            "id": format!("g{number:08}"),
            "url": format!("https://outlet{outlet}.example{url}"),
            "source": format!("outlet{outlet}.example"),
            "title": title,
            "published": format!("2024-{month:02}-{day:02}T{:02}:00:00Z", random.below(24)),
            "text": story.paragraphs.join("\n"),
        });
        record.to_string()
    }

    /// Changes a wire story as an outlet does that prints it.
    fn edit(&self, story: &mut Story, random: &mut Random) {
        let paragraphs = story.paragraphs.len();
        match random.below(20) {
            // Complete.
            0..8 => {}
            // Cut from the end.
            8..13 => {
                let kept = (paragraphs as f64 * (0.5 + 0.45 * random.share())).ceil();
                story.paragraphs.truncate((kept as usize).max(1));
            }
            // Edited word by word.
            13..17 => {
                for paragraph in &mut story.paragraphs {
                    let words = paragraph.split(' ').map(|word| match random.below(30) {
                        0 => self.language.word(random),
                        _ => word,
                    });
                    *paragraph = words.collect::<Vec<_>>().join(" ");
                }
            }
            // With a new lead.
            17..19 => {
                let own = Story::new(&self.language, random, 40);
                story.headline = own.headline;
                story.paragraphs[0] = own.paragraphs.concat();
            }
            // Part of a longer article.
            _ => {
                let mut longer = Story::new(&self.language, random, self.args.words * 2);
                let half = paragraphs.div_ceil(2);
                longer.paragraphs.extend(story.paragraphs.drain(..half));
                *story = longer;
            }
        }
        if random.below(2) == 0 {
            story.paragraphs[0].insert_str(0, "SKARHOLM (AP) — ");
        }
    }

    /// Returns the template with random numbers.
    fn template(&self, random: &mut Random) -> Story {
        let name = capitalize(self.language.word(random));
        let (one, other) = (random.below(9_000), random.below(9_000));
        Story {
            headline: format!("{name} shares close at {one}"),
            paragraphs: vec![format!(
                "Shares of {name} closed at {one} crowns on Monday after {other} the day before, \
                 the exchange of Skarholm said in its daily report. The volume of the day was {} \
                 shares, that of the week {} shares. The report gives closing prices without \
                 commission, and is published each day at six in the evening.",
                random.below(90_000),
                random.below(900_000),
            )],
        }
    }
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    let plan = plan(&args);
    let language = Language::new(args.seed);
    let dump = Dump { args, language };
    let mut out = BufWriter::new(io::stdout().lock());
    let numbered: Vec<(u64, Plan)> = (0..).zip(plan).collect();
    let at_once = CHUNK * rayon::current_num_threads() * 4;
    for articles in numbered.chunks(at_once) {
        let texts: Vec<String> = articles
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut text = String::new();
                for &(number, plan) in chunk {
                    text.push_str(&dump.article(number, plan));
                    text.push('\n');
                }
                text
            })
            .collect();
        for text in texts {
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()
}
