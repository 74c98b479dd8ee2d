//! Inputs that once broke something, or that are built to.

use std::fs;
use std::path::Path;

use bodycopy::{Detector, Document, Kind, Policy};

fn check(text: &str) {
    let document = Document::from_text(text);
    let report = Detector::default().analyze(&document);
    assert_eq!(report.lines.len(), document.lines().len());
    let everything = Kind::ALL.into_iter().fold(Policy::default(), Policy::keep);
    assert_eq!(report.clean_text(&everything), text);
}

fn check_page(html: &str) {
    let document = Document::from_html(html);
    for mark in &document.page().expect("a page has markup").marks {
        let text = document.text().get(mark.span.start..mark.span.end);
        assert!(text.is_some_and(|text| !text.is_empty()));
    }
    let report = Detector::default().analyze(&document);
    assert_eq!(report.lines.len(), document.lines().len());
}

#[test]
fn what_fuzzing_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        check(&text);
        if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            check_page(&text);
        }
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn degenerate_documents() {
    for text in [
        "",
        "\n",
        "\r\n\r\n",
        "\u{feff}",
        "\u{feff}\n",
        "a",
        " \u{a0}\u{200b}\t\n",
        "\u{2028}\u{2028}a",
    ] {
        check(text);
    }
    for piece in [
        "a",
        " ",
        "[",
        "“",
        "1. ",
        "#",
        "Share.\n",
        "é",
        "の",
        "\u{301}",
        "a ",
        "some analysts say ",
        "[Name] ",
        "[name] ",
        "“[name] ",
        "aa bb\ncc dd\nee ff\nx\n",
        "pier news\n",
        "- a\n",
    ] {
        check(&piece.repeat(20_000));
    }
    // Lists nested deeply, as plain text shows them.
    check(
        &(0..5_000)
            .flat_map(|depth| [" ".repeat(depth % 400), format!("- item {depth}\n")])
            .collect::<String>(),
    );
}
