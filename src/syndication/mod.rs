/*!
How stories travel: where a story came from, and who printed whose.

Works on clusters that are verified already and on what their articles say of
themselves. Knows no file and no text.
*/

pub mod headlines;
pub mod origin;
pub mod outlets;
