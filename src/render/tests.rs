//! Small pages and texts of every construct, with what is to come out.

mod hostile;
mod inline;
mod lists;
mod text;

use super::{Kept, Outline, html, markdown};
use crate::document::Document;
use crate::report::Kind;

/// All lines of a document, of one kind, as Markdown and as HTML.
fn both(document: &Document<'_>, kinds: &[Kind], links: bool) -> (String, String) {
    let kinds = kinds.iter().copied().chain(std::iter::repeat(Kind::Other));
    let kept: Vec<Kept> = (0..document.lines().len())
        .zip(kinds)
        .map(|(place, kind)| Kept { place, kind })
        .collect();
    let outline = Outline::new(document, &kept);
    (markdown(&outline, links), html(&outline, links))
}

/// Checks both forms of a page, and that the HTML says the same lines when it is read again.
fn page(source: &str, in_markdown: &str, in_html: &str) {
    let document = Document::from_html(source);
    let (markdown, html) = both(&document, &[], true);
    assert_eq!(markdown, in_markdown, "Markdown of {source}");
    assert_eq!(html, in_html, "HTML of {source}");
    let again = Document::from_html(&html);
    assert_eq!(texts(&again), texts(&document));
}

fn texts<'d>(document: &'d Document<'_>) -> Vec<&'d str> {
    document
        .lines()
        .iter()
        .map(|&line| document.line_text(line))
        .collect()
}

#[test]
fn nothing_is_nothing() {
    page("", "", "");
    page("<ul><li></ul><table><tr><td></table>", "", "");
}

#[test]
fn headings_and_paragraphs() {
    page(
        "<h1>Pier</h1><p>It stood<br>for years.</p><p>Then came<p>the storm.<h6>After <br>it</h6><div>One</div><div>Two</div>",
        "# Pier\n\nIt stood\\\nfor years.\n\nThen came\n\nthe storm.\n\n###### After it\n\nOne\n\nTwo\n",
        "<h1>Pier</h1>\n<p>It stood<br>\nfor years.</p>\n<p>Then came</p>\n<p>the storm.</p>\n\
         <h6>After<br>\nit</h6>\n<p>One</p>\n<p>Two</p>\n",
    );
}

#[test]
fn quotes_in_quotes() {
    page(
        "<blockquote><p>One<p>Two<blockquote>Three</blockquote><ul><li>Four</ul></blockquote><blockquote>Five</blockquote>Six",
        "> One\n>\n> Two\n>\n> > Three\n>\n> - Four\n\n> Five\n\nSix\n",
        "<blockquote>\n<p>One</p>\n<p>Two</p>\n<blockquote>\n<p>Three</p>\n</blockquote>\n<ul>\n<li>Four</li>\n</ul>\n\
         </blockquote>\n<blockquote>\n<p>Five</p>\n</blockquote>\n<p>Six</p>\n",
    );
}

#[test]
fn code_keeps_its_lines_and_spaces() {
    page(
        "<p>Run <code>make</code>:</p><pre><code><span>if x &lt; 1:</span>\n\n    <b>go</b>()  \n```\n</code></pre><pre>a</pre>",
        "Run `make`:\n\n````\nif x < 1:\n\n    go()\n```\n````\n\n```\na\n```\n",
        "<p>Run <code>make</code>:</p>\n<pre><code>if x &lt; 1:\n\n    go()\n```</code></pre>\n<pre><code>a</code></pre>\n",
    );
}

#[test]
fn rows_of_as_many_cells_are_a_table() {
    page(
        "<table><caption>Tides</caption><tr><th>Day</th><th>High</th></tr><tr><td>Mon</td><td><b>3</b>|4 m</td></tr></table>",
        "_Tides_\n\n| Day | High |\n| --- | --- |\n| Mon | **3**\\|4 m |\n",
        "<figure><figcaption>Tides</figcaption></figure>\n<table>\n<tr><td>Day</td><td>High</td></tr>\n\
         <tr><td>Mon</td><td><strong>3</strong>|4 m</td></tr>\n</table>\n",
    );
}

#[test]
fn other_rows_are_lines() {
    page(
        "<table><tr><td>Day</td><td>High</td></tr><tr><td>Mon</td></tr></table>",
        "Day\tHigh\n\nMon\n",
        "<table>\n<tr><td>Day</td><td>High</td></tr>\n<tr><td>Mon</td></tr>\n</table>\n",
    );
    // A table for the look of the page.
    page(
        "<table><tr><td><h2>One</h2>Two</td><td><ul><li>Three</ul></td></tr></table>",
        "## One\n\nTwo\n\n- Three\n",
        "<h2>One</h2>\n<p>Two</p>\n<ul>\n<li>Three</li>\n</ul>\n",
    );
    page(
        "<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>",
        "One\n\nTwo\n",
        "<p>One</p>\n<p>Two</p>\n",
    );
}

#[test]
fn two_tables_are_two() {
    page(
        "<table><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td>e<td>f<tr><td>g<td>h</table>",
        "| a | b |\n| --- | --- |\n| c | d |\n\n| e | f |\n| --- | --- |\n| g | h |\n",
        "<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n\
         <table>\n<tr><td>e</td><td>f</td></tr>\n<tr><td>g</td><td>h</td></tr>\n</table>\n",
    );
}

#[test]
fn figures_have_their_captions() {
    page(
        "<figure><img alt='Seen from the <sea>'></figure><figure><img alt=x><figcaption>The <i>old</i> pier</figcaption></figure>",
        "Seen from the \\<sea>\n\n_The old pier_\n",
        "<p>Seen from the &lt;sea&gt;</p>\n<figure><figcaption>The <em>old</em> pier</figcaption></figure>\n",
    );
}

#[test]
fn descriptions() {
    page(
        "<dl><dt>Oak<dd>A <b>tree</b><dd><p>One<p>Two<dt>Ash<dt>Elm<dd>Trees<ul><li>x</ul></dl>",
        "**Oak**\n\nA **tree**\n\nOne\n\nTwo\n\n**Ash**\n\n**Elm**\n\nTrees\n\n- x\n",
        "<dl>\n<dt>Oak</dt>\n<dd>A <strong>tree</strong></dd>\n<dd>\n<p>One</p>\n<p>Two</p>\n</dd>\n<dt>Ash</dt>\n<dt>Elm</dt>\n\
         <dd>Trees\n<ul>\n<li>x</li>\n</ul>\n</dd>\n</dl>\n",
    );
    // No description without a list of them.
    page(
        "<dt>Oak</dt><dd>A tree</dd>",
        "**Oak**\n\nA tree\n",
        "<p>Oak</p>\n<p>A tree</p>\n",
    );
}

#[test]
fn lines_that_are_not_kept_leave_the_rest_whole() {
    let document = Document::from_html(
        "<ol><li>One<li>Two<li>Three</ol><pre>a\n\nb\nc\n\nd</pre><p>x<br>y<br>z</p>",
    );
    let kept: Vec<Kept> = [0, 2, 3, 4, 6, 7, 9]
        .into_iter()
        .map(|place| Kept {
            place,
            kind: Kind::Other,
        })
        .collect();
    let outline = Outline::new(&document, &kept);
    assert_eq!(
        markdown(&outline, true),
        "1. One\n3. Three\n\n```\na\n\nb\n\nd\n```\n\nx\n\nz\n"
    );
    assert_eq!(
        html(&outline, true),
        "<ol>\n<li>One</li>\n<li>Three</li>\n</ol>\n<pre><code>a\n\nb\n\nd</code></pre>\n<p>x</p>\n<p>z</p>\n"
    );
}
