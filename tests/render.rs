//! Laws of Markdown and HTML that hold for any page: what was written is read by others.

#![expect(clippy::unwrap_used, reason = "a test")]

use bodycopy::{Detector, Document, Kind, LineReport, Policy, Report};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{Html, Node};

/// Text that is plain, and text that is trouble.
fn text() -> impl Strategy<Value = String> {
    let trouble = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~~",
        "`",
        "``",
        "```",
        "#",
        "# ",
        "## ",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "12) ",
        "---",
        "===",
        "| ",
        "|",
        "|-|-|",
        ":-:",
        "[a](b)",
        "![",
        "]",
        "(",
        "<b>",
        "</p>",
        "<!--",
        "<script>",
        "&lt;",
        "&amp;",
        "&",
        "&copy",
        "&#60;",
        "\\",
        "\\\\",
        "!",
        "http://a.b/c_d_",
        "snake_case",
        "\"",
        "'",
        "…",
        "•",
        "é",
        "日本",
        "\u{200b}",
        "\u{a0}",
        "\u{301}",
        "[ ] ",
        "$x$",
        "^",
        "=",
        "    ",
        "\t",
        "\n",
        "{{x}}",
        "%20",
    ]);
    prop_oneof![
        3 => "[a-z]{1,5}".prop_map(String::from),
        2 => Just(" ".to_owned()),
        3 => trouble.prop_map(String::from),
        1 => "\\PC{1,3}".prop_map(String::from),
    ]
}

/// Text as it stands in HTML.
fn escaped() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Tags, which need not fit each other.
fn tag() -> impl Strategy<Value = String> {
    let names = vec![
        "p",
        "div",
        "h1",
        "h3",
        "ul",
        "ol",
        "ol start=7",
        "li",
        "li",
        "li",
        "blockquote",
        "pre",
        "table",
        "tr",
        "tr",
        "td",
        "td",
        "td",
        "caption",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "b",
        "b",
        "i",
        "i",
        "em",
        "code",
        "code",
        "span",
        "section",
        "menu",
        "a href='/x y(z)|_*'",
        "a href='javascript:x()'",
        "a href='https://p.example/?a=b&amp;copy=c'",
        "a href='java&#10;script:x'",
        "a href='data:x'",
        "a href='mailto:a@b.example'",
        "a href='\"><script>'",
        "a",
    ];
    (prop::sample::select(names), any::<bool>()).prop_map(|(name, opens)| {
        let end = name.split(' ').next().unwrap();
        if opens {
            format!("<{name}>")
        } else {
            format!("</{end}>")
        }
    })
}

/// Elements that do fit.
fn tree() -> impl Strategy<Value = String> {
    let leaf = prop::collection::vec(escaped(), 1..6).prop_map(|texts| texts.concat());
    leaf.prop_recursive(5, 40, 4, |inner| {
        let name = prop::sample::select(vec![
            "p",
            "div",
            "h2",
            "ul><li",
            "ol><li",
            "ol start=3><li",
            "li",
            "blockquote",
            "pre",
            "pre><code",
            "table><tr><td",
            "dl><dt",
            "dl><dd",
            "figure><figcaption",
            "b",
            "i",
            "code",
            "a href=/x",
            "a href='https://p.example/(a)'",
        ]);
        (name, prop::collection::vec(inner, 1..4)).prop_map(|(name, inner)| {
            let elements: Vec<&str> = name.split("><").collect();
            let last = elements[elements.len() - 1];
            let part = if matches!(last, "li" | "td" | "dt" | "dd") {
                format!("</{last}><{last}>")
            } else {
                String::new()
            };
            let ends: String = elements
                .iter()
                .rev()
                .map(|element| format!("</{}>", element.split(' ').next().unwrap()))
                .collect();
            format!("<{name}>{}{ends}", inner.join(&part))
        })
    })
}

fn page() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        3 => escaped(),
        3 => tag(),
        1 => Just("<br>".to_owned()),
        1 => Just("<td>a<td>b<tr><td>c<td>d".to_owned()),
    ];
    prop_oneof![
        prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat()),
        prop::collection::vec(tree(), 1..4).prop_map(|trees| trees.concat()),
    ]
}

/// A policy that keeps every line but those at some places.
fn analyze<'d>(document: &'d Document<'_>, dropped: u32) -> Report<'d> {
    let mut report = Detector::default().analyze(document);
    let mut place = 0;
    report.lines.retain(|_| {
        place += 1;
        dropped >> (place % 32) & 1 == 0
    });
    report
}

fn everything() -> Policy {
    Kind::ALL.into_iter().fold(Policy::default(), Policy::keep)
}

/// The words of lines, all in one: where lines end is not looked at.
fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = texts.into_iter().flat_map(str::split_whitespace).collect();
    words.join(" ")
}

fn lines<'a>(report: &'a Report<'_>) -> Vec<&'a str> {
    report
        .lines
        .iter()
        .map(|line: &LineReport<'_>| line.text)
        .collect()
}

/// What a reader of Markdown finds, with a space where something ends that stands by itself.
fn read_markdown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut out = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(
                Tag::Image { .. }
                | Tag::Strikethrough
                | Tag::FootnoteDefinition(_)
                | Tag::HtmlBlock,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => out.push_str("<not what was written>"),
            _ => out.push('\n'),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn markdown_reads_back_as_the_words_of_the_kept_lines(page in page(), dropped in prop_oneof![Just(0), any::<u32>()]) {
        let document = Document::from_html(&page);
        let report = analyze(&document, dropped);
        let markdown = report.clean_markdown(&everything());
        prop_assert_eq!(words([read_markdown(&markdown).as_str()]), words(lines(&report)), "{}", markdown);
    }

    #[test]
    fn html_reads_back_as_the_kept_lines(page in page(), dropped in prop_oneof![Just(0), any::<u32>()]) {
        let document = Document::from_html(&page);
        let report = analyze(&document, dropped);
        let html = report.clean_html(&everything());
        let again = Document::from_html(&html);
        let read: Vec<&str> = again.lines().iter().map(|&line| again.line_text(line)).collect();
        prop_assert_eq!(read, lines(&report), "{}", html);
    }

    #[test]
    fn html_holds_what_is_listed_and_nothing_else(page in page()) {
        let document = Document::from_html(&page);
        let html = analyze(&document, 0).clean_html(&everything());
        let tree = Html::parse_fragment(&html);
        for node in tree.tree.nodes() {
            let Node::Element(element) = node.value() else {
                prop_assert!(matches!(node.value(), Node::Text(_) | Node::Fragment), "{}", html);
                continue;
            };
            prop_assert!(ELEMENTS.contains(&element.name()), "{}", html);
            for (name, value) in element.attrs() {
                let known = match name {
                    "href" => {
                        let scheme = value.split(['/', '?', '#']).next().unwrap().split_once(':').map(|(scheme, _)| scheme);
                        scheme.is_none_or(|scheme| matches!(scheme, "https" | "http" | "mailto"))
                    }
                    "start" => value.parse::<u32>().is_ok(),
                    _ => false,
                };
                prop_assert!(known, "{name}={value} in {html}");
            }
        }
        // Every element is closed, and in the order they were opened: nothing was moved.
        prop_assert_eq!(tags(&html), Ok(()), "{}", html);
    }

    #[test]
    fn plain_text_reads_back_as_its_words(texts in prop::collection::vec((prop::collection::vec(text(), 0..8), prop::sample::select(vec!["\n", "\n\n"])), 0..12)) {
        let source: String = texts.into_iter().map(|(texts, end)| texts.concat() + end).collect();
        let document = Document::from_text(&source);
        let mut report = analyze(&document, 0);
        // Markers of list items and quotes become marks.
        for line in report.lines.iter_mut().filter(|line| matches!(line.kind, Kind::ListItem | Kind::Quote)) {
            line.kind = Kind::Paragraph;
        }
        let markdown = report.clean_markdown(&everything());
        prop_assert_eq!(words([read_markdown(&markdown).as_str()]), words(lines(&report)), "{}", markdown);
        let html = report.clean_html(&everything());
        let again = Document::from_html(&html);
        prop_assert_eq!(words([again.text()]), words(lines(&report)), "{}", html);
    }
}

const ELEMENTS: [&str; 27] = [
    "html",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "code",
    "table",
    "tbody",
    "tr",
    "td",
    "figure",
    "figcaption",
    "br",
    "a",
    "strong",
    "em",
];

/// Whether the tags fit each other.
fn tags(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let name = tag.split([' ', '>']).next().unwrap();
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Err(format!("</{name}>")),
            None if name == "br" => {}
            None => open.push(name),
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(open.join(" "))
    }
}
