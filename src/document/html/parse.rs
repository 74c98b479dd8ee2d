//! Pages into trees, with scripting off.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TokenSink, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use memchr::{memchr, memchr_iter};
use scraper::Html;

use super::flood::Flood;
use super::limits::{Limiter, Place};
use super::quick::{Quick, end_of_unread};

/// Bytes that are read at once.
const PIECE: usize = 8 * 1024;

/// Parses a page with scripting off. Without `all`, attributes that nobody reads may be missing.
pub(super) fn parse(html: &str, all: bool) -> Html {
    let mut rest = html.strip_prefix('\u{feff}').unwrap_or(html);
    let mut parser = Parser::new(nodes(rest));
    let mut quick = Quick::new(all);
    while !rest.is_empty() {
        let sink = &parser.tokenizer.sink;
        let place = sink.place.get();
        if place == Place::Outside
            && let Some((token, length)) = quick.token(rest)
        {
            // Elements whose text has no tags do not come this way, so that there is nothing to be told.
            let _ = sink.process_token(token, 1);
            sink.place.set(Place::Outside);
            rest = &rest[length..];
            continue;
        }
        if matches!(place, Place::Script | Place::Style) {
            rest = &rest[end_of_unread(rest, place == Place::Script)..];
        }
        rest = parser.read_piece(rest);
    }
    parser.tokenizer.end();
    parser.tokenizer.sink.builder.sink.finish()
}

struct Parser {
    tokenizer: Tokenizer<Limiter>,
    input: BufferQueue,
    /// Bytes since the last token.
    quiet: usize,
    /// Inside a tag, comment or the like that is longer than a piece.
    flood: Option<Flood>,
}

/// About how many nodes the tree of a page will have: a tree that has to grow takes three times its memory.
fn nodes(html: &str) -> usize {
    /// Bytes of a page for each node at the least: no page may reserve more than it is likely to need.
    const BYTES: usize = 8;
    let bytes = html.as_bytes();
    let of_tag = |at: usize| {
        let element = bytes.get(at + 1).is_some_and(|&byte| byte != b'/');
        let text = at > 0 && bytes[at - 1] != b'>';
        usize::from(element) + usize::from(text)
    };
    let count: usize = memchr_iter(b'<', bytes).map(of_tag).sum();
    // Some that the page does not write: `<head>`, `<tbody>`.
    (count + count / 32 + 8).min(html.len() / BYTES)
}

impl Parser {
    /// `nodes` is how many the tree may be expected to have.
    fn new(nodes: usize) -> Self {
        let options = TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        };
        let limiter = Limiter::new(options, nodes);
        let options = TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        };
        Self {
            tokenizer: Tokenizer::new(limiter, options),
            input: BufferQueue::default(),
            quiet: 0,
            flood: None,
        }
    }

    /// Has the tokenizer read up to the next `>`, or a piece if that is far. Answers what is left. A tag can end at that `>` alone,
    /// so that a tag among the tokens says where the tokenizer stands now.
    fn read_piece<'h>(&mut self, rest: &'h str) -> &'h str {
        let most = boundary(rest, PIECE);
        let end = memchr(b'>', &rest.as_bytes()[..most]).map_or(most, |at| at + 1);
        let (mut piece, mut after) = rest.split_at(end);
        let too_many = self.flood.as_mut().and_then(|flood| flood.read(piece));
        if let Some(at) = too_many {
            (piece, after) = rest.split_at(at);
        }
        self.quiet += piece.len();
        if !self.feed(piece) {
            self.quiet = 0;
            self.flood = None;
        }
        if too_many.is_some() {
            self.feed(">");
            self.flood = Some(Flood::default());
        } else if self.flood.is_none() && self.quiet >= PIECE {
            self.flood = Some(Flood::default());
        }
        after
    }

    /// Reads a piece. Answers whether no token came of it.
    fn feed(&self, piece: &str) -> bool {
        let sink = &self.tokenizer.sink;
        let before = sink.tokens.get();
        sink.place.set(Place::Anywhere);
        self.input.push_back(StrTendril::from_slice(piece));
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        sink.tokens.get() == before
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
        let (ours, plain) = (ours.page().unwrap(), plain.page().unwrap());
        assert_eq!(ours.metadata, plain.metadata);
        assert_eq!(ours.marks, plain.marks);
        assert_eq!(ours.words, plain.words);
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
        for odd in [
            "a\0b\0<p>c&ampd &copy; &#128; &unknown; &amp<p title=\"a&copy=1&copy&lt;b\r\nc\">",
            "<table>a\r\n<tr><td>b</table><pre>\r\n c</pre><textarea>\n&amp;</textarea>",
            "<script>a<!-- <script>b</script>c--></script>d<style>e<!--</style>f--></style>g",
            "<script type='application/ld+json'>{\"a\": \"</p>\"}</script>h<!-->i<!--a--!>j<!-k>l<?m>n</ o>p",
            "<title>a<!-- b</title>c --><svg><title>d</title><![CDATA[<p>e>]]>f</svg><math><mi>g",
            "<p a='>' b=>c</p d='>'>e<p f/g / h=i/>j<plaintext>k</plaintext><p>l",
            "<select><script>a</script><option>b</select><noscript><p>c</noscript></script>d<br/e>",
        ] {
            assert_untouched(odd);
            for end in (0..odd.len()).filter(|&end| odd.is_char_boundary(end)) {
                assert_untouched(&odd[..end]);
            }
        }
        assert_untouched("<svg><script>a</script><p>b<frameset><script>c</script>d");
    }

    #[test]
    fn the_tree_has_room_for_its_nodes_and_not_for_many_more() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/html/pages");
        for file in fs::read_dir(folder).unwrap() {
            let html = fs::read_to_string(file.unwrap().path()).unwrap();
            let (room, needed) = (nodes(&html), parse(&html, false).tree.values().count());
            assert!(
                (needed..=2 * needed + 16).contains(&room),
                "{room}, {needed}"
            );
        }
        assert!(nodes(&"<a".repeat(1_000)) <= 250);
    }
}
