/*!
Every record, with what was found about it in columns of its own.

The record's bytes stay as they are; the columns come after its own. A record
that was flagged before loses its old columns first.
*/

use std::io::Write;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::article::{Article, ArticleId};
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};
use crate::input::Files;
use crate::news::attribution::{PageText, attribute};
use crate::news::parties::directory::Directory;
use crate::output::layout::Layout;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::pipeline::clusters::index::ClusterIndex;
use crate::pipeline::keep::decide::KeepPlan;
use crate::pipeline::outcome::Outcome;
use crate::syndication::headlines::{HeadlineGroup, HeadlineKind};
use crate::syndication::origin::OriginSource;
use crate::text::blocks::blocks;

/// What the names of all columns begin with.
const PREFIX: &str = "wirecopy_";

/// The columns, in order.
pub const COLUMNS: [&str; 12] = [
    "wirecopy_cluster",
    "wirecopy_cluster_size",
    "wirecopy_duplicate_of",
    "wirecopy_relation",
    "wirecopy_containment",
    "wirecopy_carried",
    "wirecopy_place",
    "wirecopy_dateline",
    "wirecopy_origin",
    "wirecopy_headline_cluster",
    "wirecopy_headline_repeated",
    "wirecopy_excerpts",
];

/// What is known of each article, ready to be written beside it.
#[derive(Debug)]
pub struct Flags<'a> {
    outcome: &'a Outcome,
    keeping: &'a KeepPlan,
    directory: &'a Directory,
    clusters: ClusterIndex,
    /// The likeliest source of each cluster.
    sources: Vec<Option<OriginSource>>,
    /// The copies that the first article of each body has outside its
    /// cluster, both ways.
    excerpts: Vec<(ArticleId, ArticleId)>,
    /// The group of stories with one headline that each article is in, by its
    /// place.
    headlines: Vec<(ArticleId, u32)>,
}

impl<'a> Flags<'a> {
    /// The flags of all articles of `outcome`.
    #[must_use]
    pub fn new(outcome: &'a Outcome, keeping: &'a KeepPlan, directory: &'a Directory) -> Flags<'a> {
        let source = |cluster| outcome.origin(cluster).map(|origin| origin.source);
        Flags {
            outcome,
            keeping,
            directory,
            clusters: outcome.cluster_of(),
            sources: (0..outcome.clusters.len()).map(source).collect(),
            excerpts: excerpts(outcome),
            headlines: headlines(outcome),
        }
    }

    /// The member that `article` is of a cluster.
    fn membership(&self, article: ArticleId) -> Option<(usize, &ClusterMember)> {
        let cluster = self.clusters.get(article)?;
        let (center, others) = self.outcome.clusters[cluster].members.split_first()?;
        if center.article == article {
            return Some((cluster, center));
        }
        let place = others.binary_search_by_key(&article, |member| member.article);
        place.ok().map(|place| (cluster, &others[place]))
    }

    /// The articles that `article` shares passages with outside its cluster.
    fn excerpts(&self, article: ArticleId) -> Vec<ArticleId> {
        let table = &self.outcome.table;
        let first = table.core(article).same_as;
        let start = self.excerpts.partition_point(|pair| pair.0 < first);
        let of_first = self.excerpts[start..].iter();
        let mut others: Vec<ArticleId> = of_first
            .take_while(|pair| pair.0 == first)
            .flat_map(|pair| table.exact_duplicates(pair.1).iter().copied())
            .collect();
        others.sort_unstable();
        others
    }

    /// The values of [`COLUMNS`] for `article`, which was read as `record`.
    /// What was not found is null, a list is empty.
    ///
    /// # Errors
    ///
    /// When what was found cannot be read from a temporary file.
    pub fn of(&self, article: ArticleId, record: &Article<'_>) -> Result<[Value; COLUMNS.len()]> {
        let table = &self.outcome.table;
        let membership = self.membership(article);
        let removal = self.keeping.removal(article)?;
        let relation = removal
            .map(|removal| removal.relation)
            .or(membership.and_then(|(_, member)| member.relation));
        let containment = removal.map(|removal| removal.containment).or(membership
            .filter(|(_, member)| member.relation.is_some())
            .map(|(_, member)| member.containment()));
        let blocks = blocks(record.text.as_deref().unwrap_or_default());
        let attribution = attribute(&PageText::of(record, &blocks), self.directory);
        let source = membership.and_then(|(cluster, _)| self.sources[cluster]);
        let origin = self
            .outcome
            .origin_of(article, source, &attribution, self.directory);
        let text = |value: Option<String>| value.map_or(Value::Null, Value::from);
        let mut carried: Vec<String> = Vec::new();
        for one in attribution.carried {
            if !carried.contains(&one.name) {
                carried.push(one.name);
            }
        }
        Ok([
            membership.map_or(Value::Null, |(cluster, _)| {
                self.outcome.cluster_name(cluster).into()
            }),
            membership.map_or(Value::Null, |(cluster, _)| {
                self.outcome.clusters[cluster].members.len().into()
            }),
            removal.map_or(Value::Null, |removal| table.id(removal.kept).into()),
            relation.map_or(Value::Null, |relation| relation.name().into()),
            containment.map_or(Value::Null, |share| ((share * 1e4).round() / 1e4).into()),
            carried.into(),
            text(attribution.place),
            text(attribution.dateline.map(|dateline| dateline.text)),
            text(origin),
            self.headline_group(article)
                .map_or(Value::Null, |group| group.name().into()),
            table.entry(article).headline_repeated.into(),
            self.excerpts(article)
                .into_iter()
                .map(|other| table.id(other))
                .collect::<Vec<_>>()
                .into(),
        ])
    }

    fn headline_group(&self, article: ArticleId) -> Option<&HeadlineGroup> {
        let place = self.headlines.binary_search_by_key(&article, |one| one.0);
        let group = self.headlines[place.ok()?].1;
        Some(&self.outcome.headlines[group as usize])
    }
}

/// The pairs of copies outside clusters, both ways, sorted.
fn excerpts(outcome: &Outcome) -> Vec<(ArticleId, ArticleId)> {
    let pairs = outcome.copies.pairs();
    let mut ends: Vec<(ArticleId, ArticleId)> = pairs
        .flat_map(|pair| [(pair.first(), pair.second()), (pair.second(), pair.first())])
        .collect();
    ends.sort_unstable();
    ends
}

/// The group of each article whose headline is repeated, sorted. Standing
/// headlines make no group of stories.
fn headlines(outcome: &Outcome) -> Vec<(ArticleId, u32)> {
    let stories = (0_u32..)
        .zip(&outcome.headlines)
        .filter(|(_, group)| group.kind == HeadlineKind::Story);
    let mut groups: Vec<(ArticleId, u32)> = stories
        .flat_map(|(place, group)| group.articles.iter().map(move |&article| (article, place)))
        .collect();
    groups.sort_unstable();
    groups
}

/// Writes every article's record with its flags, in reading order, and gives
/// their number.
///
/// Texts, which have no columns, are written as JSON Lines.
///
/// # Errors
///
/// When a record cannot be read once more or written.
pub fn write_flagged(
    files: &Files,
    flags: &Flags<'_>,
    layout: &Layout,
    out: &mut dyn Write,
) -> Result<u64> {
    let table = Table::of(layout)?;
    match &table {
        Some(table) => table.write_header(out)?,
        None => layout.begin(out)?,
    }
    let mut written = 0;
    let mut next = 0;
    for chunk in files.chunks() {
        let mut result = Ok(());
        files.records(&chunk, &mut |record| {
            let Record {
                article: Ok(article),
                bytes,
                ..
            } = record
            else {
                return;
            };
            let id = ArticleId::new(next);
            next += 1;
            if result.is_err() {
                return;
            }
            result = flags.of(id, &article).and_then(|values| {
                layout.before(written, out)?;
                match (&table, layout) {
                    (Some(table), _) => table.write_row(bytes, &values, out)?,
                    (None, Layout::Texts) => {
                        let text = article.text.as_deref().unwrap_or_default();
                        write_text(&flags.outcome.table.id(id), text, &values, out)?;
                    }
                    (None, _) => write_object(bytes, &values, out)?,
                }
                layout.after(out)
            });
            written += 1;
        });
        result?;
    }
    flags.outcome.table.check_io()?;
    layout.end(out)?;
    Ok(written)
}

/// Writes a JSON object with the columns after its own members.
fn write_object(bytes: &[u8], values: &[Value], out: &mut dyn Write) -> Result<()> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Error::record("the record is not UTF-8 any more"))?;
    let rebuilt;
    let text = if text.contains("\"wirecopy_") {
        rebuilt = without_flags(text)?;
        rebuilt.as_str()
    } else {
        text
    };
    let body = text
        .trim_end()
        .strip_suffix('}')
        .ok_or_else(|| Error::record("the record is no object any more"))?;
    out.write_all(body.as_bytes())?;
    let is_empty = body
        .trim_start()
        .strip_prefix('{')
        .is_some_and(|members| members.trim().is_empty());
    for (index, (name, value)) in COLUMNS.iter().zip(values).enumerate() {
        let comma = if index == 0 && is_empty { "" } else { "," };
        write!(out, "{comma}\"{name}\":{value}")?;
    }
    out.write_all(b"}")?;
    Ok(())
}

/// The object without columns of an earlier run; the others as they were
/// spelled.
fn without_flags(text: &str) -> Result<String> {
    let members: Members<'_> = serde_json::from_str(text)
        .map_err(|cause| Error::record(format!("the record is no object any more: {cause}")))?;
    let mut object = String::with_capacity(text.len());
    object.push('{');
    for (name, value) in members
        .0
        .iter()
        .filter(|(name, _)| !name.starts_with(PREFIX))
    {
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&Value::from(name.as_str()).to_string());
        object.push(':');
        object.push_str(value.get());
    }
    object.push('}');
    Ok(object)
}

/// The members of an object in their order, with values as spelled.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Writes a text, which has no columns of its own, as a JSON object.
fn write_text(id: &str, text: &str, values: &[Value], out: &mut dyn Write) -> Result<()> {
    write!(
        out,
        "{{\"id\":{},\"text\":{}",
        Value::from(id),
        Value::from(text)
    )?;
    for (name, value) in COLUMNS.iter().zip(values) {
        write!(out, ",\"{name}\":{value}")?;
    }
    out.write_all(b"}")?;
    Ok(())
}

/// A table that gets columns.
struct Table {
    delimiter: u8,
    header: Vec<u8>,
    /// Columns of an earlier run, by place.
    dropped: Vec<usize>,
}

impl Table {
    fn of(layout: &Layout) -> Result<Option<Table>> {
        let Layout::Rows { delimiter, header } = layout else {
            return Ok(None);
        };
        let mut table = Table {
            delimiter: *delimiter,
            header: header.clone(),
            dropped: Vec::new(),
        };
        let names = table.parse(header)?;
        let old = names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.starts_with(PREFIX.as_bytes()));
        table.dropped = old.map(|(index, _)| index).collect();
        Ok(Some(table))
    }

    fn parse(&self, row: &[u8]) -> Result<csv::ByteRecord> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(row);
        let mut record = csv::ByteRecord::new();
        reader
            .read_byte_record(&mut record)
            .map_err(|cause| Error::record(cause.to_string()))?;
        Ok(record)
    }

    fn write_header(&self, out: &mut dyn Write) -> Result<()> {
        self.write(
            &self.header,
            COLUMNS.iter().map(|name| (*name).to_owned()),
            out,
        )?;
        out.write_all(b"\n")?;
        Ok(())
    }

    fn write_row(&self, row: &[u8], values: &[Value], out: &mut dyn Write) -> Result<()> {
        self.write(row, values.iter().map(cell), out)
    }

    /// Writes a row's own bytes and `more` after them.
    fn write(
        &self,
        row: &[u8],
        more: impl Iterator<Item = String>,
        out: &mut dyn Write,
    ) -> Result<()> {
        if self.dropped.is_empty() {
            out.write_all(row)?;
        } else {
            let record = self.parse(row)?;
            let kept = record
                .iter()
                .enumerate()
                .filter(|(index, _)| !self.dropped.contains(index));
            let kept: Vec<&[u8]> = kept.map(|(_, field)| field).collect();
            out.write_all(&self.format(&kept)?)?;
        }
        let fields: Vec<String> = more.collect();
        let fields: Vec<&[u8]> = fields.iter().map(String::as_bytes).collect();
        out.write_all(&[self.delimiter])?;
        out.write_all(&self.format(&fields)?)?;
        Ok(())
    }

    /// Fields as a row, quoted where they must be, without the end of line.
    fn format(&self, fields: &[&[u8]]) -> Result<Vec<u8>> {
        let mut row = Vec::new();
        {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(self.delimiter)
                .flexible(true)
                .from_writer(&mut row);
            writer
                .write_record(fields)
                .map_err(|cause| Error::record(cause.to_string()))?;
            writer.flush()?;
        }
        row.truncate(row.len().saturating_sub(1));
        Ok(row)
    }
}

/// A value in a table: nothing for null, lists joined with `|`.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Vec<Value> {
        vec![
            Value::Null,
            3.into(),
            "a1".into(),
            "edited".into(),
            0.9.into(),
            vec!["Associated Press"].into(),
            "SKARHOLM".into(),
            "SKARHOLM (AP) —".into(),
            Value::Null,
            Value::Null,
            false.into(),
            vec!["x", "y"].into(),
        ]
    }

    fn flagged(record: &str) -> String {
        let mut out = Vec::new();
        write_object(record.as_bytes(), &values(), &mut out).expect("memory can be written");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn an_object_keeps_its_bytes_and_gets_columns() {
        let record = r#"{"id": 7,  "text":"caf\u00e9", "n": 1.50}"#;
        let flagged = flagged(record);
        assert!(flagged.starts_with(record.trim_end_matches('}')));
        let object: Value = serde_json::from_str(&flagged).expect("it is JSON");
        assert_eq!(object["wirecopy_cluster_size"], 3);
        assert_eq!(object["wirecopy_excerpts"], serde_json::json!(["x", "y"]));
    }

    #[test]
    fn flagging_twice_gives_what_flagging_once_gives() {
        for record in [r#"{"id":7,"n":1.50}"#, "{}", "{ }"] {
            let once = flagged(record);
            let twice: Value = serde_json::from_str(&flagged(&once)).expect("it is JSON");
            assert_eq!(
                twice,
                serde_json::from_str::<Value>(&once).expect("it is JSON"),
                "{record}"
            );
        }
        assert_eq!(
            flagged(r#"{"id":7,"n":1.50}"#),
            flagged(&flagged(r#"{"id":7,"n":1.50}"#))
        );
    }

    #[test]
    fn a_row_keeps_its_bytes_and_lists_are_joined() {
        let layout = Layout::Rows {
            delimiter: b',',
            header: b"id,text".to_vec(),
        };
        let table = Table::of(&layout).expect("a header").expect("a table");
        let mut out = Vec::new();
        table
            .write_row(b"1,\"a, b\"", &values(), &mut out)
            .expect("memory can be written");
        assert_eq!(
            String::from_utf8_lossy(&out),
            "1,\"a, b\",,3,a1,edited,0.9,Associated Press,SKARHOLM,SKARHOLM (AP) —,,,false,x|y"
        );
    }

    #[test]
    fn columns_of_an_earlier_run_are_dropped_from_a_table() {
        let layout = Layout::Rows {
            delimiter: b',',
            header: b"id,wirecopy_cluster,text".to_vec(),
        };
        let table = Table::of(&layout).expect("a header").expect("a table");
        let mut out = Vec::new();
        table
            .write_row(b"1,old,\"a, b\"", &values(), &mut out)
            .expect("memory can be written");
        assert!(String::from_utf8_lossy(&out).starts_with("1,\"a, b\",,3,"));
    }
}
