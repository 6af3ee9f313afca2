/*!
Records out again: those that stay, or all of them with what was found.

A record that stays is copied byte for byte. A flagged record keeps its bytes
too, and gets columns of its own at the end. How records stand in the output
is how they stood in the input.
*/

pub mod clean;
pub mod findings;
pub mod flag;
pub mod layout;
pub mod sanitize;
pub mod sink;
pub mod unnamed;
