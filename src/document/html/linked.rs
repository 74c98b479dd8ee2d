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
pub(super) fn add(lines: &mut Lines, page: &mut Page, linked: &LinkedData) {
    if linked.texts.is_empty() {
        return;
    }
    let mut given = Shingles::default();
    for text in &linked.texts {
        text.lines.iter().for_each(|line| given.add(line));
    }
    page.linked_words = given.words;
    page.linked = (0..lines.ended.len())
        .map(|row| given.share(line(lines, row)))
        .collect();
    let mut seen = Shingles::default();
    for row in 0..lines.ended.len() {
        seen.add(line(lines, row));
    }
    for text in &linked.texts {
        if is_lacking(text, &seen) {
            append(text, &mut seen, lines);
        }
    }
    page.linked.resize(lines.ended.len(), u8::MAX);
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
