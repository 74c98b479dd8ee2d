//! Pages that would be something else.

use super::{both, page};
use crate::document::Document;

#[test]
fn addresses_that_run_something_are_not_written() {
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "&#1;javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHA+",
        "vbscript:x",
        "#here",
        "",
    ] {
        page(
            &format!("<p><a href=\"{address}\" onclick=\"alert(1)\">Oak</a></p>"),
            "Oak\n",
            "<p>Oak</p>\n",
        );
    }
}

#[test]
fn addresses_end_where_they_end() {
    page(
        "<a href='/\"><script>x()</script>(\">'>Oak</a>",
        "[Oak](/%22%3E%3Cscript%3Ex\\(\\)%3C/script%3E\\(%22%3E)\n",
        "<p><a href=\"/&quot;&gt;&lt;script&gt;x()&lt;/script&gt;(&quot;&gt;\">Oak</a></p>\n",
    );
}

#[test]
fn elements_that_are_text_stay_text() {
    page(
        "<p>&lt;script&gt;x()&lt;/script&gt; &amp;lt; &amp;amp;</p><script>y()</script><style>z</style><iframe src=x></iframe>",
        "\\<script>x()\\</script> \\&lt; \\&amp;\n",
        "<p>&lt;script&gt;x()&lt;/script&gt; &amp;lt; &amp;amp;</p>\n",
    );
    page(
        "<pre>&lt;/code&gt;&lt;/pre&gt;&lt;b&gt;</pre>",
        "```\n</code></pre><b>\n```\n",
        "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;b&gt;</code></pre>\n",
    );
}

#[test]
fn text_that_is_markdown_stays_text() {
    for (source, markdown) in [
        ("# Oak", r"\# Oak"),
        ("1) Oak", r"1\) Oak"),
        ("- Oak", r"\- Oak"),
        ("---", r"\---"),
        ("***", r"\*\*\*"),
        ("```", r"\`\`\`"),
        ("> Oak", r"\> Oak"),
        ("Oak<br>===", "Oak\\\n\\==="),
        ("a|b<br>-|-", "a|b\\\n\\-|-"),
        ("[oak]: /x", r"\[oak\]: /x"),
        ("Oak\\<br>Ash", "Oak\\\\\\\nAsh"),
        ("<b>1</b>. Oak", "**1**. Oak"),
    ] {
        let document = Document::from_html(&format!("<p>{source}</p>"));
        assert_eq!(
            both(&document, &[], true).0,
            format!("{markdown}\n"),
            "{source}"
        );
    }
    let document = Document::from_html("<h2>C #</h2><ul><li>- Oak<li>[ ] Ash</ul>");
    assert_eq!(
        both(&document, &[], true).0,
        "## C \\#\n\n- \\- Oak\n- \\[ \\] Ash\n"
    );
}
