use std::fs;

use serde_json::{Value, json};

use crate::{FIRST, FLAWED, NOTICE, SECOND, folder, page, read, run, run_in};

fn row(text: &str) -> String {
    format!("{{\"text\":{}}}\n", json!(text))
}

#[test]
fn all_else_stays_byte_for_byte() {
    let (page, article) = page();
    let before = r#"  { "caf\u00e9" : 1.50e3, "a":"\u00e9\/", "a": [ 1 , 2 ],"text": "#;
    let after = r#" , "z":{"text": "untouched" }, "a":null }"#;
    let run = run(
        &["corpus", "-o", "-"],
        format!("{before}{}{after}\r\n", json!(page)),
    );
    assert_eq!(run.code, 0);
    assert_eq!(run.stdout, format!("{before}{}{after}\n", json!(article)));
}

#[test]
fn a_text_that_needs_no_cleaning_stays_byte_for_byte() {
    let text = format!("\"{FIRST} caf\\u00e9 \\/\"");
    let row = format!("{{\"text\": {text}}}\n");
    assert_eq!(run(&["corpus", "-o", "-"], row.as_str()).stdout, row);
}

#[test]
fn rows_keep_their_order_whatever_the_jobs() {
    let row = |id| format!("{{\"id\":{id},\"text\":\"{FIRST} {id}\"}}\n");
    let rows = (0..5_000).map(row).collect::<Vec<_>>().concat();
    for jobs in ["1", "2", "7"] {
        let run = run(&["corpus", "-o", "-", "-j", jobs], rows.as_str());
        assert!(run.stdout == rows, "jobs: {jobs}");
        assert!(
            run.stderr.starts_with("5000 rows: 5000 written, 0 bad\n"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn bad_rows_are_set_aside() {
    let good = row(FIRST);
    let bad: [(&[u8], &str); 8] = [
        (b"nonsense", "not a JSON object"),
        (b"[1]", "not a JSON object"),
        (b"{\"text\":\"a\"} {}", "not a JSON object"),
        (b"{\"id\":7}", "no field `text`"),
        (
            b"{\"id\":7,\"text\":null}",
            "the field `text` is not a string",
        ),
        (b"{\"text\":\"\\ud800\"}", "the field `text`: "),
        (
            b"{\"text\":\"a\",\"text\":\"b\"}",
            "the field `text` is there twice",
        ),
        (
            b"{\"text\":\"caf\xe9\"}",
            "not UTF-8: the first invalid byte is at byte offset 12",
        ),
    ];
    let mut input = format!("\u{feff}{good}\n").into_bytes();
    for (row, _) in bad {
        input.extend_from_slice(row);
        input.extend_from_slice(b"\r\n");
    }
    input.extend_from_slice(good.trim_end().as_bytes());
    let folder = folder(&[("in.jsonl", &input)]);
    let run = run_in(
        folder.path(),
        &["corpus", "in.jsonl", "-o", "out.jsonl", "--id-field", "id"],
        "",
    );
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let summary =
        "10 rows: 2 written, 8 bad (out.jsonl.errors.jsonl); 1 blank line skipped\nkept 2 lines: ";
    assert!(run.stderr.starts_with(summary), "{}", run.stderr);
    assert_eq!(read(&folder, "out.jsonl"), format!("{good}{good}"));
    let errors = read(&folder, "out.jsonl.errors.jsonl");
    assert_eq!(errors.lines().count(), bad.len());
    for ((entry, (row, message)), line) in errors.lines().zip(bad).zip(3..) {
        let entry: Value = serde_json::from_str(entry).unwrap();
        assert_eq!(entry["path"], "in.jsonl");
        assert_eq!(entry["line"], line);
        assert_eq!(entry["row"], String::from_utf8_lossy(row).as_ref());
        let error = entry["error"].as_str().unwrap();
        assert!(error.starts_with(message), "{error}");
        assert_eq!(
            entry.get("id").is_some(),
            row.starts_with(b"{\"id\":7"),
            "{entry}"
        );
    }
}

#[test]
fn an_errors_file_is_there_only_after_errors() {
    let folder = folder(&[("good.jsonl", row(FIRST).as_bytes()), ("bad.jsonl", b"[]")]);
    let errors = folder.path().join("errors/of-today.jsonl");
    fs::create_dir(errors.parent().unwrap()).unwrap();
    for (input, there) in [
        ("good.jsonl", false),
        ("bad.jsonl", true),
        ("good.jsonl", false),
    ] {
        let args = [
            "corpus",
            input,
            "-o",
            "out.jsonl",
            "--errors",
            "errors/of-today.jsonl",
        ];
        // Where no row at all is good, the wrong field was named or the input is no JSON lines.
        assert_eq!(
            run_in(folder.path(), &args, "").code,
            if there { 2 } else { 0 }
        );
        assert_eq!(errors.exists(), there);
    }
}

#[test]
fn lines_and_issues_are_added() {
    let text = format!("{FIRST}\n\n{FLAWED}\n{NOTICE}\n");
    let run = run(&["corpus", "-o", "-", "--lines", "--issues"], row(&text));
    let row: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(row["text"], format!("{FIRST}\n\n{FLAWED}\n"));
    let lines = row["lines"].as_array().unwrap();
    let labels: Vec<_> = lines
        .iter()
        .map(|line| (&line["line"], &line["label"]))
        .collect();
    assert_eq!(
        json!(labels),
        json!([[1, "body"], [3, "body"], [4, "boilerplate"]])
    );
    assert!(
        lines
            .iter()
            .all(|line| line["kind"].is_string() && line["score"].is_number())
    );
    let at = text.find("[Name]").unwrap();
    let issue = &row["issues"][0];
    assert_eq!(issue["rule"], "placeholder");
    assert_eq!(issue["line"], 3);
    assert_eq!(
        issue["span"],
        json!([at, at + 6]),
        "in the text as it was read"
    );
    assert_eq!(row["issues"].as_array().unwrap().len(), 1);
}

#[test]
fn fields_of_the_same_name_are_replaced_in_place() {
    let row = format!(
        "{{\"lines\":\"old\",\"text\":{},\"issues\":{{}},\"z\":0}}\n",
        json!(FIRST)
    );
    let run = run(&["corpus", "-o", "-", "--lines", "--issues"], row);
    assert!(
        run.stdout
            .starts_with("{\"lines\":[{\"line\":1,\"label\":\"body\","),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.ends_with(",\"issues\":[],\"z\":0}\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn rules_need_issues_and_added_fields_are_no_text() {
    for args in [
        &["corpus", "-o", "-", "--select", "placeholder"][..],
        &["corpus", "-o", "-", "--lines", "--text-field", "lines"],
        &["corpus", "-o", "-", "--issues", "--text-field", "issues"],
    ] {
        assert_eq!(run(args, row(FIRST)).code, 2, "{args:?}");
    }
    let args = ["corpus", "-o", "-", "--issues", "--ignore", "placeholder"];
    assert!(
        run(&args, row(FLAWED))
            .stdout
            .ends_with(",\"issues\":[]}\n")
    );
}

#[test]
fn the_text_may_be_in_any_field() {
    let run = run(
        &["corpus", "-o", "-", "--text-field", "body"],
        format!("{{\"body\":{}}}\n", json!(page().0)),
    );
    assert_eq!(run.stdout, format!("{{\"body\":{}}}\n", json!(page().1)));
}

#[test]
fn one_file_takes_all_inputs_in_order() {
    let folder = folder(&[
        ("b.jsonl", row(FIRST).trim_end().as_bytes()),
        ("a.jsonl", row(SECOND).as_bytes()),
    ]);
    let args = ["corpus", "b.jsonl", "-", "a.jsonl", "-o", "out.jsonl"];
    assert_eq!(run_in(folder.path(), &args, row("")).code, 0);
    let expected = [row(FIRST), row(""), row(SECOND)].concat();
    assert_eq!(read(&folder, "out.jsonl"), expected);
}

#[test]
fn a_folder_gets_a_file_for_each_input() {
    let folder = folder(&[
        ("1/a.jsonl", row(FIRST).as_bytes()),
        ("2/b.jsonl", format!("[]\n{}", row(SECOND)).as_bytes()),
    ]);
    let args = ["corpus", "1/a.jsonl", "2/b.jsonl", "-o", "new/out"];
    assert_eq!(run_in(folder.path(), &args, "").code, 0);
    assert_eq!(read(&folder, "new/out/a.jsonl"), row(FIRST));
    assert_eq!(read(&folder, "new/out/b.jsonl"), row(SECOND));
    let errors = read(&folder, "new/out/errors.jsonl");
    assert!(
        errors.starts_with("{\"path\":\"2/b.jsonl\",\"line\":1,"),
        "{errors}"
    );
}

#[test]
fn outputs_that_would_destroy_something_are_refused() {
    let content = row(FIRST);
    let folder = folder(&[
        ("1/a.jsonl", content.as_bytes()),
        ("2/a.jsonl", content.as_bytes()),
    ]);
    for args in [
        &["corpus", "1/a.jsonl", "-o", "1/a.jsonl"][..],
        &["corpus", "1/a.jsonl", "-o", "2/../1/a.jsonl"],
        &["corpus", "1/a.jsonl", "-o", "1"],
        &["corpus", "1/a.jsonl", "2/a.jsonl", "-o", "out"],
        &[
            "corpus",
            "1/a.jsonl",
            "-o",
            "out.jsonl",
            "--errors",
            "1/a.jsonl",
        ],
        &[
            "corpus",
            "1/a.jsonl",
            "-o",
            "out.jsonl",
            "--errors",
            "out.jsonl",
        ],
        &["corpus", "-", "-o", "out"],
    ] {
        let run = run_in(folder.path(), args, "");
        assert_eq!(run.code, 2, "{args:?}");
        assert!(
            run.stderr.starts_with("bodycopy: error: "),
            "{}",
            run.stderr
        );
    }
    assert_eq!(read(&folder, "1/a.jsonl"), content);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing was made"
    );
}

#[test]
fn an_input_that_cannot_be_read_stops_before_anything_is_written() {
    let folder = folder(&[("a.jsonl", row(FIRST).as_bytes()), ("folder/x", b"")]);
    for missing in ["missing.jsonl", "folder"] {
        let run = run_in(
            folder.path(),
            &["corpus", "a.jsonl", missing, "-o", "out.jsonl"],
            "",
        );
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(missing), "{}", run.stderr);
        assert!(!folder.path().join("out.jsonl").exists());
    }
}

#[test]
fn nothing_in_nothing_out() {
    let folder = folder(&[("empty.jsonl", b"")]);
    let run = run_in(
        folder.path(),
        &["corpus", "empty.jsonl", "-o", "out.jsonl"],
        "",
    );
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stderr,
        "0 rows: 0 written, 0 bad\nkept 0 lines\ndropped 0 lines\n"
    );
    assert_eq!(read(&folder, "out.jsonl"), "");
}
