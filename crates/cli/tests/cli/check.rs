use serde_json::Value;

use crate::{FIRST, FLAWED, SECOND, folder, run, run_in};

#[test]
fn issues_end_with_1_in_every_format() {
    for format in ["human", "jsonl"] {
        let run = run(
            &["check", "--format", format],
            format!("{FIRST}\n\n{FLAWED}\n"),
        );
        assert_eq!(run.code, 1, "{format}");
        assert!(
            run.stderr.starts_with("1 issue in 1 file (1 "),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn no_issues_end_with_0_in_every_format() {
    for format in ["human", "jsonl"] {
        let run = run(
            &["check", "--format", format],
            format!("{FIRST}\n\n{SECOND}\n"),
        );
        assert_eq!((run.code, run.stdout.as_str()), (0, ""));
        assert_eq!(run.stderr, "no issues in 1 file\n");
    }
}

#[test]
fn a_text_without_text_has_an_issue_at_its_beginning() {
    for text in ["", "\n\n"] {
        let human = run(&["check"], text);
        assert_eq!(human.code, 1);
        assert!(
            human
                .stdout
                .starts_with("error[no-content]: there is no text")
                && human.stdout.contains("--> -:1:1"),
            "{}",
            human.stdout
        );
        let row: Value =
            serde_json::from_str(&run(&["check", "--format", "jsonl"], text).stdout).unwrap();
        assert_eq!((&row["line"], &row["text"]), (&1.into(), &"".into()));
    }
}

#[test]
fn an_error_wins_over_issues() {
    let folder = folder(&[("page.txt", FLAWED.as_bytes())]);
    let run = run_in(folder.path(), &["check", "page.txt", "missing.txt"], "");
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("page.txt:1:"), "{}", run.stdout);
    assert!(
        run.stderr.contains("bodycopy: error: missing.txt: "),
        "{}",
        run.stderr
    );
}

#[test]
fn spans_are_bytes_of_the_input() {
    let text = format!("\u{feff}Brücke.\r\n\r\n{FIRST}\r\n\r\nÄhem. {FLAWED}\r\n");
    let run = run(
        &["check", "--format", "jsonl", "--select", "placeholder"],
        text.as_str(),
    );
    let row: Value = serde_json::from_str(run.stdout.trim_end()).unwrap();
    let at = text.find("[Name]").unwrap();
    assert_eq!(row["path"], "-");
    assert_eq!(row["rule"], "placeholder");
    assert_eq!(row["line"], 5);
    // From 1, in characters: `Ä` is one.
    assert_eq!(
        row["column"],
        1 + "Xhem. ".len() + FLAWED.find("[Name]").unwrap()
    );
    assert_eq!(row["span"], serde_json::json!([at, at + 6]));
    assert_eq!(row["text"], "[Name]");
    assert_eq!(row["schema"], 1);
}

#[test]
fn a_long_line_is_shown_in_part_at_its_true_place() {
    let text = format!(
        "{}{FLAWED} {}",
        format!("{FIRST} ").repeat(50),
        FIRST.repeat(50)
    );
    let run = run(&["check", "--select", "placeholder"], text.as_str());
    let column = 1 + text.find("[Name]").unwrap();
    assert!(
        run.stdout.contains(&format!("-:1:{column}\n")),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("Mayor [Name] told"), "{}", run.stdout);
    assert!(
        run.stdout.lines().all(|line| line.chars().count() <= 100),
        "{}",
        run.stdout
    );
}

#[test]
fn rules_are_selected_and_ignored() {
    let code = |args: &[&str]| run(args, FLAWED).code;
    assert_eq!(code(&["check", "--select", "placeholder"]), 1);
    assert_eq!(code(&["check", "--select", "keyword-list"]), 0);
    assert_eq!(code(&["check", "--select", "keyword-list,placeholder"]), 1);
    assert_eq!(code(&["check", "--ignore", "placeholder"]), 0);
    assert_eq!(
        code(&[
            "check",
            "--select",
            "placeholder",
            "--ignore",
            "placeholder"
        ]),
        0
    );
    let run = run(&["check", "--select", "nonsense"], FLAWED);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("placeholder"),
        "the names are listed: {}",
        run.stderr
    );
}

#[test]
fn what_the_span_should_read_is_shown_below_the_line() {
    let text =
        "The cafÃ© at the pier opens on Sunday, the harbour office said in a letter to the town.\n";
    let human = run(&["check", "--select", "encoding-damage"], text);
    assert!(
        human.stdout.contains("help: read `café`"),
        "{}",
        human.stdout
    );
    let options = ["check", "--select", "encoding-damage", "--format", "jsonl"];
    let row: Value = serde_json::from_str(&run(&options, text).stdout).unwrap();
    assert_eq!(row["suggestion"], "café");
}
