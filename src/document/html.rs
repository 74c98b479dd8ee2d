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
mod comments;
mod families;
mod fault;
mod flood;
mod limits;
mod lines;
mod linked;
mod names;
mod parse;
mod quick;
mod reference;
mod role;
mod selectors;
mod sink;
mod table;
mod unseen;
mod walk;

use super::Document;
pub(crate) use fault::Fault;
pub(crate) use role::Role;
pub(super) use selectors::Selectors;

/// The steps of reading a page, for `crates/lab`, which measures them.
#[cfg(feature = "_lab")]
pub(crate) mod steps {
    use scraper::Html;

    use crate::document::Document;

    /// The tree of a page.
    pub fn parse(html: &str) -> Html {
        super::parse::parse(html, false)
    }

    /// The lines of a parsed page.
    pub fn walk(page: &Html) -> Document<'static> {
        super::walk::read(page, None, None)
    }
}

/// Reads a page, which may have been found at an address.
pub(super) fn read(
    html: &str,
    selectors: Option<&Selectors>,
    address: Option<&str>,
) -> Document<'static> {
    let page = parse::parse(html, selectors.is_some());
    let chosen = selectors.map(|selectors| selectors.choose(&page));
    walk::read(&page, chosen.as_ref(), address)
}
