//! Which pages belong together, so that no fold tests on a site that it trained on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::random::fnv1a;

/// The number of folds.
pub(crate) const FOLDS: u8 = 5;

/// The fold of the sites of Fundus, beside the others.
pub(crate) const NEWS_FOLD: u8 = FOLDS;

/// Names that were found to mean one site: page ids, domains, publishers.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    /// Leads from each name to a smaller one of the same site, and at last to itself.
    smaller: BTreeMap<String, String>,
}

impl Sites {
    /// Notes that two names mean one site.
    pub(crate) fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.of(one).to_owned(), self.of(other).to_owned());
        let (low, high) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        self.smaller.insert(high, low);
    }

    /// The name that stands for the site of `name`; the name itself where nothing was joined to it.
    pub(crate) fn of<'s>(&'s self, name: &'s str) -> &'s str {
        let mut name = name;
        while let Some(next) = self.smaller.get(name).filter(|next| *next != name) {
            name = next;
        }
        name
    }

    /// A number for the site of a page.
    pub(crate) fn number(&self, id: &str) -> u64 {
        fnv1a(self.of(id).as_bytes())
    }
}

/// The part of a host name that an owner registers: `news.example.co.uk` gives `example.co.uk`. A rule of thumb, which
/// rather joins two sites than cuts one in two.
pub(crate) fn registered(host: &str) -> String {
    const SHARED: [&str; 10] = [
        "ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org",
    ];
    let host = host.trim().to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let wide = labels.len() > 2
        && labels[labels.len() - 1].len() == 2
        && SHARED.contains(&labels[labels.len() - 2]);
    labels[labels.len().saturating_sub(if wide { 3 } else { 2 })..].join(".")
}

/// The host that a page says it is found at.
pub(crate) fn canonical_host(html: &str) -> Option<&str> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<meta[^>]+og:url[^>]*>|<link[^>]+rel=["']?canonical[^>]*>"#)
            .expect("a valid pattern")
    });
    static HOST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"https?://([^/"'\s>:]+)"#).expect("a valid pattern"));
    TAG.find_iter(html)
        .find_map(|tag| HOST.captures(tag.as_str()))
        .and_then(|found| found.get(1))
        .map(|host| host.as_str())
}

/// The publisher in an id such as `fundus-DerStandard_2024_05_03`.
pub(crate) fn publisher(id: &str) -> Option<&str> {
    let name = id.strip_prefix("fundus-")?;
    name.split('_').next().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_owner_agree() {
        assert_eq!(registered("www.Example.com"), "example.com");
        assert_eq!(registered("news.example.co.uk"), "example.co.uk");
        assert_eq!(registered("example.de"), "example.de");
        assert_eq!(registered("localhost"), "localhost");
    }

    #[test]
    fn joined_names_share_a_fold() {
        let mut sites = Sites::default();
        sites.join("page-1", "a.example");
        sites.join("page-2", "b.example");
        sites.join("page-3", "b.example");
        sites.join("b.example", "a.example");
        sites.join("a.example", "page-2");
        for page in ["page-1", "page-2", "page-3"] {
            assert_eq!(sites.of(page), "a.example");
        }
        assert_eq!(sites.of("alone"), "alone");
    }

    #[test]
    fn pages_tell_their_host() {
        let html = r#"<link rel="icon" href="https://cdn.example"><meta content="https://www.example.org/a" property="og:url"/>"#;
        assert_eq!(canonical_host(html), Some("www.example.org"));
        assert_eq!(canonical_host("<p>"), None);
        assert_eq!(
            publisher("fundus-DerStandard_2024_05_03"),
            Some("DerStandard")
        );
        assert_eq!(publisher("wcxb-0001"), None);
    }
}
