/*!
Datelines: the place, the date and the agency that a story begins with.

```text
dateline := [place ["," region]] ["," date] frame [dash]
frame    := "(" agencies ["-" date] ")" | "/" agencies "/" | dash agency
agencies := agency (("/" | "," | "&" | " - ") agency)*
```

There are three readers of a line: `western` for scripts with blanks between words,
`asian` for Chinese, Japanese and Korean, and `arabic` for the bylines of Arabic
newspapers. Each reads the start of one line; `opening` decides which lines of an
article to read.

# Choices

* A frame with an agency of the table is a dateline at the start of any line. A place
  alone in capitals ("HELSINKI —") is a dateline too, but a weaker one: labels of
  sections look like it, and any framed dateline soon after it is preferred.
*/

pub(crate) mod arabic;
pub(crate) mod asian;
pub(crate) mod chinese;
pub(crate) mod dashes;
pub(crate) mod frame;
pub(crate) mod frame_checks;
pub(crate) mod head;
pub(crate) mod line;
pub(crate) mod look;
pub(crate) mod reading;
#[cfg(test)]
mod tests;
pub(crate) mod thresholds;
pub(crate) mod western;
