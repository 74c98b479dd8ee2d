use super::*;

fn text_of(html: &str) -> Option<(String, usize)> {
    match Quick::new(true).token(html)? {
        (Token::CharacterTokens(text), length) => Some((text.to_string(), length)),
        _ => None,
    }
}

fn tag_of(html: &str) -> Option<(Tag, usize)> {
    match Quick::new(true).token(html)? {
        (Token::TagToken(tag), length) => Some((tag, length)),
        _ => None,
    }
}

#[test]
fn a_tag_has_its_attributes_in_lower_case_and_the_first_of_each_name() {
    let html = "<DIV Class=\"a &amp; b\" id='x' hidden ID=y data-Z = u/v/>text";
    let (tag, length) = tag_of(html).unwrap();
    assert_eq!(&html[length..], "text");
    assert_eq!((&*tag.name, tag.kind), ("div", TagKind::StartTag));
    let attributes = tag.attrs.iter();
    let attributes: Vec<(&str, &str)> = attributes
        .map(|attribute| (&*attribute.name.local, &*attribute.value))
        .collect();
    // A slash at the end of a value without quotes is a part of it.
    let expected = [
        ("class", "a & b"),
        ("id", "x"),
        ("hidden", ""),
        ("data-z", "u/v/"),
    ];
    assert_eq!(attributes, expected);
    assert!(tag.had_duplicate_attributes && !tag.self_closing);
    assert!(tag_of("<br/>").unwrap().0.self_closing);
    assert!(!tag_of("<br/ a>").unwrap().0.self_closing);
    assert_eq!(tag_of("</P >x").unwrap().1, 5);
}

#[test]
fn attributes_that_nobody_reads_are_left_out_unless_all_are_wanted() {
    let html = "<p class=a data-a='&copy' onclick=\"b>\" id=c data-a>";
    let names = |all: bool| {
        let (token, length) = Quick::new(all).token(html)?;
        assert_eq!(length, html.len());
        let Token::TagToken(tag) = token else {
            return None;
        };
        let names = tag.attrs.iter().map(|one| one.name.local.to_string());
        Some(names.collect::<Vec<_>>())
    };
    assert_eq!(
        names(false),
        Some(vec!["class".to_owned(), "id".to_owned()])
    );
    assert_eq!(names(true), None, "the reference is not plain");
    let (tag, _) = tag_of("<b data-a=1>").unwrap();
    assert_eq!(tag.attrs.len(), 1);
}

#[test]
fn what_is_not_plain_is_left_to_the_tokenizer() {
    for html in [
        "<p",
        "<p class='a>",
        "<p a\0=b>",
        "<p a='\0'>",
        "<p title='&copy'>",
        "<p =a>",
        "</p a>",
        "< p>",
        "<?php ?>",
        "<!doctype html>",
        "<![CDATA[a]]>",
        "<!-->",
        "<!--->",
        "<!-- a",
        "<script>",
        "</title>",
        "\0",
        "&copy",
        "&#128;",
        "&#x;",
    ] {
        assert!(Quick::new(true).token(html).is_none(), "{html:?}");
    }
}

#[test]
fn text_ends_at_a_tag_or_before_what_is_not_plain() {
    assert_eq!(text_of("a\r\nb\rc<p>"), Some(("a\nb\nc".to_owned(), 6)));
    assert_eq!(
        text_of("a & b &lt; &#8217;&#xE4; &"),
        Some(("a & b < \u{2019}\u{e4} &".to_owned(), 26))
    );
    assert_eq!(text_of("a &notit; b"), Some(("a ".to_owned(), 2)));
    assert_eq!(text_of("a\0b"), Some(("a".to_owned(), 1)));
}

#[test]
fn a_comment_ends_where_the_standard_says() {
    for (html, length) in [("<!---->x", 7), ("<!-- -- --->x", 12), ("<!-- a --!>x", 11)] {
        let (token, end) = Quick::new(true).token(html).unwrap();
        assert_eq!(token, Token::CommentToken(StrTendril::new()));
        assert_eq!(end, length, "{html}");
    }
}

#[test]
fn a_script_that_nobody_reads_ends_at_its_own_end_tag() {
    for (html, length) in [
        ("a</scripts></SCRIPT >b", 11),
        ("a", 1),
        ("<!-- a </script>", 7),
        ("<!-- <script>a</script> --></script>", 0),
        ("<script><!-- a --></script>", 18),
        ("a</script", 9),
    ] {
        assert_eq!(end_of_unread(html, true), length, "{html}");
    }
    assert_eq!(end_of_unread("<!-- <script></style>", false), 13);
}
