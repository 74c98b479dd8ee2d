//! HTML into lines that know their place in the markup. Nothing behind this module knows HTML.
//!
//! The tree is the one that browsers build, by `scraper`, with scripting off: some forums put the whole thread into
//! `<noscript>`. It is walked once, without recursion, and every line's [`Block`] comes from the chain of open elements, so
//! that a parser without a tree could give it, too. Lines are those of a page without style sheets: block elements and `<br>` end
//! them, the cells of a table row stand on one line with tabs between them, white space is one space but in `<pre>`,
//! and blank lines stand where paragraphs, headings, lists and tables begin and end. List markers are not invented.
//!
//! html5ever keeps no places in the source: spans are of the text that was read, not of the HTML.

mod attributes;
mod families;
mod lines;
mod names;
mod role;
mod table;
mod walk;

use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::{Html, HtmlTreeSink};

pub(crate) use role::Role;

use super::Document;

/// Parses a page with scripting off.
fn parse(html: &str) -> Html {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let sink = HtmlTreeSink::new(Html::new_document());
    driver::parse_document(sink, options).one(html)
}

/// Reads a page.
pub(super) fn read(html: &str) -> Document<'static> {
    let page = parse(html);
    walk::read(&page)
}
