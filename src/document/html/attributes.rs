//! What the attributes of an element say.

use scraper::node::Element;

use crate::document::block::Places;

/// The attributes that matter, read in one go.
#[derive(Debug, Default)]
pub(super) struct Attributes<'e> {
    class: Option<&'e str>,
    id: Option<&'e str>,
    role: Option<&'e str>,
    property: Option<&'e str>,
    start: Option<&'e str>,
    hidden: bool,
    /// A template that is the inside of the element around it.
    shadow: bool,
    pub href: Option<&'e str>,
    pub alt: Option<&'e str>,
}

impl<'e> Attributes<'e> {
    pub(super) fn of(element: &'e Element) -> Self {
        let mut found = Self::default();
        for (name, value) in element.attrs() {
            match name {
                "class" => found.class = Some(value),
                "id" => found.id = Some(value),
                "role" => found.role = Some(value),
                "itemprop" => found.property = Some(value),
                "href" => found.href = Some(value),
                "start" => found.start = Some(value),
                "alt" => found.alt = Some(value),
                "hidden" => found.hidden = true,
                "shadowrootmode" | "shadowroot" => found.shadow = true,
                "aria-hidden" => found.hidden |= value == "true",
                "style" => found.hidden |= is_hidden(value),
                _ => {}
            }
        }
        found
    }

    pub(super) fn class(&self) -> &'e str {
        self.class.unwrap_or_default()
    }

    /// What names the element, for whoever wrote the page's style sheets.
    pub(super) fn names(&self) -> impl Iterator<Item = &'e str> {
        [self.class, self.id, self.role, self.property]
            .into_iter()
            .flatten()
    }

    /// The number of the first item.
    pub(super) fn start(&self) -> u32 {
        self.start
            .and_then(|start| start.trim().parse().ok())
            .unwrap_or(1)
    }

    /// The places of an element that has these by its name.
    pub(super) fn places(&self, named: Places) -> Places {
        let shown = self.shadow && named == Places::TEMPLATE;
        let mut places = if shown { Places::NONE } else { named };
        if let Some(role) = self.role {
            places = places.with(of_role(role));
        }
        if let Some(property) = self.property {
            places = places.with(of_property(property));
        }
        if self.hidden {
            places = places.with(Places::HIDDEN);
        }
        places
    }
}

/// Whether anybody reads attributes of that name: these here, those of [`Collector`](crate::metadata::Collector), and two
/// that the tree builder goes by.
pub(super) fn is_read(name: &str) -> bool {
    let here = matches!(
        name,
        "class"
            | "id"
            | "role"
            | "itemprop"
            | "href"
            | "start"
            | "alt"
            | "hidden"
            | "shadowrootmode"
            | "shadowroot"
            | "aria-hidden"
            | "style"
    );
    let metadata = matches!(
        name,
        "itemscope"
            | "itemtype"
            | "content"
            | "rel"
            | "property"
            | "name"
            | "http-equiv"
            | "lang"
            | "xml:lang"
            | "datetime"
            | "pubdate"
            | "src"
            | "title"
    );
    here || metadata || matches!(name, "type" | "encoding")
}

/// Whether a style says that the element is not shown.
fn is_hidden(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else {
            return false;
        };
        let is = |text: &str, word: &str| text.trim().eq_ignore_ascii_case(word);
        // What stands behind `!` is `important`.
        let value = value.split('!').next().unwrap_or_default();
        is(name, "display") && is(value, "none") || is(name, "visibility") && is(value, "hidden")
    })
}

fn of_role(role: &str) -> Places {
    match role {
        "article" => Places::ARTICLE,
        "main" => Places::MAIN,
        "navigation" | "menu" | "menubar" | "tablist" => Places::NAVIGATION,
        "banner" => Places::HEADER,
        "contentinfo" => Places::FOOTER,
        "complementary" => Places::ASIDE,
        "search" | "form" => Places::FORM,
        "dialog" | "alertdialog" => Places::DIALOG,
        "button" => Places::BUTTON,
        "heading" => Places::HEADING,
        _ => Places::default(),
    }
}

fn of_property(names: &str) -> Places {
    let content = names.split_ascii_whitespace().any(|name| {
        matches!(
            name,
            "articleBody" | "description" | "text" | "reviewBody" | "recipeInstructions"
        )
    });
    if content {
        Places::CONTENT
    } else {
        Places::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    #[test]
    fn a_style_hides_whatever_its_letters_and_its_weight() {
        for style in [
            "display:none",
            " DISPLAY : None ! important",
            "color:red;visibility:hidden;",
            "display:block;display:none!important",
        ] {
            assert!(is_hidden(style), "{style}");
        }
        for style in [
            "",
            "none",
            "display:nonesuch",
            "content:'display:none'",
            "-x-display:none",
            "visibility:visible",
            "opacity:0",
        ] {
            assert!(!is_hidden(style), "{style}");
        }
    }

    fn block(html: &str) -> Block {
        Document::from_html(html).blocks().unwrap()[0]
    }

    #[test]
    fn roles_and_properties_are_places() {
        let block = block("<div role=navigation><div role=main><p itemprop='name text'>a");
        let expected = Places::NAVIGATION.with(Places::MAIN).with(Places::CONTENT);
        assert_eq!(block.places, expected);
    }

    #[test]
    fn lists_begin_at_what_their_start_says() {
        let first = |start| {
            let html = format!("<ol start='{start}'><li>a<li>b</ol>");
            let document = Document::from_html(&html);
            document
                .blocks()
                .unwrap()
                .iter()
                .map(|block| block.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(first(" 7 "), [Some(7), Some(8)]);
        assert_eq!(first("x"), [Some(1), Some(2)]);
        assert_eq!(first("4294967295"), [Some(u32::MAX), Some(u32::MAX)]);
    }
}
