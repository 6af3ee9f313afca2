/*!
Writes findings as JSON Lines: an object with a `type` on each line.
*/

use std::io::{self, Write};

use crate::report::{Finding, Report};

/// Writes each finding as a line of JSON.
///
/// # Examples
///
/// ```
/// use wirecopy::{Finding, JsonLines, Report, SkippedExtent, SkippedFinding};
///
/// let mut out = Vec::new();
/// let skipped = SkippedFinding { file: "wire.jsonl".into(), line: Some(41), reason: "invalid UTF-8".into(), extent: SkippedExtent::Record };
/// JsonLines::new(&mut out).report(&Finding::Skipped(skipped))?;
/// assert_eq!(out, b"{\"type\":\"skipped\",\"file\":\"wire.jsonl\",\"line\":41,\"reason\":\"invalid UTF-8\"}\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
}

impl<W: Write> JsonLines<W> {
    /// Returns a report that writes to `out`, which should be buffered.
    pub fn new(out: W) -> JsonLines<W> {
        JsonLines { out }
    }

    /// Flushes the output and returns it.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Report for JsonLines<W> {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, finding)?;
        self.out.write_all(b"\n")
    }
}
