//! Reads articles from a store of one's own, here a list: `cargo run --example own_dump`.

use wirecopy::{Article, Detector, Dump, Finding, Location, Options, Record, RecordRef, Result};

struct Store(Vec<&'static str>);

impl Dump for Store {
    type Chunk = usize; // A chunk is one text here; a large store returns hundreds at once.
    fn chunks(&self) -> Box<dyn Iterator<Item = usize> + Send + '_> {
        Box::new(0..self.0.len())
    }
    fn records(&self, chunk: &usize, each: &mut dyn FnMut(Record<'_>)) {
        each(Record {
            reference: RecordRef::row(*chunk as u32, 0, 0), // Each text is a file of one row.
            bytes: &[],
            article: Ok(Article {
                text: Some(self.0[*chunk].into()),
                ..Article::default()
            }),
        });
    }
    fn read_again(&self, record: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        self.records(&(record.file as usize), with);
        Ok(())
    }
    fn location(&self, record: RecordRef) -> Location {
        Location::of_file(format!("text {}", record.file))
    }
    fn file_names(&self) -> Vec<&str> {
        vec!["text"; self.0.len()]
    }
}

fn main() -> Result<()> {
    let store = Store(vec!["The ferry to Skarholm was canceled on Tuesday."; 2]);
    let findings = Detector::new(Options::default())?.findings(&store)?;
    assert!(matches!(&findings[0], Finding::Cluster(cluster) if cluster.articles.len() == 2));
    Ok(())
}
