use serde_json::Value;

use crate::{FIRST, NOTICE, SECOND, page, run};

fn objects(stdout: &str) -> Vec<Value> {
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn jsonl_has_an_object_for_every_line_with_text() {
    let run = run(
        &["label", "--format", "jsonl"],
        format!("\u{feff}{FIRST}\r\n\r\n{NOTICE}\r\n"),
    );
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let rows = objects(&run.stdout);
    assert_eq!(rows.len(), 2);
    // A byte order mark is three bytes and no part of a line.
    let (end, next) = (3 + FIRST.len(), 3 + FIRST.len() + 4);
    let expected = [
        (1, [3, end], FIRST, "body"),
        (3, [next, next + NOTICE.len()], NOTICE, "boilerplate"),
    ];
    for (row, (line, span, text, label)) in rows.iter().zip(expected) {
        assert_eq!(row["path"], "-");
        assert_eq!(row["line"], line);
        assert_eq!(row["span"], serde_json::json!(span));
        assert_eq!(row["text"], text);
        assert_eq!(row["label"], label);
        assert!(row["score"].is_number());
        assert!(row["reasons"].is_array());
        assert_eq!(row["schema"], 1);
    }
}

#[test]
fn jsonl_keys_are_in_their_order() {
    let run = run(&["label", "--format", "jsonl"], FIRST);
    let mut from = 0;
    for key in [
        "path", "line", "span", "text", "label", "kind", "score", "reasons", "schema",
    ] {
        let at = run.stdout[from..].find(&format!("\"{key}\":"));
        from += at.unwrap_or_else(|| panic!("`{key}` is missing or misplaced in {}", run.stdout));
    }
}

#[test]
fn every_line_has_reasons() {
    let (page, _) = page();
    for row in objects(&run(&["label", "--format", "jsonl"], page.as_str()).stdout) {
        assert!(!row["reasons"].as_array().unwrap().is_empty(), "{row}");
    }
    let plain = run(&["label"], page.as_str()).stdout;
    let explained = run(&["label", "--explain"], page.as_str()).stdout;
    assert!(explained.lines().count() > plain.lines().count());
    assert!(plain.lines().all(|line| explained.contains(line)));
}

#[test]
fn nothing_to_label() {
    for (text, format) in [("", "human"), ("\n \n", "human"), ("", "jsonl")] {
        let run = run(&["label", "--format", format], text);
        assert_eq!(
            (run.code, run.stdout.as_str(), run.stderr.as_str()),
            (0, "", "")
        );
    }
}

#[test]
fn the_table_is_whole_and_harmless_outside_a_terminal() {
    let long = format!("{FIRST} {SECOND} ").repeat(10);
    let run = run(&["label"], format!("{long}\u{1b}[2Jend\n"));
    assert!(run.stdout.contains(&long), "{}", run.stdout);
    assert!(run.stdout.ends_with("\u{fffd}[2Jend\n"), "{}", run.stdout);
}

#[test]
fn colours_only_where_wanted() {
    let (page, _) = page();
    let colored = |args: &[&str]| run(args, page.as_str()).stdout.contains('\u{1b}');
    assert!(!colored(&["label"]));
    assert!(!colored(&["label", "--color", "never"]));
    assert!(colored(&["label", "--color", "always"]));
    assert!(colored(&["--color", "always", "label"]));
    assert!(!colored(&[
        "label", "--color", "always", "--format", "jsonl"
    ]));
}
