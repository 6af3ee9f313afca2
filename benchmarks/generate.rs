/*!
Writes a dump of invented news, as large as is asked for, to the standard
output: for measuring time and memory where no real corpus is large enough.

```sh
cargo run --release --example generate -- 1000000 > dump.jsonl
```

# What is realistic in it

* Words follow Zipf's law (exponent 1.05, 40,000 words); each story keeps coming
  back to sixty of its own, and sentences use stock phrases that all have.
* Lengths are log-normal. Some of the articles are prints of wire stories, of
  which most are printed a few times and a few very often (Pareto); a print is
  whole, cut from below, edited word by word, led anew, or carried in a longer
  piece. Every outlet has blocks that stand on most of its pages.
* What is not: grammar, and how topics of stories hang together. Recall and
  precision measured on it say little; time and memory say much.

The same arguments give the same bytes.
*/

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

use clap::Parser;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Writes a dump of invented news to the standard output
#[derive(Parser)]
struct Args {
    /// Articles in all
    articles: u64,
    /// Words of an article, on the mean
    #[arg(long, default_value_t = 160)]
    words: u32,
    /// Outlets
    #[arg(long, default_value_t = 2_000)]
    outlets: u64,
    /// Share of the articles that are prints of wire stories
    #[arg(long, default_value_t = 0.25)]
    copies: f64,
    /// Prints of one more story
    #[arg(long, default_value_t = 0)]
    story: u64,
    /// Times that one page was crawled
    #[arg(long, default_value_t = 0)]
    recrawled: u64,
    /// Articles of one template
    #[arg(long, default_value_t = 0)]
    template: u64,
    /// What all else follows from
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Articles that a thread writes at once.
const PIECE: u64 = 2_000;

/// Words in all.
const VOCABULARY: usize = 40_000;

/// The exponent of Zipf's law.
const EXPONENT: f64 = 1.05;

/// Phrases that all use.
const PHRASES: usize = 3_000;

/// Words that a story keeps coming back to.
const OWN_WORDS: usize = 60;

/// Prints of a wire story, at most.
const MOST_PRINTS: u64 = 400;

/// Blocks that stand on the pages of an outlet.
const STANDING: u64 = 4;

/// Random numbers: SplitMix64 (Steele, Lea, Flood, 2014).
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

    /// From 0 up to `end`, without it.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    /// Normally distributed (Box and Muller, 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// The words, the phrases, and how often a word comes.
struct Language {
    words: Vec<String>,
    /// The share of each word and all before it.
    upto: Vec<f64>,
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
        let mut upto = Vec::with_capacity(VOCABULARY);
        let mut sum = 0.0;
        for rank in 0..VOCABULARY {
            sum += (rank as f64 + 2.7).powf(-EXPONENT);
            upto.push(sum);
        }
        upto.iter_mut().for_each(|share| *share /= sum);
        let mut language = Language {
            words,
            upto,
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
        let rank = self.upto.partition_point(|&upto| upto < share);
        &self.words[rank.min(VOCABULARY - 1)]
    }

    /// A phrase; the first ones are the commonest.
    fn phrase(&self, random: &mut Random) -> &str {
        let share = random.share();
        let rank = (PHRASES as f64).powf(share) as usize - 1;
        &self.phrases[rank.min(PHRASES - 1)]
    }
}

/// A story: paragraphs of sentences, and a headline.
struct Story {
    headline: String,
    paragraphs: Vec<String>,
}

impl Story {
    fn new(language: &Language, random: &mut Random, words: u32) -> Story {
        let own: Vec<&str> = (0..OWN_WORDS).map(|_| language.word(random)).collect();
        let rare = |random: &mut Random| {
            let rank = 200 + random.index(VOCABULARY - 200);
            capital(&language.words[rank])
        };
        let names: Vec<String> = (0..6)
            .map(|_| format!("{} {}", rare(random), rare(random)))
            .collect();
        // A mean of `words` at a spread of 0.6.
        let wanted = f64::from(words) * (0.6 * random.normal() - 0.18).exp();
        let mut story = Story {
            headline: String::new(),
            paragraphs: Vec::new(),
        };
        let mut headline: Vec<&str> = (0..7).map(|_| own[random.index(OWN_WORDS)]).collect();
        headline.push(&names[0]);
        story.headline = capital(&headline.join(" "));
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

/// Appends a sentence; gives the number of its words.
fn sentence(
    language: &Language,
    random: &mut Random,
    own: &[&str],
    names: &[String],
    into: &mut String,
) -> f64 {
    let length = 6 + random.index(20);
    let start = into.len();
    let is_quote = random.below(6) == 0;
    if is_quote {
        into.push('"');
    }
    let first = into.len();
    for at in 0..length {
        if at > 0 {
            into.push_str(if random.below(14) == 0 { ", " } else { " " });
        }
        match random.below(40) {
            0..10 => into.push_str(own[random.index(own.len())]),
            10 => into.push_str(&names[random.index(names.len())]),
            11 => into.push_str(language.phrase(random)),
            12 => into.push_str(&random.below(2_000).to_string()),
            _ => into.push_str(language.word(random)),
        }
    }
    let capitalised = capital(&into[first..]);
    into.truncate(first);
    into.push_str(&capitalised);
    into.push('.');
    if is_quote {
        into.push_str("\" said ");
        into.push_str(&names[random.index(names.len())]);
        into.push('.');
    }
    debug_assert!(into.len() > start);
    length as f64
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// What an article of the dump is.
#[derive(Clone, Copy)]
enum Plan {
    /// A story of the outlet's own.
    Own,
    /// A print of the wire story with this number.
    Print(u64),
    /// One page, crawled again.
    Crawled,
    /// A filled-in form.
    Form,
}

/// What each article is, in the order of the dump.
fn plan(args: &Args) -> Vec<Plan> {
    let mut random = Random::new(args.seed, 2);
    let mut plan: Vec<Plan> = Vec::new();
    let hot = [
        (args.story, Plan::Print(u64::MAX)),
        (args.recrawled, Plan::Crawled),
        (args.template, Plan::Form),
    ];
    for (count, what) in hot {
        plan.extend((0..count).map(|_| what));
    }
    let prints = (args.articles as f64 * args.copies) as u64;
    let mut printed = 0;
    let mut story = 0;
    while printed < prints {
        // Pareto, at least two prints.
        let wanted = (2.0 * (1.0 - random.share()).powf(-1.0 / 1.3)) as u64;
        let count = wanted.min(MOST_PRINTS).min(args.outlets).max(2);
        plan.extend((0..count).map(|_| Plan::Print(story)));
        printed += count;
        story += 1;
    }
    plan.truncate(usize::try_from(args.articles).unwrap_or(usize::MAX));
    while (plan.len() as u64) < args.articles {
        plan.push(Plan::Own);
    }
    // Fisher and Yates.
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
                let mut of_story = Random::new(seed, story ^ 0x5107_0000_0000);
                let mut printed =
                    Story::new(&self.language, &mut of_story, self.args.words * 3 / 2);
                day = of_story.below(360) + random.below(3);
                self.rework(&mut printed, &mut random);
                printed
            }
            Plan::Crawled => {
                outlet = 0;
                url = "/news/crawled.html".to_owned();
                Story::new(&self.language, &mut Random::new(seed, 3), self.args.words)
            }
            Plan::Form => self.form(&mut random),
        };
        for block in 0..STANDING {
            if random.below(10) < 8 {
                let mut of_outlet = Random::new(seed, (outlet * STANDING + block) ^ 0x0571_E700);
                let own: Vec<&str> = (0..8).map(|_| self.language.word(&mut of_outlet)).collect();
                let names = [format!("Outlet{outlet} Desk")];
                let mut text = String::new();
                sentence(&self.language, &mut of_outlet, &own, &names, &mut text);
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
        let (month, of_month) = (day / 31 + 1, day % 28 + 1);
        let record = serde_json::json!({
            "id": format!("g{number:08}"),
            "url": format!("https://outlet{outlet}.example{url}"),
            "source": format!("outlet{outlet}.example"),
            "title": title,
            "published": format!("2024-{month:02}-{of_month:02}T{:02}:00:00Z", random.below(24)),
            "text": story.paragraphs.join("\n"),
        });
        record.to_string()
    }

    /// Makes an outlet's print of a wire story.
    fn rework(&self, story: &mut Story, random: &mut Random) {
        let paragraphs = story.paragraphs.len();
        match random.below(20) {
            // Whole.
            0..8 => {}
            // Cut from below.
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
            // Led anew.
            17..19 => {
                let own = Story::new(&self.language, random, 40);
                story.headline = own.headline;
                story.paragraphs[0] = own.paragraphs.concat();
            }
            // Carried in a longer piece.
            _ => {
                let mut piece = Story::new(&self.language, random, self.args.words * 2);
                let half = paragraphs.div_ceil(2);
                piece.paragraphs.extend(story.paragraphs.drain(..half));
                *story = piece;
            }
        }
        if random.below(2) == 0 {
            story.paragraphs[0].insert_str(0, "SKARHOLM (AP) — ");
        }
    }

    /// A filled-in form.
    fn form(&self, random: &mut Random) -> Story {
        let name = capital(self.language.word(random));
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
    let pieces = (plan.len() as u64).div_ceil(PIECE);
    let at_once = rayon::current_num_threads() as u64 * 4;
    for from in (0..pieces).step_by(usize::try_from(at_once).unwrap_or(1)) {
        let texts: Vec<String> = (from..(from + at_once).min(pieces))
            .into_par_iter()
            .map(|piece| {
                let range = piece * PIECE..((piece + 1) * PIECE).min(plan.len() as u64);
                let mut text = String::new();
                for number in range {
                    let what = plan[usize::try_from(number).unwrap_or_default()];
                    text.push_str(&dump.article(number, what));
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
