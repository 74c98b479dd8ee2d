//! JSON-LD: what a page tells machines in `<script type="application/ld+json">`.
//!
//! Everything here is a loop: values nest no deeper than the parser lets them, and references (`@id`) are followed a few
//! times at the most.

mod entities;
mod repair;
mod texts;

use serde_json::{Deserializer, Value};

use super::candidates::Candidates;
use entities::Graph;

pub(super) use entities::Rank;

/// Bytes of all scripts of a page that are read.
pub(super) const MOST: usize = 4 << 20;

/// What JSON-LD and `og:type` tell of the text itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedData {
    /// The texts that are given whole, in the order of the page.
    pub texts: Vec<LinkedText>,
    /// What kinds of things the page is about, in lower case, each once: `newsarticle`, `product`.
    pub types: Vec<String>,
}

impl LinkedData {
    /// Adds a type, unless it is there or is none.
    pub(super) fn add_type(&mut self, of: &str) {
        let of = of.trim().to_lowercase();
        if !of.is_empty() && of.len() <= 64 && self.types.len() < 32 && !self.types.contains(&of) {
            self.types.push(of);
        }
    }
}

/// A text that JSON-LD gives whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedText {
    /// The property that holds it: `articleBody`, `text`, `description`, `reviewBody`, `acceptedAnswer.text`, ….
    pub property: &'static str,
    /// Its lines as plain text: tags are gone, entities decoded, none is blank.
    pub lines: Vec<String>,
}

/// Reads the scripts of a page: facts into `candidates`, the rest is returned.
pub(super) fn read(scripts: &[String], candidates: &mut Candidates) -> LinkedData {
    let values: Vec<Value> = scripts.iter().flat_map(|script| parse(script)).collect();
    let graph = Graph::new(&values);
    let mut linked = LinkedData::default();
    graph.tell(candidates, &mut linked);
    linked.texts = texts::all(&values);
    linked
}

/// The values of a script. Most are sound; the others are mended as far as that goes.
fn parse(script: &str) -> Vec<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return vec![value];
    }
    let mended = repair::repair(script);
    Deserializer::from_str(&mended)
        .into_iter()
        .map_while(Result::ok)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::candidates::Field;
    use super::*;

    fn told(scripts: &[&str]) -> (Vec<(Field, String)>, LinkedData) {
        let scripts: Vec<String> = scripts.iter().map(|&script| script.to_owned()).collect();
        let mut candidates = Candidates::default();
        let linked = read(&scripts, &mut candidates);
        candidates.sort();
        let fields = [
            Field::Title,
            Field::Author,
            Field::Date,
            Field::SiteName,
            Field::Image,
            Field::Tag,
            Field::Tags,
        ];
        let all = fields.iter().flat_map(|&field| candidates.of(field));
        (
            all.map(|candidate| (candidate.field, candidate.value.clone()))
                .collect(),
            linked,
        )
    }

    fn values(scripts: &[&str]) -> Vec<String> {
        told(scripts)
            .0
            .into_iter()
            .map(|(_, value)| value)
            .collect()
    }

    #[test]
    fn references_lead_through_the_graph() {
        let script = r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Pier News"},
            {"@type": ["Person"], "@id": "#ada", "name": "Ada Quill"},
            {"@type": "ImageObject", "@id": "#i", "contentUrl": "https://pier.example/i.png"},
            {"@type": "WebPage", "@id": "#page", "name": "The pier - Pier News", "datePublished": "2024-03-01"},
            {"@type": ["Article", "NewsArticle"], "headline": "The pier", "author": {"@id": "#ada"}, "isPartOf": {"@id": "#page"},
             "datePublished": "2024-03-05", "image": {"@id": "#i"}, "keywords": ["pier", "storm"]}]}"##;
        let (facts, linked) = told(&[script]);
        let fact = |field, value: &str| (field, value.to_owned());
        assert_eq!(
            facts,
            [
                fact(Field::Title, "The pier"),
                fact(Field::Title, "The pier - Pier News"),
                fact(Field::Author, "Ada Quill"),
                fact(Field::Date, "2024-03-05"),
                fact(Field::Date, "2024-03-01"),
                fact(Field::SiteName, "Pier News"),
                fact(Field::Image, "https://pier.example/i.png"),
                fact(Field::Tag, "pier"),
                fact(Field::Tag, "storm"),
            ]
        );
        assert_eq!(linked.types, ["webpage", "article", "newsarticle"]);
    }

    #[test]
    fn authors_come_in_every_form() {
        for author in [
            r#""Ada Quill""#,
            r#"{"@type": "Person", "name": "Ada Quill"}"#,
            r#"[{"name": ["Ada Quill"]}]"#,
        ] {
            let script = format!(r#"{{"@type": "BlogPosting", "author": {author}}}"#);
            assert_eq!(values(&[&script]), ["Ada Quill"], "{author}");
        }
    }

    #[test]
    fn circles_end() {
        let script = r##"[{"@type": "Article", "author": {"@id": "#a"}}, {"@id": "#a", "name": {"@id": "#a"}, "x": 1}]"##;
        assert!(values(&[script]).is_empty());
    }

    #[test]
    fn deep_nesting_is_survived() {
        for unit in ["[", r#"{"a":"#, r#"{"@graph":["#] {
            assert!(values(&[&unit.repeat(300_000)]).is_empty());
        }
    }

    #[test]
    fn other_things_on_the_page_tell_nothing() {
        let script = r#"[{"@type": "BreadcrumbList", "name": "Trail"}, {"@type": "Comment", "author": "Nobody"},
            {"@type": "Organization", "name": "Pier News"}]"#;
        assert_eq!(values(&[script]), ["Pier News"]);
    }
}
