/*!
First stage: learn what each outlet repeats.
*/

pub mod learn;
pub mod learn_blocks;
pub mod learn_suffixes;
pub mod learned;
