//! What is left of a run that is interrupted.

#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        // An output on its way may have no name yet.
        let is_written = |id: u32| {
            let open = fs::read_dir(format!("/proc/{id}/fd")).into_iter().flatten();
            let mut paths = open.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
            files() > 0 || paths.any(|path| path.starts_with(folder.path()))
        };
        // It waits for its input, which never comes.
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["scan", "-", "--findings", "findings.jsonl"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..600 {
            if is_written(child.id()) {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        assert!(is_written(child.id()), "the output is on its way");
        let id = child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(2), "{signal}");
        assert_eq!(files(), 0, "{signal}");
    }
}
