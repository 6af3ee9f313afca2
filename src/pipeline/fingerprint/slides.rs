/*!
Finds the captions of slide shows, which pages carry beside stories that they do
not belong to.

Two forms tell a slide show by the page alone, in any language: each of several
captions stands twice in a row, once for the small picture and once for the large
one; or the captions are counted ("1 of 37", "2 of 37").
*/

use std::ops::Range;
use std::sync::LazyLock;

use crate::pipeline::fingerprint::body_block::{BodyBlock, Exclusion};
use crate::pipeline::thresholds::{MIN_PROSE_WORDS, MIN_REPEAT_WORDS};
use crate::text::words::Words;

/// Captions of a slide show, at least. Judgment.
const SLIDES: usize = 3;

/// Captions in a row that stand only once, at most, between two that stand twice.
const SINGLE_SLIDES: usize = 2;

/// Slides of a show that is counted, at most.
const MOST_SLIDES: usize = 200;

/// Words that the title of a show may take before its first caption.
const TITLE_WORDS: usize = 20;

/// Places where the count of a show may begin, at most.
const STARTS: usize = 4;

/// Excludes the captions of slide shows, if there is a story beside them.
pub(crate) fn exclude_slides(blocks: &mut [BodyBlock], hashes: &[u64]) {
    let mut slides = doubled_slides(blocks, hashes);
    slides.extend(counted_slides(blocks, hashes));
    if slides.is_empty() {
        return;
    }
    slides.sort_unstable();
    slides.dedup();
    let is_story =
        |index: &usize| !blocks[*index].is_excluded() && slides.binary_search(index).is_err();
    let story = (0..blocks.len()).filter(is_story);
    if story.map(|index| blocks[index].len()).sum::<usize>() < MIN_PROSE_WORDS {
        return;
    }
    for index in slides {
        blocks[index].excluded.get_or_insert(Exclusion::Caption);
    }
}

/// Returns the captions that stand twice in a row, and single ones between them;
/// none if there are too few.
fn doubled_slides(blocks: &[BodyBlock], hashes: &[u64]) -> Vec<usize> {
    let words = |index: usize| &hashes[blocks[index].range()];
    let is_double = |&first: &usize| {
        blocks[first].len() >= MIN_REPEAT_WORDS && words(first) == words(first + 1)
    };
    let doubles: Vec<usize> = (0..blocks.len().saturating_sub(1))
        .filter(is_double)
        .collect();
    if doubles.len() < SLIDES {
        return Vec::new();
    }
    let mut slides = Vec::new();
    for (place, &first) in doubles.iter().enumerate() {
        let end = match doubles.get(place + 1) {
            Some(&next) if next - first <= 2 + SINGLE_SLIDES => next,
            _ => first + 2,
        };
        slides.extend(first..end);
    }
    slides
}

/// Returns the blocks of a show whose captions are counted; none if there are too
/// few.
fn counted_slides(blocks: &[BodyBlock], hashes: &[u64]) -> Vec<usize> {
    let Some(show) = counted_show(hashes) else {
        return Vec::new();
    };
    let is_inside = |index: &usize| {
        let block = &blocks[*index];
        block.start >= show.start && block.end <= show.end
    };
    (0..blocks.len()).filter(is_inside).collect()
}

/// Returns the words of a show whose captions are counted.
fn counted_show(hashes: &[u64]) -> Option<Range<usize>> {
    let [one, ..] = NUMBERS.as_slice() else {
        return None;
    };
    let ones = (0..hashes.len()).filter(|&word| hashes[word] == *one);
    ones.filter_map(|word| counter_at(hashes, word))
        .take(STARTS)
        .find_map(|counter| follow(hashes, counter))
}

/// The number of a slide and the number of all slides, as in "1 of 37".
#[derive(Clone, Copy)]
struct Counter {
    /// The place of the first number.
    place: usize,
    /// How far behind it the second one stands: there may be a word between them.
    distance: usize,
    total: u64,
}

fn counter_at(hashes: &[u64], place: usize) -> Option<Counter> {
    [1, 2].into_iter().find_map(|distance| {
        let &total = hashes.get(place + distance)?;
        let is_total = NUMBERS
            .iter()
            .skip(SLIDES - 1)
            .any(|&number| number == total);
        is_total.then_some(Counter {
            place,
            distance,
            total,
        })
    })
}

/// Follows the count from its first number, and returns the words of the show.
fn follow(hashes: &[u64], first: Counter) -> Option<Range<usize>> {
    let (mut places, mut next) = (vec![first.place], 1);
    for place in first.place + 1..hashes.len().saturating_sub(first.distance) {
        let is_next = NUMBERS.get(next) == Some(&hashes[place]);
        if is_next && hashes[place + first.distance] == first.total {
            places.push(place);
            next += 1;
        }
    }
    if places.len() < SLIDES {
        return None;
    }
    let gaps = places.windows(2).map(|pair| pair[1] - pair[0]);
    let longest = gaps.max()?;
    let last = places[places.len() - 1];
    let start = first.place.saturating_sub(longest + TITLE_WORDS);
    Some(start..last + first.distance + 1 + TITLE_WORDS)
}

/// The hashes of the numbers of slides, from 1 on.
static NUMBERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let numbers = (1..=MOST_SLIDES).map(|number| Words::of(&number.to_string()).hashes()[0]);
    numbers.collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks::blocks;

    const STORY: &str = "The harbour of Skarholm closes in November for repairs that had long been \
        put off, the mayor said on Monday. Boats to the islands leave from the old pier until \
        spring, and the council pays for a bus from the market to the pier every half hour, \
        which islanders had asked for since the last winter closed the road along the shore.";

    fn excluded(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        let mut found: Vec<BodyBlock> = Vec::new();
        for span in blocks(text) {
            let place = |byte: u32| words.spans().partition_point(|word| word.start < byte);
            let (start, end) = (place(span.start), place(span.end));
            found.push(BodyBlock {
                span,
                start,
                end,
                excluded: None,
            });
        }
        exclude_slides(&mut found, words.hashes());
        let gone = found.iter().filter(|block| block.is_excluded());
        gone.map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn slides_beside_a_story_are_excluded() {
        let caption = |number: usize| {
            format!("Ann Berg shows the {number}th boat of the fleet to guests at the pier.")
        };
        let doubled = |count: usize| {
            let captions = (4..4 + count).map(|number| format!("{0}\n{0}\n", caption(number)));
            captions.collect::<String>()
        };
        let counted = |word: &str| {
            let captions = (1..=4).map(|number| {
                format!(
                    "Photos: The fleet {} Hide {number} {word} 4 ",
                    caption(number + 3)
                )
            });
            captions.collect::<String>()
        };
        let cases = [
            (
                "doubled",
                format!("{STORY}\n{}{STORY} Indeed.", doubled(3)),
                6,
            ),
            (
                "a single one between them",
                format!("{STORY}\n{}{}\n{}", doubled(2), caption(30), doubled(3)),
                11,
            ),
            ("two are no show", format!("{STORY}\n{}", doubled(2)), 0),
            ("nothing else", doubled(5), 0),
            (
                "counted",
                format!("{STORY}\n{}\n{STORY} Indeed.", counted("of")),
                1,
            ),
            (
                "counted in German",
                format!("{STORY}\n{}\n{STORY}", counted("von")),
                1,
            ),
            (
                "counted with a bar",
                format!("{STORY}\n{}\n{STORY}", counted("/")),
                1,
            ),
            (
                "one page of three",
                format!("{STORY}\nPage 1 of 3\n{STORY} The 2 of 9 boats."),
                0,
            ),
        ];
        for (name, text, expected) in cases {
            assert_eq!(excluded(&text).len(), expected, "{name}");
        }
    }
}
