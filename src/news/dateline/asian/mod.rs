/*!
Datelines of Chinese, Japanese and Korean, where no blank separates the place from
the agency, the reporter and the date.
*/

pub(crate) mod chinese;
pub(crate) mod japanese;
pub(crate) mod korean;
pub(crate) mod labels;
pub(crate) mod read;
