//! What a page's markup says beside its text: of every line, of the elements around the lines, and inside the lines.

use super::Span;
use super::block::Block;
use crate::metadata::Metadata;

/// The markup of a document that was read from HTML.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// One for each line.
    pub blocks: Vec<Block>,
    /// Every element outside `<head>` that is read, in the order of their start tags; the first is `<html>`.
    pub elements: Vec<Element>,
    /// The words in the names of the elements' classes and ids, and the names of the elements, as numbers.
    pub words: Vec<u32>,
    /// Links, emphasis and code inside lines, in the order of their starts.
    pub marks: Vec<Mark>,
    /// The addresses of links, one after another.
    pub addresses: String,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// What may tell the kind of page: types of things, words of its address, as numbers.
    pub hints: Vec<u32>,
    /// The share of each line that a text for machines (JSON-LD) repeats, in 255ths; nothing if there is no such text.
    pub linked: Vec<u8>,
    /// Words of such texts.
    pub linked_words: usize,
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    /// The element around it; its own place for the first.
    pub parent: u32,
    /// Its words: they begin here in [`Page::words`] and end where the next element's begin.
    pub words: u32,
    /// Of the names and classes of this element and all around it: equal for the items of a list, the cells of a column.
    pub chain: u64,
}

/// A part of a line that is a link, or is set off from the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes of the text.
    pub span: Span,
    /// What it is.
    pub style: Style,
}

/// What sets a part of a line off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A link, with its address as it stands in the page: a range of [`Page::addresses`].
    Link(Span),
    /// `<b>`, `<strong>`
    Bold,
    /// `<i>`, `<em>` and their like
    Emphasis,
    /// `<code>` and its like
    Code,
}

impl Page {
    /// The innermost element around the beginning of a line.
    pub fn element_of(&self, line: usize) -> usize {
        self.blocks[line].element as usize
    }

    /// The element so many steps up from one; `None` above the root.
    pub fn above(&self, mut element: usize, steps: usize) -> Option<usize> {
        for _ in 0..steps {
            let parent = self.elements[element].parent as usize;
            if parent == element {
                return None;
            }
            element = parent;
        }
        Some(element)
    }

    /// The words of an element.
    pub fn words_of(&self, element: usize) -> &[u32] {
        let start = self.elements[element].words as usize;
        let end = self
            .elements
            .get(element + 1)
            .map_or(self.words.len(), |next| next.words as usize);
        &self.words[start..end]
    }

    /// For each line a number that lines in the same chain of elements share; from 0, in the order of their first lines.
    pub fn groups(&self) -> Vec<u32> {
        let chain = |block: &Block| self.elements[block.element as usize].chain;
        let mut lines: Vec<(u64, u32)> = self.blocks.iter().map(chain).zip(0..).collect();
        lines.sort_unstable();
        let mut first = vec![0; lines.len()];
        for alike in lines.chunk_by(|a, b| a.0 == b.0) {
            for &(_, line) in alike {
                first[line as usize] = alike[0].1;
            }
        }
        let mut count = 0;
        for line in 0..first.len() {
            first[line] = if first[line] as usize == line {
                count += 1;
                count - 1
            } else {
                // The first line of the group has its number already.
                first[first[line] as usize]
            };
        }
        first
    }
}
