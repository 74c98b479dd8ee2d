//! What the page cannot show: links, thresholds, neighbours, languages.

use super::*;
use crate::{Detector, Document};

/// The messages of the rule on a text.
fn messages(document: &Document<'_>, threshold: f32) -> Vec<String> {
    let detector = Detector::builder()
        .rules([RULE.name])
        .claim_threshold(threshold)
        .build()
        .unwrap();
    let issues = detector.analyze(document).issues;
    issues.into_iter().map(|issue| issue.message).collect()
}

fn of_text(text: &str, threshold: f32) -> Vec<String> {
    messages(&Document::from_text(text), threshold)
}

const CRITICS: &str =
    "Critics say that the new timetable ignores the villages on the eastern shore of the lake.";

#[test]
fn the_threshold_is_the_lowest_score_that_is_flagged() {
    // A vague attribution, 0.6, and what hedges beside it.
    let message = &of_text(CRITICS, 0.5)[0];
    assert!(
        message.starts_with("“Critics say” does not say who: "),
        "{message}"
    );
    assert_eq!(of_text(CRITICS, 0.6).len(), 1);
    assert_eq!(of_text(CRITICS, 0.75).len(), 0);
    // A superlative alone is 0.3, with its scope 0.5.
    let ranked = "The bakery behind the old station is one of the most popular places in the country among the ferry crews.";
    assert_eq!(of_text(ranked, 0.5).len(), 1);
    let alone = ranked.replace(" in the country", "");
    assert_eq!(
        (of_text(&alone, 0.5).len(), of_text(&alone, 0.3).len()),
        (0, 1)
    );
}

#[test]
fn a_link_in_the_sentence_clears_it_and_one_in_the_next_does_not() {
    let page = |first: &str, second: &str| {
        let html = format!(
            "<article><h1>The lake ferry</h1><p>{first} ignores the villages on the eastern shore of the lake. \
             The last bus leaves at five, and {second} is closed in winter.</p></article>"
        );
        messages(&Document::from_html(&html), 0.5).len()
    };
    assert_eq!(page("Critics say that the timetable", "the ferry"), 1);
    assert_eq!(
        page(
            "Critics say that <a href='/plan'>the timetable</a>",
            "the ferry"
        ),
        0
    );
    assert_eq!(
        page(
            "Critics say that the timetable",
            "<a href='/f'>the ferry</a>"
        ),
        1
    );
}

#[test]
fn a_neighbour_that_names_its_source_takes_a_tenth_off() {
    let weak =
        "The ferry has driven a steep decline of the old trade between the two shores of the lake.";
    assert_eq!(of_text(weak, 0.5).len(), 1);
    let told = format!("{weak} “We miss it,” said Ana Lind, who keeps a shop on the quay.");
    assert_eq!(
        (of_text(&told, 0.5).len(), of_text(&told, 0.4).len()),
        (0, 1)
    );
    // What is a claim by itself stays one.
    let strong = weak.replace(
        "has driven a steep decline of",
        "has long been a source of pride in",
    );
    let told = told.replace(weak, &strong);
    assert_eq!(of_text(&told, 0.5).len(), 1);
}

#[test]
fn the_lists_of_a_language_are_read_in_its_documents_alone() {
    let german = "Experten warnen davor, dass der Damm schon im nächsten Winter brechen könnte und das Dorf unter Wasser steht.";
    assert_eq!(of_text(german, 0.5).len(), 1);
    let quoted = format!("{CRITICS} The paper printed the German text as it was: Experten warnen.");
    assert_eq!(of_text(&quoted, 0.5).len(), 1);
}

#[test]
fn a_group_that_is_told_of_or_only_named_claims_nothing() {
    for clean in [
        "As our home security experts say in their report, the locks of the ferry terminal are too old.",
        "The course was written by experts and has been taken by sailors who say that they enjoyed it.",
        "Residents of the quarter and local experts should see the drawings before the council does.",
        "Locals told him that the boat had gone, and that nobody on the quay had seen the captain since.",
    ] {
        assert_eq!(of_text(clean, 0.5), [] as [String; 0], "{clean}");
    }
}

#[test]
fn letters_beyond_ascii_and_long_lines_are_no_trouble() {
    let text = "Öl hat zu massiven Schäden geführt, und die Küste ist nicht mehr, was sie für uns alle einmal war.";
    assert_eq!(of_text(text, 0.0).len(), 0);
    let long = "some experts say “Ö ".repeat(5_000);
    assert_eq!(of_text(&long, 0.0).len(), 0);
    let many = "Some experts say that it is so, é. ".repeat(2_000);
    assert_eq!(of_text(&many, 0.5).len(), 2_000);
}
