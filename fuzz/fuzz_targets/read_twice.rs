//! What every reader must hold for any bytes.

use std::io::Cursor;

use wirecopy::{Dump, Files, Position, ReadOptions};

/// Reads `bytes` as the file `name` twice, and each article again: nothing
/// panics, and all three tell the same.
pub fn read_twice(name: &str, bytes: &[u8]) {
    let reader = Cursor::new(bytes.to_vec());
    let Ok(files) = Files::from_reader(name, reader, ReadOptions::default()) else {
        return;
    };
    let first = read(&files);
    assert_eq!(first, read(&files));
    for (position, article) in first {
        let again = files.again(position, &mut |record| {
            assert_eq!(record.position, position)
        });
        assert!(again.is_ok() || article.is_err());
    }
}

/// Where each record stands, and its text or the reason why it has none.
fn read(files: &Files) -> Vec<(Position, Result<String, String>)> {
    let mut met = Vec::new();
    for stretch in files.stretches() {
        files.records(&stretch, &mut |record| {
            let text = record
                .article
                .map(|article| article.text.unwrap_or_default().into_owned());
            met.push((record.position, text.map_err(|error| error.to_string())));
        });
    }
    met
}
