//! Pages into trees, with scripting off.

use html5ever::tendril::StrTendril;
use html5ever::TokenizerResult;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use scraper::Html;

use super::flood::Flood;
use super::limits::Limiter;

/// Bytes that are read at once.
const PIECE: usize = 8 * 1024;

/// Parses a page with scripting off.
pub(super) fn parse(html: &str) -> Html {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let parser = Parser {
        tokenizer: Tokenizer::new(Limiter::new(options), TokenizerOpts::default()),
        input: BufferQueue::default(),
    };
    let mut rest = html;
    // Inside a tag, comment or the like that is longer than a piece.
    let mut flood: Option<Flood> = None;
    while !rest.is_empty() {
        let (mut piece, mut after) = rest.split_at(boundary(rest, PIECE));
        let too_many = flood.as_mut().and_then(|flood| flood.read(piece));
        if let Some(at) = too_many {
            (piece, after) = rest.split_at(at);
        }
        rest = after;
        let quiet = parser.feed(piece);
        if too_many.is_some() {
            parser.feed(">");
            flood = Some(Flood::default());
        } else if !quiet {
            flood = None;
        } else if flood.is_none() {
            flood = Some(Flood::default());
        }
    }
    parser.tokenizer.end();
    parser.tokenizer.sink.builder.sink.finish()
}

struct Parser {
    tokenizer: Tokenizer<Limiter>,
    input: BufferQueue,
}

impl Parser {
    /// Reads a piece. Answers whether no token came of it.
    fn feed(&self, piece: &str) -> bool {
        let before = self.tokenizer.sink.tokens.get();
        self.input.push_back(StrTendril::from_slice(piece));
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        self.tokenizer.sink.tokens.get() == before
    }
}

/// The last place at or before `most` bytes where a character ends.
fn boundary(text: &str, most: usize) -> usize {
    (0..=most.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
