/*!
Evaluates findings against gold: labels that people made by reading.

Findings and gold are two texts of JSON Lines. This module knows no detector
and no article, only ids. An id is compared as it is spelled: the number 7 and
the string "7" are the same article, 7 and 7.0 are not.

Each labeled pair answers two questions: is one article a copy of the other,
and is it a duplicate? Findings call a pair a copy when a copy line names it or
one cluster holds both articles, and a duplicate when one cluster holds both.
Where the gold has clusters too, they are compared with the found clusters as a
whole.

# Choices

* Pairs are drawn by layers of overlap, so that many of them are hard. Plain
  scores describe the drawn pairs. In weighted scores, which describe the
  corpus, a pair counts as often as the number of pairs that it stands for.
* Pairs that people could not decide are left out. So are pairs that were not
  read whole, unless they are asked for.
* The precision of no findings is 1, and the recall of empty gold is 1: no
  mistake was made. The counts beside the scores tell how much they rest on.
*/

pub(crate) mod clustering;
pub(crate) mod evaluation;
pub(crate) mod found;
pub(crate) mod gold;
pub(crate) mod json_lines;
pub(crate) mod pairs;
pub(crate) mod scores;

pub(crate) use crate::evaluate::evaluation::{Evaluation, evaluate};
pub(crate) use crate::evaluate::found::FoundPairs;
pub(crate) use crate::evaluate::gold::Gold;
pub(crate) use crate::evaluate::pairs::{
    Mistake, PairScores, PartlyRead, Question, WrongPair, wrong_pairs,
};
