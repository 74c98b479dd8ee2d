//! Addresses: what is one, and relative ones made absolute (RFC 3986, section 5, as far as `http` needs it).

/// Whether this is an absolute web address.
pub(super) fn is_absolute(address: &str) -> bool {
    after_scheme(address).is_some_and(|rest| !rest.is_empty())
}

/// What stands behind `http://` or `https://`.
fn after_scheme(address: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    })
}

/// The host of an absolute address, without `www.` and port.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = after_scheme(address)?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    Some(rest[..end].trim_start_matches("www."))
}

/// The path of an address, without query and fragment.
pub(super) fn path(address: &str) -> &str {
    let rest = after_scheme(address).map_or(address, |rest| {
        rest.find('/').map_or("", |slash| &rest[slash..])
    });
    &rest[..rest.find(['?', '#']).unwrap_or(rest.len())]
}

/// The address that `reference` means on a page at `base`; nothing if it is no web address.
pub(super) fn resolve(reference: &str, base: Option<&str>) -> Option<String> {
    let reference = reference.trim();
    if reference.is_empty() || reference.starts_with('#') || reference.contains(char::is_whitespace)
    {
        return None;
    }
    if is_absolute(reference) {
        return Some(reference.to_owned());
    }
    if has_scheme(reference) {
        return None;
    }
    let Some(base) = base.filter(|base| is_absolute(base)) else {
        return Some(reference.to_owned());
    };
    let scheme_end = base.find("//").unwrap_or(0);
    if reference.starts_with("//") {
        return Some(format!("{}{reference}", &base[..scheme_end]));
    }
    let authority = scheme_end + 2;
    let root = base[authority..]
        .find(['/', '?', '#'])
        .map_or(base.len(), |at| authority + at);
    let (own, tail) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
    let path = if own.is_empty() {
        path(base).to_owned()
    } else if own.starts_with('/') {
        without_dots(own)
    } else {
        let path = path(base);
        let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
        without_dots(&format!("{folder}{own}"))
    };
    Some(format!("{}{path}{tail}", &base[..root]))
}

/// `mailto:x`, `javascript:x`, `data:x`
fn has_scheme(address: &str) -> bool {
    let colon = address.find([':', '/', '?', '#']);
    colon.is_some_and(|at| address.as_bytes()[at] == b':')
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_become_absolute() {
        let at = |reference| {
            resolve(
                reference,
                Some("https://www.pier.example/news/2024/a.html?x=1"),
            )
        };
        let some = |address: &str| Some(address.to_owned());
        assert_eq!(
            at("b.html"),
            some("https://www.pier.example/news/2024/b.html")
        );
        assert_eq!(at("../b"), some("https://www.pier.example/news/b"));
        assert_eq!(at("../../../.."), some("https://www.pier.example/"));
        assert_eq!(at("/b#c"), some("https://www.pier.example/b#c"));
        assert_eq!(at("//cdn.example/i.png"), some("https://cdn.example/i.png"));
        assert_eq!(
            at("?page=2"),
            some("https://www.pier.example/news/2024/a.html?page=2")
        );
        assert_eq!(at("http://other.example"), some("http://other.example"));
        assert_eq!(at("javascript:void(0)"), None);
        assert_eq!(at("#top"), None);
        assert_eq!(resolve("b.html", None), some("b.html"));
        assert_eq!(
            resolve("b", Some("https://pier.example")),
            some("https://pier.example/b")
        );
    }

    #[test]
    fn parts_of_an_address() {
        assert_eq!(host("https://www.pier.example:80/a"), Some("pier.example"));
        assert_eq!(path("https://pier.example/a/b?c#d"), "/a/b");
        assert!(!is_absolute("https://"));
    }
}
