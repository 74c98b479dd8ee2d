//! HTML cut into lines much as a browser's `innerText` cuts it. For the lab alone: it gives way to `Document::from_html`
//! when the library has that.
//!
//! Block elements and `<br>` end lines, the cells of a table row stand on one line with tabs between them, white space
//! is one space but in `<pre>`, and what is no text to a reader is left out. Scripting is off, so that the content of
//! `<noscript>` is there: some forums put the whole thread into it.

use bodycopy::Document;
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::node::Element;
use scraper::{Html, HtmlTreeSink, Node};

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub text: String,
    /// What the markup around it says that it is.
    pub markup: Option<Markup>,
}

/// What markup says plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// `<h1>`
    TopHeading,
    /// `<h2>` to `<h4>`
    Heading,
    /// `<li>`
    ListItem,
    /// `<figcaption>`
    Caption,
    /// `<blockquote>`
    Quote,
    /// `<pre>`
    Code,
    /// `<time>`, `rel=author` or a class `byline` somewhere in the line.
    Byline,
    /// `<nav>`, whatever stands in it.
    Navigation,
}

impl Markup {
    fn of(element: &Element) -> Option<Self> {
        Some(match element.name() {
            "h1" => Self::TopHeading,
            "h2" | "h3" | "h4" => Self::Heading,
            "li" => Self::ListItem,
            "figcaption" => Self::Caption,
            "blockquote" => Self::Quote,
            "pre" => Self::Code,
            "time" => Self::Byline,
            "nav" => Self::Navigation,
            _ if is_byline(element) => Self::Byline,
            _ => return None,
        })
    }
}

fn is_byline(element: &Element) -> bool {
    let holds = |name: &str, word: &str| {
        element
            .attr(name)
            .is_some_and(|value| value.split_whitespace().any(|one| one == word))
    };
    holds("rel", "author") || holds("class", "byline")
}

/// Elements whose text no reader sees, or only as the choices of a form.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "title"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "noframes"
            | "select"
            | "datalist"
            | "textarea"
    )
}

/// Elements that begin and end a line.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// The lines of a page that hold text, in the order of the document.
pub(crate) fn cut(html: &str) -> Vec<Block> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let sink = HtmlTreeSink::new(Html::new_document());
    let page = driver::parse_document(sink, options).one(html);
    let mut cutter = Cutter::default();
    // No recursion: pages nest as deep as they like.
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => cutter.open(node.id(), node.value()),
            Edge::Close(node) => cutter.close(node.id(), node.value()),
        }
    }
    cutter.end_line();
    cutter.blocks
}

#[derive(Default)]
struct Cutter {
    blocks: Vec<Block>,
    /// The line that is being read.
    text: String,
    markup: Option<Markup>,
    /// What the open elements say, the innermost last.
    says: Vec<Markup>,
    /// The element whose content is left out.
    skipped: Option<NodeId>,
    /// How many `<pre>` are open.
    kept: usize,
}

impl Cutter {
    fn open(&mut self, id: NodeId, node: &Node) {
        if self.skipped.is_some() {
            return;
        }
        match node {
            Node::Text(text) => self.add(text),
            Node::Element(element) => {
                let name = element.name();
                if is_skipped(name) {
                    self.skipped = Some(id);
                    return;
                }
                if is_block(name) {
                    self.end_line();
                }
                if matches!(name, "td" | "th") && !self.text.is_empty() {
                    self.text.truncate(self.text.trim_end().len());
                    self.text.push('\t');
                }
                self.kept += usize::from(name == "pre");
                self.says.extend(Markup::of(element));
            }
            _ => {}
        }
    }

    fn close(&mut self, id: NodeId, node: &Node) {
        if self.skipped.is_some() {
            if self.skipped == Some(id) {
                self.skipped = None;
            }
            return;
        }
        if let Node::Element(element) = node {
            if is_block(element.name()) {
                self.end_line();
            }
            self.kept -= usize::from(element.name() == "pre");
            if Markup::of(element).is_some() {
                self.says.pop();
            }
        }
    }

    fn add(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.note_markup();
        }
        for c in text.chars() {
            if self.kept > 0 && matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
                self.end_line();
                self.note_markup();
            } else if self.kept > 0 || !c.is_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\t']) {
                self.text.push(' ');
            }
        }
    }

    /// The first text of a line tells what it is; a date or an author anywhere in it makes it a byline.
    fn note_markup(&mut self) {
        let says = if self.says.contains(&Markup::Navigation) {
            Some(Markup::Navigation)
        } else {
            self.says.last().copied()
        };
        if self.text.trim().is_empty() || says == Some(Markup::Byline) {
            self.markup = says;
        }
    }

    fn end_line(&mut self) {
        let text = self.text.trim_end();
        if !Document::from_text(text).lines().is_empty() {
            self.blocks.push(Block {
                text: text.to_owned(),
                markup: self.markup,
            });
        }
        self.text.clear();
        self.markup = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        cut(html).into_iter().map(|block| block.text).collect()
    }

    fn markup(html: &str) -> Vec<Option<Markup>> {
        cut(html).into_iter().map(|block| block.markup).collect()
    }

    #[test]
    fn blocks_and_breaks_end_lines() {
        let html =
            "<title>No line</title><div>One <b>bold</b>\n word<p>Two<br>Three</div> four<hr>five";
        assert_eq!(
            lines(html),
            ["One bold word", "Two", "Three", "four", "five"]
        );
    }

    #[test]
    fn a_table_row_is_a_line() {
        let html =
            "<table><tr><th>Boat <th>Length<tr><td></td><td>Heron</td> <td>9&nbsp;m</td></table>";
        assert_eq!(lines(html), ["Boat\tLength", "Heron\t9 m"]);
    }

    #[test]
    fn cells_with_paragraphs_are_cut_at_these() {
        let html = "<table><tr><td><p>Left<td><p>Right</table>";
        assert_eq!(lines(html), ["Left", "Right"]);
    }

    #[test]
    fn preformatted_text_keeps_its_lines_and_spaces() {
        let html = "<pre>if dry:\n    water()\n\n\tnext</pre>after  it";
        assert_eq!(
            lines(html),
            ["if dry:", "    water()", "\tnext", "after it"]
        );
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let html = "<p>Seen<script>var a = '<p>b</p>';</script><style>p {}</style><template><p>c</p></template> \
            <select><option>d</select>too<svg><text>e</text></svg><!-- f --><p>\u{200b}</p>";
        assert_eq!(lines(html), ["Seen too"]);
    }

    #[test]
    fn scripting_is_off() {
        let html = "<head><noscript><link href=a></noscript></head><body><noscript><p>First post<p>Second post</noscript>";
        assert_eq!(lines(html), ["First post", "Second post"]);
    }

    #[test]
    fn line_separators_do_not_stay_in_lines() {
        assert_eq!(lines("<p>one\u{2028}two\r\nthree"), ["one two three"]);
        assert_eq!(lines("<pre>one\u{2029}two"), ["one", "two"]);
    }

    #[test]
    fn markup_is_told_of_lines() {
        use Markup::{Byline, Heading, ListItem, Navigation, TopHeading};
        let html = "<nav><ul><li>Home</ul></nav><h1>The <em>old</em> mill</h1><p class='small byline'>By Ada Holt, \
            <time>3 May</time></p><p>On <time>Monday</time><p>Text<ul><li>Flour<li><h3>Wheels</h3></ul>";
        let expected = [
            Some(Navigation),
            Some(TopHeading),
            Some(Byline),
            Some(Byline),
            None,
            Some(ListItem),
            Some(Heading),
        ];
        assert_eq!(markup(html), expected);
    }

    #[test]
    fn deep_nesting_is_no_recursion() {
        let html = "<span>".repeat(5_000) + "deep";
        assert_eq!(lines(&html), ["deep"]);
    }
}
