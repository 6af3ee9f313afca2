/*!
Labels in the position of a place.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::lang::keys::WordKey;

/// Returns whether `text` is the label of a picture, or of a kind of article.
pub(crate) fn is_label(text: &str) -> bool {
    WordKey::ArticleLabels.words().contains(&text) || speaks_of_picture(text)
}
