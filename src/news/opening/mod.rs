/*!
The opening of a page: the lines before its story, and where the story begins.

Two scanners walk over the first blocks of a page, and each decides for itself where
the story begins. [`dateline_scan`] looks for the dateline, [`credit_scan`] for lines
that name an agency. They stand side by side here, and all thresholds of both are in
[`thresholds`], so that they can become one.

| | `dateline_scan` | `credit_scan` |
|---|---|---|
| first byte of the last block | 12 KiB | 12 KiB |
| blocks | 80 | 60 |
| a paragraph of the story | 160 bytes | 200 bytes, or any length if it ends in dots |
| no paragraph | captions | captions, and lines that are mostly blanks |
| the story has begun | after five paragraphs; after a place alone, three from there on | after two paragraphs, or behind the dateline |
| a block is counted | after it is read | before it is read, so the last paragraph is read too |
| teaser of another story | a dateline in it does not count | the line above it does not count |

A caption is a block with the credit of a picture, or a block above such a credit.
`dateline_scan` also finds a dateline within a line, where scrapers have joined captions,
bylines and the story.

# Choices

* A line that ends in dots is the teaser of another story.
* Datelines deep in an article are not read: only the blocks before the story has
  begun count.
* A place alone is a weak dateline. The scan goes on for a few paragraphs, and a framed
  dateline found there is preferred.
* A place alone behind a paragraph is that of an item if a later block begins with another
  place: a digest has no place itself.
*/

pub(crate) mod credit_scan;
pub(crate) mod dateline_scan;
#[cfg(test)]
mod tests;
pub(crate) mod thresholds;
