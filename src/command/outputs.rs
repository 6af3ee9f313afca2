/*!
The output files of a run.
*/

use std::path::Path;

use anyhow::bail;

use crate::command::args::dump::DumpArgs;
use crate::input::Files;
use crate::output::sink::Output;

/// Creates an output. Call this before the work begins, so that a wrong path
/// fails at once.
///
/// With `--resume` the output is synchronized to the disk when it is finished,
/// since the checkpoints that could restore it are removed then.
pub(crate) fn create(path: &Path, args: &DumpArgs) -> anyhow::Result<Output> {
    let output = Output::create(path)?;
    Ok(match args.resume {
        Some(_) => output.lasting(),
        None => output,
    })
}

/// Creates an output if there is a path, as [`create`] does.
pub(crate) fn create_optional(
    path: Option<&Path>,
    args: &DumpArgs,
) -> anyhow::Result<Option<Output>> {
    path.map(|path| create(path, args)).transpose()
}

/// Checks that no output is an input or has the name of another output.
pub(crate) fn check_conflicts(files: &Files, outputs: &[Option<&Path>]) -> anyhow::Result<()> {
    let outputs: Vec<&Path> = outputs.iter().copied().flatten().collect();
    for (index, output) in outputs.iter().enumerate() {
        if files.reads(output) {
            bail!("{}: cannot write an output over an input", output.display());
        }
        let others = &outputs[..index];
        if others.iter().any(|other| is_same_place(other, output)) {
            bail!(
                "{}: two outputs have this name\nhint: give each output its own file",
                output.display()
            );
        }
    }
    Ok(())
}

/// Whether two paths lead to the same place, even if no file exists there yet.
fn is_same_place(a: &Path, b: &Path) -> bool {
    let resolve = |path: &Path| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    a == b || resolve(a).is_some_and(|place| Some(place) == resolve(b))
}
