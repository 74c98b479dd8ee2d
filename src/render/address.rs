//! The addresses of links: which are let through, and what they are relative to.

use crate::document::text::is_invisible;

/// Longer ones are no links: one around many lines would be written for each of them.
const LONGEST: usize = 2048;

/// The schemes of pages and of mail. Everything else can run something, or is nothing outside its page.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The address of a link as it may be written: of one of [`SCHEMES`], or a relative one, which becomes absolute if the
/// page's own address is known. `None` for any other, and for places in the page itself: their names are not written.
///
/// What readers of addresses skip (white space, control characters) is dropped before the scheme is looked at, so that
/// `java\nscript:` is what it is to a browser. White space inside becomes `%20`.
pub(super) fn clean(address: &str, base: Option<&str>) -> Option<String> {
    if address.len() > LONGEST {
        return None;
    }
    let mut clean = String::with_capacity(address.len());
    for c in address.trim_matches(is_invisible).chars() {
        match c {
            ' ' => clean.push_str("%20"),
            c if is_invisible(c) => {}
            c => clean.push(c),
        }
    }
    if clean.is_empty() || clean.starts_with('#') {
        return None;
    }
    match scheme(&clean) {
        Some(scheme) => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then_some(clean),
        None => Some(match base.and_then(Base::of) {
            Some(base) => base.resolve(&clean),
            None => clean,
        }),
    }
}

/// What stands before the first colon, unless the colon belongs to path, query or fragment. Whether that is spelled as
/// schemes are does not matter: a relative address has none.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}

/// A page's own address: `scheme` `//authority` `path` `?query`.
struct Base<'a> {
    scheme: &'a str,
    authority: &'a str,
    path: &'a str,
    query: &'a str,
}

impl<'a> Base<'a> {
    fn of(base: &'a str) -> Option<Self> {
        let base = base.trim();
        let base = &base[..base.find('#').unwrap_or(base.len())];
        let scheme = scheme(base)?;
        let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let rest = base[scheme.len()..].strip_prefix("://")?;
        if !known || base.len() > LONGEST || base.contains(is_invisible) {
            return None;
        }
        let (rest, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        (!authority.is_empty()).then_some(Self {
            scheme,
            authority,
            path,
            query,
        })
    }

    /// An address without a scheme, resolved as RFC 3986 (5.2) says.
    fn resolve(&self, relative: &str) -> String {
        let Self {
            scheme,
            authority,
            path,
            query,
        } = self;
        if relative.starts_with("//") {
            return format!("{scheme}:{relative}");
        }
        let (to, rest) = relative.split_at(relative.find(['?', '#']).unwrap_or(relative.len()));
        let (path, query) = if to.is_empty() {
            (
                (*path).to_owned(),
                if rest.starts_with('?') { "" } else { *query },
            )
        } else if to.starts_with('/') {
            (without_dots(to), "")
        } else {
            let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
            let slash = if folder.is_empty() { "/" } else { "" };
            (without_dots(&format!("{slash}{folder}{to}")), "")
        };
        format!("{scheme}://{authority}{path}{query}{rest}")
    }
}

/// The path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut folder = false;
    for part in path.split('/').skip(1) {
        folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut clean: String = parts.iter().flat_map(|part| ["/", part]).collect();
    if folder || clean.is_empty() {
        clean.push('/');
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_run_or_show_something_are_not_let_through() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "java\u{0}script:alert(1)",
            "java\u{200b}script:alert(1)",
            "data:text/html,<p>x",
            "vbscript:x",
            "file:///etc/hosts",
            "blob:https://port.example/1",
            "about:blank",
            "tel:5550100",
            "x y:z",
            ":x",
            "#top",
            "",
            " \n ",
        ] {
            assert_eq!(clean(address, None), None, "{address:?}");
        }
        assert_eq!(clean(&"a".repeat(LONGEST + 1), None), None);
    }

    #[test]
    fn pages_mail_and_relative_addresses_are() {
        for address in [
            "http://port.example/a?b=c#d",
            "HTTPS://port.example",
            "mailto:harbour@port.example",
            "/pier",
            "pier.html?at=12:30",
            "./12:30",
            "?page=2",
            "//cdn.example/x",
        ] {
            assert_eq!(clean(address, None).as_deref(), Some(address));
        }
        assert_eq!(clean("\t/old pier\n", None).as_deref(), Some("/old%20pier"));
    }

    #[test]
    fn relative_addresses_resolve_as_the_standard_says() {
        // RFC 3986, 5.4, but for the schemes.
        for (address, whole) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("./g/.", "http://a/b/c/g/"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("https://b/c", "https://b/c"),
        ] {
            assert_eq!(
                clean(address, Some("http://a/b/c/d;p?q")).as_deref(),
                Some(whole)
            );
        }
        assert_eq!(
            clean("g", Some("https://a")).as_deref(),
            Some("https://a/g")
        );
        for base in ["javascript:x", "ftp://a/b", "/b", "http://", ""] {
            assert_eq!(clean("g", Some(base)).as_deref(), Some("g"));
        }
    }
}
