/*!
From an article to its body: what is left of the text when repeats and
standing matter are set aside.

Nothing is deleted: what is set aside is remembered as spans, with the reason.
*/

use std::collections::HashMap;
use std::ops::Range;

use crate::article::Article;
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::compare::body::Body;
use crate::compare::prose::Prose;
use crate::news::captions::{is_caption, is_figures, is_label};
use crate::pipeline::fingerprint::word_marks::mark;
use crate::spill::fixed::{ByteReader, write_number};
use crate::text::Span;
use crate::text::blocks::blocks;
use crate::text::code::{has_braces, is_code};
use crate::text::words::Words;

/// Why a block is no part of the body.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It is the headline once more.
    Headline,
    /// It stands again in the text, as a standfirst does.
    Repeat,
    /// The outlet prints it beside other stories too.
    Boilerplate,
    /// It is the caption of a picture.
    Caption,
    /// It is a button, a date, a section name: no prose.
    Label,
    /// It is a script or a style.
    Code,
}

impl Aside {
    /// What it is, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Aside::Headline => "headline again",
            Aside::Repeat => "stands again",
            Aside::Boilerplate => "standing matter",
            Aside::Caption => "caption",
            Aside::Label => "label",
            Aside::Code => "code",
        }
    }
}

/// A block that was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsideBlock {
    /// Where it stands.
    pub span: Span,
    /// Why it was set aside.
    pub why: Aside,
}

/// Blocks at the start of a text among which the headline and the standfirst
/// are looked for.
const OPENING: usize = 10;

/// Words of a block below which it is not taken for a repeat: short lines
/// recur by chance.
const REPEAT_WORDS: usize = 8;

/// Words of a standfirst, at most: a longer block is a part of the story.
const STANDFIRST_WORDS: usize = 150;

/// Words of a headline below which its recurrence in the text is chance.
const HEADLINE_WORDS: usize = 3;

/// The share of an article's words that may stand in labels for it to be
/// prose with labels in it.
const LABELS_IN_PROSE: f64 = 0.4;

/// Words of prose below which labels are not told from it: in a brief every
/// line counts.
const PROSE_WORDS: usize = 60;

/// Takes articles apart; holds the memory for it.
#[derive(Debug, Default)]
pub struct Preparer {
    body: Words,
    headline: Words,
    aside: Vec<AsideBlock>,
    blocks: Vec<Block>,
}

/// A block of the body, by its words.
#[derive(Clone, Copy, Debug)]
struct Block {
    span: Span,
    start: usize,
    end: usize,
    aside: Option<Aside>,
}

impl Preparer {
    /// Bytes of memory that it holds.
    pub(crate) fn memory(&self) -> usize {
        let of_blocks = self.blocks.capacity() * size_of::<Block>();
        self.body.memory() + self.headline.memory() + of_blocks
    }

    /// The words of the body of `article`, whose outlet has the key `outlet`.
    pub fn prepare(
        &mut self,
        article: &Article<'_>,
        outlet: u64,
        standing: &BoilerplateBlocks,
    ) -> Prepared<'_> {
        self.body.clear();
        self.headline.clear();
        self.aside.clear();
        self.blocks.clear();
        let text = article.text.as_deref().unwrap_or_default();
        if let Some(headline) = article.headline.as_deref() {
            self.headline.append(headline, whole(headline));
        }
        // Blocks leave out nothing but blanks, and no word goes beyond a line:
        // those of the text are those of its blocks.
        self.body.append(text, whole(text));
        let may_have_code = has_braces(text);
        let mut end = 0;
        for span in blocks(text) {
            let start = end;
            let spans = &self.body.spans()[start..];
            end += spans.partition_point(|word| word.start < span.end);
            let aside = if standing.holds(outlet, span.of(text)) {
                Some(Aside::Boilerplate)
            } else if is_caption(span.of(text), &self.body.hashes()[start..end]) {
                Some(Aside::Caption)
            } else if may_have_code && is_code(span.of(text)) {
                Some(Aside::Code)
            } else {
                None
            };
            self.blocks.push(Block {
                span,
                start,
                end,
                aside,
            });
        }
        self.keep_lone_caption();
        self.find_headline();
        self.find_repeats();
        self.find_labels(text);
        self.leave_body();
        Prepared { preparer: self }
    }

    /// The body of a text that was prepared before, as the verdict needs it:
    /// without what was set `aside` then, as [`Prepared::write_aside`] wrote it.
    #[must_use]
    pub fn body_again(&mut self, text: &str, aside: &[u8], width: usize) -> Body {
        self.body.clear();
        self.body.append(text, whole(text));
        let blocks = blocks(text);
        if !aside.is_empty() {
            let stay = body_words(&blocks, ByteReader(aside), self.body.spans());
            self.body.keep(stay.into_iter());
        }
        body_of(text, &blocks, &self.body, width)
    }

    /// Takes captions and code back into the body where nothing else is left: the
    /// page of a picture, a brief that begins like a caption, a brief in one line
    /// with a script.
    fn keep_lone_caption(&mut self) {
        if self.blocks.iter().all(|block| block.aside.is_some()) {
            for block in &mut self.blocks {
                block.aside = block
                    .aside
                    .filter(|why| !matches!(why, Aside::Caption | Aside::Code));
            }
        }
    }

    /// Finds the headline among the first blocks.
    fn find_headline(&mut self) {
        let headline = self.headline.hashes();
        if headline.len() < HEADLINE_WORDS {
            return;
        }
        for block in self.blocks.iter_mut().take(OPENING) {
            if &self.body.hashes()[block.start..block.end] == headline {
                block.aside = Some(Aside::Headline);
            }
        }
    }

    /// Finds blocks that stand in the text once more: a first one that a
    /// later one begins with or contains, and later ones equal to an earlier.
    fn find_repeats(&mut self) {
        let hashes = self.body.hashes();
        let words = |block: &Block| &hashes[block.start..block.end];
        let opening = self.blocks.len().min(OPENING);
        for index in 0..opening {
            let block = self.blocks[index];
            let words_of_block = block.end - block.start;
            if block.aside.is_some() || !(REPEAT_WORDS..=STANDFIRST_WORDS).contains(&words_of_block)
            {
                continue;
            }
            let contained = self.blocks[index + 1..opening]
                .iter()
                .any(|later| later.aside.is_none() && contains(words(later), words(&block)));
            if contained {
                self.blocks[index].aside = Some(Aside::Repeat);
            }
        }
        let mut seen: Vec<(u64, usize)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            if block.aside.is_none() && block.end - block.start >= REPEAT_WORDS {
                // The first word and the last tell most blocks apart.
                seen.push((
                    hashes[block.start].wrapping_add(hashes[block.end - 1].rotate_left(32)),
                    index,
                ));
            }
        }
        seen.sort_unstable();
        for alike in seen.chunk_by(|one, next| one.0 == next.0) {
            if alike.len() < 2 {
                continue;
            }
            // Very many sentences begin with "The" and end with "said".
            let mut first_with: HashMap<&[u64], usize> = HashMap::with_capacity(alike.len());
            for &(_, index) in alike {
                let words = words(&self.blocks[index]);
                if *first_with.entry(words).or_insert(index) != index {
                    self.blocks[index].aside = Some(Aside::Repeat);
                }
            }
        }
    }

    /// Finds the labels, where there is enough prose to tell them from it: a
    /// table or a list is nothing but short lines.
    fn find_labels(&mut self, text: &str) {
        let words = |block: &Block| block.end - block.start;
        let left: Vec<usize> = (0..self.blocks.len())
            .filter(|&index| self.blocks[index].aside.is_none())
            .collect();
        let text_of = |&index: &usize| self.blocks[index].span.of(text);
        let is_label = |index: &usize| is_label(text_of(index), words(&self.blocks[*index]));
        let words_of = |blocks: &[usize]| -> usize {
            let words = blocks.iter().map(|&index| words(&self.blocks[index]));
            words.sum()
        };
        let all = words_of(&left);
        let mut labels: Vec<usize> = left.into_iter().filter(is_label).collect();
        let in_labels = words_of(&labels);
        if in_labels as f64 > LABELS_IN_PROSE * all as f64 || all - in_labels < PROSE_WORDS {
            return;
        }
        // Beside figures other lines with numbers belong to them.
        if labels.iter().any(|index| is_figures(text_of(index))) {
            labels.retain(|index| !text_of(index).bytes().any(|byte| byte.is_ascii_digit()));
        }
        for index in labels {
            self.blocks[index].aside = Some(Aside::Label);
        }
    }

    /// Takes the words of what was set aside out of the body.
    fn leave_body(&mut self) {
        if self.blocks.iter().all(|block| block.aside.is_none()) {
            return;
        }
        for block in &self.blocks {
            if let Some(why) = block.aside {
                self.aside.push(AsideBlock {
                    span: block.span,
                    why,
                });
            }
        }
        let stay = self.blocks.iter().filter(|block| block.aside.is_none());
        self.body.keep(stay.map(|block| block.start..block.end));
    }
}

/// The words of the body, of those at `spans` in a text with these blocks, when
/// blocks were set aside as `runs` say.
fn body_words(blocks: &[Span], mut runs: ByteReader<'_>, spans: &[Span]) -> Vec<Range<usize>> {
    let words_before = |block: usize| {
        let start = blocks.get(block).map(|block| block.start);
        start.map_or(spans.len(), |start| {
            spans.partition_point(|word| word.start < start)
        })
    };
    let (mut stay, mut start, mut block) = (Vec::new(), 0, 0);
    while !runs.0.is_empty() {
        block += runs.number() as usize;
        stay.push(start..words_before(block));
        block += runs.number() as usize;
        start = words_before(block);
    }
    stay
}

/// All of `text`.
fn whole(text: &str) -> Span {
    Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX))
}

/// Whether `part` stands in `whole`, word for word.
fn contains(whole: &[u64], part: &[u64]) -> bool {
    /// Places that are looked at together.
    const TOGETHER: usize = 16;
    // The first word tells most places apart without a look at the others.
    let [first, rest @ ..] = part else {
        return true;
    };
    let stands_in = |start: usize, words: &[u64]| {
        (start..)
            .zip(words)
            .any(|(place, word)| word == first && whole[place + 1..].starts_with(rest))
    };
    let (chunks, last) = whole.as_chunks::<TOGETHER>();
    let has_first =
        |chunk: &[u64; TOGETHER]| chunk.iter().fold(false, |has, word| has | (word == first));
    let in_chunk =
        |(start, chunk): (usize, &[u64; TOGETHER])| has_first(chunk) && stands_in(start, chunk);
    (0..).step_by(TOGETHER).zip(chunks).any(in_chunk) || stands_in(chunks.len() * TOGETHER, last)
}

/// An article taken apart.
#[derive(Debug)]
pub struct Prepared<'a> {
    preparer: &'a Preparer,
}

impl Prepared<'_> {
    /// The words of the body.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.preparer.body
    }

    /// The blocks of the text, in order.
    #[must_use]
    pub fn blocks(&self) -> Vec<Span> {
        self.preparer
            .blocks
            .iter()
            .map(|block| block.span)
            .collect()
    }

    /// What was set aside, in order.
    #[must_use]
    pub fn aside(&self) -> &[AsideBlock] {
        &self.preparer.aside
    }

    /// Appends which blocks were set aside, for [`Preparer::body_again`]: how many
    /// blocks belong to the body, how many behind them do not, and so on. Nothing
    /// where nothing was set aside.
    pub fn write_aside(&self, bytes: &mut Vec<u8>) {
        let is_aside = |block: &Block| block.aside.is_some();
        if self.aside().is_empty() {
            return;
        }
        let blocks = &self.preparer.blocks;
        if blocks.first().is_some_and(is_aside) {
            write_number(0, bytes);
        }
        for run in blocks.chunk_by(|one, next| is_aside(one) == is_aside(next)) {
            write_number(u32::try_from(run.len()).unwrap_or(u32::MAX), bytes);
        }
    }

    /// Whether the headline stands again in the text.
    #[must_use]
    pub fn headline_repeated(&self) -> bool {
        self.preparer
            .aside
            .iter()
            .any(|block| block.why == Aside::Headline)
    }

    /// The share of the text's words that are standing matter.
    #[must_use]
    pub fn standing_share(&self) -> f32 {
        let words = |block: &Block| block.end - block.start;
        let blocks = &self.preparer.blocks;
        let all: usize = blocks.iter().map(words).sum();
        let standing = blocks
            .iter()
            .filter(|block| block.aside == Some(Aside::Boilerplate));
        standing.map(words).sum::<usize>() as f32 / all.max(1) as f32
    }

    /// The body as the verdict needs it, without headline, outlet and time.
    #[must_use]
    pub fn into_body(self, text: &str, width: usize) -> Body {
        body_of(text, &self.blocks(), &self.preparer.body, width)
    }
}

/// The body of these `words` of a text with these blocks.
fn body_of(text: &str, blocks: &[Span], words: &Words, width: usize) -> Body {
    Body::new(
        Prose::new(words.hashes().to_vec(), width),
        words.spans().to_vec(),
        mark(text, blocks, words),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::boilerplate::blocks::block_key;

    fn article(headline: &'static str, text: &'static str) -> Article<'static> {
        Article {
            headline: Some(headline.into()),
            text: Some(text.into()),
            ..Article::default()
        }
    }

    /// Standing matter: some blocks of `text`.
    fn standing_of(text: &str, which: &[prop::sample::Index]) -> BoilerplateBlocks {
        let blocks = blocks(text);
        let keys = which.iter().filter(|_| !blocks.is_empty());
        BoilerplateBlocks::new(keys.map(|index| block_key(0, index.get(&blocks).of(text))))
    }

    proptest! {
        #[test]
        fn words_of_a_text_are_those_of_its_blocks(
            text in "([a-zé北ب'’.,3]{1,4}[ \u{301}]?|\n|\r|\u{b}|\u{85}|\u{2028}|\u{202f}|\u{3000}|[A-Z]\\.){0,60}",
            stand in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let article = Article { text: Some(text.clone().into()), ..Article::default() };
            let mut preparer = Preparer::default();
            let standing = standing_of(&text, &stand);
            let prepared = preparer.prepare(&article, 0, &standing);
            let mut aside = Vec::new();
            prepared.write_aside(&mut aside);
            prop_assert_eq!(aside.is_empty(), prepared.aside().is_empty());
            let body = format!("{:?}", prepared.into_body(&text, 5));
            prop_assert_eq!(format!("{:?}", Preparer::default().body_again(&text, &aside, 5)), body);
            preparer.prepare(&article, 0, &BoilerplateBlocks::default());
            let mut plain = Words::new();
            let bounds: Vec<(usize, usize)> = blocks(&text)
                .into_iter()
                .map(|block| {
                    let start = plain.len();
                    plain.append(&text, block);
                    (start, plain.len())
                })
                .collect();
            let found: Vec<(usize, usize)> = preparer.blocks.iter().map(|block| (block.start, block.end)).collect();
            prop_assert_eq!(found, bounds);
            let whole = Words::of(&text);
            prop_assert_eq!(whole.spans(), plain.spans());
            prop_assert_eq!(whole.hashes(), plain.hashes());
        }
    }

    proptest! {
        #[test]
        fn a_part_is_found_where_it_stands(
            whole in prop::collection::vec(0_u64..4, 0..70),
            part in prop::collection::vec(0_u64..4, 0..5),
        ) {
            let plain = part.is_empty() || whole.windows(part.len()).any(|words| words == part);
            prop_assert_eq!(contains(&whole, &part), plain);
        }
    }

    #[test]
    fn headline_and_standfirst_are_set_aside_once() {
        let article = article(
            "Harbour bridge to close for winter repairs - Lindqvist",
            "Harbour bridge to close for winter repairs - Lindqvist\n\n\
             Harbour bridge to close for winter repairs - Lindqvist\n\n\
             The harbour bridge will close in November for repairs that had long been put off, the mayor said on Monday\n\n\
             SKARHOLM (Coastal Point News / Sputnik - 04th March, 2024) The harbour bridge will close in November for \
             repairs that had long been put off, the mayor said on Monday.\n\nFerries will run every ten minutes.",
        );
        let mut preparer = Preparer::default();
        let prepared = preparer.prepare(&article, 0, &BoilerplateBlocks::default());
        assert!(prepared.headline_repeated());
        assert_eq!(
            prepared
                .aside()
                .iter()
                .map(|block| block.why)
                .collect::<Vec<_>>(),
            [Aside::Headline, Aside::Headline, Aside::Repeat]
        );
        assert_eq!(prepared.words().len(), 8 + 20 + 6);
    }

    #[test]
    fn where_nothing_is_set_aside_the_whole_text_is_the_body() {
        let text = "The ferry \"Skarholm\" left at 5.30, its master said.\n\n\
            “It was the last of the winter,” Ann Berg told the Coastal Point News.";
        let article = article("Last ferry", text);
        let mut preparer = Preparer::default();
        let prepared = preparer.prepare(&article, 0, &BoilerplateBlocks::default());
        assert!(prepared.aside().is_empty());
        let shown = format!("{:?}", prepared.into_body(text, 5));
        assert_eq!(format!("{:?}", preparer.body_again(text, &[], 5)), shown);
    }

    #[test]
    fn an_article_without_text_has_an_empty_body() {
        let mut preparer = Preparer::default();
        let prepared = preparer.prepare(&Article::default(), 0, &BoilerplateBlocks::default());
        assert!(prepared.words().is_empty() && !prepared.headline_repeated());
    }

    #[test]
    fn a_caption_is_the_body_where_there_is_nothing_else() {
        const CAPTION: &str = "The ferry leaves Skarholm on Monday. Photo: Ann Berg";
        let mut preparer = Preparer::default();
        let alone = article("Ferry", CAPTION);
        let prepared = preparer.prepare(&alone, 0, &BoilerplateBlocks::default());
        assert!(prepared.aside().is_empty());
        let below = article(
            "Ferry",
            "The ferry leaves Skarholm on Monday. Photo: Ann Berg\nIt will be back on Tuesday.",
        );
        let prepared = preparer.prepare(&below, 0, &BoilerplateBlocks::default());
        assert_eq!(prepared.aside()[0].why, Aside::Caption);
    }
}
