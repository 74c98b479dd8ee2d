//! Text nodes into lines, by the rules of rendering without style sheets.

use std::mem::discriminant;

use super::comments::{Comments, Place};
use crate::document::block::{Block, Places, Tag};
use crate::document::comment::InlineComment;
use crate::document::page::{Mark, Style};
use crate::document::text::is_invisible;
use crate::document::{Line, Span};

/// Where a mark has no text yet.
const NOWHERE: usize = usize::MAX;

/// Lines in the making.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub text: String,
    pub ended: Vec<Line>,
    pub blocks: Vec<Block>,
    pub marks: Vec<Mark>,
    /// The comments to the rules.
    pub comments: Comments,
    /// The line that is being read.
    line: Option<Open>,
    /// Line ends between the last line and the next one.
    gap: usize,
    /// The number of the last line.
    number: usize,
    /// Marks that are open, and where they began: one of each kind at the most.
    styles: Vec<(usize, Style)>,
    /// Of every part that is open, whether it has a mark: bold in bold is no more bold.
    parts: Vec<bool>,
    /// Where the last link ended.
    link_end: usize,
    /// What stands between what was read and what comes, if both are in one line.
    between: Between,
    /// The next line is the first of an item, which has this number.
    item: Option<Item>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Between {
    #[default]
    Nothing,
    Space,
    Cell,
}

/// A list item before its first line, with its number in an ordered list.
#[derive(Clone, Copy, Debug)]
struct Item(Option<u32>);

#[derive(Debug)]
struct Open {
    start: usize,
    /// Line ends that were put before it.
    gap: usize,
    /// Comments before it.
    comments: usize,
    block: Block,
}

impl Lines {
    /// Ends the line, if there is one. `blank` asks for a blank line before the next one.
    pub(super) fn end(&mut self, blank: bool) {
        self.between = Between::Nothing;
        if let Some(open) = self.line.take() {
            self.finish(open);
        }
        if blank && self.number > 0 {
            self.gap = 2;
        }
    }

    fn finish(&mut self, mut open: Open) {
        let text = &self.text[open.start..];
        let end = open.start + text.trim_end().len();
        let visible = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
        if !visible && text.chars().all(is_invisible) {
            self.text.truncate(open.start - open.gap);
            self.comments.leave_out(open.comments, self.ended.len());
            self.gap = open.gap;
            // The item still has no line.
            if open.block.first {
                self.item = Some(Item(open.block.number));
            }
            self.marks.truncate(self.marks_before(open.start));
            self.styles.iter_mut().for_each(|style| style.0 = NOWHERE);
            // What was marked in it is gone as well.
            while self
                .marks
                .pop_if(|mark| mark.span.start >= open.start)
                .is_some()
            {}
            return;
        }
        self.text.truncate(end);
        for at in 0..self.styles.len() {
            let (start, style) = self.styles[at];
            self.mark(start, style);
            self.styles[at].0 = NOWHERE;
        }
        // What was marked at the line's end may have been white space.
        let first = self.marks_before(open.start);
        let mut kept = first;
        for at in first..self.marks.len() {
            let Span { start, end: last } = self.marks[at].span;
            self.marks[at].span.end = last.min(end);
            if start < end {
                self.marks.swap(kept, at);
                kept += 1;
            }
        }
        self.marks.truncate(kept);
        self.number += open.gap.max(usize::from(self.number == 0));
        self.gap = 1;
        let block = &mut open.block;
        if block.chars > 0 && block.link_chars == block.chars {
            block.places = block.places.with(Places::LINK);
        }
        self.ended.push(Line {
            number: self.number,
            span: Span {
                start: open.start,
                end,
            },
        });
        self.blocks.push(open.block);
    }

    /// How many marks are of earlier lines.
    fn marks_before(&self, start: usize) -> usize {
        let last = self.marks.iter().rposition(|mark| mark.span.start < start);
        last.map_or(0, |last| last + 1)
    }

    /// Adds text in which white space is one space.
    pub(super) fn flow(&mut self, text: &str, within: &Block) {
        if text.is_ascii() {
            self.flow_ascii(text, within);
            return;
        }
        let mut words = text.split(char::is_whitespace);
        // What stands before the first white space belongs to the word before it.
        self.word(words.next().unwrap_or_default(), within);
        for word in words {
            self.space();
            self.word(word, within);
        }
    }

    /// The same for text that is ASCII, as most is: runs of words that are one space apart are taken whole.
    fn flow_ascii(&mut self, text: &str, within: &Block) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if is_space(bytes[at]) {
                self.space();
                at += 1;
                continue;
            }
            let start = at;
            let mut spaces = 0;
            while at < bytes.len() {
                if !is_space(bytes[at]) {
                    at += 1;
                } else if bytes[at] == b' '
                    && bytes.get(at + 1).is_some_and(|&next| !is_space(next))
                {
                    spaces += 1;
                    at += 1;
                } else {
                    break;
                }
            }
            self.words(&text[start..at], at - start - spaces, within);
        }
    }

    /// Adds text whose lines and spaces stay.
    pub(super) fn preformatted(&mut self, text: &str, within: &Block) {
        let mut lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']);
        self.word(lines.next().unwrap_or_default(), within);
        for line in lines {
            if self.line.is_none() && self.number > 0 {
                self.gap = 2;
            }
            self.end(false);
            self.word(line, within);
        }
    }

    fn word(&mut self, word: &str, within: &Block) {
        if !word.is_empty() {
            let chars = word.chars().filter(|c| !c.is_whitespace()).count();
            self.words(word, chars, within);
        }
    }

    /// Adds words as they stand, with the number of their characters that are not white space.
    fn words(&mut self, words: &str, chars: usize, within: &Block) {
        let open = if let Some(open) = &mut self.line {
            match self.between {
                Between::Nothing => {}
                Between::Space => self.text.push(' '),
                Between::Cell => {
                    self.text.push('\t');
                    open.block.tag = Tag::Row;
                }
            }
            open
        } else {
            self.text.extend(std::iter::repeat_n('\n', self.gap));
            let mut block = *within;
            if let Some(Item(number)) = self.item.take() {
                block.first = true;
                block.number = number;
            }
            self.line.insert(Open {
                start: self.text.len(),
                gap: std::mem::take(&mut self.gap),
                comments: self.comments.len(),
                block,
            })
        };
        self.between = Between::Nothing;
        let start = self.text.len();
        self.text.push_str(words);
        let chars = chars as u32;
        let block = &mut open.block;
        block.chars = block.chars.saturating_add(chars);
        let (mut link, mut bold) = (false, false);
        for (begun, style) in &mut self.styles {
            let begins = *begun == NOWHERE;
            if begins {
                *begun = start;
            }
            match style {
                Style::Link(_) => {
                    link = true;
                    block.links = block.links.saturating_add(u16::from(begins));
                }
                Style::Bold => bold = true,
                Style::Emphasis | Style::Code => {}
            }
        }
        if link {
            block.link_chars = block.link_chars.saturating_add(chars);
        }
        if bold {
            block.bold_chars = block.bold_chars.saturating_add(chars);
        }
    }

    /// White space stands here.
    pub(super) fn space(&mut self) {
        if self.between == Between::Nothing {
            self.between = Between::Space;
        }
    }

    /// A comment stands here. `element` is the one that it is in.
    pub(super) fn comment(&mut self, comment: InlineComment, element: u32) {
        let row = self.ended.len();
        let last = self.blocks.last();
        let place = match &self.line {
            Some(open) => Place::Inside(self.text.len() - open.start),
            // Elements are numbered in order: a line of this one or of a later one was read inside it.
            None if last.is_some_and(|block| block.element >= element) => Place::Behind,
            None => Place::Before,
        };
        self.comments.add(comment, row, place);
    }

    /// Another cell of the row begins here.
    pub(super) fn cell(&mut self) {
        self.between = Between::Cell;
    }

    /// What comes is a list item, with its number in an ordered list.
    pub(super) fn open_item(&mut self, number: Option<u32>) {
        self.item = Some(Item(number));
    }

    /// The item has ended, with or without a line.
    pub(super) fn close_item(&mut self) {
        self.item = None;
    }

    /// Opens a part of the line.
    pub(super) fn open(&mut self, style: Style) {
        // Links side by side are words side by side, whatever a style sheet would put between them.
        if matches!(style, Style::Link(_)) && self.link_end == self.text.len() {
            self.space();
        }
        let kind = discriminant(&style);
        let new = self
            .styles
            .iter()
            .all(|(_, open)| discriminant(open) != kind);
        if new {
            self.styles.push((NOWHERE, style));
        }
        self.parts.push(new);
    }

    /// Closes the part that was opened last.
    pub(super) fn close(&mut self) {
        if self.parts.pop() == Some(true)
            && let Some((start, style)) = self.styles.pop()
        {
            self.mark(start, style);
            if matches!(style, Style::Link(_)) {
                self.link_end = self.text.len();
            }
        }
    }

    fn mark(&mut self, start: usize, style: Style) {
        let end = self.text.len();
        if start < end {
            self.marks.push(Mark {
                span: Span { start, end },
                style,
            });
        }
    }
}

/// White space of ASCII, as `char::is_whitespace` has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests;
