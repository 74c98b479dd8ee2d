//! Limits on what a page may ask of the parser.
//!
//! The HTML standard lets a page ask for work without end: tags that are never closed make every later tag look through all of
//! them, and unclosed `<b>`s and their like are made anew in every paragraph. Browsers stop at 512 elements inside each other, and
//! so does this: what lies deeper is read as text, in which the tags that end lines still do. Tags below the limits reach the
//! parser untouched.

use std::cell::Cell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};

use super::names::{self, Flow};
use super::sink::{Handle, Sink};
use crate::metadata::is_json_ld;

/// Elements inside each other at the most.
const DEEPEST: u32 = 512;
/// A page may have that many elements anyway, ...
const ELEMENTS: usize = 100_000;
/// ... and beyond that as many for each start tag, with those that the parser makes.
const ELEMENTS_PER_TAG: usize = 8;

/// Stands between tokenizer and tree builder.
pub(super) struct Limiter {
    pub builder: TreeBuilder<Handle, Sink>,
    /// Tokens seen, errors left out.
    pub tokens: Cell<usize>,
    tags: Cell<usize>,
    /// Elements that were left out and are open.
    left_out: Cell<usize>,
    /// Too many elements: no more of them.
    full: Cell<bool>,
    /// Inside a script or a style sheet whose text nobody reads.
    unread: Cell<bool>,
    /// Where the last token has left the tokenizer.
    pub place: Cell<Place>,
}

/// Where the tokenizer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind a tag or comment: what comes is text with tags.
    Outside,
    /// Behind the start tag of a script whose text nobody reads.
    Script,
    /// Behind that of a style sheet.
    Style,
    /// Anywhere else.
    Anywhere,
}

impl Limiter {
    /// `nodes` is how many the tree may be expected to have.
    pub(super) fn new(options: TreeBuilderOpts, nodes: usize) -> Self {
        Self {
            builder: TreeBuilder::new(Sink::new(nodes), options),
            tokens: Cell::new(0),
            tags: Cell::new(0),
            left_out: Cell::new(0),
            full: Cell::new(false),
            unread: Cell::new(false),
            place: Cell::new(Place::Outside),
        }
    }

    /// Whether a tag goes no further.
    fn leaves_out(&self, tag: &Tag) -> bool {
        if is_raw(&tag.name) {
            return false;
        }
        let inside = self.left_out.get();
        if tag.kind == TagKind::EndTag {
            if inside > 0 && !may_stay_open(&tag.name) {
                self.left_out.set(inside - 1);
            }
            return inside > 0 || self.full.get();
        }
        self.tags.set(self.tags.get() + 1);
        let sink = &self.builder.sink;
        if sink.elements() > ELEMENTS + ELEMENTS_PER_TAG * self.tags.get() {
            self.full.set(true);
        }
        if self.full.get() {
            return true;
        }
        let deep = inside > 0 || sink.depth() >= DEEPEST;
        if deep && !may_stay_open(&tag.name) {
            self.left_out.set(inside + 1);
        }
        deep
    }
}

impl TokenSink for Limiter {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        self.place.set(match token {
            Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_) => Place::Outside,
            _ => Place::Anywhere,
        });
        match token {
            Token::CharacterTokens(_) if self.unread.get() => TokenSinkResult::Continue,
            Token::TagToken(tag) if self.leaves_out(&tag) => match line_end(&tag) {
                Some(end) => self.builder.process_token(Token::TagToken(end), line),
                None => TokenSinkResult::Continue,
            },
            Token::TagToken(tag) => {
                let unread = unread(&tag);
                let result = self.builder.process_token(Token::TagToken(tag), line);
                // Where a script may not stand its text is that of the page.
                let raw = matches!(result, TokenSinkResult::RawData(_));
                self.unread.set(unread.is_some() && raw);
                if raw || matches!(result, TokenSinkResult::Plaintext) {
                    self.place.set(unread.unwrap_or(Place::Anywhere));
                }
                result
            }
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The `<br>` for a tag that ends lines.
fn line_end(tag: &Tag) -> Option<Tag> {
    let ends = matches!(
        names::meaning(&tag.name).flow,
        Flow::Block | Flow::Paragraph | Flow::Break | Flow::Cell
    );
    ends.then(|| Tag {
        kind: TagKind::StartTag,
        name: local_name!("br"),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}

/// The place behind a script or style sheet that nobody reads: half of many a page is these. Only JSON-LD is read.
fn unread(tag: &Tag) -> Option<Place> {
    let attributes = tag.attrs.iter();
    match tag.name {
        _ if tag.kind == TagKind::EndTag => None,
        local_name!("style") => Some(Place::Style),
        local_name!("script") => attributes
            .filter(|attribute| attribute.name.local == local_name!("type"))
            .all(|attribute| !is_json_ld(&attribute.value))
            .then_some(Place::Script),
        _ => None,
    }
}

/// Elements whose text has no tags: the tokenizer must hear of them.
pub(super) fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("noframes")
            | local_name!("noembed")
            | local_name!("iframe")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
}

/// Elements without an end tag, or with one that may be left out.
fn may_stay_open(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("p")
            | local_name!("li")
            | local_name!("dt")
            | local_name!("dd")
            | local_name!("tr")
            | local_name!("td")
            | local_name!("th")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot")
            | local_name!("option")
            | local_name!("br")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("wbr")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("area")
            | local_name!("base")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
    )
}
