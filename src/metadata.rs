//! What a page tells of itself: title, authors, date, site and more, each with where it came from.
//!
//! Pages say these things in several places, and the places differ. Every field is taken from the first source that has a
//! sound value, in the order of [`Source`]: JSON-LD, Open Graph, other `<meta>`, microdata, plain markup, visible text.
//! Some fields part from that order. A title is what the page's `<h1>` and the sources agree on (`title.rs`): on WCXB that is
//! right for 78 of 100 titles, the bare order (in a sketch of it) for 71; the rules were chosen on these pages. `<html lang>` and `<link rel=canonical>` go before other sources, because
//! they are said of this page. An author that names no person ("admin", the site itself, an organisation) gives way to one
//! that does.
//!
//! ```text
//! elements, text ── collector ──> Candidates ── choose ──> Metadata
//!                       └─ scripts ── json_ld ──┘ └──────> LinkedData
//! ```

mod address;
mod authors;
mod byline;
mod candidates;
mod choose;
mod collector;
mod date;
mod json_ld;
mod keys;
mod plain;
mod title;
#[cfg(any(test, feature = "_lab"))]
pub(crate) mod walk;

use serde::Serialize;

pub(crate) use collector::{Collector, is_json_ld};
pub use json_ld::{LinkedData, LinkedText};

/// Where a fact about a page was found, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Source {
    /// `<script type="application/ld+json">`
    JsonLd,
    /// `<meta property="og:…">`, and `article:…`, which is of the same vocabulary.
    OpenGraph,
    /// Any other `<meta>`: Dublin Core, `citation_…`, `parsely-…`, `sailthru.…`, `twitter:…`, `author`.
    Meta,
    /// Elements with `itemprop`.
    Microdata,
    /// `<title>`, `<h1>`, `<html lang>`, `<link>`, `<time>`, `rel=author`, and classes that say "author" or "date".
    Markup,
    /// A visible byline.
    Text,
}

/// A value, and where the page said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fact {
    /// The value as plain text: entities decoded, white space single.
    pub value: String,
    /// Where it was found.
    pub source: Source,
}

impl Fact {
    fn new(value: impl Into<String>, source: Source) -> Self {
        Self {
            value: value.into(),
            source,
        }
    }
}

/// What a page tells of itself. What it does not tell is empty, and nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Metadata {
    /// The title of the text, without the name of the site.
    pub title: Option<Fact>,
    /// Its authors, each by themselves, without "By".
    pub authors: Vec<Fact>,
    /// When it was published, in ISO 8601: `2024-03`, `2024-03-05`, or `2024-03-05T10:00:00+01:00` with the time and the
    /// offset as far as the page tells them.
    ///
    /// In `03/04/2024` the month comes first on pages in English that do not say they are of another country than the
    /// United States, and second on all others. A date without a full year is none.
    pub date: Option<Fact>,
    /// When it was last changed, in the same form.
    pub modified: Option<Fact>,
    /// The name of the site.
    pub site_name: Option<Fact>,
    /// The language, as a BCP 47 tag: `de`, `pt-BR`.
    pub language: Option<Fact>,
    /// The page's address as it wants to be known: absolute if the page tells enough for that.
    pub canonical: Option<Fact>,
    /// What the page says it is about.
    pub description: Option<Fact>,
    /// The address of a picture for it.
    pub image: Option<Fact>,
    /// The section of the site.
    pub section: Option<Fact>,
    /// Its keywords, in the order of the page.
    pub tags: Vec<Fact>,
}

impl Metadata {
    /// The address that relative ones on the page are relative to: the one that `<base>` declares, or else the page's own.
    /// Where neither is absolute, the one it was found at, if that is.
    pub(crate) fn base(&self, declared: Option<&str>, found_at: Option<&str>) -> Option<String> {
        let own = self.canonical.as_ref().map(|fact| fact.value.as_str());
        let absolute = |address: &&str| address::is_absolute(address);
        let own = own.filter(absolute).or(found_at.filter(absolute));
        declared
            .and_then(|declared| address::resolve(declared, own))
            .filter(|address| address::is_absolute(address))
            .or_else(|| own.map(str::to_owned))
    }

    /// Fills authors and date, if they are missing, from visible lines that are plainly a byline or a date.
    ///
    /// `lines` are the lines near the title that are known to be metadata; the first that tells a thing decides it.
    pub(crate) fn complete_from_text<'l>(&mut self, lines: impl IntoIterator<Item = &'l str>) {
        let (no_authors, no_date) = (self.authors.is_empty(), self.date.is_none());
        let language = self.language.as_ref().map(|fact| fact.value.clone());
        let language = language.as_deref().unwrap_or_default();
        for line in lines {
            if no_authors && self.authors.is_empty() {
                let names = byline::authors(line);
                self.authors
                    .extend(names.into_iter().map(|name| Fact::new(name, Source::Text)));
            }
            if no_date && self.date.is_none() {
                self.date = date::find(line, language).map(|date| Fact::new(date, Source::Text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_fills_only_what_is_missing() {
        let mut metadata = Metadata::default();
        metadata.complete_from_text([
            "Harbour News",
            "By Ada Quill and Tom Reed | March 3, 2024",
            "By Nobody Else, 4 May 2025",
        ]);
        let text = |value: &str| Fact::new(value, Source::Text);
        assert_eq!(metadata.authors, [text("Ada Quill"), text("Tom Reed")]);
        assert_eq!(metadata.date, Some(text("2024-03-03")));

        let mut told = Metadata {
            date: Some(Fact::new("2023-01-01", Source::JsonLd)),
            ..Metadata::default()
        };
        told.complete_from_text(["3 March 2024"]);
        assert_eq!(told.date, Some(Fact::new("2023-01-01", Source::JsonLd)));
        assert!(told.authors.is_empty());
    }

    #[test]
    fn addresses_are_relative_to_what_the_page_declares_or_to_its_own() {
        let at = |canonical: Option<&str>, declared| {
            let canonical = canonical.map(|address| Fact::new(address, Source::Markup));
            let metadata = Metadata {
                canonical,
                ..Metadata::default()
            };
            metadata.base(declared, None)
        };
        let own = "https://pier.example/news/a.html";
        assert_eq!(at(Some(own), None).as_deref(), Some(own));
        assert_eq!(
            at(Some(own), Some("/archive/")).as_deref(),
            Some("https://pier.example/archive/")
        );
        assert_eq!(
            at(None, Some("https://old.example/")).as_deref(),
            Some("https://old.example/")
        );
        assert_eq!(at(Some("/a.html"), Some("/archive/")), None);
        assert_eq!(at(Some(own), Some("javascript:x")).as_deref(), Some(own));
    }

    #[test]
    fn facts_serialise_with_their_source() {
        let fact = Fact::new("de", Source::OpenGraph);
        assert_eq!(
            serde_json::to_string(&fact).unwrap(),
            r#"{"value":"de","source":"open-graph"}"#
        );
    }
}
