/*!
Which words of a page are its furniture: counters and stamps of the site around a
story, such as "3 min read", "Updated 10:14", "12 comments", "[+653 chars]".

Their numbers differ from page to page, and say nothing about the story. No list of
phrases is needed. A line of furniture stands alone before or after the story, has a
number and one to three words, is no sentence, and shares no word with the story:
a story under "Flight 1506" speaks of the flight. A number behind the dots of a text that
was cut off is furniture as well, and so is the word that they cut.
*/

use std::ops::Range;

use crate::compare::body::WordMarks;
use crate::news::captions::is_label;
use crate::text::Span;
use crate::text::words::Words;

/// Bytes of a line of furniture, at most. Judgment.
const MAX_BYTES: u32 = 64;

/// Words of such a line without a digit, at most.
const MAX_PLAIN_WORDS: usize = 3;

/// Lines of furniture at one end of a story, at most. Judgment.
const MAX_LINES: usize = 3;

/// Words of the story beside furniture, at least. A list of short lines is no story.
const MIN_STORY_WORDS: usize = 20;

/// Bytes of a word that would name the story, at least. Shorter ones are in all
/// texts.
const NAMING_BYTES: u32 = 4;

/// Words behind the dots at the end of a text that was cut off, at most.
const MAX_CUT_WORDS: usize = 4;

/// Sets [`WordMarks::FURNITURE`] for the words of furniture among `words`, which are
/// those of a body. `blocks` are all blocks of `text`.
pub(crate) fn mark_furniture(text: &str, blocks: &[Span], words: &Words, marks: &mut [WordMarks]) {
    if let Some(cut) = cut_words(text, words) {
        set(marks, cut);
    }
    let is_short = |block: &&Span| block.len() <= MAX_BYTES;
    let words_of = |block: &Span| words_in(words, *block);
    let candidates = |blocks: &mut dyn Iterator<Item = &Span>| -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for block in blocks {
            let range = words_of(block);
            if range.is_empty() {
                continue;
            }
            if !is_short(&block) || !is_label(block.of(text), range.len()) {
                break;
            }
            if has_counter(text, &words.spans()[range.clone()], &marks[range.clone()]) {
                found.push(range);
            }
        }
        found
    };
    let ends = [
        candidates(&mut blocks.iter()),
        candidates(&mut blocks.iter().rev()),
    ];
    // A list of such lines is a table.
    let ends = ends.into_iter().filter(|lines| lines.len() <= MAX_LINES);
    let mut lines: Vec<Range<usize>> = ends.flatten().collect();
    if lines.is_empty() {
        return;
    }
    let is_in_lines = |word: &usize| lines.iter().any(|line| line.contains(word));
    let mut story: Vec<u64> = (0..words.len())
        .filter(|word| !is_in_lines(word))
        .map(|word| words.hashes()[word])
        .collect();
    if story.len() < MIN_STORY_WORDS {
        return;
    }
    story.sort_unstable();
    let names_story = |word: usize| {
        words.spans()[word].len() >= NAMING_BYTES
            && story.binary_search(&words.hashes()[word]).is_ok()
    };
    lines.retain(|line| !line.clone().any(names_story));
    for line in lines {
        set(marks, line);
    }
}

fn set(marks: &mut [WordMarks], words: Range<usize>) {
    for one in &mut marks[words] {
        *one = one.with(WordMarks::FURNITURE);
    }
}

fn words_in(words: &Words, block: Span) -> Range<usize> {
    let place = |byte: u32| words.spans().partition_point(|word| word.start < byte);
    place(block.start)..place(block.end)
}

/// Returns whether a line has a number and one to three other words.
fn has_counter(text: &str, spans: &[Span], marks: &[WordMarks]) -> bool {
    let has_digit = |span: &Span| span.of(text).contains(char::is_numeric);
    let numbers = spans.iter().filter(|span| has_digit(span)).count();
    let plain = spans.len() - numbers;
    let is_marked = marks.iter().any(|marks| marks.has(WordMarks::NUMBER));
    is_marked && numbers > 0 && (1..=MAX_PLAIN_WORDS).contains(&plain)
}

/// Returns the words behind the dots that end a text which was cut off, and the word
/// before them; `None` if no number is among them.
fn cut_words(text: &str, words: &Words) -> Option<Range<usize>> {
    let tail = text.len() - text.len().min(4 * MAX_BYTES as usize);
    let tail = text.ceil_char_boundary(tail);
    let dots = text[tail..].rfind('…').max(text[tail..].rfind("..."))? + tail;
    let after = words
        .spans()
        .partition_point(|word| (word.start as usize) < dots);
    if words.len() - after > MAX_CUT_WORDS {
        return None;
    }
    let cut = after
        .checked_sub(1)
        .filter(|&last| words.spans()[last].end as usize == dots);
    Some(cut.unwrap_or(after)..words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::to_u32;
    use crate::pipeline::fingerprint::word_marks::mark;
    use crate::text::blocks::blocks;

    const STORY: &str = "Harbour fog delayed the ferry to Skarholm again on Tuesday as crews waited for \
        the coast guard to mark a buoy off the northern mole. Route 12 was closed, and 40 people slept in the hall.";

    /// The words of `text` that are furniture.
    fn furniture(text: &str) -> Vec<&str> {
        let (words, blocks) = (Words::of(text), blocks(text));
        let mut marks = mark(text, &blocks, &words);
        mark_furniture(text, &blocks, &words, &mut marks);
        let marked = words.spans().iter().zip(marks);
        let found = marked.filter(|(_, marks)| marks.has(WordMarks::FURNITURE));
        found.map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn counters_and_stamps_around_a_story_are_furniture() {
        for line in [
            "3 min read",
            "12 comments",
            "1,204 views",
            "Updated 10:14",
            "Published: 10:14 GMT",
            "Published 3 hours ago",
            "Photo 1 of 13",
            "Share this 204",
            "7 Kommentare",
            "قراءة 3 دقائق",
            "[+653 chars]",
        ] {
            let expected: Vec<&str> = Words::of(line)
                .spans()
                .iter()
                .map(|span| span.of(line))
                .collect();
            for text in [
                format!("{line}\n\n{STORY}"),
                format!("Harbour\n{STORY}\n{line}\nPrint"),
            ] {
                assert_eq!(furniture(&text), expected, "{text}");
            }
        }
    }

    #[test]
    fn lines_of_the_story_are_no_furniture() {
        for text in [
            STORY.to_owned(),
            // Its word, or a number of four digits, is in the story.
            format!("Route 13\n{STORY}"),
            format!("Since 1987\n{STORY} It was built in 1987."),
            // A sentence, a long line, a number alone.
            format!("Forty 17 left.\n{STORY}"),
            format!("The council will vote on 3 March about it\n{STORY}"),
            format!("17\n{STORY}"),
            // Lists, and a line within the story.
            "3 min read\n12 comments\nBoats 17".to_owned(),
            format!("{STORY}\nHerring 17\nCod 12\nPlaice 3\nEel 2"),
            format!("{STORY}\nBoats 17\n{STORY}"),
        ] {
            assert!(
                furniture(&text).is_empty(),
                "{text}: {:?}",
                furniture(&text)
            );
        }
    }

    #[test]
    fn what_follows_the_dots_of_a_cut_text_is_furniture() {
        let cut = |end: &str| furniture(&format!("{STORY} {end}")).join(" ");
        assert_eq!(cut("She sai… [+610 chars]"), "sai 610 chars");
        assert_eq!(cut("She said 1,2..."), "1,2");
        assert_eq!(cut("She said … [+610 chars]"), "610 chars");
        assert_eq!(cut("It was… not the end of all boats here."), "");
        let whole = Span::new(0, to_u32(STORY.len()));
        assert_eq!(
            words_in(&Words::of(STORY), whole).len(),
            Words::of(STORY).len()
        );
    }
}
