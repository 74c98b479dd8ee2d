use std::io::Read;
use std::process::{Command, Stdio};

use crate::{FIRST, NOTICE, folder, page, run, run_in};

#[test]
fn a_file_that_is_no_text_costs_no_other() {
    let packed: Vec<u8> = (0..=255).cycle().skip(128).take(2_000).collect();
    let (page, article) = page();
    let folder = folder(&[("a.txt", &packed), ("b.txt", page.as_bytes())]);
    let run = run_in(folder.path(), &["clean", "."], "");
    assert_eq!((run.code, run.stdout), (2, article));
    assert!(
        run.stderr
            .starts_with("bodycopy: error: ./a.txt: is no text"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_missing_file_costs_no_other() {
    let (page, article) = page();
    let folder = folder(&[("b.txt", page.as_bytes())]);
    let run = run_in(folder.path(), &["clean", "a.txt", "b.txt"], "");
    assert_eq!((run.code, run.stdout), (2, article));
    assert!(
        run.stderr.starts_with("bodycopy: error: a.txt: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_folder_without_texts_is_an_error() {
    let folder = folder(&[("sub/page.md", b"x")]);
    for verb in ["clean", "check", "label"] {
        let run = run_in(folder.path(), &[verb, "sub"], "");
        assert_eq!(run.code, 2, "{verb}");
        let error = "sub: no .txt or .html file";
        assert!(run.stderr.contains(error), "{}", run.stderr);
    }
}

#[test]
fn wrong_arguments_end_with_2() {
    for args in [
        &[][..],
        &["nonsense"],
        &["clean", "--nonsense"],
        &["clean", "--keep", "nonsense"],
        &["clean", "--keep", "legal,.note"],
        &["clean", "--from", "pdf"],
        &["clean", "--encoding", "nonsense"],
        &["clean", "--to", "pdf"],
        &["label", "--keep", "legal"],
        &["corpus", "-o", "-", "--drop", ".note"],
        &["clean", "--certainty", "2"],
        &["clean", "--certainty", "NaN"],
        &["clean", "--body-phrase", "..."],
        &["label", "--format", "nonsense"],
        &["corpus"],
        &["explain"],
    ] {
        let run = run(args, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn help_says_what_it_is_for() {
    for verb in ["clean", "check", "label", "corpus"] {
        let run = run(&[verb, "--help"], "");
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("Examples:"), "{verb}");
        assert!(run.stdout.contains("Exit codes"), "{verb}");
    }
}

/// Whoever pipes into `head` has not made an error.
#[test]
fn a_reader_that_stops_early_is_no_error() {
    let text = format!("{FIRST}\n{NOTICE}\n").repeat(2_000);
    let row = format!("{{\"text\":\"{FIRST}\"}}\n").repeat(2_000);
    let folder = folder(&[
        ("page.txt", text.as_bytes()),
        ("rows.jsonl", row.as_bytes()),
    ]);
    for args in [
        &["clean", "--certainty", "1", "page.txt"][..],
        &["clean", "--diff", "page.txt"],
        &["label", "page.txt"],
        &["label", "--format", "jsonl", "page.txt"],
        &["corpus", "rows.jsonl", "-o", "-"],
    ] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("bodycopy"))
            .args(args)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 16]).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}
