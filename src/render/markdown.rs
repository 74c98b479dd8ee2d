//! `CommonMark`, with the tables of GFM.

mod escape;
mod spans;

use std::fmt::Write as _;

use super::inline::{Face, Inline};
use super::{Container, Form, Node, Outline, Piece, Writer};

/// Longer numbers begin no item.
const LARGEST: u32 = 999_999_999;

pub(super) fn write(outline: &Outline<'_>, links: bool) -> String {
    let mut markdown = Markdown {
        out: String::new(),
        inline: Inline::new(outline, links),
        first: String::new(),
        rest: String::new(),
        common: 0,
        levels: Vec::new(),
        gap: Gap::Blank,
        closed: false,
        list: None,
        after_text: false,
    };
    outline.write(&mut markdown);
    markdown.out
}

struct Markdown<'a> {
    out: String,
    inline: Inline<'a>,
    /// What the next line begins with: the marks of the open containers.
    first: String,
    /// What the lines after it begin with.
    rest: String,
    /// How much of `rest` stands before the blank line between the last block and the next one.
    common: usize,
    levels: Vec<Level>,
    /// What parts the next block from the last one.
    gap: Gap,
    /// Whether a container was closed since the last block.
    closed: bool,
    /// The list that was closed since the last block: how many containers are around it, and itself.
    list: Option<(usize, List)>,
    /// Whether the last block is text of an item, which a list may follow without a blank line.
    after_text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Blank,
    Nothing,
    /// Nothing, if the list that has been opened is one that may break into a paragraph.
    List,
}

/// An open container.
struct Level {
    /// How long `rest` is outside it.
    rest: usize,
    item: bool,
    list: Option<List>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct List {
    ordered: bool,
    /// Its marks are the other ones, since it stands right behind another list.
    other: bool,
    /// The number of its next item, if that does not know better.
    next: Option<u32>,
}

impl Writer for Markdown<'_> {
    fn open(&mut self, node: &Node) {
        let outermost = self.rest.len() == self.common && self.first == self.rest;
        let level = Level {
            rest: self.rest.len(),
            item: node.container == Container::Item,
            list: None,
        };
        match node.container {
            Container::Quote => {
                self.first.push_str("> ");
                self.rest.push_str("> ");
            }
            Container::Item => self.item(node.number, outermost),
            Container::List | Container::Ordered => {
                self.list(node.container == Container::Ordered, level, outermost);
                return;
            }
            Container::Descriptions | Container::Term | Container::Definition => {}
        }
        self.levels.push(level);
    }

    fn close(&mut self, _: &Node) {
        let Some(level) = self.levels.pop() else {
            return;
        };
        self.rest.truncate(level.rest);
        self.first.clone_from(&self.rest);
        self.common = self.rest.len();
        self.closed = true;
        self.list = level.list.map(|list| (self.levels.len(), list));
    }

    fn block(&mut self, pieces: &[Piece<'_>]) {
        if !self.out.is_empty() && self.gap == Gap::Blank {
            self.out.push_str(self.rest[..self.common].trim_end());
            self.out.push('\n');
        }
        match pieces[0].form {
            Form::Code => self.code(pieces),
            Form::Row | Form::Cell => self.table(pieces),
            Form::Heading(level) => self.heading(level, pieces),
            _ => self.lines(pieces),
        }
        self.after_text = matches!(pieces[0].form, Form::Text | Form::Paragraph);
        self.end_block();
    }
}

impl Markdown<'_> {
    fn end_block(&mut self) {
        self.common = self.rest.len();
        self.gap = Gap::Blank;
        self.closed = false;
        self.list = None;
    }

    /// Opens a list. A list right behind another one of its sort would go on with it, but for another mark.
    fn list(&mut self, ordered: bool, mut level: Level, outermost: bool) {
        let other = self.list.take().is_some_and(|(depth, list)| {
            depth == self.levels.len() && list.ordered == ordered && !list.other
        });
        level.list = Some(List {
            ordered,
            other,
            next: None,
        });
        let in_item = self.levels.last().is_some_and(|last| last.item);
        if outermost && in_item && self.after_text && !self.closed {
            self.gap = Gap::List;
        }
        self.levels.push(level);
    }

    fn item(&mut self, number: Option<u32>, outermost: bool) {
        let Some(list) = self.levels.last_mut().and_then(|level| level.list.as_mut()) else {
            return;
        };
        let begun = list.next.is_some();
        let number = number.or(list.next).unwrap_or(1).min(LARGEST);
        list.next = Some(number + 1);
        if outermost {
            // Items of one list stand below each other.
            let breaks = self.gap == Gap::List && (!list.ordered || number == 1);
            self.gap = if begun || breaks {
                Gap::Nothing
            } else {
                Gap::Blank
            };
        }
        let before = self.first.len();
        match (list.ordered, list.other) {
            (false, false) => self.first.push_str("- "),
            (false, true) => self.first.push_str("+ "),
            (true, false) => _ = write!(self.first, "{number}. "),
            (true, true) => _ = write!(self.first, "{number}) "),
        }
        let width = self.first.len() - before;
        self.rest.extend(std::iter::repeat_n(' ', width));
    }

    /// Ends the line and begins the next one.
    fn line(&mut self, text: &str) {
        if text.is_empty() {
            self.out.push_str(self.first.trim_end());
        } else {
            self.out.push_str(&self.first);
            self.out.push_str(text);
        }
        self.out.push('\n');
        self.first.clone_from(&self.rest);
    }

    /// Text in lines that are kept as lines.
    fn lines(&mut self, pieces: &[Piece<'_>]) {
        for (place, piece) in pieces.iter().enumerate() {
            let mut text = escape::start(self.text(piece));
            if place + 1 < pieces.len() {
                text.push('\\');
            }
            self.line(&text);
        }
    }

    /// A heading is one line.
    fn heading(&mut self, level: u8, pieces: &[Piece<'_>]) {
        let mut heading = "#".repeat(usize::from(level));
        for piece in pieces {
            heading.push(' ');
            heading.push_str(&escape::heading(&self.text(piece)));
        }
        self.line(&heading);
    }

    fn text(&self, piece: &Piece<'_>) -> String {
        let face = match piece.form {
            Form::Term => Some(Face::Bold),
            Form::Caption => Some(Face::Emphasis),
            _ => None,
        };
        spans::spell(&self.inline.parts(piece, face), false)
    }

    fn code(&mut self, pieces: &[Piece<'_>]) {
        let longest = pieces.iter().map(|piece| longest_run(piece.text)).max();
        let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
        self.line(&fence);
        for (place, piece) in pieces.iter().enumerate() {
            for _ in 0..if place > 0 { piece.blank } else { 0 } {
                self.line("");
            }
            self.line(piece.text);
        }
        self.line(&fence);
    }

    /// Rows of as many cells each are a table, of which the first row is the head. Others are paragraphs.
    fn table(&mut self, rows: &[Piece<'_>]) {
        let cells = |row: &Piece<'_>| row.text.split('\t').count();
        let width = cells(&rows[0]);
        if rows.len() < 2 || width < 2 || rows.iter().any(|row| cells(row) != width) {
            for (place, row) in rows.iter().enumerate() {
                if place > 0 {
                    self.line("");
                }
                self.lines(std::slice::from_ref(row));
            }
            return;
        }
        for (place, row) in rows.iter().enumerate() {
            let mut line = String::from("|");
            for cell in self.inline.cells(row) {
                let _ = write!(line, " {} |", spans::spell(&cell, true).trim());
            }
            self.line(&line);
            if place == 0 {
                self.line(&format!("|{}", " --- |".repeat(width)));
            }
        }
    }
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}
