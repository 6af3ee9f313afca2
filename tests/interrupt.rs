/*!
Runs that a signal interrupts.
*/

#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn an_interrupted_run_leaves_no_files() {
    for signal in ["-INT", "-TERM"] {
        let directory = tempfile::tempdir().unwrap();
        let files = || fs::read_dir(directory.path()).unwrap().count();
        // An unfinished output may have no name.
        let has_output = |id: u32| {
            let open = fs::read_dir(format!("/proc/{id}/fd")).into_iter().flatten();
            let mut paths = open.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
            files() > 0 || paths.any(|path| path.starts_with(directory.path()))
        };
        // The run waits for input that never comes.
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["scan", "-", "--findings", "findings.jsonl"])
            .current_dir(directory.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..600 {
            if has_output(child.id()) {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        assert!(has_output(child.id()), "the run has opened its output");
        let id = child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(2), "{signal}");
        assert_eq!(files(), 0, "{signal}");
    }
}
