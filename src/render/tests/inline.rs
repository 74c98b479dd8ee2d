//! Links, emphasis and code inside lines.

use super::{both, page};
use crate::document::Document;

/// A paragraph without its own tags.
fn line(source: &str, in_markdown: &str, in_html: &str) {
    page(
        &format!("<p>{source}</p>"),
        &format!("{in_markdown}\n"),
        &format!("<p>{in_html}</p>\n"),
    );
}

#[test]
fn links_bold_emphasis_and_code_in_each_other() {
    line(
        "See <a href='/a?b=1&amp;c=2'>the <b>old</b> <code>pier</code></a>, <b>or <i>not</i></b>.",
        r"See [the **old** `pier`](/a?b=1\&c=2), **or _not_**.",
        "See <a href=\"/a?b=1&amp;c=2\">the <strong>old</strong> <code>pier</code></a>, <strong>or <em>not</em></strong>.",
    );
    line("<b>a<b>b</b></b>", "**ab**", "<strong>ab</strong>");
}

#[test]
fn marks_end_with_their_lines() {
    line(
        "<a href=/x><b>one<br>two</b></a> three",
        "[**one**](/x)\\\n[**two**](/x) three",
        "<a href=\"/x\"><strong>one</strong></a><br>\n<a href=\"/x\"><strong>two</strong></a> three",
    );
}

#[test]
fn emphasis_where_markdown_can_say_it() {
    for (source, markdown) in [
        ("un<i>believ</i>able", "un*believ*able"),
        ("un<b>believ</b>able", "un**believ**able"),
        ("<b>bo</b>ld", "**bo**ld"),
        ("(<i>sic</i>)", "(_sic_)"),
        ("<i>a</i><b>b</b>", "a**b**"),
        ("<b>a</b><b>b</b>", "**ab**"),
        ("a<b>\"b\"</b>c", "a\"b\"c"),
        ("<b>\"b\"</b> c", "**\"b\"** c"),
        ("<i><b>a</b></i> b", "**_a_** b"),
        ("<b>x<i>y</i>z</b>", "**x*y*z**"),
        ("<b>*</b>", r"**\***"),
        ("*<b>a</b>", r"\*a"),
        ("see<b><a href=/x>y</a></b>", "see[y](/x)"),
    ] {
        let document = Document::from_html(&format!("<p>{source}</p>"));
        assert_eq!(
            both(&document, &[], true).0,
            format!("{markdown}\n"),
            "{source}"
        );
    }
}

#[test]
fn code_with_backticks() {
    for (source, markdown) in [
        ("<code>a`b</code>", "``a`b``"),
        ("<code>`</code>", "`` ` ``"),
        ("<code>a *b* [c] &lt;d></code>", "`a *b* [c] <d>`"),
        ("<code><a href=/x>a</a> <b>b</b></code>", "`a b`"),
        ("<code>a</code><code>b</code>", "`a`b"),
        ("`<code>b</code>", r"\`b"),
    ] {
        let document = Document::from_html(&format!("<p>{source}</p>"));
        assert_eq!(
            both(&document, &[], true).0,
            format!("{markdown}\n"),
            "{source}"
        );
    }
}

#[test]
fn a_link_behind_an_exclamation_mark_is_no_picture() {
    line(
        "Look!<a href=/x>Here</a>",
        r"Look\![Here](/x)",
        "Look!<a href=\"/x\">Here</a>",
    );
}

#[test]
fn links_can_be_left_out() {
    let document = Document::from_html("<p><a href=/x>One <b>two</b></a> three");
    let (markdown, html) = both(&document, &[], false);
    assert_eq!(markdown, "One **two** three\n");
    assert_eq!(html, "<p>One <strong>two</strong> three</p>\n");
}

#[test]
fn marks_of_blank_text_are_no_marks() {
    page("<p><b>\u{200b}</b></p>Oak", "Oak\n", "<p>Oak</p>\n");
}

#[test]
fn code_in_a_cell_has_no_bars() {
    page(
        "<table><tr><td><code>a|b</code><td>\\|<tr><td><a href='/a|b'>c</a><td>d</table>",
        "| a\\|b | \\\\\\| |\n| --- | --- |\n| [c](/a%7Cb) | d |\n",
        "<table>\n<tr><td><code>a|b</code></td><td>\\|</td></tr>\n<tr><td><a href=\"/a|b\">c</a></td><td>d</td></tr>\n</table>\n",
    );
}
