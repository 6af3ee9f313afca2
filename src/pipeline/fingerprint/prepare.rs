/*!
From the text of an article to its body: finds the blocks that are boilerplate,
captions, code, labels or repeats, and excludes them.

Excluded blocks are remembered as spans with a reason. The text itself is not
changed.
*/

use crate::article::Article;
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::compare::body::{Body, RespelledWord, WordMarks};
use crate::compare::prose::Prose;
use crate::compare::thresholds::BRIEF_WORDS;
use crate::convert::to_u32;
use crate::news::captions::{is_caption, is_figures, is_label};
use crate::pipeline::articles::entry::NoArticle;
use crate::pipeline::fingerprint::background::find_boilerplate;
use crate::pipeline::fingerprint::body_block::{
    BodyBlock, ExcludedBlock, Exclusion, body_ranges, write_runs,
};
use crate::pipeline::fingerprint::furniture::mark_furniture;
use crate::pipeline::fingerprint::no_article::{NoArticleFinder, OutletPage};
use crate::pipeline::fingerprint::repeats::{exclude_headline, exclude_repeats};
use crate::pipeline::fingerprint::slides::exclude_slides;
use crate::pipeline::fingerprint::word_marks::mark;
use crate::pipeline::thresholds::{GALLERY_CAPTIONS, MAX_LABEL_SHARE, MIN_PROSE_WORDS};
use crate::text::Span;
use crate::text::blocks::blocks;
use crate::text::code::{has_braces, is_code};
use crate::text::numbers::respelled;
use crate::text::plain_text::PlainText;
use crate::text::words::Words;

/// Prepares the bodies of articles, one after the other, in the same memory.
#[derive(Debug, Default)]
pub(crate) struct Preparer {
    body: Words,
    headline: Words,
    /// The lines of the text, or their parts, and whether each is boilerplate.
    parts: Vec<(Span, bool)>,
    blocks: Vec<BodyBlock>,
    excluded: Vec<ExcludedBlock>,
    no_article_finder: NoArticleFinder,
    no_article: Option<NoArticle>,
}

impl Preparer {
    /// Returns the bytes of memory that are kept for the next article.
    pub(crate) fn memory(&self) -> usize {
        let blocks = self.blocks.capacity() * size_of::<BodyBlock>();
        self.body.memory() + self.headline.memory() + blocks
    }

    /// Prepares the body of `article`. The spans of its words and of excluded blocks are
    /// those of the field, with its markup. `outlet` is the
    /// [`outlet_key`](crate::pipeline::articles::outlets::outlet_key) of its
    /// outlet. An article without text has an empty body, and so has a page without
    /// an article.
    pub(crate) fn prepare(
        &mut self,
        article: &Article<'_>,
        outlet: u64,
        boilerplate: &BoilerplateBlocks,
    ) -> PreparedBody<'_> {
        self.body.clear();
        self.headline.clear();
        self.blocks.clear();
        self.excluded.clear();
        let plain = PlainText::of(article.text.as_deref().unwrap_or_default());
        let text = plain.text();
        let title = article.headline.as_deref().map(PlainText::of);
        if let Some(headline) = title.as_ref().map(PlainText::text) {
            self.headline.append(headline, whole(headline));
        }
        self.find_blocks(text, outlet, boilerplate);
        self.keep_lone_captions();
        exclude_headline(&mut self.blocks, self.body.hashes(), self.headline.hashes());
        exclude_slides(&mut self.blocks, self.body.hashes());
        exclude_repeats(&mut self.blocks, self.body.hashes());
        self.exclude_labels(text);
        // Only records with an outlet teach what their outlet repeats.
        self.no_article = None;
        if article.outlet.is_some() {
            let page = OutletPage {
                outlet,
                headline: title.as_ref().map_or("", PlainText::text),
                text,
                words: self.body.hashes(),
                blocks: &self.blocks,
            };
            self.no_article = self.no_article_finder.find(&page, boilerplate);
        }
        if self.no_article.is_some() {
            self.exclude_all();
        }
        self.keep_body_words();
        self.move_to_field(&plain);
        PreparedBody { preparer: self }
    }

    /// Returns the body of the text in `field`, which was prepared before, without
    /// headline, outlet and time. `excluded` is what [`PreparedBody::write_excluded`]
    /// wrote then, and `width` is the number of words of a shingle.
    pub(crate) fn body_of_known(&mut self, field: &str, excluded: &[u8], width: usize) -> Body {
        let plain = PlainText::of(field);
        let text = plain.text();
        self.body.clear();
        self.body.append(text, whole(text));
        let blocks = blocks(text);
        if !excluded.is_empty() {
            let ranges = body_ranges(excluded, self.body.len());
            self.body.keep(ranges.into_iter());
        }
        let mut body = body_of(text, &blocks, &self.body, width);
        if !plain.is_field() {
            let spans = body.spans.iter_mut();
            spans.for_each(|span| *span = plain.in_field(*span));
        }
        body
    }

    /// Cuts `text` into words and blocks, and excludes the blocks that are
    /// boilerplate, captions or code by themselves. A line that is boilerplate in
    /// part becomes several blocks.
    fn find_blocks(&mut self, text: &str, outlet: u64, boilerplate: &BoilerplateBlocks) {
        // Only white space lies between blocks, and no word crosses a line
        // break. So the words of the text are the words of its blocks.
        self.body.append(text, whole(text));
        let may_have_code = has_braces(text);
        let lines = blocks(text);
        let words = &self.body;
        find_boilerplate(text, words, &lines, outlet, boilerplate, &mut self.parts);
        let mut end = 0;
        for &(span, is_boilerplate) in &self.parts {
            let start = end;
            let spans = &self.body.spans()[start..];
            end += spans.partition_point(|word| word.start < span.end);
            let excluded = if is_boilerplate {
                Some(Exclusion::Boilerplate)
            } else if is_caption(span.of(text), &self.body.hashes()[start..end]) {
                Some(Exclusion::Caption)
            } else if may_have_code && is_code(span.of(text)) {
                Some(Exclusion::Code)
            } else {
                None
            };
            self.blocks.push(BodyBlock {
                span,
                start,
                end,
                excluded,
            });
        }
    }

    /// Takes captions and code back into the body where every block is
    /// excluded: on the page of a picture, in a brief that begins like a
    /// caption, or in a brief on one line with a script. Captions are also taken
    /// back where they are a gallery with little beside it.
    fn keep_lone_captions(&mut self) {
        let is_alone = self.blocks.iter().all(BodyBlock::is_excluded);
        let is_gallery = self.is_gallery();
        for block in &mut self.blocks {
            let is_kept = match block.excluded {
                Some(Exclusion::Caption) => is_alone || is_gallery,
                Some(Exclusion::Code) => is_alone,
                _ => false,
            };
            if is_kept {
                block.excluded = None;
            }
        }
    }

    /// Returns whether the text is a gallery: several captions, and beside them less
    /// than a story.
    fn is_gallery(&self) -> bool {
        let captions = self
            .blocks
            .iter()
            .filter(|block| block.excluded == Some(Exclusion::Caption));
        let others = self.blocks.iter().filter(|block| !block.is_excluded());
        let [in_captions, beside] = [
            captions.clone().map(BodyBlock::len).sum::<usize>(),
            others.map(BodyBlock::len).sum(),
        ];
        captions.count() >= GALLERY_CAPTIONS
            && beside < BRIEF_WORDS as usize
            && in_captions > 2 * beside
    }

    /// Excludes labels, if there is enough prose to tell them from it. A table
    /// or a list is nothing but short lines.
    fn exclude_labels(&mut self, text: &str) {
        let left: Vec<usize> = (0..self.blocks.len())
            .filter(|&index| !self.blocks[index].is_excluded())
            .collect();
        let text_of = |&index: &usize| self.blocks[index].span.of(text);
        let length = |&index: &usize| self.blocks[index].len();
        let all: usize = left.iter().map(length).sum();
        let is_label = |index: &usize| is_label(text_of(index), self.blocks[*index].len());
        let mut labels: Vec<usize> = left.into_iter().filter(is_label).collect();
        let in_labels: usize = labels.iter().map(length).sum();
        if in_labels as f64 > MAX_LABEL_SHARE * all as f64 || all - in_labels < MIN_PROSE_WORDS {
            return;
        }
        // Next to a line of figures, other short lines with digits belong to
        // the figures.
        if labels.iter().any(|index| is_figures(text_of(index))) {
            labels.retain(|index| !text_of(index).bytes().any(|byte| byte.is_ascii_digit()));
        }
        for index in labels {
            self.blocks[index].excluded = Some(Exclusion::Label);
        }
    }

    fn exclude_all(&mut self) {
        for block in &mut self.blocks {
            block.excluded.get_or_insert(Exclusion::Boilerplate);
        }
    }

    /// Replaces spans of the plain text by spans of the field that it was read from.
    fn move_to_field(&mut self, plain: &PlainText<'_>) {
        if plain.is_field() {
            return;
        }
        self.body.move_spans(|span| plain.in_field(span));
        for block in &mut self.excluded {
            block.span = plain.in_field(block.span);
        }
    }

    fn keep_body_words(&mut self) {
        for block in &self.blocks {
            if let Some(reason) = block.excluded {
                self.excluded.push(ExcludedBlock {
                    span: block.span,
                    reason,
                });
            }
        }
        if !self.excluded.is_empty() {
            let kept = self.blocks.iter().filter(|block| !block.is_excluded());
            self.body.keep(kept.map(BodyBlock::range));
        }
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, to_u32(text.len()))
}

/// The body of an article, and the blocks that do not belong to it.
#[derive(Debug)]
pub(crate) struct PreparedBody<'a> {
    preparer: &'a Preparer,
}

impl PreparedBody<'_> {
    pub(crate) fn words(&self) -> &Words {
        &self.preparer.body
    }

    /// Returns the blocks of the text, excluded ones too, in order.
    #[cfg(test)]
    fn blocks(&self) -> Vec<Span> {
        let blocks = self.preparer.blocks.iter();
        blocks.map(|block| block.span).collect()
    }

    pub(crate) fn excluded(&self) -> &[ExcludedBlock] {
        &self.preparer.excluded
    }

    /// Appends which blocks are excluded to `bytes`, for
    /// [`Preparer::body_of_known`]; nothing when none is.
    pub(crate) fn write_excluded(&self, bytes: &mut Vec<u8>) {
        write_runs(&self.preparer.blocks, bytes);
    }

    pub(crate) fn headline_repeated(&self) -> bool {
        let mut excluded = self.excluded().iter();
        excluded.any(|block| block.reason == Exclusion::Headline)
    }

    /// Returns what the page is if it has no article.
    pub(crate) fn no_article(&self) -> Option<NoArticle> {
        self.preparer.no_article
    }

    /// Returns the share of words in boilerplate; 0 for a text without words.
    pub(crate) fn boilerplate_share(&self) -> f32 {
        let blocks = &self.preparer.blocks;
        let all: usize = blocks.iter().map(BodyBlock::len).sum();
        let boilerplate = blocks
            .iter()
            .filter(|block| block.excluded == Some(Exclusion::Boilerplate));
        boilerplate.map(BodyBlock::len).sum::<usize>() as f32 / all.max(1) as f32
    }

    /// Returns the body, without headline, outlet and time. `width` is the
    /// number of words of a shingle.
    #[cfg(test)]
    fn into_body(self, text: &str, width: usize) -> Body {
        body_of(text, &self.blocks(), &self.preparer.body, width)
    }
}

fn body_of(text: &str, blocks: &[Span], words: &Words, width: usize) -> Body {
    let mut marks = mark(text, blocks, words);
    mark_furniture(text, blocks, words, &mut marks);
    let respelled = respelled_words(text, words, &marks);
    Body::with_respelled(
        Prose::new(words.hashes().to_vec(), width),
        words.spans().to_vec(),
        marks,
        respelled,
    )
}

/// Returns the words of numbers that are not spelled plainly, in order.
fn respelled_words(text: &str, words: &Words, marks: &[WordMarks]) -> Vec<RespelledWord> {
    let mut found = Vec::new();
    let mut end = 0;
    for (word, marks) in marks.iter().enumerate() {
        if word < end || !marks.has(WordMarks::NUMBER) {
            continue;
        }
        if let Some(number) = respelled(text, &words.spans()[word..]) {
            end = word + number.words;
            found.extend((word..end).map(|part| RespelledWord {
                word: to_u32(part),
                hash: number.hash,
                continues: part > word,
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::boilerplate::pages::{for_each_unit, unit_key};
    use crate::news::notice::NoArticleKind;

    fn prepare<'a>(preparer: &'a mut Preparer, article: &Article<'_>) -> PreparedBody<'a> {
        preparer.prepare(article, 0, &BoilerplateBlocks::default())
    }

    /// Everything of a body that depends on its text.
    fn parts(body: &Body) -> (Vec<u64>, Vec<Span>, Vec<WordMarks>) {
        let words = body.prose.words().to_vec();
        (words, body.spans.clone(), body.marks.clone())
    }

    /// Makes some units of `text` boilerplate.
    fn boilerplate_of(text: &str, which: &[prop::sample::Index]) -> BoilerplateBlocks {
        let mut units = Vec::new();
        for line in blocks(text) {
            for_each_unit(text, line, &mut |unit| {
                units.push(unit_key(0, unit.of(text)))
            });
        }
        let keys = which.iter().filter(|_| !units.is_empty());
        BoilerplateBlocks {
            unrelated: keys.map(|index| *index.get(&units)).collect(),
            ..BoilerplateBlocks::default()
        }
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_are_the_words_of_its_blocks(
            text in "([a-zé北ب'’.,3]{1,4}[ \u{301}]?|\n|\r|\u{b}|\u{85}|\u{2028}|\u{202f}|\u{3000}|[A-Z]\\.){0,60}",
            boilerplate in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let article = Article { text: Some(text.clone().into()), ..Article::default() };
            let mut preparer = Preparer::default();
            let boilerplate = boilerplate_of(&text, &boilerplate);
            let prepared = preparer.prepare(&article, 0, &boilerplate);
            let mut excluded = Vec::new();
            prepared.write_excluded(&mut excluded);
            prop_assert_eq!(excluded.is_empty(), prepared.excluded().is_empty());
            let body = parts(&prepared.into_body(&text, 5));
            let known = Preparer::default().body_of_known(&text, &excluded, 5);
            prop_assert_eq!(parts(&known), body);

            prepare(&mut preparer, &article);
            let mut plain = Words::new();
            let expected: Vec<(usize, usize)> = blocks(&text)
                .into_iter()
                .map(|block| {
                    let start = plain.len();
                    plain.append(&text, block);
                    (start, plain.len())
                })
                .collect();
            let found: Vec<(usize, usize)> =
                preparer.blocks.iter().map(|block| (block.start, block.end)).collect();
            prop_assert_eq!(found, expected);
            let whole = Words::of(&text);
            prop_assert_eq!(whole.spans(), plain.spans());
            prop_assert_eq!(whole.hashes(), plain.hashes());
        }
    }

    #[test]
    fn a_page_of_boilerplate_alone_has_no_article() {
        const NOTICE: &str = "We value your privacy. Please agree to cookies.";
        const BACKGROUND: &str = "The harbour bridge was closed in March for repairs.";
        const STORY: &str = "The ferry to Skarholm stops in November, the mayor said.";
        let boilerplate = BoilerplateBlocks {
            unrelated: [NOTICE, BACKGROUND]
                .iter()
                .map(|unit| unit_key(0, unit))
                .collect(),
            vocabulary: crate::boilerplate::vocabulary::Vocabulary::of_total(1 << 20).into(),
            ..BoilerplateBlocks::default()
        };
        let with_story = format!("{NOTICE}\n{STORY}");
        let long = format!("{NOTICE}\n").repeat(50);
        let titled = format!("Ferry stops\n{NOTICE}");
        let mut preparer = Preparer::default();
        for (headline, text, outlet, expected) in [
            (
                "Ferry stops",
                NOTICE,
                Some("a"),
                Some(NoArticleKind::Consent),
            ),
            (
                "Ferry stops soon there",
                NOTICE,
                Some("a"),
                Some(NoArticleKind::Consent),
            ),
            ("Ferry stops", with_story.as_str(), Some("a"), None),
            ("Ferry stops", NOTICE, None, None),
            ("Ferry stops", STORY, Some("a"), None),
            ("Ferry stops", long.as_str(), Some("a"), None),
            ("Ferry stops", titled.as_str(), Some("a"), None),
            // A brief that recurs as background of later stories.
            ("Harbour bridge closed", BACKGROUND, Some("a"), None),
            (
                "Ferry stops",
                BACKGROUND,
                Some("a"),
                Some(NoArticleKind::EmptyShell),
            ),
        ] {
            let article = Article {
                headline: Some(headline.into()),
                text: Some(text.into()),
                outlet: outlet.map(Into::into),
                ..Article::default()
            };
            let prepared = preparer.prepare(&article, 0, &boilerplate);
            let kind = prepared.no_article().map(|page| page.kind);
            assert_eq!(kind, expected, "{headline}: {text}");
            if expected.is_some() {
                assert!(prepared.words().is_empty());
                assert!((prepared.boilerplate_share() - 1.0).abs() < f32::EPSILON);
            }
        }
    }

    #[test]
    fn blocks_are_excluded_with_reasons() {
        use Exclusion::{Caption, Headline, Repeat};
        const HEADLINE: &str = "Harbour bridge to close for winter repairs - Lindqvist";
        const LEDE: &str = "The harbour bridge will close in November for repairs that had long \
            been put off, the mayor said on Monday";
        const CAPTION: &str = "The ferry leaves Skarholm on Monday. Photo: Ann Berg";
        let dateline = "SKARHOLM (Coastal Point News / Sputnik - 04th March, 2024)";
        let story =
            format!("{HEADLINE}\n\n{HEADLINE}\n\n{LEDE}\n\n{dateline} {LEDE}.\n\nFerries run.");
        let with_story = format!("{CAPTION}\nIt will be back on Tuesday.");
        let quotes = "The \"Skarholm\" left at 5.30.\n\n“It was the last,” Ann Berg said.";
        let cases: [(&str, &str, &[Exclusion], usize); 5] = [
            (
                "headline and standfirst",
                &story,
                &[Headline, Headline, Repeat],
                8 + 20 + 2,
            ),
            ("nothing to exclude", quotes, &[], 12),
            ("no text", "", &[], 0),
            ("nothing but a caption", CAPTION, &[], 9),
            ("caption with a story", &with_story, &[Caption], 6),
        ];
        let mut preparer = Preparer::default();
        for (name, text, expected, words) in cases {
            let article = Article {
                headline: Some(HEADLINE.into()),
                text: Some(text.into()),
                ..Article::default()
            };
            let prepared = prepare(&mut preparer, &article);
            let reasons = prepared.excluded().iter().map(|block| block.reason);
            assert_eq!(reasons.collect::<Vec<_>>(), expected, "{name}");
            assert_eq!(prepared.words().len(), words, "{name}");
            assert_eq!(
                prepared.headline_repeated(),
                expected.contains(&Headline),
                "{name}"
            );
        }
    }
}
