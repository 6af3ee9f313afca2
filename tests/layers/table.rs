/*!
Who may import whom: the table of `docs/DESIGN.md`, as data.

A new arrow is a change to both. Places stand in the order of the house: each
imports only from places above it.
*/

/// A place and what it may import: modules, or parts of them.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) place: &'static str,
    pub(crate) may_import: &'static [&'static str],
}

const fn row(place: &'static str, may_import: &'static [&'static str]) -> Row {
    Row { place, may_import }
}

pub(crate) const TABLE: &[Row] = &[
    row("published", &[]),
    row("article", &[]),
    row("url", &[]),
    row("error", &["article"]),
    row("source", &["article", "error"]),
    row("text", &[]),
    row("fingerprint", &["text"]),
    row("press", &["text", "article", "url", "published"]),
    row("compare", &["text", "fingerprint::shingles"]),
    row(
        "survey",
        &[
            "press",
            "text",
            "fingerprint::shingles",
            "article",
            "published",
        ],
    ),
    row("candidates", &["fingerprint", "article"]),
    row("store", &["candidates", "fingerprint", "article", "error"]),
    row(
        "relation",
        &[
            // Passages are kept in as few bytes as other numbers.
            "store::fixed",
            "compare",
            "survey",
            "press",
            "text",
            "article",
            "url",
            "published",
            "fingerprint::shingles",
            // Which shingles of a passage the survey can know of.
            "fingerprint::sample",
        ],
    ),
    row("cluster", &["relation", "compare", "article", "published"]),
    row(
        "syndication",
        &[
            "store",
            "error",
            "cluster",
            "relation",
            "candidates",
            "compare",
            "press",
            "article",
            "url",
            "published",
        ],
    ),
    row(
        "report",
        &[
            "syndication",
            "cluster",
            "relation",
            "compare",
            "article",
            "error",
            "published",
        ],
    ),
    row(
        "read",
        &[
            "source",
            "article",
            "error",
            "url",
            // Files are read at a place by store.
            "store",
            // Many bytes of a string are looked at together.
            "text::chunks",
        ],
    ),
    // What a rule objects to rests on relations, and may stand on a disk.
    row("gate", &["report", "relation", "store", "article", "error"]),
    row("write", &["report", "gate", "article", "error"]),
    row("measure", &["report", "error"]),
    row(
        "detect",
        &[
            "published",
            "article",
            "url",
            "error",
            "source",
            "text",
            "fingerprint",
            "press",
            "compare",
            "survey",
            "candidates",
            "store",
            "relation",
            "cluster",
            "syndication",
            "report",
        ],
    ),
    row(
        "edition",
        &[
            "detect",
            "report",
            "read",
            "write",
            "article",
            "error",
            // What an article says of itself is read where it is written down.
            "press",
            "text",
            // Why a record goes is a relation, records come from a dump, and
            // a headline's group is one of syndication.
            "relation",
            "source",
            "syndication",
        ],
    ),
];
