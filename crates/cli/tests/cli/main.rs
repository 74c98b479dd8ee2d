//! Tests of the command as it is run.
//!
//! What reads well as a session is in `tests/cmd/*.md`; what hangs on bytes, files and exit codes is here.
//!
//! Invariant: documents are clear-cut, and no score and no wording of a reason is asserted, so that a better decision
//! breaks no test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod check;
mod clean;
mod corpus;
mod errors;
mod html;
mod label;
mod quality;
mod silence;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const FIRST: &str = "The harbour bridge reopened on Monday after two years of repairs, and the first buses crossed it \
                     shortly before six in the morning.";
const SECOND: &str = "The work took longer than planned because divers found cracks in the oldest of the four stone \
                      piers, the engineer in charge told the council.";
const FLAWED: &str = "\"We are glad to have it back,\" Mayor [Name] told the crowd that had gathered on the quay in \
                      the rain to watch the first buses cross.";
const NOTICE: &str = "© 2024 The Harbour Gazette. All rights reserved.";

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}

/// The end of a run.
#[derive(Debug)]
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the command in a folder.
fn run_in(folder: &Path, args: &[&str], stdin: impl Into<Vec<u8>>) -> Run {
    let output = command()
        .current_dir(folder)
        .args(args)
        .write_stdin(stdin)
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the command where no file matters.
fn run(args: &[&str], stdin: impl Into<Vec<u8>>) -> Run {
    run_in(Path::new("."), args, stdin)
}

fn command() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("bodycopy");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// A folder with files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// A page with boilerplate at its end, and its article.
fn page() -> (String, String) {
    let article = format!("{FIRST}\n\n{SECOND}\n");
    (format!("{article}\n{NOTICE}\n"), article)
}
