//! Plain text.

use super::both;
use crate::document::Document;
use crate::report::Kind;

#[test]
fn kinds_tell_what_lines_are() {
    let document = Document::from_text(
        "Pier\n\nIt stood\r\n  for years.\n\nTrees\n- Oak\n* Ash\n\n1. One\n2. Two\n> Said\n“Done”\n\nif x:\n\n    y\n\nDay\tHigh\nMon\t3\nFig. 1\n",
    );
    use Kind::{Caption, Code, Heading, ListItem, Paragraph, Quote, Table, Title};
    let kinds = [
        Title, Paragraph, Paragraph, Heading, ListItem, ListItem, ListItem, ListItem, Quote, Quote,
        Code, Code, Table, Table, Caption,
    ];
    let (markdown, html) = both(&document, &kinds, true);
    assert_eq!(
        markdown,
        "# Pier\n\nIt stood\\\nfor years.\n\n## Trees\n\n- Oak\n- Ash\n\n1. One\n2. Two\n\n> Said\\\n> “Done”\n\n\
         ```\nif x:\n\n    y\n```\n\n| Day | High |\n| --- | --- |\n| Mon | 3 |\n\n_Fig. 1_\n"
    );
    assert_eq!(
        html,
        "<h1>Pier</h1>\n<p>It stood<br>\nfor years.</p>\n<h2>Trees</h2>\n<ul>\n<li>Oak</li>\n<li>Ash</li>\n</ul>\n\
         <ol>\n<li>One</li>\n<li>Two</li>\n</ol>\n<blockquote>\n<p>Said<br>\n“Done”</p>\n</blockquote>\n\
         <pre><code>if x:\n\n    y</code></pre>\n\
         <table>\n<tr><td>Day</td><td>High</td></tr>\n<tr><td>Mon</td><td>3</td></tr>\n</table>\n\
         <figure><figcaption>Fig. 1</figcaption></figure>\n"
    );
}

#[test]
fn without_blank_lines_every_line_is_a_paragraph() {
    let document = Document::from_text("It stood for years.\nThen came the *storm*.\n");
    let (markdown, html) = both(&document, &[Kind::Paragraph; 2], true);
    assert_eq!(
        markdown,
        "It stood for years.\n\nThen came the \\*storm\\*.\n"
    );
    assert_eq!(
        html,
        "<p>It stood for years.</p>\n<p>Then came the *storm*.</p>\n"
    );
}
