//! Lists.

use super::page;

#[test]
fn lists_in_lists() {
    page(
        "<ul><li>One<ul><li>Two<ol><li>Three<li>Four</ol></ul><li>Five</ul><p>Six",
        "- One\n  - Two\n    1. Three\n    2. Four\n- Five\n\nSix\n",
        "<ul>\n<li>One\n<ul>\n<li>Two\n<ol>\n<li>Three</li>\n<li>Four</li>\n</ol>\n</li>\n</ul>\n</li>\n<li>Five</li>\n</ul>\n\
         <p>Six</p>\n",
    );
}

#[test]
fn ordered_lists_begin_where_they_begin() {
    page(
        "<ol start=9><li>Nine<p>and more<li>Ten<ol start=3><li>Three</ol></ol>",
        "9. Nine\n\n   and more\n10. Ten\n\n    3. Three\n",
        "<ol start=\"9\">\n<li>Nine\n<p>and more</p>\n</li>\n<li>Ten\n<ol start=\"3\">\n<li>Three</li>\n</ol>\n</li>\n</ol>\n",
    );
    // A number of CommonMark has nine digits.
    page(
        "<ol start=4000000000><li>One</ol>",
        "999999999. One\n",
        "<ol start=\"4000000000\">\n<li>One</li>\n</ol>\n",
    );
}

#[test]
fn items_hold_blocks() {
    page(
        "<ul><li><p>One</p><pre>x\n\ny</pre><li><h3>Two</h3><blockquote>Three</blockquote>Four<br>Five\
         <table><tr><td>a<td>b<tr><td>c<td>d</table></ul>",
        "- One\n\n  ```\n  x\n\n  y\n  ```\n- ### Two\n\n  > Three\n\n  Four\\\n  Five\n\n  | a | b |\n  | --- | --- |\n  | c | d |\n",
        "<ul>\n<li>\n<p>One</p>\n<pre><code>x\n\ny</code></pre>\n</li>\n<li>\n<h3>Two</h3>\n<blockquote>\n<p>Three</p>\n\
         </blockquote>\n<p>Four<br>\nFive</p>\n<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n\
         </table>\n</li>\n</ul>\n",
    );
}

#[test]
fn lists_behind_each_other_do_not_run_together() {
    page(
        "<ul><li>One</ul><ul><li>Two</ul><ul><li>Three</ul><ol><li>Four</ol><ol><li>Five</ol>",
        "- One\n\n+ Two\n\n- Three\n\n1. Four\n\n1) Five\n",
        "<ul>\n<li>One</li>\n</ul>\n<ul>\n<li>Two</li>\n</ul>\n<ul>\n<li>Three</li>\n</ul>\n\
         <ol>\n<li>Four</li>\n</ol>\n<ol>\n<li>Five</li>\n</ol>\n",
    );
}

#[test]
fn lists_that_are_not_well_made() {
    // A list right in a list belongs to the item before it.
    page(
        "<ul><li>One</li><ul><li>Two</ul><li>Three</ul>",
        "- One\n  - Two\n- Three\n",
        "<ul>\n<li>One\n<ul>\n<li>Two</li>\n</ul>\n</li>\n<li>Three</li>\n</ul>\n",
    );
    // To one of its own, if there is none.
    page(
        "<ul><ul><li>One</ul></ul>",
        "- - One\n",
        "<ul>\n<li>\n<ul>\n<li>One</li>\n</ul>\n</li>\n</ul>\n",
    );
    // Text outside the items is an item; an item outside a list is text.
    page(
        "<ol>One<div>Two</div><li>Three</ol><li>Four</li>",
        "1. One\n2. Two\n1. Three\n\nFour\n",
        "<ol>\n<li>One</li>\n<li>Two</li>\n<li>Three</li>\n</ol>\n<p>Four</p>\n",
    );
}

#[test]
fn an_item_of_the_deepest_list_is_the_last() {
    let source = "<ul><li>x".repeat(40) + "<p>y";
    let document = crate::document::Document::from_html(&source);
    let (markdown, html) = super::both(&document, &[], true);
    // Sixteen containers: a list and an item each.
    assert_eq!(html.matches("<ul>").count(), 8);
    assert_eq!(html.matches("</ul>").count(), 8);
    assert!(markdown.ends_with(&format!("\n\n{}y\n", " ".repeat(16))));
    let again = crate::document::Document::from_html(&html);
    assert_eq!(super::texts(&again), super::texts(&document));
}
