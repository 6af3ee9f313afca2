/*!
Saves the results of stages, and loads them when a run is resumed.
*/

use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::fingerprint::FORMAT_VERSION;
use crate::pipeline::observer::{Observer, Stage};
use crate::pipeline::options::Options;
use crate::pipeline::resume_lock::{ResumeLock, with_path};
use crate::spill::checkpoint::{Checkpoint, load, save};

/// The version of the checkpoints. It rises when anything changes that decides
/// what a stage finds or how it is written.
const VERSION: u32 = 17;

/// The checkpoints of a run.
#[derive(Debug)]
pub(crate) struct Checkpoints {
    /// The lock on the `--resume` directory; `None` without `--resume`.
    pub(crate) lock: Option<ResumeLock>,
}

impl Checkpoints {
    /// Opens the checkpoints of a run over `dump` with `options`.
    ///
    /// # Errors
    ///
    /// When the directory cannot be used, belongs to another run or is locked,
    /// or when a later run cannot read the dump again.
    pub(crate) fn open<D: Dump>(dump: &D, options: &Options) -> Result<Checkpoints> {
        let Some(folder) = &options.resume else {
            return Ok(Checkpoints { lock: None });
        };
        let lines = dependencies(dump, options)?;
        let lock = ResumeLock::take(folder, &lines).map_err(|error| with_path(folder, &error))?;
        Ok(Checkpoints { lock: Some(lock) })
    }

    /// Loads the result of `stage` into `empty`, or computes and saves it.
    pub(crate) fn load_or<S: Checkpoint>(
        &self,
        stage: Stage,
        empty: S,
        observer: &dyn Observer,
        compute: impl FnOnce() -> Result<S>,
    ) -> Result<S> {
        let Some(lock) = &self.lock else {
            return compute();
        };
        let path = lock.path(stage);
        if path.exists() {
            let loaded = load(&path, lock.key(), empty).map_err(|error| {
                let (path, reason) = (path.display(), error.reason());
                Error::options(format!(
                    "{path}: {reason}\nhint: remove the folder and start again"
                ))
            })?;
            observer.resume(stage);
            return Ok(loaded);
        }
        let computed = compute()?;
        save(&path, lock.key(), &computed).map_err(|error| with_path(&path, &error))?;
        Ok(computed)
    }
}

/// Returns what the findings of a run depend on, one line each.
fn dependencies<D: Dump>(dump: &D, options: &Options) -> Result<Vec<String>> {
    let dump = dump.identity().ok_or_else(|| {
        Error::options(
            "a later run cannot read this dump again, as --resume asks\nhint: standard input and \
             pipes can be written to a file first",
        )
    })?;
    let version = env!("CARGO_PKG_VERSION");
    let mut lines = vec![
        format!("wirecopy {version} ({VERSION}, {FORMAT_VERSION})"),
        format!("words of a shingle: {}", options.shingle_words),
        format!("containment: {}", options.containment),
        format!("resemblance: {}", options.resemblance),
        format!("bad records: {:?}", options.bad_records),
        format!("pairs that are not copies: {:?}", options.not_copies),
        format!("parties: {:016x}", options.directory().fingerprint()),
        format!("outlets: {:016x}", options.outlet_aliases.fingerprint()),
    ];
    lines.extend(dump);
    for line in &mut lines {
        // File names may contain line breaks.
        *line = line.replace(['\n', '\r'], " ");
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::dump::articles::Articles;

    #[test]
    fn a_dump_that_cannot_be_read_again_is_refused() {
        let options = Options {
            resume: Some("nowhere".into()),
            ..Options::default()
        };
        let dump = Articles::new(vec![Article::default()]);
        let refused = Checkpoints::open(&dump, &options);
        assert!(refused.is_err_and(|error| error.reason().contains("hint")));
    }
}
