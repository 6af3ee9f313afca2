/*!
Who printed what others print.
*/

pub mod headlines;
