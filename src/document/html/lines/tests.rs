use super::*;
use crate::document::Document;

/// The marked parts, in order, each with the first letter of its kind.
fn marks(html: &str) -> Vec<String> {
    let document = Document::from_html(html);
    let marks = document.page().unwrap().marks.iter();
    marks
        .map(|mark| {
            let text = &document.text()[mark.span.start..mark.span.end];
            match mark.style {
                Style::Link(_) => format!("l {text}"),
                Style::Bold => format!("b {text}"),
                Style::Emphasis => format!("e {text}"),
                Style::Code => format!("c {text}"),
            }
        })
        .collect()
}

fn blocks(html: &str) -> Vec<Block> {
    Document::from_html(html).blocks().unwrap().to_vec()
}

#[test]
fn a_mark_is_cut_at_the_ends_of_lines() {
    assert_eq!(
        marks("<p><b>one<br>two</b> three <a href=x><i>four</i> five</a>"),
        ["b one", "b two", "l four five", "e four"]
    );
}

#[test]
fn a_mark_holds_no_space_at_its_ends_and_is_not_empty() {
    assert_eq!(marks("<p>a <b> b </b> c<i> </i><code></code>"), ["b b"]);
    assert_eq!(
        marks("<pre>a<b>  </b>\n<b> </b>\n <i>c  </i></pre>"),
        ["e c"]
    );
    assert_eq!(marks("<pre><a href=x> </a><p>b</p></pre>"), [""; 0]);
}

#[test]
fn a_style_in_itself_is_one_mark() {
    assert_eq!(marks("<p><b>a <strong>b</strong> c</b> d"), ["b a b c"]);
    assert_eq!(marks("<p><b>a <i>b <b>c</b></i></b>"), ["b a b c", "e b c"]);
}

#[test]
fn characters_are_counted_without_white_space() {
    let blocks = blocks("<p>ab <a href=x>c é</a> <b>f</b><pre>  a\tb </pre>");
    let block = &blocks[0];
    assert_eq!(
        (block.chars, block.link_chars, block.bold_chars, block.links),
        (5, 2, 1, 1)
    );
    assert_eq!(blocks[1].chars, 2);
}

#[test]
fn ascii_and_other_text_flow_alike() {
    let flow = |text: &str| {
        let mut lines = Lines::default();
        lines.flow(text, &Block::default());
        lines.end(false);
        (lines.text, lines.blocks[0].chars)
    };
    for text in [
        "a",
        " a  b ",
        "a\tb\nc",
        "a\u{b}\u{c}b",
        "a b c  d",
        "\r\na\r\nb",
    ] {
        let (plain, chars) = flow(&format!("{text} z"));
        assert_eq!(
            flow(&format!("{text} é")),
            (plain.replace('z', "é"), chars),
            "{text:?}"
        );
    }
}

#[test]
fn a_link_across_lines_is_a_link_of_each() {
    let blocks = blocks("<a href=x>one<br>two</a> three");
    assert_eq!((blocks[0].links, blocks[1].links), (1, 1));
    assert!(blocks[0].places.any(Places::LINK) && !blocks[1].places.any(Places::LINK));
}

#[test]
fn an_item_begins_with_its_first_text() {
    let numbers: Vec<_> = blocks("<ol><li>\u{200b}<br>one<br>more<li><li>three")
        .iter()
        .map(|block| (block.first, block.number))
        .collect();
    assert_eq!(numbers, [(true, Some(1)), (false, None), (true, Some(3))]);
}

#[test]
fn blank_lines_stand_where_paragraphs_end_and_in_preformatted_text() {
    let numbers = |html| -> Vec<usize> {
        let document = Document::from_html(html);
        document.lines().iter().map(|line| line.number).collect()
    };
    assert_eq!(
        numbers("<div>a</div><div>b</div><p>c</p><div>d</div>"),
        [1, 2, 4, 6]
    );
    assert_eq!(numbers("<pre>\n\na\n\n\n\nb\nc</pre>"), [1, 3, 4]);
}
