//! What stands inside a line: text, and links, emphasis and code around parts of it.

use std::cmp::Reverse;

use super::{Outline, Piece, address};
use crate::document::Span;
use crate::document::page::Style;

/// What a part of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// With a clean address.
    Link(String),
    Bold,
    Emphasis,
    Code,
}

impl Face {
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A piece of a line, in order. What opens closes again, the last first; none stands in its like, and none is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'d> {
    Text(&'d str),
    Open(Face),
    Close(Face),
}

/// Reads lines into parts.
#[derive(Debug)]
pub(super) struct Inline<'a> {
    outline: &'a Outline<'a>,
    links: bool,
}

impl<'a> Inline<'a> {
    pub(super) fn new(outline: &'a Outline<'a>, links: bool) -> Self {
        Self { outline, links }
    }

    /// The parts of a piece, all of it in `face` if there is one.
    pub(super) fn parts<'d>(&self, piece: &Piece<'d>, face: Option<Face>) -> Vec<Part<'d>> {
        self.within(piece.text, piece.start, face)
    }

    /// The parts of each cell of a row.
    pub(super) fn cells<'d>(&self, piece: &Piece<'d>) -> impl Iterator<Item = Vec<Part<'d>>> {
        let mut start = piece.start;
        piece.text.split('\t').map(move |cell| {
            let parts = self.within(cell, start, None);
            start += cell.len() + 1;
            parts
        })
    }

    /// The parts of `text`, which begins at `start` in the document.
    fn within<'d>(&self, text: &'d str, start: usize, face: Option<Face>) -> Vec<Part<'d>> {
        let mut cutter = Cutter {
            text,
            at: 0,
            open: Vec::new(),
            parts: Vec::new(),
        };
        if let Some(face) = face {
            cutter.open(0, text.len(), face);
        }
        let Some(page) = self.outline.page else {
            return cutter.finish();
        };
        let first = page.marks.partition_point(|mark| mark.span.start < start);
        let mut marks: Vec<(usize, usize, Style)> = page.marks[first..]
            .iter()
            .map(|mark| (mark.span.start - start, mark.span.end, mark.style))
            .take_while(|&(from, ..)| from < text.len())
            .map(|(from, end, style)| (from, (end - start).min(text.len()), style))
            .collect();
        marks.sort_by_key(|&(from, to, style)| (from, Reverse(to), rank(style)));
        for (from, to, style) in marks {
            if let Some(face) = self.face(style) {
                cutter.open(from, to, face);
            }
        }
        cutter.finish()
    }

    fn face(&self, style: Style) -> Option<Face> {
        match style {
            Style::Bold => Some(Face::Bold),
            Style::Emphasis => Some(Face::Emphasis),
            Style::Code => Some(Face::Code),
            Style::Link(Span { start, end }) if self.links => {
                let page = self.outline.page?;
                let address = page.addresses.get(start..end)?;
                address::clean(address, page.base.as_deref()).map(Face::Link)
            }
            Style::Link(_) => None,
        }
    }
}

/// Of faces of the same text the first is around the others. Emphasis is easier to spell inside the brackets of a link.
fn rank(style: Style) -> u8 {
    match style {
        Style::Link(_) => 0,
        Style::Bold => 1,
        Style::Emphasis => 2,
        Style::Code => 3,
    }
}

/// Cuts text where faces begin and end. They must come in the order of their beginnings.
struct Cutter<'d> {
    text: &'d str,
    at: usize,
    /// The open faces and their ends: at most one of each sort.
    open: Vec<(usize, Face)>,
    parts: Vec<Part<'d>>,
}

impl<'d> Cutter<'d> {
    fn open(&mut self, start: usize, end: usize, face: Face) {
        self.advance(start);
        // One that sticks out of what it begins in ends with it.
        let end = self.open.last().map_or(end, |&(last, _)| end.min(last));
        // Marks of text that was dropped as blank may lie across characters.
        let bad = self.text.get(start..end).is_none_or(str::is_empty);
        if bad || self.open.iter().any(|(_, open)| open.is_like(&face)) {
            return;
        }
        self.text_to(start);
        // What closed right here goes on.
        let close = Part::Close(face.clone());
        if self.parts.pop_if(|part| *part == close).is_none() {
            self.parts.push(Part::Open(face.clone()));
        }
        self.open.push((end, face));
    }

    /// Closes what ends at or before `at`.
    fn advance(&mut self, at: usize) {
        while let Some((end, face)) = self.open.pop_if(|(end, _)| *end <= at) {
            self.text_to(end);
            self.parts.push(Part::Close(face));
        }
    }

    fn text_to(&mut self, end: usize) {
        if let Some(text) = self.text.get(self.at..end).filter(|text| !text.is_empty()) {
            self.parts.push(Part::Text(text));
            self.at = end;
        }
    }

    fn finish(mut self) -> Vec<Part<'d>> {
        self.advance(self.text.len());
        self.text_to(self.text.len());
        self.parts
    }
}
