/*!
The words that scanners of news know, one data file per language.

Every list of words that depends on a language is in `src/news/lang/<code>.txt`:
names of months, markers of headlines, "by", verbs of speech, and so on. The
scanners hold the grammar and take their words from here.

# Adding a language

Write `src/news/lang/<code>.txt`, where `<code>` is the ISO 639-1 code, and add
one line to `FILES` in [`registry`]. Every key is optional: a scanner works with
the languages that have its key. [`keys`] describes each key and how its words
are matched. Add at least one case of the language to
`src/news/lang/cases.tsv`.

# Format of a file

```text
# A comment, on a line of its own.
january: januar jänner
marker.with: "mit "
marker.urgent: eil eilmeldung liveticker
    newsticker liveblog "in kürze"
```

* A line is `key: words`. Blanks separate the words. A word that contains blanks
  is in double quotes; blanks inside the quotes count, also at both ends.
* A line that begins with a blank continues the list above it.
* Empty lines and lines that begin with `#` are skipped.
* A key is in a file at most once, and a word in a list at most once. Order
  matters only where [`keys`] says so.

A file that breaks a rule makes the first use panic with the file, the line and
the rule. A test reads all files.

# Using the words

`WordKey::Rubrics.words()` gives the words of all languages, and
`language.words(WordKey::Rubrics)` those of one of the [`registry::languages`].
Both are slices that are built once and cost an index. A scanner that needs
another structure (an automaton, a hash set) builds it from them once. To add a
key, add one entry to [`keys`].
*/

pub(crate) mod keys;
pub(crate) mod registry;
#[cfg(test)]
mod tests;
