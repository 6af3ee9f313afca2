/*!
The parties whose copy others print, and the names of outlets.
*/

pub mod aliases;
pub mod directory;
