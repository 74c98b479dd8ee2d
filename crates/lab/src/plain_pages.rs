//! Pages of hardly any markup, made of the gold text of others: what people write by hand, send by mail or get from a
//! reader's view. The data have none, and a network that knows only heavy pages takes such a text for debris.
//!
//! Invariant: a made page keeps the site of the page it is made of, and has its own stream of random numbers.

use std::fmt::Write;

use bodycopy::Document;

use crate::data::{Gold, Page, Set};
use crate::random::Random;

/// The share of the pages of which one is made.
const SHARE: f64 = 0.35;

/// Lines of a short text at the most; half of the texts are short.
const SHORT: usize = 12;

/// Lines of debris before and behind the text at the most.
const DEBRIS: usize = 5;

/// Characters of a line of debris at the most.
const LONGEST: usize = 80;

/// A page made of this one; `None` for most pages, and where there is no text.
pub(crate) fn of(page: &Page, content: &str, seed: u64) -> Option<Page> {
    let mut random = Random::named(seed, &format!("plain {}", page.id));
    let lines: Vec<&str> = content
        .lines()
        .map(str::trim)
        .filter(|line| line.chars().any(char::is_alphanumeric))
        .collect();
    if lines.is_empty() || !random.chance(SHARE) {
        return None;
    }
    let lines = part(&lines, &mut random);
    let mut writer = Writer::default();
    writer.head(page, &mut random);
    writer.debris(page, &mut random);
    let element = if random.chance(0.7) { "p" } else { "div" };
    for line in lines {
        writer.line(element, line, Gold::Body);
    }
    writer.debris(page, &mut random);
    let document = Document::from_html(&writer.html);
    // A line that holds what is no text would shift the labels of all others.
    (document.lines().len() == writer.gold.len()).then(|| Page {
        set: Set::Augmented,
        lines: document
            .lines()
            .iter()
            .map(|&line| document.line_text(line).to_owned())
            .collect(),
        gold: writer.gold,
        document: Some(document),
        ..page.clone()
    })
}

/// All lines, or a few in a row.
fn part<'l, 'c>(lines: &'l [&'c str], random: &mut Random) -> &'l [&'c str] {
    if random.chance(0.5) {
        return lines;
    }
    let count = random.between(1, SHORT.min(lines.len()));
    let start = random.below(lines.len() - count + 1);
    &lines[start..start + count]
}

#[derive(Default)]
struct Writer {
    html: String,
    gold: Vec<Gold>,
}

impl Writer {
    /// The title, if the page tells one: in the head, above the text, in both or nowhere.
    fn head(&mut self, page: &Page, random: &mut Random) {
        let told = page.document.as_ref().and_then(Document::page);
        let Some(title) = told.and_then(|told| told.metadata.title.as_ref()) else {
            return;
        };
        if random.chance(0.7) {
            let _ = write!(self.html, "<title>{}</title>", escaped(&title.value));
        }
        if random.chance(0.5) && title.value.chars().any(char::is_alphanumeric) {
            self.line("h1", &title.value, Gold::Title);
        }
    }

    /// Some of the page's lines that are boilerplate.
    fn debris(&mut self, page: &Page, random: &mut Random) {
        if random.chance(0.4) {
            return;
        }
        let debris: Vec<&String> = page
            .lines
            .iter()
            .zip(&page.gold)
            .filter(|(line, gold)| {
                **gold == Gold::Boilerplate
                    && line.chars().count() <= LONGEST
                    && line.chars().any(char::is_alphanumeric)
            })
            .map(|(line, _)| line)
            .collect();
        for _ in 0..random.between(1, DEBRIS) {
            let element = if random.chance(0.5) { "p" } else { "div" };
            if let Some(line) = random.pick(&debris) {
                self.line(element, line, Gold::Boilerplate);
            }
        }
    }

    fn line(&mut self, element: &str, text: &str, gold: Gold) {
        let _ = write!(self.html, "<{element}>{}</{element}>", escaped(text));
        self.gold.push(gold);
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_pages_have_the_text_as_body_and_some_of_the_debris() {
        let html = "<title>The old mill</title><nav><a href=/>Home & more</a></nav><h1>The old mill</h1><p>It opens on Sunday.</p>";
        let document = Document::from_html(html);
        let page = Page {
            set: Set::Wcxb,
            id: String::new(),
            extractor: None,
            lang: String::new(),
            fold: 3,
            site: 7,
            page_type: None,
            lines: ["Home & more", "The old mill", "It opens on Sunday."]
                .map(str::to_owned)
                .to_vec(),
            gold: vec![Gold::Boilerplate, Gold::Title, Gold::Body],
            document: Some(document),
        };
        let made: Vec<Page> = (0..200)
            .filter_map(|seed| {
                of(
                    &page,
                    "It opens on Sunday.\n\n***\nEntry is < 4 crowns.",
                    seed,
                )
            })
            .collect();
        assert!((40..100).contains(&made.len()), "{}", made.len());
        let known = |line: &str, gold: Gold| match gold {
            Gold::Body => ["It opens on Sunday.", "Entry is < 4 crowns."].contains(&line),
            Gold::Title => line == "The old mill",
            Gold::Boilerplate => line == "Home & more",
            Gold::Unknown => false,
        };
        for made in &made {
            assert_eq!((made.fold, made.site, made.set), (3, 7, Set::Augmented));
            let lines = made.lines.iter().zip(&made.gold);
            assert!(lines.clone().all(|(line, &gold)| known(line, gold)));
            assert!(made.gold.contains(&Gold::Body));
        }
        for gold in [Gold::Title, Gold::Boilerplate] {
            assert!(made.iter().any(|made| made.gold.contains(&gold)));
        }
        assert!(of(&page, "***", 1).is_none());
    }
}
