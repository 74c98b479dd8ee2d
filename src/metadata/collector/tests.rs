use super::*;
use crate::metadata::walk::read;
use crate::metadata::{Fact, LinkedText};

fn metadata(html: &str) -> Metadata {
    read(html).0
}

fn fact(value: &str, source: Source) -> Fact {
    Fact {
        value: value.to_owned(),
        source,
    }
}

#[test]
fn every_source_is_read() {
    let json = r#"<script type="application/ld+json">{"@type": "Article", "headline": "The pier"}</script>"#;
    let og = r#"<meta property="og:title" content="The pier">"#;
    let meta = r#"<meta name="DC.title" content="The pier">"#;
    let item = r#"<div itemscope itemtype="https://schema.org/Article"><b itemprop="headline">The pier</b></div>"#;
    let markup = "<title>The pier</title>";
    for (html, source) in [
        (format!("{markup}{meta}{og}{json}{item}"), Source::JsonLd),
        (format!("{markup}{meta}{og}{item}"), Source::OpenGraph),
        (format!("{markup}{meta}{item}"), Source::Meta),
        (format!("{markup}{item}"), Source::Microdata),
        (markup.to_owned(), Source::Markup),
    ] {
        assert_eq!(metadata(&html).title, Some(fact("The pier", source)));
    }
}

#[test]
fn a_page_tells_everything() {
    let page = metadata(
        r#"<html lang="en_GB"><head><base href="https://pier.example/news/">
        <title>The pier &amp;amp; the storm | Pier News</title>
        <meta property="og:site_name" content="Pier News"><meta name="description" content=" A  storm. ">
        <meta property="og:image" content="/i.png"><meta property="article:section" content="Harbour">
        <meta property="article:tag" content="storm"><meta property="article:tag" content="pier">
        <meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
        <meta property="article:modified_time" content="2024-03-06">
        <link rel="canonical" href="pier.html"></head>
        <body><h1>The pier<br>&amp; the storm</h1><a rel="author" href="/ada">By Ada Quill</a></body>"#,
    );
    let expected = Metadata {
        title: Some(fact("The pier & the storm", Source::Markup)),
        authors: vec![fact("Ada Quill", Source::Markup)],
        date: Some(fact("2024-03-05T10:00:00+01:00", Source::OpenGraph)),
        modified: Some(fact("2024-03-06", Source::OpenGraph)),
        site_name: Some(fact("Pier News", Source::OpenGraph)),
        language: Some(fact("en-GB", Source::Markup)),
        canonical: Some(fact("https://pier.example/news/pier.html", Source::Markup)),
        description: Some(fact("A storm.", Source::Meta)),
        image: Some(fact("https://pier.example/i.png", Source::OpenGraph)),
        section: Some(fact("Harbour", Source::OpenGraph)),
        tags: vec![
            fact("storm", Source::OpenGraph),
            fact("pier", Source::OpenGraph),
        ],
    };
    assert_eq!(page, expected);
}

#[test]
fn microdata_of_other_things_is_left_out() {
    let page = metadata(
        r#"<div itemscope itemtype="https://schema.org/WebPage"><article itemscope itemtype="https://schema.org/BlogPosting">
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="name">Ada Quill</a></span>
        <time itemprop="datePublished" datetime="2024-03-05">today</time>
        <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Nobody</b>
        <time itemprop="datePublished" datetime="2020-01-01">then</time></div></article></div>"#,
    );
    assert_eq!(page.authors, [fact("Ada Quill", Source::Microdata)]);
    assert_eq!(page.date, Some(fact("2024-03-05", Source::Microdata)));
}

#[test]
fn a_person_goes_before_nobody_and_the_site() {
    let json = r#"<script type="application/ld+json">{"@type": "Article",
        "author": {"@type": "Organization", "name": "Pier News"}}</script>"#;
    let page = metadata(&format!(
        r#"{json}<meta name="author" content="admin"><h1>The pier</h1><p class="byline">By Ada Quill</p>"#
    ));
    assert_eq!(page.authors, [fact("Ada Quill", Source::Markup)]);
    assert_eq!(metadata(json).authors, [fact("Pier News", Source::JsonLd)]);
    let page = metadata(r#"<meta name="author" content="admin">"#);
    assert_eq!(page.authors, [fact("admin", Source::Meta)]);
}

#[test]
fn classes_and_text_tell_what_nothing_else_does() {
    let page = metadata(
        r#"<h1>The pier</h1><div class="post-author">By<span>Ada Quill</span><span>Harbour Desk</span></div>
        <p>Updated 6 March 2024</p><p>5 March 2024</p>"#,
    );
    assert_eq!(page.authors, [fact("Ada Quill", Source::Markup)]);
    assert_eq!(page.date, Some(fact("2024-03-05", Source::Text)));
    assert_eq!(page.modified, Some(fact("2024-03-06", Source::Text)));
    let page = metadata("<h1>The pier</h1><p>By <b>Ada Quill</b> and <b>Tom Reed</b></p>");
    assert_eq!(page.authors, [fact("Ada Quill", Source::Text)]);
}

#[test]
fn addresses_tell_dates() {
    let page = metadata(r#"<link rel=canonical href="https://pier.example/2024/03/05/pier">"#);
    assert_eq!(page.date, Some(fact("2024-03-05", Source::Markup)));
    let page = metadata(r#"<link rel=canonical href="https://pier.example/2024/13/05/pier">"#);
    assert_eq!(page.date, None);
}

#[test]
fn types_and_texts_are_handed_on() {
    let (_, linked) = read(
        r#"<meta property="og:type" content="article"><script type="application/ld+json">
        {"@type": "NewsArticle", "articleBody": "One.
Two."}</script>"#,
    );
    assert_eq!(linked.types, ["newsarticle", "article"]);
    let text = LinkedText {
        property: "articleBody",
        lines: vec!["One.".to_owned(), "Two.".to_owned()],
    };
    assert_eq!(linked.texts, [text]);
}

#[test]
fn pictures_and_styles_are_no_titles() {
    let page = metadata("<svg><title>Arrow</title></svg><h1><style>a{}</style>The pier</h1>");
    assert_eq!(page.title, Some(fact("The pier", Source::Markup)));
}

#[test]
fn odd_pages_are_survived_in_linear_time() {
    for unit in [
        "<div itemscope itemprop=author class=author>",
        "<h1 class=date>",
        "<time>",
        "<meta name=author content=x>",
        "<script type='application/ld+json'>{</script>",
        "<a rel=author>",
    ] {
        let _ = metadata(&unit.repeat(5_000));
    }
    assert_eq!(metadata(""), Metadata::default());
}
