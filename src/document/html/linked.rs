//! What a page says beside its text: texts that it holds for machines alone, and which of its lines these repeat.

use std::collections::HashSet;

use super::lines::Lines;
use super::table;
use crate::document::block::{Block, Tag};
use crate::document::page::Page;
use crate::metadata::{LinkedData, LinkedText};
use crate::words::{self, Mark, Sink, Word};

/// Words in a row that are looked up as one.
const SHINGLE: usize = 3;

/// Words of a text for machines at the least: shorter ones are labels.
const LEAST: usize = 8;

/// A line is there already if this share of its words is, in 255ths.
const THERE: u8 = 128;

/// Adds the texts that the visible lines lack, and tells of every line how much of it such a text has.
///
/// `attribute` is a text that stands in an attribute alone, as the descriptions of some products do (`itemprop` with `content`).
pub(super) fn add(
    lines: &mut Lines,
    page: &mut Page,
    linked: &LinkedData,
    attribute: Option<&LinkedText>,
) {
    if linked.texts.is_empty() && attribute.is_none() {
        return;
    }
    let mut given = Shingles::default();
    for text in &linked.texts {
        text.lines.iter().for_each(|line| given.add(line));
    }
    if given.words > 0 {
        page.linked_words = given.words;
        page.linked = (0..lines.ended.len())
            .map(|row| given.share(line(lines, row)))
            .collect();
    }
    let mut seen = Shingles::default();
    for row in 0..lines.ended.len() {
        seen.add(line(lines, row));
    }
    for text in linked.texts.iter().chain(attribute) {
        if is_lacking(text, &seen) {
            append(text, &mut seen, lines);
        }
    }
    if given.words > 0 {
        page.linked.resize(lines.ended.len(), u8::MAX);
    }
}

fn line(lines: &Lines, row: usize) -> &str {
    let span = lines.ended[row].span;
    &lines.text[span.start..span.end]
}

fn is_lacking(text: &LinkedText, seen: &Shingles) -> bool {
    let mut of_text = Shingles::default();
    text.lines.iter().for_each(|line| of_text.add(line));
    let known = of_text
        .all
        .iter()
        .filter(|shingle| seen.all.contains(shingle));
    of_text.words >= LEAST && 2 * known.count() < of_text.all.len()
}

fn append(text: &LinkedText, seen: &mut Shingles, lines: &mut Lines) {
    let block = Block {
        tag: Tag::Linked,
        ..Block::default()
    };
    lines.end(true);
    for line in &text.lines {
        if seen.share(line) < THERE {
            lines.flow(line, &block);
            lines.end(false);
            seen.add(line);
        }
    }
}

/// The runs of words of some lines.
#[derive(Default)]
struct Shingles {
    all: HashSet<u64>,
    words: usize,
}

impl Shingles {
    fn add(&mut self, line: &str) {
        let words = hashes(line);
        self.words += words.len();
        self.all.extend(runs(&words));
    }

    /// The share of a line's words that stand in such a run, in 255ths; 0 for a line of fewer words than a run has.
    fn share(&self, line: &str) -> u8 {
        let words = hashes(line);
        let mut covered = 0;
        // Words before this one are counted.
        let mut next = 0;
        for (start, run) in runs(&words).enumerate() {
            if self.all.contains(&run) {
                covered += start + SHINGLE - next.max(start);
                next = start + SHINGLE;
            }
        }
        (255 * covered / words.len().max(1)) as u8
    }
}

fn runs(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    words.windows(SHINGLE).map(|run| {
        run.iter().fold(0, |hash: u64, word| {
            (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    })
}

fn hashes(line: &str) -> Vec<u64> {
    struct Hashes(Vec<u64>);
    impl Sink for Hashes {
        fn word(&mut self, word: &Word) {
            self.0.push(word.hash);
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut found = Hashes(Vec::new());
    words::scan(line, &mut found);
    found.0
}

/// What may tell the kind of page, as numbers: the types of things that it is about, and the words of its address.
pub(super) fn hints(types: &[String], address: Option<&str>) -> Vec<u32> {
    /// Words of an address at the most.
    const WORDS: usize = 12;
    let types = types.iter().map(|of| hash(b't', of.as_bytes()));
    let path = address
        .and_then(|address| address.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    let words = path
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| (2..=16).contains(&word.len()))
        .take(WORDS)
        .map(|word| hash(b'p', word.to_lowercase().as_bytes()));
    let page = hash(b'd', &[u8::from(path.is_empty())]);
    types.chain(words).chain([page]).collect()
}

fn hash(kind: u8, name: &[u8]) -> u32 {
    name.iter()
        .fold(table::step(table::SEED, kind), |hash, &byte| {
            table::step(hash, byte)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const TEXT: &str = "The kettle is hammered by hand from one sheet of copper, tinned inside.";

    fn lines(html: &str) -> Vec<(String, Tag)> {
        let document = Document::from_html(html);
        let blocks = document.blocks().unwrap_or_default();
        let lines = document.lines().iter().zip(blocks);
        lines
            .map(|(&line, block)| (document.line_text(line).to_owned(), block.tag))
            .collect()
    }

    fn script(property: &str) -> String {
        format!(
            "<script type=application/ld+json>{{\"@type\": \"Product\", \"name\": \"Kettle\", \"{property}\": \"{TEXT}\"}}</script>"
        )
    }

    #[test]
    fn a_text_for_machines_is_a_line_where_the_page_lacks_it() {
        let page = format!("{}<p>In stock", script("description"));
        let expected = [
            ("In stock".to_owned(), Tag::Paragraph),
            (TEXT.to_owned(), Tag::Linked),
        ];
        assert_eq!(lines(&page), expected);
    }

    #[test]
    fn what_the_page_shows_is_not_said_twice() {
        let page = format!("{}<p>{TEXT}", script("description"));
        assert_eq!(lines(&page), [(TEXT.to_owned(), Tag::Paragraph)]);
    }

    #[test]
    fn a_description_in_an_attribute_counts_alike() {
        let product = |inside: &str| {
            format!(
                "<div itemscope itemtype=https://schema.org/Product><meta itemprop=description content='{TEXT}'>{inside}</div>"
            )
        };
        let found = lines(&product("<p>In stock"));
        assert_eq!(found.last(), Some(&(TEXT.to_owned(), Tag::Linked)));
        assert_eq!(
            lines(&product(&format!("<p>{TEXT}"))),
            [(TEXT.to_owned(), Tag::Paragraph)]
        );
    }

    #[test]
    fn shares_are_of_words_in_runs() {
        let mut known = Shingles::default();
        known.add("one two three four");
        assert_eq!(known.share("one two three four"), 255);
        assert_eq!(known.share("zero one two three"), 191);
        assert_eq!(known.share("four three two one"), 0);
        assert_eq!(known.share("one two"), 0);
        assert_eq!(known.share(""), 0);
    }

    #[test]
    fn hints_are_types_and_words_of_the_address() {
        let all = |address| hints(&["product".to_owned()], address);
        assert_eq!(all(None), all(Some("https://shop.example/")));
        let path = all(Some("https://shop.example/kettles/12-copper"));
        assert_eq!(path.len(), 4);
        assert_eq!(path[0], all(None)[0]);
    }
}
