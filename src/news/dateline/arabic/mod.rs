/*!
Bylines of Arabic newspapers: reporter, own name, agency and place, in an order that
differs between newspapers.

Examples are "واس - الرياض", "جنيف : (أ ف ب)", "فهد كاملي - سبق - جازان:",
"«الاقتصادية» من الرياض" and "متعب العواد (حائل)". `parts` classifies the parts by
the tables and by their words; `byline` reads a byline
and chooses its place by the positions of the parts, and `line` finds one at the start of a text.

# Choices

* An outlet's own name is no agency here: these newspapers sign every story.
* "الجزيرة" is a newspaper, and "الرياض" is a newspaper and a city. A city that is also
  the name of a newspaper counts as a city, unless another place is beside it.
* A part that no table has and that does not look like a place is no place.
*/

pub(crate) mod byline;
pub(crate) mod line;
pub(crate) mod parts;
