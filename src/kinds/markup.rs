//! What the markup says of a line's kind.

use crate::document::page::Style;
use crate::document::{Block, Families, Page, Places, Tag};
use crate::report::Kind;

/// What the element says of a body line; `prose`: it reads as a paragraph, `row`: it has cells.
///
/// `None` where the element only orders the page (a `<div>`), so that the text has to tell. Layout was made of tables once:
/// a cell that reads as a paragraph is one.
pub(super) fn body(block: &Block, prose: bool, row: bool) -> Option<Kind> {
    let within = |places| block.places.any(places);
    Some(match block.tag {
        tag if tag.heading().is_some() => Kind::Heading,
        _ if within(Places::HEADING) => Kind::Heading,
        Tag::Caption | Tag::TableCaption | Tag::Alternative => Kind::Caption,
        _ if within(Places::PREFORMATTED) => Kind::Code,
        _ if within(Places::QUOTE) => Kind::Quote,
        _ if within(Places::FIGURE) => Kind::Caption,
        Tag::Row if row => Kind::Table,
        Tag::Row | Tag::Cell if prose => Kind::Paragraph,
        Tag::Row | Tag::Cell => Kind::Table,
        Tag::Item | Tag::Term | Tag::Definition => Kind::ListItem,
        Tag::Paragraph if within(Places::LIST) && block.first => Kind::ListItem,
        _ => return None,
    })
}

/// What a boilerplate line is by the place it stands in, for a line that says nothing of itself. The first that fits.
pub(super) fn boilerplate(block: &Block) -> Option<Kind> {
    let fits = |place: &&Place| {
        (block.places.any(place.places) || block.families.any(place.families))
            && (!place.links || block.places.any(Places::LINK))
    };
    PLACES.iter().find(fits).map(|place| place.kind)
}

/// What a boilerplate line is that says of itself to be of `kind`: in a menu the names of sections and months, which stand in
/// bylines elsewhere, are its entries.
pub(super) fn in_place(block: &Block, kind: Kind) -> Kind {
    if kind == Kind::Metadata && block.places.any(Places::NAVIGATION) {
        Kind::Navigation
    } else {
        kind
    }
}

/// Whether a line stands in the same part of the page as the one before it.
pub(super) fn goes_on(before: &Block, block: &Block) -> bool {
    const PARTS: [Places; 7] = [
        Places::ARTICLE,
        Places::NAVIGATION,
        Places::HEADER,
        Places::FOOTER,
        Places::ASIDE,
        Places::FIGURE,
        Places::DIALOG,
    ];
    before.families == block.families
        && PARTS
            .iter()
            .all(|&part| before.places.any(part) == block.places.any(part))
}

/// A place that tells the kind of what stands in it.
struct Place {
    places: Places,
    families: Families,
    /// Only of lines that are links.
    links: bool,
    kind: Kind,
}

const fn named(families: Families, kind: Kind) -> Place {
    placed(Places::NONE, families, kind)
}

const fn placed(places: Places, families: Families, kind: Kind) -> Place {
    Place {
        places,
        families,
        links: false,
        kind,
    }
}

const fn links(places: Places, families: Families, kind: Kind) -> Place {
    Place {
        links: true,
        ..placed(places, families, kind)
    }
}

/// Names before elements: a list of related articles stands in `<nav>`, too. A whole page may stand in `<form>`, so that this
/// comes last.
const PLACES: [Place; 12] = [
    named(Families::COMMENT, Kind::Comments),
    named(Families::CONSENT, Kind::Legal),
    named(Families::PROMOTION, Kind::Promotion),
    named(Families::SOCIAL, Kind::Share),
    named(Families::RELATED, Kind::Related),
    named(Families::METADATA, Kind::Metadata),
    placed(Places::NAVIGATION, Families::NAVIGATION, Kind::Navigation),
    placed(
        Places::BUTTON.with(Places::NOSCRIPT),
        Families::NONE,
        Kind::Interface,
    ),
    links(
        Places::FOOTER.with(Places::HEADER),
        Families::FOOT.with(Families::HEAD),
        Kind::Navigation,
    ),
    links(
        Places::ASIDE,
        Families::SIDE.with(Families::CARD),
        Kind::Related,
    ),
    placed(Places::DIALOG, Families::NONE, Kind::Interface),
    placed(Places::FORM, Families::FORM, Kind::Interface),
];

/// Whether all of the line is marked as code.
pub(super) fn is_code(page: &Page, span: crate::document::Span, text: &str) -> bool {
    let start = span.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    let first = page.marks.partition_point(|mark| mark.span.start < start);
    page.marks[first..]
        .iter()
        .take_while(|mark| mark.span.start == start)
        .any(|mark| mark.style == Style::Code && mark.span.end >= end)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::report::{Kind, Label};
    use crate::signals::Signals;

    /// The kinds of a page's lines, all of that label.
    fn kinds(html: &str, label: Label) -> Vec<Kind> {
        let document = Document::from_html(html);
        let lexicon = Lexicon::builtin();
        let signals = Signals::measure(&document, lexicon);
        let labels = vec![label; signals.len()];
        crate::kinds::decide(&document, lexicon, &signals, &labels, None)
    }

    #[test]
    fn elements_tell_the_kinds_of_body_lines() {
        let page = "<h2>The winter that broke the pier</h2><p>A town without a pier</p>\
            <ul><li>Oak, from the forest behind the town</li><li><p>Iron</p></li></ul>\
            <dl><dt>Bollard</dt><dd>A post to tie ships to</dd></dl>\
            <blockquote><p>We heard it go at four in the morning</p></blockquote>\
            <figure><img src=a alt=pier><figcaption>The pier in March</figcaption></figure>\
            <table><tr><td>Oak</td><td>40</td></tr></table>\
            <pre>make pier</pre><p><code>pier build</code></p><p>Run <code>pier build</code> once</p>";
        assert_eq!(
            kinds(page, Label::Body),
            [
                Kind::Heading,
                Kind::Paragraph,
                Kind::ListItem,
                Kind::ListItem,
                Kind::ListItem,
                Kind::ListItem,
                Kind::Quote,
                Kind::Caption,
                Kind::Table,
                Kind::Code,
                Kind::Code,
                Kind::Paragraph,
            ]
        );
    }

    #[test]
    fn a_table_that_lays_out_the_page_holds_paragraphs() {
        let prose = "The council of the port town voted on Tuesday to rebuild the old pier. The storm of March tore it apart.";
        let page = format!("<table><tr><td>{prose}</td></tr><tr><td>Oak</td></tr></table>");
        assert_eq!(kinds(&page, Label::Body), [Kind::Paragraph, Kind::Table]);
    }

    #[test]
    fn divisions_leave_it_to_the_text_and_headings_in_a_row_stay_headings() {
        let page = "<div>Opening hours:</div><div>The pier opens at noon.</div>";
        assert_eq!(kinds(page, Label::Body), [Kind::Heading, Kind::Paragraph]);
        let page = "<h3>Oak</h3><h3>Ash</h3><h3>Elm</h3>";
        assert_eq!(kinds(page, Label::Body), [Kind::Heading; 3]);
        let page = "<div>Oak</div><div>Ash</div><div>Elm</div>";
        assert_eq!(kinds(page, Label::Body), [Kind::ListItem; 3]);
    }

    #[test]
    fn places_tell_the_kinds_of_boilerplate_that_says_nothing_of_itself() {
        let page = "<nav><p>The harbour</p></nav><div class=comments><p>Lovely old planks</p></div>\
            <div class=related-posts><p>A bridge for the mill</p></div><div class=byline><p>Ada Brook</p></div>\
            <button>Turn on the lamps</button><footer><a href=/x>The harbour master</a></footer>";
        assert_eq!(
            kinds(page, Label::Boilerplate),
            [
                Kind::Navigation,
                Kind::Comments,
                Kind::Related,
                Kind::Metadata,
                Kind::Interface,
                Kind::Navigation,
            ]
        );
    }

    #[test]
    fn a_block_ends_where_another_part_of_the_page_begins() {
        let page = "<div><div class=share><span>Facebook</span><br><span>Twitter</span></div>            <div><p>The old pier in March</p><p>Ivo Lund took it</p></div></div>";
        let kinds = kinds(page, Label::Boilerplate);
        assert_eq!(kinds[..2], [Kind::Share; 2]);
        assert_ne!(kinds[2], Kind::Share);
    }

    #[test]
    fn sections_and_months_in_a_menu_are_its_entries() {
        let page = "<nav><a href=/n>News</a><p>March 2024</p></nav><p>March 2024</p>";
        assert_eq!(
            kinds(page, Label::Boilerplate),
            [Kind::Navigation, Kind::Navigation, Kind::Metadata]
        );
    }

    #[test]
    fn a_known_phrase_says_more_than_its_place() {
        let page = "<nav><p>Leave a comment</p><p>All rights reserved</p></nav>";
        assert_eq!(
            kinds(page, Label::Boilerplate),
            [Kind::Comments, Kind::Legal]
        );
    }
}
