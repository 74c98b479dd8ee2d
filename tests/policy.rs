//! What a policy keeps of a report.

use bodycopy::{Detector, Document, Kind, Policy};

#[test]
fn titles_of_pages_are_left_out_unless_asked_for() {
    let page = Document::from_html("<h1>Old pier</h1><p>It stood for years.</p>");
    let text = Document::from_text("Old pier\n\nIt stood for years.\n");
    for (document, kept) in [(&page, false), (&text, true)] {
        let mut report = Detector::default().analyze(document);
        report.lines[0].kind = Kind::Title;
        let sure = Policy::default().certainty(1.0);
        let begins = |policy: &Policy| {
            let begin = report.clean_text(policy).starts_with("Old pier");
            assert_eq!(
                report.clean_markdown(policy).starts_with("# Old pier"),
                begin
            );
            assert_eq!(report.clean_html(policy).starts_with("<h1>Old pier"), begin);
            assert_eq!(report.kept(policy).count(), 1 + usize::from(begin));
            begin
        };
        assert_eq!(begins(&sure), kept);
        assert!(begins(&sure.clone().with_title(true)));
        assert!(!begins(&sure.clone().with_title(false)));
        assert!(begins(&sure.clone().with_title(false).keep(Kind::Title)));
        assert!(!begins(&sure.clone().with_title(true).drop(Kind::Title)));
        assert_eq!(report.clean_text(&sure.with_title(true)), document.text());
    }
}

#[test]
fn lines_of_a_report_may_be_changed() {
    let document = Document::from_html("<p>One<p>Two<p>Three");
    let mut report = Detector::default().analyze(&document);
    for line in &mut report.lines {
        line.kind = Kind::Paragraph;
    }
    report.lines.reverse();
    report.lines[1].line = 77;
    assert_eq!(
        report.clean_markdown(&Policy::default().certainty(1.0)),
        "Three\n"
    );
}
