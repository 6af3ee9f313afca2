//! Cases of captions and labels, and of prose that looks like them.

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::captions::{is_caption, is_figures, is_label};
use crate::news::tests::assert_cases;
use crate::text::words::Words;

/// Returns whether `block` is a caption, a row of figures or a label, or has a word for a
/// picture.
fn answer(question: &str, block: &str) -> bool {
    let words = Words::of(block);
    match question {
        "caption" => is_caption(block, words.hashes()),
        "figures" => is_figures(block),
        "label" => is_label(block, words.hashes().len()),
        "picture" => speaks_of_picture(block),
        _ => panic!("unknown question `{question}`"),
    }
}

#[test]
fn captions_and_labels_are_no_prose() {
    assert_cases(include_str!("cases.tsv"), |[question, block]| {
        answer(question, block).to_string()
    });
}
