//! Pages into trees, with scripting off.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use html5ever::driver::{self, ParseOpts};
    use html5ever::tendril::TendrilSink;
    use scraper::HtmlTreeSink;

    use super::*;
    use crate::document::Document;
    use crate::document::html::walk;

    /// The page as the parser reads it by itself.
    fn plainly(html: &str) -> Document<'static> {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let sink = HtmlTreeSink::new(Html::new_document());
        walk::read(&driver::parse_document(sink, options).one(html), None, None)
    }

    fn assert_untouched(html: &str) {
        let (ours, plain) = (Document::from_html(html), plainly(html));
        assert_eq!(ours.text(), plain.text());
        assert_eq!(ours.lines(), plain.lines());
        assert_eq!(ours.blocks(), plain.blocks());
    }

    #[test]
    fn a_page_within_the_limits_has_the_tree_of_the_parser_itself() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/html/pages");
        for file in fs::read_dir(folder).unwrap() {
            let html = fs::read_to_string(file.unwrap().path()).unwrap();
            // Longer than several pieces, which end anywhere.
            assert_untouched(&html.repeat(8));
        }
        let long = "a='1' b=\"é\" > &amp;".repeat(2_000);
        assert_untouched(&format!(
            "<p>a<!-- {long} -->b<script>{long}</script>c<textarea>{long}</textarea>"
        ));
        assert_untouched(&format!("<p title='{}'>{long}", long.replace('\'', "")));
        assert_untouched(&format!("{}<p>x</p>", "<div>".repeat(500)));
        assert_untouched("<svg><script>a</script><p>b<frameset><script>c</script>d");
    }
}
