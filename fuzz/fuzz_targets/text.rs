//! Any text: no panic, spans inside their lines, and all of the text back where everything is kept.
//!
//! `cargo +nightly fuzz run text` from this folder's parent. A crash found goes to `regressions/`, which
//! `tests/regressions.rs` runs on every test run.
#![no_main]

use bodycopy::{Detector, Document, Kind, Policy, Quality};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let detector = Detector::default();
    let document = Document::from_text(text);
    let report = detector.analyze(&document);
    for issue in &report.issues {
        assert_eq!(issue.text, &text[issue.span.start..issue.span.end]);
    }
    let everything = Kind::ALL.into_iter().fold(Policy::default(), Policy::keep);
    assert_eq!(report.clean_text(&everything), text);
    for line in Quality::of(text).lines {
        assert!(!text[line.span.start..line.span.end].trim().is_empty());
    }
    if let Some(line) = report.lines.last() {
        assert!(!detector.explain(&document, line.line).is_empty());
    }
});
