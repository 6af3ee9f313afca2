/*!
Captions and labels: lines of a page that are no prose.

One picture is printed with many different stories, and its caption with it.
Buttons, dates and names of sections stand between the paragraphs. Neither shows
whose story an article carries.

# Choices

* There are three questions about pictures, each with a list of its own.
  [`is_caption`] decides whether a block of the page is a caption, in any case.
  `looks_like_caption` decides whether a line beside the story shows the credit of
  a picture; there "(AP" is enough, in the case of print. `speaks_of_picture`
  decides whether a word for a picture stands beside a name.
* A caption is recognized by the credit of its picture. Stories speak of pictures
  too, so a credit counts only where credits stand: before the words, in brackets,
  or apart behind them. Only credits that no sentence has count everywhere.
* A credit begins and ends at the boundaries of words: "photographs" contains none.
*/

pub(crate) mod credits;
pub(crate) mod labels;
pub(crate) mod pictures;
#[cfg(test)]
mod tests;

pub(crate) use crate::news::captions::credits::is_caption;
pub(crate) use crate::news::captions::labels::{is_figures, is_label};
