//! The walk over the tree: the chain of open elements, and what it says of the lines.

use std::borrow::Cow;
use std::sync::Arc;

use ego_tree::iter::Edge;
use scraper::{Html, Node, node};

use super::attributes::Attributes;
use super::families;
use super::lines::Lines;
use super::linked;
use super::names::{self, Flow, Meaning};
use super::selectors::Chosen;
use super::unseen;
use crate::document::block::{Block, Places, Tag};
use crate::document::comment::InlineComment;
use crate::document::page::{Element, Page, Style};
use crate::document::{Document, Span};
use crate::metadata::{Collector, LinkedText, Source};

/// Reads the lines of a parsed page.
pub(super) fn read(
    html: &Html,
    chosen: Option<&Chosen>,
    address: Option<&str>,
) -> Document<'static> {
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
    walk.finish(address)
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
    collector: Collector,
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
            Node::Element(element) => self.collector.open(element),
            Node::Text(text) => self.collector.text(text),
            Node::Comment(comment) => self.comment(comment),
            _ => {}
        }
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

    fn comment(&mut self, text: &str) {
        if let Some(comment) = InlineComment::parse(text) {
            let open = self.chain.last();
            let element = open.map_or(0, |open| open.block.element);
            self.lines.comment(comment, element);
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
        let Node::Element(element) = node else {
            return;
        };
        self.collector.close(element);
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

    fn finish(mut self, found_at: Option<&str>) -> Document<'static> {
        self.lines.end(false);
        let Self {
            mut page,
            mut lines,
            collector,
            ..
        } = self;
        lines
            .marks
            .sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        unseen::leave_out(&mut lines);
        let declared = collector.base().map(str::to_owned);
        let (metadata, data) = collector.finish();
        page.base = metadata.base(declared.as_deref(), found_at);
        let described = metadata.description.as_ref();
        let attribute = described
            .filter(|fact| fact.source == Source::Microdata)
            .map(|fact| LinkedText {
                property: "description",
                lines: vec![fact.value.clone()],
            });
        linked::add(&mut lines, &mut page, &data, attribute.as_ref());
        let told = metadata.canonical.as_ref().map(|fact| fact.value.as_str());
        let address = told.or(found_at);
        page.hints = linked::hints(&data.types, address);
        page.metadata = metadata;
        let comments = lines.comments.settle(&lines.ended, lines.text.len());
        page.blocks = lines.blocks;
        page.marks = lines.marks;
        Document {
            text: Cow::Owned(lines.text),
            lines: lines.ended,
            comments,
            page: Some(Arc::new(page)),
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
mod tests;
