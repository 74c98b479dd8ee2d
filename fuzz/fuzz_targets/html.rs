//! Any page: no panic, lines in order on character boundaries, one block each, and issues inside them.
//!
//! `cargo +nightly fuzz run html` from this folder's parent.
#![no_main]

use bodycopy::{Detector, Document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    let document = Document::from_html(html);
    let blocks = document.blocks().expect("a page has blocks");
    assert_eq!(document.lines().len(), blocks.len());
    let mut end = 0;
    for &line in document.lines() {
        assert!(end <= line.span.start && line.span.start < line.span.end);
        end = line.span.end;
        assert!(!document.line_text(line).trim().is_empty());
    }
    let report = Detector::default().analyze(&document);
    for issue in &report.issues {
        assert_eq!(
            issue.text,
            &document.text()[issue.span.start..issue.span.end]
        );
    }
});
