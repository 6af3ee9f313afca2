/*!
First stage: learn what each outlet repeats.
*/

pub(crate) mod learn;
pub(crate) mod learn_blocks;
pub(crate) mod learn_suffixes;
pub(crate) mod learned;
