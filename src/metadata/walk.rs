//! A walk for tests, which want the metadata alone, and for the lab, which times them. The metadata of documents come from the
//! walk in `document/html`.

use scraper::{Html, Node};

use super::{Collector, LinkedData, Metadata};

/// What a page tells of itself.
#[cfg(test)]
pub(crate) fn read(html: &str) -> (Metadata, LinkedData) {
    walk(&Html::parse_document(html))
}

/// Walks a parsed page. No recursion: pages nest as deep as they like.
pub fn walk(page: &Html) -> (Metadata, LinkedData) {
    let mut collector = Collector::default();
    let mut next = page.tree.root().first_child();
    while let Some(mut node) = next {
        match node.value() {
            Node::Element(element) => collector.open(element),
            Node::Text(text) => collector.text(text),
            _ => {}
        }
        next = node.first_child();
        while next.is_none() {
            if let Node::Element(element) = node.value() {
                collector.close(element);
            }
            next = node.next_sibling();
            match node.parent() {
                Some(parent) => node = parent,
                None => break,
            }
        }
    }
    collector.finish()
}
