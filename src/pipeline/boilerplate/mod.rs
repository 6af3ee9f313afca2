/*!
The first stage: what each outlet repeats.
*/

pub mod learn;
