//! What reading must hold for any bytes.

use std::io::Cursor;

use wirecopy::{Dump, Files, ReadOptions, RecordRef};

/// Reads `bytes` as the file `name` twice, and each article again. Nothing may
/// panic, and all passes must give the same.
pub fn read_twice(name: &str, bytes: &[u8]) {
    let reader = Cursor::new(bytes.to_vec());
    let Ok(files) = Files::from_reader(name, reader, ReadOptions::default()) else {
        return;
    };
    let first = read(&files);
    assert_eq!(first, read(&files));
    for (reference, article) in first {
        let again = files.read_again(reference, &mut |record| {
            assert_eq!(record.reference, reference);
        });
        assert!(again.is_ok() || article.is_err());
    }
}

/// Returns each record with its text or the reason why it has none.
fn read(files: &Files) -> Vec<(RecordRef, Result<String, String>)> {
    let mut records = Vec::new();
    for chunk in files.chunks() {
        files.records(&chunk, &mut |record| {
            let text = record
                .article
                .map(|article| article.text.unwrap_or_default().into_owned());
            records.push((record.reference, text.map_err(|error| error.to_string())));
        });
    }
    records
}
