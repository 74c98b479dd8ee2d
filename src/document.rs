//! A document: text cut into lines, with byte spans into that text.
//!
//! Invariant: the spans of [`Document::lines`] lie on character boundaries, do not overlap and come in order.

mod block;
mod comment;
mod html;
pub(crate) mod page;
mod reader;
pub(crate) mod text;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use block::{Block, Families, Places, Tag};
pub use comment::{Effect, InlineComment};
#[cfg(feature = "_lab")]
pub(crate) use html::steps;
pub(crate) use html::{Fault, Role};
pub(crate) use page::Page;
pub use reader::{HtmlReader, HtmlReaderBuilder};

/// A half-open range of bytes, `start..end`, into [`Document::text`].
///
/// Serialises as `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

/// One line that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line's number in the document: from 1, blank lines counted.
    pub number: usize,
    /// Its bytes, without the line end, without a byte order mark and without comments to the rules behind it.
    pub span: Span,
}

/// Text cut into lines.
///
/// A line ends at `\n`, `\r\n`, `\r`, U+2028 or U+2029; the last one needs no end. Blank lines (nothing but white space,
/// control and zero-width characters) count in the numbering but are not listed and carry no label. So do lines of nothing but
/// comments to the rules, as `<!-- bodycopy-disable placeholder -->` ([`InlineComment`]).
///
/// ```
/// let document = bodycopy::Document::from_text("A title\r\n\r\nA paragraph.");
/// let numbers: Vec<usize> = document.lines().iter().map(|line| line.number).collect();
/// assert_eq!(numbers, [1, 3]);
/// assert_eq!(document.line_text(document.lines()[1]), "A paragraph.");
/// ```
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: Cow<'t, str>,
    lines: Vec<Line>,
    /// By position.
    comments: Vec<InlineComment>,
    /// What the markup says, where the document was read from HTML.
    page: Option<Arc<Page>>,
}

impl<'t> Document<'t> {
    /// Cuts plain text into lines. Copies nothing; takes time linear in the text.
    pub fn from_text(text: &'t str) -> Self {
        let (lines, comments) = text::lines(text);
        Self {
            text: Cow::Borrowed(text),
            lines,
            comments,
            page: None,
        }
    }

    /// Reads a page. Its lines are those of the page without style sheets, and each has a [`Block`].
    ///
    /// [`HtmlReader`] does the same with selectors of your own.
    pub fn from_html(html: &str) -> Document<'static> {
        HtmlReader::default().read(html)
    }

    /// Decodes a page as [`decode`](crate::decode) does, and reads it. `content_type` is the header of that name.
    #[cfg(feature = "encodings")]
    pub fn from_bytes(bytes: &[u8], content_type: Option<&str>) -> Document<'static> {
        HtmlReader::default().read_bytes(bytes, content_type)
    }

    /// The whole text, as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines that hold text, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The text of a line, without its end.
    ///
    /// # Panics
    /// If the line is not of this document.
    pub fn line_text(&self, line: Line) -> &str {
        &self.text[line.span.start..line.span.end]
    }

    /// The comments to the rules, by position: in plain text those behind a line or on a line of their own, in a page those among
    /// its comments. [`DetectorBuilder::inline_comments`](crate::DetectorBuilder::inline_comments) says whether they are heeded.
    pub fn inline_comments(&self) -> &[InlineComment] {
        &self.comments
    }

    /// What the markup says of each line, in the order of the lines; `None` for plain text.
    pub fn blocks(&self) -> Option<&[Block]> {
        self.page.as_ref().map(|page| page.blocks.as_slice())
    }

    /// The whole markup.
    #[cfg_attr(feature = "_lab", doc(hidden))]
    pub fn page(&self) -> Option<&Arc<Page>> {
        self.page.as_ref()
    }
}
