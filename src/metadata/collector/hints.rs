//! What attributes hint at.

use memchr::memmem;
use once_cell::sync::Lazy;
use scraper::node::Element;

/// What a class or id says that its element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Author,
    /// Somebody by the name of an account, who need not be the author.
    Account,
    Date,
}

impl Hint {
    /// Reads a class or id. Words inside other words ("candidate") say nothing.
    pub(super) fn of(value: &str) -> Option<Self> {
        let bytes = value.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let rest = &bytes[at..];
            let what = match byte {
                b'a' | b'A' if begins(rest, b"author") => Self::Author,
                b'b' | b'B' if begins(rest, b"byline") => Self::Author,
                b'u' | b'U' if begins(rest, b"username") || begins(rest, b"user-name") => {
                    Self::Account
                }
                b'd' | b'D' if begins(rest, b"date") => Self::Date,
                b'p' | b'P' if begins(rest, b"publish") || begins(rest, b"posted") => Self::Date,
                _ => continue,
            };
            let inside = at > 0 && bytes[at - 1].is_ascii_lowercase() && byte.is_ascii_lowercase();
            if inside
                || ["comment", "avatar", "related"]
                    .iter()
                    .any(|word| value.contains(word))
            {
                return None;
            }
            return Some(what);
        }
        None
    }
}

static AUTHOR: Lazy<memmem::Finder<'static>> = Lazy::new(|| memmem::Finder::new("/author"));

/// Whether a link leads to the page of an author.
pub(super) fn is_profile(address: &str) -> bool {
    AUTHOR.find(address.as_bytes()).is_some_and(|at| {
        let rest = &address[at + "/author".len()..];
        rest.starts_with('/') || rest.starts_with("s/")
    })
}

fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes
        .get(..word.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(word))
}

pub(super) fn holds_word(value: &str, word: &str) -> bool {
    value
        .split_ascii_whitespace()
        .any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether the element is HTML's and not of a picture: `<title>` is both.
pub(super) fn is_html(element: &Element) -> bool {
    &*element.name.ns == "http://www.w3.org/1999/xhtml"
}

/// Whether a script's `type` says that it is JSON-LD.
pub(crate) fn is_json_ld(of: &str) -> bool {
    begins(of.trim().as_bytes(), b"application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hint_by_their_words() {
        for (class, hint) in [
            ("post-author", Some(Hint::Author)),
            ("articleByline x", Some(Hint::Author)),
            ("user-name", Some(Hint::Account)),
            ("entry-date", Some(Hint::Date)),
            ("postDate", Some(Hint::Date)),
            ("candidate", None),
            ("update", None),
            ("comment-author", None),
            ("author-avatar", None),
        ] {
            assert_eq!(Hint::of(class), hint, "{class}");
        }
    }

    #[test]
    fn profiles_are_told_by_their_address() {
        assert!(is_profile("/news/author/ada") && is_profile("https://pier.example/authors/ada"));
        assert!(!is_profile("/authority") && !is_profile("/author"));
    }
}
