//! The report of every fixture, as a snapshot that was read before it was accepted.

use std::fmt::Write as _;
use std::fs;

use bodycopy::{Detector, Document};

#[test]
fn reports() {
    let detector = Detector::default();
    insta::glob!("../fixtures/text", "*.txt", |path| {
        let text = fs::read_to_string(path).unwrap();
        let document = Document::from_text(&text);
        let report = detector.analyze(&document);
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
        insta::assert_snapshot!(out);
    });
}
