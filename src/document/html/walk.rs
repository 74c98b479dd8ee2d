//! The walk over the tree: the chain of open elements, and what it says of the lines.

use std::borrow::Cow;

use ego_tree::iter::Edge;
use scraper::{Html, Node, node};

use super::attributes::Attributes;
use super::families;
use super::lines::Lines;
use super::names::{self, Flow, Meaning};
use super::selectors::Chosen;
use super::unseen;
use crate::document::block::{Block, Places, Tag};
use crate::document::page::{Element, Page, Style};
use crate::document::{Document, Span};

/// Reads the lines of a parsed page.
pub(super) fn read(html: &Html, chosen: Option<&Chosen>) -> Document<'static> {
    let mut walk = Walk::default();
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let choice = chosen.and_then(|chosen| chosen.get(&node.id()).copied());
                walk.open(node.value(), choice);
            }
            Edge::Close(node) => walk.close(node.value()),
        }
    }
    walk.finish()
}

#[derive(Default)]
struct Walk {
    page: Page,
    lines: Lines,
    /// The open elements, the innermost last.
    chain: Vec<Open>,
    /// How many elements are open inside one that is skipped, itself included.
    skipped: usize,
    figures: Vec<Figure>,
}

/// An open element.
struct Open {
    flow: Flow,
    tag: Tag,
    /// What a line that begins here has of the chain.
    block: Block,
    chain: u64,
    /// The number of the next item of an ordered list.
    next: Option<u32>,
}

/// An open `<figure>`.
struct Figure {
    /// Lines before it.
    lines: usize,
    /// What its first picture shows.
    alternative: Option<String>,
}

impl Walk {
    fn open(&mut self, node: &Node, choice: Option<bool>) {
        match node {
            Node::Element(_) if self.skipped > 0 => self.skipped += 1,
            Node::Element(element) => self.element(element, choice),
            Node::Text(text) if self.skipped == 0 => {
                if let Some(open) = self.chain.last() {
                    if open.block.places.any(Places::PREFORMATTED) {
                        self.lines.preformatted(text, &open.block);
                    } else {
                        self.lines.flow(text, &open.block);
                    }
                }
            }
            _ => {}
        }
    }

    fn element(&mut self, element: &node::Element, choice: Option<bool>) {
        let meaning = names::meaning(element.name());
        match meaning.flow {
            Flow::Skipped => {
                self.skipped = 1;
                return;
            }
            Flow::Block | Flow::Break => self.lines.end(false),
            Flow::Paragraph => self.lines.end(true),
            Flow::Cell => self.lines.cell(),
            _ => {}
        }
        let attributes = Attributes::of(element);
        let mut open = self.chained(&meaning, &attributes);
        open.block.chosen = choice.or(open.block.chosen);
        match meaning.flow {
            Flow::Link => self.lines.open(self.page.link(attributes.href)),
            Flow::Bold => self.lines.open(Style::Bold),
            Flow::Emphasis => self.lines.open(Style::Emphasis),
            Flow::Code => self.lines.open(Style::Code),
            Flow::Image => self.picture(attributes.alt),
            _ => {}
        }
        if meaning.places.any(Places::FIGURE) {
            self.figures.push(Figure {
                lines: self.lines.ended.len(),
                alternative: None,
            });
        }
        self.chain.push(open);
    }

    /// The element at the end of the chain.
    fn chained(&mut self, meaning: &Meaning, attributes: &Attributes<'_>) -> Open {
        let place = self.page.elements.len() as u32;
        let words = self.page.words.len() as u32;
        self.page.words.push(meaning.word);
        let (mut block, around) = match self.chain.last() {
            Some(open) => (open.block, open.chain),
            None => (Block::default(), 0),
        };
        let parent = if self.chain.is_empty() {
            place
        } else {
            block.element
        };
        let mut number = None;
        if meaning.tag == Tag::Item
            && let Some(list) = self.chain.last_mut()
        {
            number = list.next;
            list.next = number.map(|number| number.saturating_add(1));
        }
        block.families = block
            .families
            .with(families::read(attributes, &mut self.page.words));
        block.element = place;
        block.depth = block.depth.saturating_add(1);
        block.places = block.places.with(attributes.places(meaning.places));
        block.tag = meaning.tag_in(block.tag);
        block.list_depth = block
            .list_depth
            .saturating_add(u8::from(meaning.places.any(Places::LIST)));
        block.quote_depth = block
            .quote_depth
            .saturating_add(u8::from(meaning.places.any(Places::QUOTE)));
        if meaning.tag == Tag::Item {
            self.lines.open_item(number);
        }
        let chain = chain(around, meaning.word, attributes.class());
        self.page.elements.push(Element {
            parent,
            words,
            chain,
        });
        Open {
            flow: meaning.flow,
            tag: meaning.tag,
            block,
            chain,
            next: meaning
                .places
                .any(Places::ORDERED)
                .then(|| attributes.start()),
        }
    }

    fn close(&mut self, node: &Node) {
        if !matches!(node, Node::Element(_)) {
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(open) = self.chain.pop() else { return };
        match open.flow {
            Flow::Block => self.lines.end(false),
            Flow::Paragraph => self.lines.end(true),
            Flow::Link | Flow::Bold | Flow::Emphasis | Flow::Code => self.lines.close(),
            _ => {}
        }
        if open.tag == Tag::Item {
            self.lines.close_item();
        }
        if open.tag == Tag::Figure {
            self.close_figure(&open.block);
        }
    }

    /// A picture: what it shows is kept for its figure.
    fn picture(&mut self, alt: Option<&str>) {
        self.lines.space();
        if let (Some(figure), Some(alt)) = (self.figures.last_mut(), alt)
            && figure.alternative.is_none()
        {
            figure.alternative = Some(alt.to_owned());
        }
    }

    /// A figure without any text has its picture's.
    fn close_figure(&mut self, block: &Block) {
        let Some(figure) = self.figures.pop() else {
            return;
        };
        if let Some(alternative) = figure.alternative
            && self.lines.ended.len() == figure.lines
        {
            let block = Block {
                tag: Tag::Alternative,
                ..*block
            };
            self.lines.flow(&alternative, &block);
            self.lines.end(true);
        }
    }

    fn finish(mut self) -> Document<'static> {
        self.lines.end(false);
        let Self {
            mut page,
            mut lines,
            ..
        } = self;
        lines
            .marks
            .sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        unseen::leave_out(&mut lines);
        page.blocks = lines.blocks;
        page.marks = lines.marks;
        Document {
            text: Cow::Owned(lines.text),
            lines: lines.ended,
            page: Some(Box::new(page)),
        }
    }
}

impl Page {
    fn link(&mut self, href: Option<&str>) -> Style {
        let start = self.addresses.len();
        self.addresses.push_str(href.unwrap_or_default().trim());
        Style::Link(Span {
            start,
            end: self.addresses.len(),
        })
    }
}

/// The chain with one more element: digits do not matter, as items are often numbered.
fn chain(around: u64, name: u32, class: &str) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut hash = (around ^ u64::from(name)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in class.bytes().filter(|byte| !byte.is_ascii_digit()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    hash ^ hash >> 29
}

#[cfg(test)]
mod tests {
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
        let blocks =
            blocks("<article><blockquote><p>a<blockquote>b</blockquote></blockquote>c<nav>d");
        let quotes: Vec<u8> = blocks.iter().map(|block| block.quote_depth).collect();
        assert_eq!(quotes, [1, 2, 0, 0]);
        assert!(blocks.iter().all(|block| block.places.any(Places::ARTICLE)));
        assert!(
            blocks[3].places.any(Places::NAVIGATION) && !blocks[2].places.any(Places::NAVIGATION)
        );
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
}
