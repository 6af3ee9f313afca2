/*!
Quoted words of an article: speech, statements, posts.

Independent reports of one event quote the same words, so shared words inside
quotation marks alone are no evidence of copying.

# Choices

* The marks are those of the languages that news is printed in: straight, curly,
  low-high (German), guillemets in both directions, corner brackets. The opening
  mark and the characters beside a mark decide which mark closes.
* A quotation that is not closed in its paragraph runs to the end of the
  paragraph: newspapers omit the closing mark where the speech goes on. If the next
  paragraph closes it without opening it again, that one is quoted up to the mark.
  This does not hold for straight marks, of which poor scans have too many.
* A post has its author below it: the paragraph before a line such as "— Name
  (@handle) July 16" is quoted whole. Without the dash the line is a byline, or
  asks readers to follow its author.
* A paragraph that is announced is quoted whole, though it has no marks: after a
  verb of speech and a colon, and after "tweeted" where the paragraph speaks in
  the first person or breaks off in dots. Pages show posts in this way, in frames
  of their own. First persons inside marks do not count: those are quotations in a
  report. An announcement with marks does not count either: the post is in the
  marks. Columns speak of "us" too, below "Share on Facebook", so an announcement
  must be a sentence.
* A second opening mark begins a quotation inside the first one if the paragraph
  closes both. Otherwise the closing mark of the first was left out.
* Single quotation marks are ignored unless they are curly: too many apostrophes
  look like them.
*/

pub(crate) mod announced;
pub(crate) mod marks;
pub(crate) mod quoted;

pub(crate) use crate::news::quotes::quoted::quoted;
