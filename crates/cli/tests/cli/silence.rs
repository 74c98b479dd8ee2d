use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{FIRST, FLAWED, folder, read, run_in};

/// Another line with a slot.
const SECOND_FLAW: &str = "\"It will stand for a century,\" Engineer [Full Name] told the council when the work on the oldest of \
                           the four stone piers was done.";

fn check(folder: &TempDir, args: &[&str]) -> crate::Run {
    let args: Vec<&str> = ["check", "--select", "placeholder"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    run_in(folder.path(), &args, "")
}

#[test]
fn the_nearest_settings_are_read() {
    let ignore: &[u8] = b"ignore = ['placeholder']\n";
    let files = [
        ("a/b/page.txt", FLAWED.as_bytes()),
        ("a/.bodycopy.toml", ignore),
        ("bodycopy.toml", b"allow = 7\n"),
    ];
    let folder = folder(&files);
    let below = |path: &str| run_in(&folder.path().join(path), &["check", "-"], FLAWED);
    assert_eq!(below("a/b").code, 0);
    assert_eq!(below("a").code, 0);
    let broken = below(".");
    assert_eq!(broken.code, 2);
    assert!(
        broken
            .stderr
            .starts_with("bodycopy: error: bodycopy.toml:1:9: invalid type"),
        "{}",
        broken.stderr
    );
    // The plain name comes before the hidden one.
    fs::write(folder.path().join("a/bodycopy.toml"), "").unwrap();
    assert_eq!(below("a/b").code, 1);
    fs::write(folder.path().join("a/bodycopy.toml"), "nonsense").unwrap();
    let broken = below("a/b");
    assert!(
        broken
            .stderr
            .starts_with("bodycopy: error: ../bodycopy.toml:1:"),
        "{}",
        broken.stderr
    );
    let isolated = run_in(
        &folder.path().join("a"),
        &["check", "--isolated", "-"],
        FLAWED,
    );
    assert_eq!(isolated.code, 1);
    let missing = run_in(
        folder.path(),
        &["check", "--config", "no.toml", "-"],
        FLAWED,
    );
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("no.toml"), "{}", missing.stderr);
}

#[test]
fn the_command_line_wins_over_the_settings() {
    let settings = b"ignore = ['placeholder']\nallow = ['nothing']\ncertainty = 2.0\n";
    let folder = folder(&[("bodycopy.toml", settings), ("page.txt", FLAWED.as_bytes())]);
    let run = |args: &[&str]| run_in(folder.path(), &[&["check", "page.txt"], args].concat(), "");
    let broken = run(&[]);
    assert_eq!(broken.code, 2);
    assert!(
        broken
            .stderr
            .starts_with("bodycopy: error: bodycopy.toml:3:13: certainty 2 "),
        "{}",
        broken.stderr
    );
    assert_eq!(run(&["--certainty", "0.5"]).code, 0);
    assert_eq!(
        run(&["--certainty", "0.5", "--select", "placeholder"]).code,
        1
    );
    let allowed = [
        "--certainty",
        "0.5",
        "--select",
        "placeholder",
        "--allow",
        "[name]",
    ];
    assert_eq!(run(&allowed).code, 0);
}

#[test]
fn corpora_have_own_rules_and_heed_no_comment() {
    let text = format!(
        "{FIRST}\\n<!-- bodycopy-disable -->\\nThe ferryboat sails again, the harbour office said on Friday in a notice."
    );
    let settings = b"select = ['house-style']\n[[rule]]\nname = 'house-style'\nlevel = 'advice'\nmessage = 'say ferry'\npatterns = ['ferryboat']\n";
    let row = format!("{{\"text\":\"{text}\"}}\n");
    let folder = folder(&[("bodycopy.toml", settings), ("in.jsonl", row.as_bytes())]);
    let run = run_in(
        folder.path(),
        &["corpus", "in.jsonl", "-o", "-", "--issues"],
        "",
    );
    let row: Value = serde_json::from_str(&run.stdout).unwrap();
    let issues = row["issues"].as_array().unwrap();
    assert_eq!(issues.len(), 1, "{}", run.stdout);
    assert_eq!(issues[0]["rule"], "house-style");
    let refused = run_in(
        folder.path(),
        &["corpus", "in.jsonl", "-o", "-", "--allow", "x"],
        "",
    );
    assert_eq!(refused.code, 2);
}

#[test]
fn as_many_issues_are_known_as_the_baseline_counts() {
    let once = format!("{FIRST}\n\n{FLAWED}\n");
    let folder = folder(&[("page.txt", once.as_bytes())]);
    assert_eq!(
        check(&folder, &["--write-baseline", "known.json", "page.txt"]).code,
        0
    );
    let compare = || {
        check(
            &folder,
            &["--baseline", "known.json", "--format", "jsonl", "page.txt"],
        )
    };
    assert_eq!((compare().code, compare().stdout.as_str()), (0, ""));
    // Elsewhere, with other space and letters: the same.
    let moved = format!(
        "{}\n\n{FIRST}\n",
        FLAWED.replace("in the rain", "In  The Rain")
    );
    fs::write(folder.path().join("page.txt"), moved).unwrap();
    assert_eq!(compare().code, 0);
    // A second time is new, and so is the same slot in another line.
    fs::write(
        folder.path().join("page.txt"),
        format!("{once}\n{FLAWED}\n"),
    )
    .unwrap();
    let twice = compare();
    assert_eq!((twice.code, twice.stdout.lines().count()), (1, 1));
    assert!(
        twice.stderr.starts_with("1 issue in 1 file"),
        "{}",
        twice.stderr
    );
    fs::write(
        folder.path().join("page.txt"),
        SECOND_FLAW.replace("Full ", ""),
    )
    .unwrap();
    let other = compare();
    assert_eq!(other.code, 1);
    assert!(
        other.stderr.contains("1 issue of the baseline is gone"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_baseline_keeps_what_the_run_could_not_see() {
    let folder = folder(&[
        ("a.txt", FLAWED.as_bytes()),
        ("b.txt", SECOND_FLAW.as_bytes()),
        ("sub/c.txt", FLAWED.as_bytes()),
    ]);
    let write = |args: &[&str]| {
        let run = check(
            &folder,
            &[&["--write-baseline", "sub/known.json"], args].concat(),
        );
        assert_eq!((run.code, run.stdout.as_str()), (0, ""));
        read(&folder, "sub/known.json")
    };
    let all = write(&["."]);
    assert_eq!(all.matches("placeholder").count(), 3);
    assert!(all.contains("\"c.txt\": ["), "{all}");
    // The same issues are the same file, in whatever order they were read.
    assert_eq!(write(&["sub/c.txt"]), all);
    assert_eq!(write(&["b.txt", "a.txt"]), all);
    let other_rule = run_in(
        folder.path(),
        &[
            "check",
            "--select",
            "keyword-list",
            "--write-baseline",
            "sub/known.json",
            ".",
        ],
        "",
    );
    assert_eq!(other_rule.code, 0);
    assert_eq!(read(&folder, "sub/known.json"), all);
    // What is mended or removed goes.
    fs::write(folder.path().join("sub/c.txt"), FIRST).unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let less = write(&["sub"]);
    assert_eq!(less.matches("placeholder").count(), 1);
    assert!(!less.contains("c.txt"), "{less}");
}

#[test]
fn what_is_no_baseline_is_not_overwritten() {
    let folder = folder(&[
        ("page.txt", FLAWED.as_bytes()),
        ("notes.json", b"{\n\"notes\": 1}\n"),
        ("later.json", b"{\"version\": 2, \"files\": {}}"),
    ]);
    for option in ["--baseline", "--write-baseline"] {
        let run = check(&folder, &[option, "notes.json", "page.txt"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(
            run.stderr.starts_with("bodycopy: error: notes.json:2:"),
            "{}",
            run.stderr
        );
        let run = check(&folder, &[option, "later.json", "page.txt"]);
        assert!(
            run.stderr.contains("a baseline of version 2"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(read(&folder, "notes.json"), "{\n\"notes\": 1}\n");
    let both = check(
        &folder,
        &["--baseline", "a", "--write-baseline", "b", "page.txt"],
    );
    assert_eq!(both.code, 2);
}

#[test]
fn statistics_are_rows_for_programs() {
    let folder = folder(&[("page.txt", FLAWED.as_bytes())]);
    let run = check(&folder, &["--statistics", "--format", "jsonl", "page.txt"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (
            1,
            "{\"rule\":\"placeholder\",\"level\":\"error\",\"count\":1,\"schema\":1}\n"
        )
    );
}
