//! The kept lines written anew, as Markdown or as HTML.
//!
//! First the kept lines become an [`Outline`]: pieces that know their form, and the containers (quotes, lists, items)
//! that they stand in. `outline` makes it from a page's markup, `plain` from the kinds of plain text. Then
//! [`Outline::write`] opens and closes containers around blocks of pieces, and a [`Writer`] spells them.
//!
//! Invariant: whoever reads what was written finds the words of the kept lines, in order, and nothing else.

mod address;
mod html;
mod inline;
mod markdown;
mod outline;
mod plain;
#[cfg(test)]
mod tests;

pub(crate) use outline::Kept;

use crate::document::{Document, Page};

/// Containers inside each other that are written. What stands deeper is a part of the last one.
const DEPTH: usize = 16;

/// Writes the lines of `document` at the places `kept` in Markdown.
pub(crate) fn markdown(outline: &Outline<'_>, links: bool) -> String {
    markdown::write(outline, links)
}

/// The same in HTML.
pub(crate) fn html(outline: &Outline<'_>, links: bool) -> String {
    html::write(outline, links)
}

/// What holds lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Quote,
    List,
    Ordered,
    /// Always in a list.
    Item,
    Descriptions,
    /// Always in descriptions.
    Term,
    /// Likewise.
    Definition,
}

impl Container {
    fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Ordered)
    }

    /// Whether it is a part of a list, and its first line needs no element of its own.
    fn is_part(self) -> bool {
        matches!(self, Self::Item | Self::Term | Self::Definition)
    }
}

/// One container of a document.
#[derive(Clone, Copy, Debug)]
struct Node {
    container: Container,
    /// The container around it.
    parent: Option<u32>,
    /// Containers around it.
    depth: usize,
    /// The number of an item of an ordered list, where one is known.
    number: Option<u32>,
}

/// What a piece is set as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Text that is no paragraph of its own, such as that of an item.
    Text,
    Paragraph,
    /// With its level, 1 to 6.
    Heading(u8),
    /// What a list of descriptions describes.
    Term,
    Caption,
    /// Cells with tabs between them.
    Row,
    /// A cell that is a row of its own.
    Cell,
    Code,
}

impl Form {
    fn is_row(self) -> bool {
        matches!(self, Self::Row | Self::Cell)
    }
}

/// One kept line.
#[derive(Clone, Copy, Debug)]
struct Piece<'d> {
    text: &'d str,
    /// Where the text begins in the document's.
    start: usize,
    form: Form,
    /// The innermost container around it.
    node: Option<u32>,
    /// Whether it goes on with the block of the piece before: a line of the same paragraph, the same code or the same table.
    joined: bool,
    /// Blank lines between it and the piece before.
    blank: usize,
}

/// The kept lines and their containers.
#[derive(Debug)]
pub(crate) struct Outline<'d> {
    page: Option<&'d Page>,
    nodes: Vec<Node>,
    pieces: Vec<Piece<'d>>,
}

/// Spells what it is given, in order.
trait Writer {
    /// A container begins.
    fn open(&mut self, node: &Node);
    /// The innermost container ends.
    fn close(&mut self, node: &Node);
    /// A block: pieces of which all but the first are joined to the one before.
    fn block(&mut self, pieces: &[Piece<'_>]);
}

impl<'d> Outline<'d> {
    /// The outline of the lines at the places `kept` of the document, with what is known of each: its kind.
    pub(crate) fn new(document: &'d Document<'_>, kept: &[Kept]) -> Self {
        match document.page() {
            Some(page) => outline::of_page(document, page, kept),
            None => plain::of_text(document, kept),
        }
    }

    fn empty(page: Option<&'d Page>, pieces: usize) -> Self {
        Self {
            page,
            nodes: Vec::new(),
            pieces: Vec::with_capacity(pieces),
        }
    }

    /// Adds a container.
    fn node(&mut self, container: Container, parent: Option<u32>) -> u32 {
        let depth = parent.map_or(0, |parent| self.nodes[parent as usize].depth + 1);
        self.nodes.push(Node {
            container,
            parent,
            depth,
            number: None,
        });
        self.nodes.len() as u32 - 1
    }

    fn container(&self, node: Option<u32>) -> Option<Container> {
        node.map(|node| self.nodes[node as usize].container)
    }

    /// The containers around and including `node`, the outermost first; at most [`DEPTH`].
    fn path(&self, mut node: Option<u32>, path: &mut Vec<u32>) {
        path.clear();
        while let Some(inner) = node {
            path.push(inner);
            node = self.nodes[inner as usize].parent;
        }
        path.reverse();
    }

    fn write(&self, writer: &mut impl Writer) {
        let (mut open, mut path): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for block in self.pieces.chunk_by(|_, next| next.joined) {
            self.path(block[0].node, &mut path);
            let common = open.iter().zip(&path).take_while(|(a, b)| a == b).count();
            for node in open.drain(common..).rev() {
                writer.close(&self.nodes[node as usize]);
            }
            for &node in &path[common..] {
                writer.open(&self.nodes[node as usize]);
                open.push(node);
            }
            writer.block(block);
        }
        for node in open.into_iter().rev() {
            writer.close(&self.nodes[node as usize]);
        }
    }
}
