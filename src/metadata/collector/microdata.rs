//! Microdata: which thing an `itemprop` is about.

use scraper::node::Element;

use crate::metadata::candidates::Field;
use crate::metadata::json_ld::Rank;
use crate::metadata::keys;

/// The rank of a property that stands in no thing.
const LOOSE: u8 = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A thing that the page may be about, with its rank.
    Main(u8),
    /// The author of one.
    Author(u8),
    /// The publisher of one, or the site.
    Site,
    /// Anything else: a comment, an offer, a trail of links.
    Other,
}

#[derive(Debug)]
struct Scope {
    depth: u32,
    kind: Kind,
}

/// The things that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    open: Vec<Scope>,
    types: Vec<String>,
    seen: u8,
}

/// Scopes that may be open at once.
const OPEN: usize = 64;

impl Scopes {
    /// Reads an element with `itemprop` or `itemscope`: what it tells, and how trusted that is.
    pub(super) fn open(&mut self, depth: u32, element: &Element) -> Option<(Field, u8)> {
        let parent = self.open.last().map(|scope| scope.kind);
        let property = element.attr("itemprop").unwrap_or_default();
        if element.attr("itemscope").is_some() {
            let kind = self.kind(
                parent,
                property,
                element.attr("itemtype").unwrap_or_default(),
            );
            if self.open.len() < OPEN {
                self.open.push(Scope { depth, kind });
            }
            return None;
        }
        let mut told = property
            .split_ascii_whitespace()
            .filter_map(|property| match parent {
                None => keys::item(property).map(|(field, rank)| (field, LOOSE + rank)),
                Some(Kind::Main(of)) => {
                    keys::item(property).map(|(field, rank)| (field, of + rank))
                }
                Some(Kind::Author(of)) => (property == "name").then_some((Field::Author, of)),
                Some(Kind::Site) => (property == "name").then_some((Field::SiteName, 0)),
                Some(Kind::Other) => None,
            });
        // The name of whatever stands in no thing is not the page's.
        told.find(|&(field, rank)| field != Field::Title || rank != LOOSE + 1)
    }

    pub(super) fn close(&mut self, depth: u32) {
        while self.open.last().is_some_and(|scope| scope.depth >= depth) {
            self.open.pop();
        }
    }

    /// The types of the things that the page may be about.
    pub(super) fn types(&self) -> impl Iterator<Item = &String> {
        self.types.iter()
    }

    fn kind(&mut self, parent: Option<Kind>, property: &str, of: &str) -> Kind {
        let name = of.rsplit('/').next().unwrap_or_default().to_lowercase();
        let of_page = match parent {
            None => true,
            Some(Kind::Main(rank)) => {
                rank >= Rank::Page as u8 * 16 && matches!(property, "" | "mainEntity")
            }
            _ => false,
        };
        match (parent, property) {
            (Some(Kind::Main(rank)), "author" | "creator") => return Kind::Author(rank),
            (Some(Kind::Main(_)), "publisher") => return Kind::Site,
            _ => {}
        }
        match Rank::of(&name) {
            Some(rank) if of_page => {
                self.types.push(name);
                let nth = self.seen.min(7);
                self.seen = self.seen.saturating_add(1);
                Kind::Main(rank as u8 * 16 + nth * 2)
            }
            _ if name == "website" && parent.is_none() => Kind::Site,
            _ => Kind::Other,
        }
    }
}

/// The value that an attribute of the element gives, if it is not its text.
pub(super) fn value(element: &Element) -> Option<&str> {
    element.attr("content").or_else(|| match element.name() {
        "time" => element.attr("datetime"),
        "img" | "source" => element.attr("src"),
        "link" => element.attr("href"),
        _ => None,
    })
}
