//! Whether a file is a page or a text, where nobody says so.
//!
//! The content decides: what begins as pages begin is one, whatever its name. The list is that of browsers (the MIME
//! Sniffing Standard, 7.1), and with it the elements that parts cut out of a page begin with. A name that promises a page
//! decides only where the content has markup somewhere: many extractors leave their texts under the name of the page.

use std::ffi::OsStr;
use std::path::Path;

use crate::elements::is_element;

/// The ends of the names of pages.
pub(super) const EXTENSIONS: [&str; 3] = ["html", "htm", "xhtml"];

/// What a page begins with, behind comments and instructions; sorted.
const FIRST: [&str; 36] = [
    "a", "article", "aside", "b", "body", "br", "center", "div", "font", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "iframe", "img", "li", "link", "main",
    "meta", "nav", "ol", "p", "script", "section", "span", "style", "table", "title", "ul",
];

/// Whether the content is a page; `name` is the name of its file.
pub(super) fn is_html(content: &str, name: Option<&Path>) -> bool {
    begins_as_page(content) || name.is_some_and(is_page_name) && has_tag(content)
}

/// Whether files of this name are pages.
pub(super) fn is_page_name(name: &Path) -> bool {
    has_extension(name, &EXTENSIONS)
}

pub(super) fn has_extension(name: &Path, extensions: &[&str]) -> bool {
    name.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|of_name| extensions.iter().any(|it| of_name.eq_ignore_ascii_case(it)))
}

fn begins_as_page(content: &str) -> bool {
    let Some(markup) = behind_remarks(content).strip_prefix('<') else {
        return false;
    };
    let doctype = markup
        .get(..8)
        .is_some_and(|word| word.eq_ignore_ascii_case("!doctype"));
    if doctype {
        return name_of_tag(markup[8..].trim_start()).eq_ignore_ascii_case("html");
    }
    let name = name_of_tag(markup).to_ascii_lowercase();
    FIRST.binary_search(&name.as_str()).is_ok()
}

/// The content without what may stand before a page's first tag: a byte order mark, white space, comments and
/// instructions such as `<?xml version="1.0"?>`.
fn behind_remarks(content: &str) -> &str {
    let mut rest = content.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            ">"
        } else {
            return rest;
        };
        match rest.split_once(end) {
            Some((_, behind)) => rest = behind,
            None => return "",
        }
    }
}

/// Whether a start or end tag of HTML stands anywhere.
fn has_tag(content: &str) -> bool {
    content.split('<').skip(1).any(|markup| {
        let markup = markup.strip_prefix('/').unwrap_or(markup);
        is_element(name_of_tag(markup))
    })
}

/// The name that the text begins with, if it ends as the name of a tag does; else nothing.
fn name_of_tag(markup: &str) -> &str {
    // No element has a longer name, so that a long word is not read to its end.
    let bytes = markup.as_bytes().iter().take(16);
    let length = bytes.take_while(|it| it.is_ascii_alphanumeric()).count();
    let (name, behind) = markup.split_at(length);
    if behind.starts_with([' ', '\t', '\n', '\r', '\x0c', '>', '/']) {
        name
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FIRST, is_html};
    use crate::elements::is_element;

    #[test]
    fn pages_begin_as_browsers_know_them() {
        assert!(FIRST.is_sorted() && FIRST.iter().all(|name| is_element(name)));
        for page in [
            "<!DOCTYPE html><p>",
            "<!doctype\nHTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
            "\u{feff}\r\n  <html lang=\"sv\">",
            "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<!-- -->\n<HTML xmlns=\"x\">",
            "<p>The bridge is open.",
            "<br/>",
            "<article class=\"post\"><h1>",
        ] {
            assert!(is_html(page, None), "{page}");
        }
    }

    #[test]
    fn texts_are_no_pages() {
        for text in [
            "",
            "<",
            "The bridge is open. <p>",
            "<3 bridges",
            "<placeholder>",
            "<pier>",
            "<!doctype svg>",
            "<!-- never closed <html>",
            "<?xml version=\"1.0\"?><rss>",
            "<body",
            "<b\u{f6}>",
        ] {
            assert!(!is_html(text, None), "{text}");
        }
    }

    #[test]
    fn a_name_decides_only_with_markup() {
        let page = Some(Path::new("old/page.HTM"));
        assert!(is_html("Harbour news<br>The bridge is open.", page));
        assert!(is_html("Harbour news</td>", page));
        assert!(!is_html("The bridge is open, and 3 < 4 <pier>.", page));
        assert!(!is_html("Harbour news<br>", Some(Path::new("page.txt"))));
    }
}
