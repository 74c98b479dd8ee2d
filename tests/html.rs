//! Pages: their lines as they are expected, and pages that are built to break or to stall a parser.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bodycopy::{Document, Places};

/// The lines as the files beside the pages show them: tag, number of the item, places; blank lines stay.
fn lines(document: &Document<'_>) -> String {
    const SHOWN: [(Places, &str); 4] = [
        (Places::HIDDEN, " hidden"),
        (Places::NOSCRIPT, " noscript"),
        (Places::TEMPLATE, " template"),
        (Places::LINK, " link"),
    ];
    let mut out = String::new();
    let mut number = 1;
    for (&line, block) in document.lines().iter().zip(document.blocks().unwrap()) {
        for _ in number..line.number {
            out.push('\n');
        }
        number = line.number + 1;
        write!(out, "{:?}", block.tag).unwrap();
        if let Some(number) = block.number {
            write!(out, " {number}").unwrap();
        }
        for (place, name) in SHOWN {
            if block.places.any(place) {
                out.push_str(name);
            }
        }
        writeln!(out, " | {}", document.line_text(line)).unwrap();
    }
    out
}

fn expect_lines(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/html")
        .join(folder);
    let (mut seen, mut wrong) = (0, String::new());
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    files.sort();
    for path in files {
        let document = lines(&Document::from_html(&fs::read_to_string(&path).unwrap()));
        let expected = fs::read_to_string(path.with_extension("lines")).unwrap();
        if document != expected {
            write!(wrong, "{}\n{document}\n", path.display()).unwrap();
        }
        seen += 1;
    }
    assert!(seen > 0);
    assert!(wrong.is_empty(), "these have other lines:\n{wrong}");
}

#[test]
fn oddities_have_the_lines_that_the_standard_gives_them() {
    expect_lines("oddities");
}
