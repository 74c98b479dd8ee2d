//! The things that JSON-LD describes, and which of them the page is about.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::LinkedData;
use crate::metadata::Source;
use crate::metadata::candidates::{Candidates, Field};

/// How often a reference is followed, and how many entities, values and names of one property are read.
const HOPS: u8 = 4;
const MOST: usize = 64;

type Object = Map<String, Value>;

/// How likely a page is to be about a thing of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::metadata) enum Rank {
    /// A text: an article, a posting, a question, a review, a recipe.
    Text,
    /// Anything else that a page may be about: a product, an event, a video.
    Thing,
    /// The page itself.
    Page,
}

/// Types of texts and things beside those that their last word tells.
const TEXTS: [&str; 8] = [
    "report",
    "review",
    "criticreview",
    "recipe",
    "howto",
    "question",
    "statement",
    "chapter",
];
const THINGS: [&str; 24] = [
    "product",
    "productgroup",
    "book",
    "course",
    "videoobject",
    "podcastepisode",
    "audioobject",
    "jobposting",
    "softwareapplication",
    "webapplication",
    "mobileapplication",
    "softwaresourcecode",
    "movie",
    "tvepisode",
    "creativework",
    "dataset",
    "service",
    "vehicle",
    "car",
    "accommodation",
    "apartment",
    "house",
    "game",
    "realestatelisting",
];

impl Rank {
    /// The rank of a type in lower case, without the address of its vocabulary; none if pages are not about such things.
    pub(in crate::metadata) fn of(name: &str) -> Option<Self> {
        if name.ends_with("article")
            || name.ends_with("posting") && name != "jobposting"
            || TEXTS.contains(&name)
        {
            Some(Self::Text)
        } else if name.ends_with("event") || THINGS.contains(&name) {
            Some(Self::Thing)
        } else {
            name.ends_with("page").then_some(Self::Page)
        }
    }
}

/// The types of an object in lower case, without the address of the vocabulary.
pub(super) fn types(object: &Object) -> impl Iterator<Item = String> {
    let of = object.get("@type");
    let list = of.and_then(Value::as_array).map(Vec::as_slice);
    list.or(of.map(std::slice::from_ref))
        .unwrap_or_default()
        .iter()
        .take(MOST)
        .filter_map(Value::as_str)
        .map(|name| {
            let start = name.rfind(['/', '#', ':']).map_or(0, |at| at + 1);
            name[start..].to_lowercase()
        })
}

/// All entities of a page.
pub(super) struct Graph<'v> {
    /// Those that stand for themselves and not for a property of another.
    entities: Vec<&'v Object>,
    by_id: HashMap<&'v str, &'v Object>,
}

impl<'v> Graph<'v> {
    pub(super) fn new(values: &'v [Value]) -> Self {
        let mut graph = Self {
            entities: Vec::new(),
            by_id: HashMap::new(),
        };
        let mut open: Vec<&Value> = values.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(object) => {
                    let inner = ["mainEntity", "@graph"]
                        .iter()
                        .filter_map(|key| object.get(*key));
                    open.extend(inner);
                    // A blog with one posting is the page of that.
                    let posting = object.get("blogPost").and_then(Value::as_array);
                    open.extend(posting.and_then(|postings| match postings.as_slice() {
                        [posting] => Some(posting),
                        _ => None,
                    }));
                    graph.keep(object);
                }
                _ => {}
            }
        }
        graph
    }

    fn keep(&mut self, object: &'v Object) {
        if let Some(id) = object.get("@id").and_then(Value::as_str)
            && object.len() > 1
        {
            self.by_id.entry(id).or_insert(object);
        }
        if object.contains_key("@type") && self.entities.len() < MOST {
            self.entities.push(object);
        }
    }

    /// Tells what the entities say of the page.
    pub(super) fn tell(&self, candidates: &mut Candidates, linked: &mut LinkedData) {
        let mut seen = [0_u8; 3];
        for entity in &self.entities {
            let mut best = None;
            for name in types(entity) {
                if let Some(rank) = Rank::of(&name) {
                    linked.add_type(&name);
                    best = best.min(Some(rank)).or(Some(rank));
                } else if name == "website" {
                    self.add_names(candidates, Field::SiteName, 0, entity.get("name"));
                } else if name.ends_with("organization") {
                    self.add_names(candidates, Field::SiteName, 3, entity.get("name"));
                }
            }
            if let Some(rank) = best {
                let nth = &mut seen[rank as usize];
                let of = rank as u8 * 16 + (*nth).min(15);
                *nth = nth.saturating_add(1);
                self.tell_entity(entity, of, candidates);
            }
        }
    }

    fn tell_entity(&self, entity: &Object, rank: u8, candidates: &mut Candidates) {
        let first = |keys: &[&str]| keys.iter().find_map(|key| entity.get(*key));
        for (field, keys) in [
            (Field::Title, &["headline", "name"][..]),
            (Field::Author, &["author", "creator"]),
            (
                Field::Date,
                &["datePublished", "dateCreated", "uploadDate", "datePosted"],
            ),
            (Field::Modified, &["dateModified"]),
            (Field::Description, &["description", "abstract"]),
            (Field::Section, &["articleSection"]),
            (Field::Language, &["inLanguage"]),
        ] {
            self.add_names(candidates, field, rank, first(keys));
        }
        self.add_names(
            candidates,
            Field::SiteName,
            1,
            entity.get("isPartOf").filter(|of| self.is_site(of)),
        );
        self.add_names(candidates, Field::SiteName, 2, entity.get("publisher"));
        self.add(
            candidates,
            Field::Image,
            rank,
            first(&["image", "thumbnailUrl"]),
            &["url", "contentUrl"],
        );
        let page = first(&["mainEntityOfPage", "url"]).filter(|page| !page.is_boolean());
        self.add(candidates, Field::Canonical, rank, page, &["url", "@id"]);
        let keywords = entity.get("keywords");
        let list = keywords.is_some_and(Value::is_array);
        let field = if list { Field::Tag } else { Field::Tags };
        self.add_names(candidates, field, rank, keywords);
    }

    fn is_site(&self, value: &Value) -> bool {
        value.as_object().is_some_and(|object| {
            let object = self.target(object, &["name"]);
            types(object).any(|name| name == "website" || name == "newsmediaorganization")
        })
    }

    fn add_names(
        &self,
        candidates: &mut Candidates,
        field: Field,
        rank: u8,
        value: Option<&Value>,
    ) {
        self.add(
            candidates,
            field,
            rank,
            value,
            &["name", "alternateName", "@value"],
        );
    }

    /// Adds the strings of a value: itself, those in a list, and of an object what `keys` hold.
    fn add(
        &self,
        candidates: &mut Candidates,
        field: Field,
        rank: u8,
        value: Option<&Value>,
        keys: &[&str],
    ) {
        let mut open: Vec<(&Value, u8)> = value.map(|value| (value, 0)).into_iter().collect();
        let mut read = 0;
        while let Some((value, hops)) = open.pop() {
            read += 1;
            if read > MOST || hops > HOPS {
                continue;
            }
            match value {
                Value::String(text) => candidates.add(field, Source::JsonLd, rank, text),
                Value::Number(number) => {
                    candidates.add(field, Source::JsonLd, rank, &number.to_string());
                }
                Value::Array(values) => {
                    open.extend(
                        values
                            .iter()
                            .take(MOST)
                            .rev()
                            .map(|value| (value, hops + 1)),
                    );
                }
                Value::Object(object) => {
                    let target = self.target(object, keys);
                    if field == Field::Author && is_organization(target) {
                        let name = target.get("name").and_then(Value::as_str);
                        let name = name.unwrap_or_default();
                        candidates.add(Field::Organization, Source::JsonLd, rank, name);
                        continue;
                    }
                    let held = keys.iter().find_map(|key| target.get(*key));
                    open.extend(held.map(|value| (value, hops + 1)));
                }
                _ => {}
            }
        }
    }

    /// What an object refers to, if it has nothing of `keys` itself.
    fn target<'o>(&self, object: &'o Object, keys: &[&str]) -> &'o Object
    where
        'v: 'o,
    {
        let id = object.get("@id").and_then(Value::as_str);
        let holds = object.len() > 1 && keys.iter().any(|key| object.contains_key(*key));
        match id {
            Some(id) if !holds => self.by_id.get(id).copied().unwrap_or(object),
            _ => object,
        }
    }
}

fn is_organization(object: &Object) -> bool {
    types(object).any(|name| name.ends_with("organization"))
}
