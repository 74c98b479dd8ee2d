use serde_json::Value;

use crate::{FIRST, SECOND, folder, page, run, run_in};

fn objects(stdout: &str) -> Vec<Value> {
    let lines = stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn jsonl_has_an_object_for_every_text() {
    let run = run(&["quality", "--format", "jsonl"], FIRST);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let rows = objects(&run.stdout);
    assert_eq!(rows.len(), 1);
    let mut from = 0;
    for key in [
        "path",
        "decisions",
        "gopher_quality",
        "gopher_repetition",
        "c4",
        "fineweb",
        "refinedweb",
        "redpajama",
        "schema",
    ] {
        let at = run.stdout[from..].find(&format!("\"{key}\":"));
        from += at.unwrap_or_else(|| panic!("`{key}` is missing or misplaced in {}", run.stdout));
    }
    let row = &rows[0];
    assert_eq!(row["path"], "-");
    assert_eq!(
        row["decisions"]["gopher_quality"],
        serde_json::json!(["gopher_short_doc"])
    );
    assert_eq!(row["decisions"]["refinedweb"], serde_json::json!([]));
    assert_eq!(row["schema"], 1);
    assert!(row.get("lines").is_none() && row.get("line").is_none());
}

#[test]
fn signals_of_lines_are_asked_for() {
    let (page, _) = page();
    let run = run(&["quality", "--format", "jsonl", "--lines"], page.as_str());
    let row = &objects(&run.stdout)[0];
    let lines = row["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["line"], 3);
    assert_eq!(
        lines[1]["rps_lines_ending_with_terminal_punctution_mark"],
        1
    );
}

#[test]
fn signals_of_lines_have_no_place_in_the_table() {
    let run = run(&["quality", "--lines"], FIRST);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--format jsonl"), "{}", run.stderr);
}

#[test]
fn what_clean_keeps_is_measured_by_itself() {
    let (page, article) = page();
    let words = |args: &[&str], text: &str| {
        let row = &objects(&run(args, text).stdout)[0];
        row["redpajama"]["rps_doc_word_count"].as_u64().unwrap()
    };
    let all = words(&["quality", "--format", "jsonl"], &page);
    let kept = words(&["quality", "--format", "jsonl", "--clean"], &page);
    assert!(kept < all);
    assert_eq!(kept, words(&["quality", "--format", "jsonl"], &article));
}

#[test]
fn a_page_is_measured_without_its_markup() {
    let html = format!(
        "<!doctype html><title>Pier</title><script>var x = {{}};</script><p>{FIRST}</p><p>{SECOND}</p>"
    );
    let row = &objects(&run(&["quality", "--format", "jsonl"], html).stdout)[0];
    assert_eq!(row["redpajama"]["rps_doc_curly_bracket"], 0.0);
    assert_eq!(row["c4"]["sentences"], 2);
}

#[test]
fn several_texts_have_headings() {
    let folder = folder(&[("a.txt", FIRST.as_bytes()), ("b.txt", SECOND.as_bytes())]);
    let run = run_in(folder.path(), &["quality", "a.txt", "b.txt"], "");
    assert!(
        run.stdout.starts_with("a.txt\ngopher_quality "),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("\n\nb.txt\ngopher_quality "),
        "{}",
        run.stdout
    );
}

#[test]
fn rows_come_out_in_their_order_and_bad_ones_do_not_stop_the_run() {
    let rows =
        format!("{{\"id\":7,\"body\":\"{FIRST}\"}}\n\nno row\n{{\"body\":5}}\n{{\"body\":\"\"}}\n");
    let run = run(
        &["quality", "--text-field", "body", "--id-field", "id"],
        rows,
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let good = objects(&run.stdout);
    assert_eq!(good.len(), 2);
    assert_eq!(
        (&good[0]["line"], &good[0]["id"]),
        (&Value::from(1), &Value::from(7))
    );
    assert_eq!(good[1]["line"], 5);
    assert!(good[1].get("id").is_none());
    assert_eq!(
        good[1]["decisions"]["fineweb"],
        serde_json::json!(["empty"])
    );
    let bad = objects(run.stderr.trim_end().rsplit_once('\n').unwrap().0);
    assert_eq!(
        bad.iter().map(|row| &row["line"]).collect::<Vec<_>>(),
        [3, 4]
    );
    assert!(bad[1]["error"].as_str().unwrap().contains("not a string"));
}

#[test]
fn nothing_but_bad_rows_is_an_error() {
    let run = run(&["quality", "--text-field", "body"], "{\"text\":\"a\"}\n");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--text-field body"), "{}", run.stderr);
}

#[test]
fn threads_change_nothing() {
    let rows = format!(
        "{{\"text\":\"{FIRST}\"}}
{{\"text\":\"{SECOND}\"}}
"
    )
    .repeat(25);
    let one = run(
        &["quality", "--text-field", "text", "--jobs", "1"],
        rows.as_str(),
    )
    .stdout;
    let two = run(
        &["quality", "--text-field", "text", "--jobs", "2"],
        rows.as_str(),
    )
    .stdout;
    assert_eq!(one.lines().count(), 50);
    assert_eq!(one, two);
}

#[test]
fn options_of_rows_need_rows() {
    assert_eq!(run(&["quality", "--id-field", "id"], FIRST).code, 2);
    let run = run(&["quality", "--text-field", "text", "missing.jsonl"], "");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.jsonl"), "{}", run.stderr);
}
