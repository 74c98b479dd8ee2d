//! Gathers what a page says of itself, in one walk over its tree.
//!
//! The walk is made elsewhere. An element without an attribute of interest costs a look at its name and at the names of its
//! attributes; text outside a capture costs nothing.

mod hints;
mod microdata;
mod seams;
mod vicinity;

use scraper::node::Element;

use super::candidates::{Candidates, Field};
use super::json_ld::{self, LinkedData, Rank};
use super::{Metadata, Source, authors, byline, choose, date, keys, plain};
pub(crate) use hints::is_json_ld;
use hints::{Hint, holds_word, is_html, is_profile};
use microdata::Scopes;
use seams::{EDGE, SEAM, parts};
use vicinity::{Told, Vicinity};

/// Captures that may be open at once: elements inside elements.
const OPEN: usize = 8;

/// Bytes of a captured text. Longer ones are no title, name or date.
const LONGEST: usize = 2048;

/// Elements that a class calls author, date or the like: so many are looked at.
const HINTS: u8 = 16;

/// Headings that are looked at.
const HEADINGS: usize = 8;

/// What the text of an open element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Script,
    Title,
    Heading,
    /// Microdata.
    Item(Field, u8),
    /// Who the markup says it is by.
    Author(u8),
    /// When the markup says it is of.
    Date(u8),
}

impl From<Hint> for What {
    fn from(hint: Hint) -> Self {
        match hint {
            Hint::Author => Self::Author(1),
            Hint::Account => Self::Author(2),
            Hint::Date => Self::Date(3),
        }
    }
}

#[derive(Debug)]
struct Capture {
    depth: u32,
    what: What,
    text: String,
}

/// Is fed a page's elements and texts in their order, and then tells what the page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    depth: u32,
    captures: Vec<Capture>,
    scopes: Scopes,
    candidates: Candidates,
    scripts: Vec<String>,
    script_bytes: usize,
    headings: Vec<String>,
    kinds: Vec<String>,
    base: Option<String>,
    has_title: bool,
    authors: u8,
    dates: u8,
    vicinity: Vicinity,
    /// Bylines that stand in the text.
    told: u8,
    /// The depth of the element whose text nobody sees.
    unseen: Option<u32>,
}

impl Collector {
    /// An element begins.
    pub(crate) fn open(&mut self, element: &Element) {
        let depth = self.depth;
        self.depth += 1;
        match element.name() {
            "html" => self.language(element),
            "base" if self.base.is_none() => self.base = element.attr("href").map(str::to_owned),
            "meta" => self.meta(element),
            "link" => self.link(element),
            "title" if !self.has_title && is_html(element) => {
                self.has_title = true;
                self.capture(depth, What::Title);
            }
            "h1" => self.capture(depth, What::Heading),
            "h2" if self.headings.is_empty() => self.vicinity.begin(),
            "script" | "style" | "template" | "noscript" => {
                self.unseen.get_or_insert(depth);
                if element.attr("type").is_some_and(is_json_ld) {
                    self.capture(depth, What::Script);
                }
            }
            "time" => self.time(depth, element),
            _ if !self.captures.is_empty() => self.edge(element.name()),
            _ => {}
        }
        self.attributes(depth, element);
    }

    /// Text stands here.
    pub(crate) fn text(&mut self, text: &str) {
        let seen = self.unseen.is_none();
        if seen && self.vicinity.is_open() {
            let told = self.vicinity.read(text);
            self.tell(told);
        }
        for capture in &mut self.captures {
            let most = if capture.what == What::Script {
                json_ld::MOST
            } else {
                LONGEST
            };
            let wanted = seen || capture.what == What::Script;
            if wanted && capture.text.len() + text.len() <= most {
                capture.text.push_str(text);
            }
        }
    }

    /// The element ends.
    pub(crate) fn close(&mut self, element: &Element) {
        self.depth = self.depth.saturating_sub(1);
        while self
            .captures
            .last()
            .is_some_and(|capture| capture.depth >= self.depth)
        {
            if let Some(capture) = self.captures.pop() {
                self.finish_capture(capture.what, capture.text);
            }
        }
        self.scopes.close(self.depth);
        if self.unseen.is_some_and(|depth| depth >= self.depth) {
            self.unseen = None;
        }
        if !self.captures.is_empty() {
            self.edge(element.name());
        }
    }

    /// What `<base>` declares.
    pub(crate) fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// What the page says of itself.
    pub(crate) fn finish(mut self) -> (Metadata, LinkedData) {
        while let Some(capture) = self.captures.pop() {
            self.finish_capture(capture.what, capture.text);
        }
        let mut linked = json_ld::read(&self.scripts, &mut self.candidates);
        for kind in self.scopes.types().chain(&self.kinds) {
            linked.add_type(kind);
        }
        self.candidates.sort();
        let is_text = linked
            .types
            .iter()
            .any(|of| Rank::of(of) == Some(Rank::Text));
        let metadata = choose::choose(
            &self.candidates,
            &self.headings,
            self.base.as_deref(),
            is_text,
        );
        (metadata, linked)
    }

    fn capture(&mut self, depth: u32, what: What) {
        if self.captures.len() < OPEN {
            self.captures.push(Capture {
                depth,
                what,
                text: String::new(),
            });
        }
    }

    /// Notes the edge of an element in the captured texts.
    fn edge(&mut self, name: &str) {
        let block = matches!(name, "br" | "div" | "p" | "li" | "td" | "h2" | "h3");
        for capture in &mut self.captures {
            let author = matches!(capture.what, What::Author(_) | What::Item(Field::Author, _));
            if capture.text.len() < LONGEST && (block || author) {
                capture.text.push(if block { EDGE } else { SEAM });
            }
        }
    }

    fn finish_capture(&mut self, what: What, text: String) {
        match what {
            What::Script => {
                self.script_bytes += text.len();
                if self.script_bytes <= json_ld::MOST {
                    self.scripts.push(text);
                }
            }
            What::Title => self.candidates.add(Field::Title, Source::Markup, 0, &text),
            What::Heading => {
                let heading = plain::clean(&text);
                if !heading.is_empty() {
                    self.vicinity.begin();
                }
                if !heading.is_empty() && self.headings.len() < HEADINGS {
                    self.headings.push(heading);
                }
            }
            What::Item(Field::Author, rank) => {
                if let Some(name) = parts(&text).next() {
                    self.candidates
                        .add(Field::Author, Source::Microdata, rank, &name);
                }
            }
            What::Item(field, rank) => {
                self.candidates.add(field, Source::Microdata, rank, &text);
            }
            What::Author(rank) => {
                for name in byline::named(parts(&text)) {
                    self.candidates
                        .add(Field::Author, Source::Markup, rank, &name);
                }
                self.add_date(3 * HINTS + rank, &text);
            }
            What::Date(rank) => self.add_date(rank, &text),
        }
    }

    /// Adds the date in a text that markup points at, if there is one.
    fn add_date(&mut self, rank: u8, text: &str) {
        let text = plain::clean(text);
        // Whether the day or the month comes first is decided when the language is known.
        if text.len() <= 200 && date::find(&text, "").is_some() {
            self.candidates
                .add(Field::Date, Source::Markup, rank, &text);
        }
    }

    fn tell(&mut self, told: Told) {
        if !told.authors.is_empty() {
            self.told = self.told.saturating_add(1);
        }
        for name in told.authors {
            self.candidates
                .add(Field::Author, Source::Text, self.told, &name);
        }
        if let Some((date, changed)) = told.date {
            let field = if changed {
                Field::Modified
            } else {
                Field::Date
            };
            self.candidates.add(field, Source::Text, 0, &date);
        }
    }

    fn language(&mut self, element: &Element) {
        if let Some(language) = element.attr("lang").or_else(|| element.attr("xml:lang")) {
            self.candidates
                .add(Field::Language, Source::Markup, 0, language);
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = element.attr("content") else {
            return;
        };
        for key in ["property", "name", "http-equiv"] {
            let names = element.attr(key).unwrap_or_default();
            for name in names.split_ascii_whitespace() {
                if let Some((field, source, rank)) = keys::meta(name) {
                    let content = if keys::is_catalogue(name) {
                        &authors::natural(content)
                    } else {
                        content
                    };
                    self.candidates.add(field, source, rank, content);
                } else if name.eq_ignore_ascii_case("og:type") && self.kinds.len() < OPEN {
                    self.kinds.push(content.to_owned());
                }
            }
        }
    }

    fn link(&mut self, element: &Element) {
        let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) else {
            return;
        };
        if holds_word(rel, "canonical") {
            self.candidates
                .add(Field::Canonical, Source::Markup, 0, href);
        } else if holds_word(rel, "author")
            && let Some(name) = element.attr("title")
        {
            self.candidates.add(Field::Author, Source::Markup, 0, name);
        }
    }

    fn time(&mut self, depth: u32, element: &Element) {
        let class = element.attr("class").unwrap_or_default();
        let changed = ["updated", "modified"]
            .iter()
            .any(|word| class.contains(word))
            && !class.contains("publish");
        let field = if changed {
            Field::Modified
        } else {
            Field::Date
        };
        match element.attr("datetime") {
            Some(value) => {
                let told = element.attr("pubdate").is_some()
                    || class.contains("publish")
                    || class.contains("entry-date");
                let rank = match (told, self.headings.is_empty()) {
                    (true, _) => 0,
                    (false, false) => 1,
                    (false, true) => 2,
                };
                self.candidates.add(field, Source::Markup, rank, value);
            }
            None if !changed => self.hint(depth, What::Date(2)),
            None => {}
        }
    }

    /// Captures what markup hints at, if not too much has been hinted at already.
    fn hint(&mut self, depth: u32, what: What) {
        let count = match what {
            What::Date(_) => &mut self.dates,
            _ => &mut self.authors,
        };
        if *count < HINTS {
            *count += 1;
            let nth = *count;
            self.capture(
                depth,
                match what {
                    What::Date(rank) => What::Date(rank * HINTS + nth),
                    What::Author(rank) => What::Author(rank * HINTS + nth),
                    other => other,
                },
            );
        }
    }

    /// Looks for the attributes that any element may have.
    fn attributes(&mut self, depth: u32, element: &Element) {
        let (mut item, mut hint) = (false, None);
        for (name, value) in element.attrs() {
            match name {
                "itemprop" | "itemscope" => item = true,
                "rel" if holds_word(value, "author") && element.name() == "a" => {
                    hint = Some(What::Author(0));
                }
                "href" if hint.is_none() && is_profile(value) => hint = Some(What::Author(1)),
                "class" | "id" if hint.is_none() => hint = Hint::of(value).map(What::from),
                _ => {}
            }
        }
        if item && let Some((field, rank)) = self.scopes.open(depth, element) {
            match microdata::value(element) {
                Some(value) => self.candidates.add(field, Source::Microdata, rank, value),
                None => self.capture(depth, What::Item(field, rank)),
            }
        }
        if let Some(what) = hint {
            self.hint(depth, what);
        }
    }
}

#[cfg(test)]
mod tests;
