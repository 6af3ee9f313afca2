/*!
A dump without bytes: rows of a table in memory, column by column, as a columnar
file has them.

The table goes through detection, `clean` and `flag`. Its output is columnar too
and ends with a footer, so that no record can be written before the last one is
known. Nothing in `src` knows this dump.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;

use wirecopy::JsonLines;
use wirecopy::internals::COLUMNS;
use wirecopy::internals::files_with_articles;
use wirecopy::write_flagged;
use wirecopy::{
    AddedColumn, Article, ColumnKind, ColumnValue, Detector, Dump, Error, KeepPlan, KeepPolicy,
    Location, NoProgress, Options, Outcome, OutputKind, Record, RecordPlace, RecordRef, RecordUnit,
    RecordWriter, Result, RewritableDump,
};
use wirecopy::{write_kept, write_removed, write_skipped};

/// A table in memory.
struct Rows {
    ids: Vec<&'static str>,
    outlets: Vec<&'static str>,
    texts: Vec<&'static str>,
    /// A column that is copied to outputs but never read for an article.
    sections: Vec<&'static str>,
    /// The rows of each group, among all rows.
    groups: Vec<Range<usize>>,
    /// A row that cannot be decoded.
    damaged: usize,
}

const NAME: &str = "wire.rows";

impl Rows {
    /// Returns the index of a row among all rows.
    fn index(&self, record_ref: RecordRef) -> Result<usize> {
        let RecordPlace::Row { group, row } = record_ref.place else {
            return Err(Error::file("not a row").at(Location::of_file(NAME)));
        };
        let group = self.groups.get(group as usize).cloned();
        let row = group.and_then(|mut group| group.nth(row as usize));
        row.ok_or_else(|| Error::record("no such row").at(Location::of_file(NAME)))
    }

    fn record(&self, group: u32, row: u32) -> Record<'_> {
        let index = self.groups[group as usize].start + row as usize;
        let article = Article {
            id: Some(self.ids[index].into()),
            outlet: Some(self.outlets[index].into()),
            text: Some(self.texts[index].into()),
            ..Article::default()
        };
        Record {
            reference: RecordRef {
                file: 0,
                place: RecordPlace::Row { group, row },
            },
            bytes: &[],
            article: match index == self.damaged {
                true => Err(Error::record("damaged row")),
                false => Ok(article),
            },
        }
    }
}

impl Dump for Rows {
    /// The number of a group, whose rows are decoded by the thread that works
    /// on it.
    type Chunk = u32;

    fn chunks(&self) -> Box<dyn Iterator<Item = u32> + Send + '_> {
        Box::new(0..u32::try_from(self.groups.len()).unwrap())
    }

    fn records(&self, chunk: &u32, each: &mut dyn FnMut(Record<'_>)) {
        let rows = u32::try_from(self.groups[*chunk as usize].len()).unwrap();
        (0..rows).for_each(|row| each(self.record(*chunk, row)));
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        self.index(record_ref)?;
        if let RecordPlace::Row { group, row } = record_ref.place {
            with(self.record(group, row));
        }
        Ok(())
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        let index = self.index(record_ref).ok();
        Location {
            file: NAME.into(),
            number: index.map(|index| u32::try_from(index + 1).unwrap()),
            unit: RecordUnit::Row,
        }
    }

    fn file_names(&self) -> Vec<&str> {
        vec![NAME]
    }
}

impl RewritableDump for Rows {
    fn output_kind(&self, _: &BTreeSet<u32>) -> Result<OutputKind> {
        Ok(OutputKind::OneFile)
    }

    fn writer<'a>(
        &'a self,
        _: &BTreeSet<u32>,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(ColumnWriter {
            dump: self,
            added,
            rows: Vec::new(),
            values: vec![Vec::new(); added.len()],
            out,
        }))
    }

    /// Writes a row as text, since it has no bytes.
    fn copy_record(&self, record_ref: RecordRef, out: &mut dyn Write) -> Result<()> {
        let index = self.index(record_ref)?;
        write!(out, "{} | {}", self.ids[index], self.sections[index])?;
        Ok(())
    }
}

/// Collects rows, and writes them column by column.
struct ColumnWriter<'a> {
    dump: &'a Rows,
    added: &'a [AddedColumn],
    rows: Vec<usize>,
    values: Vec<Vec<ColumnValue>>,
    out: &'a mut (dyn Write + Send),
}

impl RecordWriter for ColumnWriter<'_> {
    fn copy(&mut self, record_ref: RecordRef) -> Result<()> {
        self.rows.push(self.dump.index(record_ref)?);
        Ok(())
    }

    fn extend(&mut self, record: &Record<'_>, values: &[ColumnValue]) -> Result<()> {
        self.copy(record.reference)?;
        for (column, value) in self.values.iter_mut().zip(values) {
            column.push(value.clone());
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        for (name, column) in [("id", &self.dump.ids), ("section", &self.dump.sections)] {
            let cells: Vec<&str> = self.rows.iter().map(|&row| column[row]).collect();
            writeln!(self.out, "{name}: {}", cells.join(" | "))?;
        }
        for (column, values) in self.added.iter().zip(&self.values) {
            let cells: Vec<String> = values
                .iter()
                .map(|value| serde_json::to_string(value).unwrap())
                .collect();
            let (name, kind) = (column.name, column.kind);
            writeln!(self.out, "{name} {kind:?}: {}", cells.join(" | "))?;
        }
        writeln!(self.out, "footer: {} rows", self.rows.len())?;
        Ok(())
    }
}

const FERRY: &str = "SKARHOLM (AP) — The last ferry of the season left the harbour on Sunday with \
    forty passengers and a brass band on its deck, ending a service that had run every summer since \
    the bridge was closed to cars in the spring of 1987.";

const COUNCIL: &str = "The town council voted down the budget after a night of debate, in which the \
    treasurer warned that the library and two schools would have to close before the winter.";

/// Returns a table of five rows in two groups: a story, two copies of it, a
/// damaged row, and another story.
fn rows() -> Rows {
    Rows {
        ids: vec!["wire", "council", "reprint", "broken", "verbatim"],
        outlets: vec![
            "agency.example",
            "harborledger.example",
            "coastalpoint.example",
            "valleytimes.example",
            "northsound.example",
        ],
        texts: vec![
            FERRY,
            COUNCIL,
            "SKARHOLM (AP) — The last ferry of the season left the harbour on Sunday with forty \
             passengers and a brass band on its deck, ending a service that had run every summer \
             since the bridge was closed to cars in the spring of 1987. Read more on our site.",
            COUNCIL,
            FERRY,
        ],
        sections: vec!["news", "politics", "travel", "sports", "harbour"],
        groups: vec![0..3, 3..5],
        damaged: 3,
    }
}

/// What detection finds in [`rows`].
struct Detected {
    dump: Rows,
    detector: Detector,
    outcome: Outcome,
    keeping: KeepPlan,
}

fn detect() -> Detected {
    let dump = rows();
    let detector = Detector::new(Options::default()).unwrap();
    let outcome = detector.run(&dump, &NoProgress).unwrap();
    let keeping = detector
        .keep(&dump, &outcome, &KeepPolicy::First, &NoProgress)
        .unwrap();
    Detected {
        dump,
        detector,
        outcome,
        keeping,
    }
}

fn text(out: Vec<u8>) -> String {
    String::from_utf8(out).unwrap()
}

#[test]
fn rows_are_read_compared_and_reported() {
    let Detected {
        dump,
        detector,
        outcome,
        keeping,
    } = detect();
    assert_eq!(outcome.clusters.len(), 1);
    let table = &outcome.table;
    let members = outcome.clusters[0].members.iter();
    let mut members: Vec<_> = members.map(|one| table.id(one.article)).collect();
    members.sort_unstable();
    assert_eq!(members, ["reprint", "verbatim", "wire"]);
    let records: Vec<RecordPlace> = table
        .articles()
        .map(|article| table.entry(article).record.place)
        .collect();
    let row = |group, row| RecordPlace::Row { group, row };
    assert_eq!(records, [row(0, 0), row(0, 1), row(0, 2), row(1, 1)]);
    assert_eq!(files_with_articles(&outcome).unwrap(), BTreeSet::from([0]));

    let mut out = Vec::new();
    let mut report = JsonLines::new(&mut out);
    let summary = detector
        .report(&dump, &outcome, &keeping, &mut report)
        .unwrap();
    let counts = (summary.read, summary.kept, summary.removed, summary.skipped);
    assert_eq!(counts, (5, 2, 2, 1));
    let findings = text(out);
    let finding = |kind: &str| {
        let lines = findings.lines();
        let mut lines = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.find(|finding| finding["type"] == kind).unwrap()
    };
    assert_eq!(finding("skipped")["reason"], "damaged row");
    assert_eq!(finding("skipped")["line"], 4);
    let cluster = finding("cluster");
    let articles = cluster["articles"].as_array().unwrap();
    let places: Vec<String> = articles
        .iter()
        .map(|article| format!("{}:{}", article["file"].as_str().unwrap(), article["line"]))
        .collect();
    // The center, which is the longest member, comes first.
    assert_eq!(places, ["wire.rows:3", "wire.rows:1", "wire.rows:5"]);
}

#[test]
fn clean_writes_the_kept_rows_and_names_the_removed_ones_by_row() {
    let Detected {
        dump,
        outcome,
        keeping,
        ..
    } = detect();
    let mut out = Vec::new();
    let written = write_kept(&dump, &outcome, &keeping, &mut out).unwrap();
    assert_eq!(written, 2);
    assert_eq!(
        text(out),
        "id: wire | council\nsection: news | politics\nfooter: 2 rows\n"
    );

    let mut out = Vec::new();
    write_removed(&dump, &outcome, &keeping, &mut out).unwrap();
    let removed: Vec<serde_json::Value> = text(out)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let places: Vec<_> = removed
        .iter()
        .map(|one| {
            (
                &one["id"],
                &one["line"],
                &one["unit"],
                &one["kept_line"],
                &one["kept_unit"],
            )
        })
        .map(|(id, line, unit, kept, kept_unit)| format!("{id} {unit} {line}: {kept_unit} {kept}"))
        .collect();
    assert_eq!(
        places,
        [
            r#""reprint" "row" 3: "row" 1"#,
            r#""verbatim" "row" 5: "row" 1"#
        ]
    );

    let mut out = Vec::new();
    assert_eq!(write_skipped(&dump, &outcome, &mut out).unwrap(), 1);
    assert_eq!(text(out), "broken | sports\n");
}

#[test]
fn flag_writes_all_rows_with_typed_columns() {
    let Detected {
        dump,
        detector,
        outcome,
        keeping,
    } = detect();
    let mut out = Vec::new();
    let written = write_flagged(&dump, &detector, &outcome, &keeping, &mut out).unwrap();
    assert_eq!(written, 4);
    let flagged = text(out);
    let lines: Vec<&str> = flagged.lines().collect();
    assert_eq!(lines[0], "id: wire | council | reprint | verbatim");
    assert_eq!(lines[1], "section: news | politics | travel | harbour");
    assert_eq!(lines.len(), 2 + COLUMNS.len() + 1);
    assert_eq!(lines[lines.len() - 1], "footer: 4 rows");
    for expected in [
        "wirecopy_cluster_size Count: 3 | null | 3 | 3",
        "wirecopy_duplicate_of Text: null | null | \"wire\" | \"wire\"",
        "wirecopy_carried TextList: [\"Associated Press\"] | [] | [\"Associated Press\"] | [\"Associated Press\"]",
        "wirecopy_place Text: \"SKARHOLM\" | null | \"SKARHOLM\" | \"SKARHOLM\"",
        "wirecopy_headline_repeated Boolean: false | false | false | false",
        "wirecopy_excerpts TextList: [] | [] | [] | []",
    ] {
        assert!(lines.contains(&expected), "{expected} in\n{flagged}");
    }
    let shares = lines
        .iter()
        .find_map(|line| line.strip_prefix("wirecopy_containment Share: "));
    let shares: Vec<&str> = shares.unwrap().split(" | ").collect();
    assert_eq!((shares[1], shares[3]), ("null", "1.0"));
    assert!(
        COLUMNS
            .iter()
            .any(|column| column.kind == ColumnKind::Share)
    );
}

#[test]
fn a_reference_to_another_kind_of_record_is_an_error() {
    let dump = rows();
    let missing = RecordRef {
        file: 0,
        place: RecordPlace::Row { group: 1, row: 2 },
    };
    let error = dump.read_again(missing, &mut |_| ()).unwrap_err();
    assert_eq!(error.to_string(), "wire.rows: no such row");
    assert_eq!(dump.location(missing).number, None);
    let whole_file = RecordRef::whole_file(0);
    assert!(dump.copy_record(whole_file, &mut Vec::new()).is_err());
}
