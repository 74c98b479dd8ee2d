//! Pages: their lines as they are expected, and pages that are built to break or to stall a parser.

#![expect(clippy::unwrap_used, reason = "a test may fail so")]

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
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
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

/// What holds of the lines of any page.
fn check(html: &str) -> Document<'static> {
    let document = Document::from_html(html);
    let blocks = document.blocks().unwrap();
    assert_eq!(document.lines().len(), blocks.len());
    let (mut end, mut number) = (0, 0);
    for (&line, block) in document.lines().iter().zip(blocks) {
        assert!(end <= line.span.start && number < line.number);
        (end, number) = (line.span.end, line.number);
        let text = document.text().get(line.span.start..line.span.end);
        let text = text.expect("a line lies on character boundaries");
        assert!(!text.trim().is_empty());
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        assert!(block.link_chars <= block.chars && block.bold_chars <= block.chars);
        assert_eq!(block.chars as usize, chars);
    }
    assert_eq!(end, document.text().len());
    document
}

/// `open` and `close` with the numbers between them.
fn numbered(times: usize, open: &str, close: &str) -> String {
    (0..times).fold(String::new(), |mut text, at| {
        write!(text, "{open}{at}{close}").unwrap();
        text
    })
}

fn texts<'d>(document: &'d Document<'_>) -> Vec<&'d str> {
    let lines = document.lines().iter();
    lines.map(|&line| document.line_text(line)).collect()
}

#[test]
fn a_page_may_end_anywhere() {
    let page = "<!DOCTYPE html><!-- a --><html><head><title>A &amp; b</title><script>if (a<b) '</p>'</script></head>\
        <body class='x y'><p id=\"p\">é <a href=\"/x?a=1&amp;b\">li<b>nk</a></b> &eacute;</p><table><tr>x<td>1<td>2</table>\
        <ol start=3><li>a<li><pre>\n b\n</pre></ol><figure><img alt='の'></figure><noscript>n</noscript><template>t</template>\
        <svg><text>s</text></svg><select><option>o</select><textarea>q</textarea><plaintext>end";
    for at in (0..=page.len()).filter(|&at| page.is_char_boundary(at)) {
        check(&page[..at]);
    }
}

#[test]
fn tags_without_end_take_no_time() {
    const TIMES: usize = 10_000;
    let numbered = |open, close| numbered(TIMES, open, close);
    let mut pages: Vec<String> = [
        "<div>x",
        "<b>x",
        "<a href=x>x",
        "<table>x",
        "<table><tr><td>x",
        "<span>x",
        "<p><b>x",
        "<ul><li>x",
        "<button>x",
        "<form>x",
        "<template>x",
        "<svg>x",
        "<svg><desc>x",
        "<math><mi>x",
        "<select><option>x",
        "<object>x",
        "<ruby><rt>x",
        "<a><div></a>x",
        "<b><p></b>x",
        "</b></div>x",
        "<dl><dt>x",
        "<noscript>x",
        "<figure><img alt=a>",
        "<frameset>",
        "<body a><html b>",
        "<h1>x",
        "<blockquote>x",
        "<pre>\n",
        "<!--",
        "<![CDATA[",
        "<",
        "</",
        "&",
        "&#",
        "&am",
        "\0",
        "<a ",
        "<a b='",
        "]]>",
        "<br>",
    ]
    .iter()
    .map(|piece| piece.repeat(TIMES))
    .collect();
    pages.extend([
        numbered("<p><b id=", ">x"),
        numbered("<font size=", "><div></font>x"),
        numbered("<x", ">x"),
        format!("<p {}>x", numbered("a", " ")),
        format!("<p {}>x", numbered("a", "='>'")),
        format!("<p {}>x", numbered("a", "=\">'\"")),
        "<div>".repeat(505) + &"<p>x</i>".repeat(TIMES),
    ]);
    for page in pages {
        let start = Instant::now();
        let document = check(&page);
        let shown: String = page.chars().take(30).collect();
        // Whatever is not linear takes minutes here.
        assert!(start.elapsed() < Duration::from_secs(20), "{shown}");
        let deepest = document.blocks().unwrap().iter().map(|block| block.depth);
        assert!(deepest.max().unwrap_or(0) < 520, "{shown}");
    }
}

#[test]
fn what_lies_too_deep_is_still_read() {
    let open = numbered(2_000, "<div>open ", "");
    let close = numbered(2_000, "</div>closed ", "");
    let page = format!("{open}<script>no</script><p>innermost<p>next{close}<p class=end>end");
    let document = check(&page);
    let lines = texts(&document);
    assert_eq!(lines.len(), 4_003);
    assert_eq!(lines[2_000..2_003], ["innermost", "next", "closed 0"]);
    // Where the page comes back from the depth its elements are elements again.
    assert_eq!(lines[4_002], "end");
    assert_eq!(document.blocks().unwrap()[4_002].depth, 3);
    // Below the limit every element is one.
    let document = check(&format!("{}x", "<div>".repeat(500)));
    assert_eq!(document.blocks().unwrap()[0].depth, 502);
}

#[test]
fn long_values_and_comments_are_no_flood_of_attributes() {
    let long = "a='1' b=\\\"2\\\" > {\\\"c\\\": [1, 2]} ".repeat(5_000);
    for page in [
        format!("<p title=\"{}\">x</p>", long.replace('"', "&quot;")),
        format!("<p title='{}'>x</p>", long.replace('\'', "&#39;")),
        format!("<p><!-- {long} -->x</p>"),
        format!("<p>x<script>{long}</script></p>"),
    ] {
        assert_eq!(texts(&check(&page)), ["x"]);
    }
    // Attributes that nobody reads are passed over, however many they are.
    let attributes = numbered(20_000, "a", " ");
    let document = check(&format!("<p {attributes}><p>after"));
    assert_eq!(texts(&document), ["after"]);
    // Where the tokenizer has to take them, a tag that has too many is ended; what it still has is text.
    let document = check(&format!("<p x\0 {attributes}><p>after"));
    assert_eq!(document.lines().len(), 2);
    assert_eq!(texts(&document)[1], "after");
}

#[test]
fn reading_is_the_same_every_time() {
    let page = "<div class=a id=b><p>x <a href=1>y</a></p></div>".repeat(50);
    assert_eq!(lines(&check(&page)), lines(&check(&page)));
}
