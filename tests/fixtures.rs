//! The report of every fixture, as a snapshot that was read before it was accepted.

#![expect(clippy::unwrap_used, reason = "a test may fail so")]

use std::fmt::Write as _;
use std::fs;

use bodycopy::{Detector, Document};

fn report(document: &Document<'_>) -> String {
    let detector = Detector::default();
    let report = detector.analyze(document);
    let mut out = String::new();
    for line in &report.lines {
        // The first words are enough to read the labels by.
        let text: String = line.text.trim().chars().take(72).collect();
        writeln!(
            out,
            "{:3} {:11} {:10} {text}",
            line.line, line.label, line.kind
        )
        .unwrap();
    }
    for issue in &report.issues {
        let text: String = issue.text.chars().take(72).collect();
        writeln!(
            out,
            "{}:{} {} {}: {text}",
            issue.line, issue.column, issue.level, issue.rule
        )
        .unwrap();
    }
    out
}

#[test]
fn reports() {
    insta::glob!("../fixtures/text", "*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(report(&Document::from_text(&text)));
    });
    // Not a test of its own: insta mixes up what fails in folders that are read at the same time.
    insta::glob!("../fixtures/html", "**/*.html", |path| {
        let html = fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(report(&Document::from_html(&html)));
    });
}
