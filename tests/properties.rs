//! Laws that hold for any input.

use bodycopy::quality::{Quality, Thresholds};
use bodycopy::{Detector, Document, HtmlReader, Kind, Label, LineReport, Policy};
use once_cell::sync::Lazy;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// One that heeds comments to the rules.
static HEEDING: Lazy<Detector> = Lazy::new(|| {
    Detector::builder()
        .inline_comments(true)
        .build()
        .expect("nothing is wrong")
});

static DETECTOR: Lazy<Detector> = Lazy::new(Detector::default);

/// Pieces of scraped documents and of trouble, to be put together.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,9}",
        2 => "[A-Z][a-z]{1,9}",
        1 => "\\PC{1,6}",
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9]{1,4}",
        2 => prop::sample::select(vec![
            "Share.", "Leave a Comment", "[Name]", "{{ city }}", "some analysts say", "Read more", "lorem ipsum", "©", "| Home |",
            "“", "”", ". ", ", ", "! ", "? ", "…", "。", "3. ", "- ", "• ", "#tag ", "http://x.y/z ", "e.g. ", "U.S. ", "\t", "\u{a0}",
            "\u{200b}", "\u{ad}", "\u{feff}", "コメントを残す", "हिन्दी", "العربية", "Straße",
            "<!-- bodycopy-disable-line placeholder -->", "<!-- bodycopy-disable -->", "-->",
        ])
        .prop_map(String::from),
        3 => Just(" ".to_owned()),
    ]
}

fn end() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u{2028}", "\u{2029}", " \n\t\n",
    ])
}

/// Text of up to thirty lines.
fn text() -> impl Strategy<Value = String> {
    let line = (prop::collection::vec(piece(), 0..30), end())
        .prop_map(|(pieces, end)| pieces.concat() + end);
    (
        prop::collection::vec(line, 0..30),
        prop::option::of(piece()),
    )
        .prop_map(|(lines, last)| lines.concat() + &last.unwrap_or_default())
}

/// Tags of every kind, to be left open, closed twice and nested where they may not be.
fn tag() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "p",
        "div",
        "a",
        "b",
        "i",
        "code",
        "span",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "caption",
        "h1",
        "h3",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "script",
        "style",
        "title",
        "svg",
        "math",
        "desc",
        "mi",
        "template",
        "noscript",
        "iframe",
        "article",
        "nav",
        "body",
        "head",
        "html",
        "frameset",
        "plaintext",
        "details",
        "summary",
        "br",
        "img",
        "hr",
        "nosuch",
    ]);
    let attribute = prop::sample::select(vec![
        "",
        "",
        "",
        " class='post body'",
        " id=nav-1",
        " hidden",
        " href=/x",
        " href",
        " alt='A pier'",
        " start=7",
        " style='display:none'",
        " itemprop=articleBody",
        " role=main",
        " /",
        " a='",
        " shadowrootmode=open",
    ]);
    prop_oneof![
        8 => (name.clone(), attribute).prop_map(|(name, attribute)| format!("<{name}{attribute}>")),
        6 => name.prop_map(|name| format!("</{name}>")),
        1 => prop::sample::select(vec!["<!--", "-->", "<![CDATA[", "]]>", "<", "</", "&amp;", "&#x41", "&nbsp;", "<!DOCTYPE html>", "<?x>", "\0",
            "<!-- bodycopy-disable-line placeholder -->", "<!-- bodycopy-disable -->"])
            .prop_map(String::from),
    ]
}

/// Pages of up to a hundred pieces.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => tag(), 4 => piece(), 1 => Just("\n".to_owned())];
    prop::collection::vec(piece, 0..100).prop_map(|pieces| pieces.concat())
}

/// What a line was decided to be, apart from where it stands.
fn decision(line: &LineReport<'_>) -> (usize, Label, Kind, u32) {
    (line.line, line.label, line.kind, line.score.to_bits())
}

proptest! {
    // The same cases on every run; fuzzing looks for others.
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn every_line_that_holds_text_is_labelled_once(text in text()) {
        let document = Document::from_text(&text);
        let report = DETECTOR.analyze(&document);
        prop_assert_eq!(report.lines.len(), document.lines().len());
        for (line, report) in document.lines().iter().zip(&report.lines) {
            prop_assert_eq!((line.number, line.span), (report.line, report.span));
            prop_assert_eq!(report.kind.label(), report.label);
            prop_assert!((0.0..=1.0).contains(&report.score));
            prop_assert!(!report.text.trim().is_empty());
            prop_assert_eq!(report.text, &text[report.span.start..report.span.end]);
        }
        prop_assert!(report.lines.windows(2).all(|two| two[0].line < two[1].line && two[0].span.end <= two[1].span.start));
    }

    #[test]
    fn line_numbers_are_those_of_the_text(text in text()) {
        let plain = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let document = Document::from_text(&text);
        let lines: Vec<&str> = plain.trim_start_matches('\u{feff}').split('\n').collect();
        for &line in document.lines() {
            // What is left out of a line is a comment to the rules behind it.
            let text = document.line_text(line).trim_start_matches('\u{feff}');
            let rest = lines[line.number - 1].trim_start_matches('\u{feff}').strip_prefix(text);
            prop_assert!(rest.is_some_and(|rest| rest.is_empty() || rest.trim().starts_with("<!-- bodycopy-")), "{:?}", rest);
        }
    }

    #[test]
    fn issues_lie_inside_their_lines_on_character_boundaries(text in text()) {
        let document = Document::from_text(&text);
        let report = DETECTOR.analyze(&document);
        for issue in &report.issues {
            if report.lines.is_empty() {
                prop_assert_eq!((issue.line, issue.column, issue.span.len(), issue.text), (1, 1, 0, ""));
                continue;
            }
            let line = report.lines.iter().find(|line| line.line == issue.line).expect("an issue is about a line");
            let last = report.lines.iter().find(|line| line.line == issue.end_line).expect("an issue ends in a line");
            prop_assert!(line.line <= last.line);
            prop_assert!(line.span.start <= issue.span.start && issue.span.start < issue.span.end && issue.span.end <= last.span.end);
            prop_assert!(issue.span.end > last.span.start);
            prop_assert_eq!(issue.text, text.get(issue.span.start..issue.span.end).expect("on character boundaries"));
            prop_assert_eq!(issue.column, 1 + text[line.span.start..issue.span.start].chars().count());
            prop_assert!(!issue.message.is_empty());
        }
        prop_assert!(report.issues.is_sorted_by_key(|issue| issue.span.start));
    }

    #[test]
    fn comments_take_issues_out_and_change_nothing_else(text in text()) {
        let document = Document::from_text(&text);
        let (all, heeded) = (DETECTOR.analyze(&document), HEEDING.analyze(&document));
        prop_assert_eq!(&all.lines, &heeded.lines);
        prop_assert!(heeded.issues.iter().all(|issue| all.issues.contains(issue)));
        let comments = document.inline_comments();
        prop_assert!(comments.is_sorted_by_key(|comment| comment.line));
        prop_assert!(!comments.is_empty() || all.issues == heeded.issues);
    }

    #[test]
    fn the_same_text_gives_the_same_report(text in text()) {
        let document = Document::from_text(&text);
        let json = |detector: &Detector| serde_json::to_string(&detector.analyze(&document)).unwrap();
        prop_assert_eq!(json(&DETECTOR), json(&Detector::builder().build().unwrap()));
    }

    #[test]
    fn quality_is_measured_of_any_text(text in text()) {
        let quality = Quality::of(&text);
        let lines = text.split_inclusive('\n').filter(|line| !line.trim_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)).is_empty());
        prop_assert!(lines.eq(quality.lines.iter().map(|line| &text[line.span.start..line.span.end])));
        let repetition = &quality.gopher_repetition;
        let shares = [repetition.dup_line_frac, repetition.dup_para_frac, repetition.dup_5_gram, repetition.dup_10_gram,
            quality.gopher_quality.alpha_word_frac, quality.fineweb.char_dup_ratio, quality.refinedweb.removed_ratio,
            quality.redpajama.frac_chars_dupe_5grams];
        prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
        prop_assert_eq!(&quality, &Quality::of(&text));
        if repetition.chars > 0 && quality.gopher_quality(&Thresholds::default()).is_empty() {
            prop_assert!(quality.gopher_quality.non_symbol_words >= 50);
        }
    }

    #[test]
    fn line_ends_do_not_matter(text in text()) {
        let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let windows = unix.replace('\n', "\r\n");
        let (unix, windows) = (Document::from_text(&unix), Document::from_text(&windows));
        let decisions = |document| DETECTOR.analyze(document).lines.iter().map(decision).collect::<Vec<_>>();
        prop_assert_eq!(decisions(&unix), decisions(&windows));
    }

    #[test]
    fn blank_lines_at_the_end_change_nothing(text in text(), blank in "[ \t\u{a0}\u{200b}]{0,3}") {
        let longer = format!("{text}\n{blank}\n\n");
        let (document, longer) = (Document::from_text(&text), Document::from_text(&longer));
        let (report, other) = (DETECTOR.analyze(&document), DETECTOR.analyze(&longer));
        prop_assert_eq!(&report.lines, &other.lines);
        prop_assert_eq!(&report.issues, &other.issues);
    }

    #[test]
    fn keeping_everything_gives_the_text_back(text in text()) {
        let document = Document::from_text(&text);
        let report = DETECTOR.analyze(&document);
        let everything = Kind::ALL.into_iter().fold(Policy::default(), Policy::keep);
        prop_assert_eq!(report.clean_text(&everything), text);
    }

    #[test]
    fn clean_text_holds_the_kept_lines_and_no_other(text in text(), certainty in 0.0_f32..=1.0) {
        let document = Document::from_text(&text);
        let report = DETECTOR.analyze(&document);
        let policy = Policy::default().certainty(certainty);
        let clean = report.clean_text(&policy);
        let kept: Vec<&str> = report.lines.iter().filter(|line| policy.keeps(line)).map(|line| line.text).collect();
        let cleaned = Document::from_text(&clean);
        let lines: Vec<&str> = cleaned.lines().iter().map(|&line| cleaned.line_text(line)).collect();
        // A zero-width character at the start of a line reads as a byte order mark where the line comes first.
        let bare = |lines: Vec<&str>| lines.iter().map(|line| line.trim_start_matches('\u{feff}').to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(bare(kept), bare(lines));
    }

    #[test]
    fn every_line_can_be_explained(text in text()) {
        let document = Document::from_text(&text);
        let explainer = DETECTOR.explainer(&document);
        for line in document.lines() {
            let reasons = explainer.reasons(line.number);
            prop_assert!((1..=3).contains(&reasons.len()));
            prop_assert!(reasons.iter().all(|reason| !reason.text.is_empty() && reason.weight.is_finite()));
        }
        prop_assert!(explainer.reasons(0).is_empty());
    }

    #[test]
    fn lines_of_pages_come_in_order_with_a_block_each(html in soup()) {
        let document = Document::from_html(&html);
        let page = document.page().expect("a page has markup");
        prop_assert_eq!(document.lines().len(), page.blocks.len());
        let (mut end, mut number) = (0, 0);
        for (&line, block) in document.lines().iter().zip(&page.blocks) {
            prop_assert!(end <= line.span.start && line.span.start < line.span.end && number < line.number);
            let between = &document.text()[end..line.span.start];
            prop_assert_eq!(between, "\n".repeat(if number == 0 { 0 } else { line.number - number }));
            (end, number) = (line.span.end, line.number);
            let text = document.text().get(line.span.start..line.span.end).expect("on character boundaries");
            prop_assert!(!text.trim().is_empty() && !text.contains(['\n', '\r']));
            prop_assert!(block.link_chars <= block.chars && block.bold_chars <= block.chars);
            prop_assert!((block.depth as usize) <= page.elements.len());
        }
        prop_assert_eq!(end, document.text().len());
    }

    #[test]
    fn marks_lie_inside_one_line_in_order(html in soup()) {
        let document = Document::from_html(&html);
        let marks = &document.page().expect("a page has markup").marks;
        prop_assert!(marks.is_sorted_by_key(|mark| mark.span.start));
        for mark in marks {
            prop_assert!(!mark.span.is_empty());
            prop_assert!(document.text().get(mark.span.start..mark.span.end).is_some());
            prop_assert!(document.lines().iter().any(|line| line.span.start <= mark.span.start && mark.span.end <= line.span.end));
        }
    }

    #[test]
    fn the_same_page_gives_the_same_report(html in soup()) {
        let reader = HtmlReader::builder().keep("article p, .post").drop("nav, [hidden]").build().unwrap();
        let (document, again) = (reader.read(&html), reader.read(&html));
        prop_assert_eq!(document.blocks(), again.blocks());
        let report = DETECTOR.analyze(&document);
        let json = |report| serde_json::to_string(report).unwrap();
        prop_assert_eq!(json(&report), json(&DETECTOR.analyze(&again)));
        for (line, block) in report.lines.iter().zip(document.blocks().unwrap()) {
            if let Some(kept) = block.chosen {
                prop_assert_eq!(line.label == Label::Body, kept);
            }
        }
    }
}
