use super::*;

fn read(html: &str) -> Document<'static> {
    Document::from_html(html)
}

fn blocks(html: &str) -> Vec<Block> {
    read(html).blocks().unwrap().to_vec()
}

#[test]
fn nested_lists_number_their_own_items() {
    let items: Vec<_> = blocks("<ol><li>a<ol start=4><li>b<li>c</ol><li>d<ul><li>e</ul><li>f")
        .iter()
        .map(|block| (block.number, block.list_depth))
        .collect();
    assert_eq!(
        items,
        [
            (Some(1), 1),
            (Some(4), 2),
            (Some(5), 2),
            (Some(2), 1),
            (None, 2),
            (Some(3), 1)
        ]
    );
}

#[test]
fn links_side_by_side_are_words_and_a_word_in_part_a_link_is_one() {
    let text = |html| read(html).text().to_owned();
    assert_eq!(text("<a href=1>Home</a><a href=2>News</a>"), "Home News");
    assert_eq!(
        text("<b><a href=1>Home</a></b><a href=2>News</a>"),
        "Home News"
    );
    assert_eq!(text("<a href=1>Ho</a>me"), "Home");
    assert_eq!(text("<a href=1>Ho</a><b>me</b>"), "Home");
}

#[test]
fn addresses_are_those_of_the_links() {
    let document = read("<p><a href=' /a?b=1&amp;c '>x</a> <a>y</a> <a href=z>z</a>");
    let page = document.page().unwrap();
    let addresses: Vec<&str> = page
        .marks
        .iter()
        .map(|mark| match mark.style {
            Style::Link(span) => &page.addresses[span.start..span.end],
            _ => panic!("no link"),
        })
        .collect();
    assert_eq!(addresses, ["/a?b=1&c", "", "z"]);
}

#[test]
fn elements_know_what_holds_them_and_lines_their_element() {
    let document = read("<div><p>a</p><p>b</p></div>");
    let page = document.page().unwrap();
    let parents: Vec<u32> = page.elements.iter().map(|element| element.parent).collect();
    // `<html>`, `<head>`, `<body>`, `<div>`, `<p>`, `<p>`.
    assert_eq!(parents, [0, 0, 0, 2, 3, 3]);
    assert_eq!((page.element_of(0), page.element_of(1)), (4, 5));
    assert_eq!(page.blocks[0].depth, 4);
}

#[test]
fn items_of_a_list_are_alike_and_other_lines_are_not() {
    let document =
        read("<h2>t</h2><ul><li class=item-1>a<li class=item-2>b<li class=last>c</ul><p>d<p>e");
    assert_eq!(document.page().unwrap().groups(), [0, 1, 1, 2, 3, 3]);
}

#[test]
fn quotes_and_places_add_up() {
    let blocks = blocks("<article><blockquote><p>a<blockquote>b</blockquote></blockquote>c<nav>d");
    let quotes: Vec<u8> = blocks.iter().map(|block| block.quote_depth).collect();
    assert_eq!(quotes, [1, 2, 0, 0]);
    assert!(blocks.iter().all(|block| block.places.any(Places::ARTICLE)));
    assert!(blocks[3].places.any(Places::NAVIGATION) && !blocks[2].places.any(Places::NAVIGATION));
}

#[test]
fn a_figure_in_a_figure_has_its_own_picture() {
    let document = read(
        "<figure><img alt=outer><figure><img alt=inner></figure><figcaption>both</figcaption></figure>",
    );
    let tags: Vec<Tag> = document
        .blocks()
        .unwrap()
        .iter()
        .map(|block| block.tag)
        .collect();
    assert_eq!(tags, [Tag::Alternative, Tag::Caption]);
    assert!(document.text().starts_with("inner"));
}

#[test]
fn the_innermost_choice_holds_and_nothing_is_chosen_without_one() {
    let reader = crate::HtmlReader::builder()
        .keep("#k")
        .drop(".d")
        .build()
        .unwrap();
    let document =
        reader.read("a<div class=d>b<p id=k class=d>c<span class=d>d</span></p><p>e</p></div>");
    let chosen: Vec<_> = document
        .blocks()
        .unwrap()
        .iter()
        .map(|block| block.chosen)
        .collect();
    // The `<span>` does not begin a line.
    assert_eq!(chosen, [None, Some(false), Some(true), Some(false)]);
    assert!(
        blocks("<p class=d>a")
            .iter()
            .all(|block| block.chosen.is_none())
    );
}
