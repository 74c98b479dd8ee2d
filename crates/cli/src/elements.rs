//! The names of HTML elements: what tells a selector from a slip, and a page from a text.

/// Every element of HTML, those of old pages too, sorted.
#[rustfmt::skip]
const NAMES: [&str; 136] = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd",
    "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu",
    "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup",
    "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb", "rp",
    "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
    "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u",
    "ul", "var", "video", "wbr", "xmp",
];

/// The longest of the names.
const LONGEST: usize = 10;

/// Whether HTML has an element of this name; case does not matter.
pub(crate) fn is_element(name: &str) -> bool {
    name.len() <= LONGEST && {
        let name = name.to_ascii_lowercase();
        NAMES.binary_search(&name.as_str()).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NAMES, is_element};

    #[test]
    fn names_are_sorted_and_none_is_longer_than_the_longest() {
        assert!(NAMES.is_sorted());
        assert_eq!(NAMES.iter().map(|name| name.len()).max(), Some(LONGEST));
    }

    #[test]
    fn elements_are_known_in_any_case() {
        assert!(is_element("figcaption") && is_element("DIV"));
        assert!(!is_element("paragraph") && !is_element("") && !is_element("blockquotes"));
    }
}
