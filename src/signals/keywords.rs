//! Runs of search phrases: lists written for search engines, not for readers.
//!
//! A genuine list and a list of search phrases can share every outward form. What tells them apart is that the phrases
//! hardly use function words, end no sentence, and keep coming back to the same few words of the topic; and that they
//! stand where the prose is over.

use std::ops::{Range, RangeInclusive};

use super::{Signal, Signals, share};
use crate::document::Document;
use crate::lexicon::{LanguageSet, Lexicon};
use crate::words::{self, Mark, Sink, Word};

/// Fewer lines are no run.
const FEWEST: usize = 3;
/// Words of a search phrase.
const PHRASE: RangeInclusive<usize> = 2..=9;
/// A topic word stands in the title, or in this share of the phrases and in three at least.
const TOPIC_SHARE: usize = 4;
/// From this share on the lines of a run are decided together.
const SURE: u8 = 200;
/// Words of the first line that can be the title.
const TITLE: RangeInclusive<usize> = 5..=30;

/// Fills [`Signal::KeywordRun`]: for each line of a run the share of its lines that hold a topic word; half of that where
/// prose follows.
pub(super) fn measure(document: &Document<'_>, lexicon: &Lexicon, signals: &mut Signals) {
    let phrases: Vec<bool> = (0..signals.len())
        .map(|row| is_phrase(signals, row))
        .collect();
    let markers = signals.column(Signal::Marker).to_vec();
    // The first line that can be the title: its words count for any number of lines below it.
    let title = signals
        .lines
        .iter()
        .position(|line| TITLE.contains(&line.words));
    let title = title.map_or_else(Vec::new, |row| {
        content_words(document, lexicon, signals.languages, row..row + 1)
    });
    let mut start = 0;
    for row in 1..=phrases.len() {
        if row < phrases.len() && phrases[row] == phrases[start] && markers[row] == markers[start] {
            continue;
        }
        if phrases[start] && row - start >= FEWEST && !are_sentences(signals, start..row) {
            let mut value = topical_share(
                &title,
                content_words(document, lexicon, signals.languages, start..row),
                start..row,
            );
            if signals.get(Signal::ProseAfter, row - 1) > 0 {
                value /= 2;
            }
            signals.column_mut(Signal::KeywordRun)[start..row].fill(value);
            if value >= SURE {
                signals.keyword_runs.push(start..row);
            }
        }
        start = row;
    }
}

fn is_phrase(signals: &Signals, row: usize) -> bool {
    let line = &signals.lines[row];
    PHRASE.contains(&line.words) && 2 * line.function_words <= line.words
}

/// More than a quarter of the lines end with a full stop, a question mark or an exclamation mark, or more than three
/// eighths of their words are function words.
fn are_sentences(signals: &Signals, rows: Range<usize>) -> bool {
    let ended = signals.column(Signal::LastChar)[rows.clone()]
        .iter()
        .filter(|&&last| last >= 7)
        .count();
    let words: usize = signals.lines[rows.clone()]
        .iter()
        .map(|line| line.words)
        .sum();
    let function_words: usize = signals.lines[rows.clone()]
        .iter()
        .map(|line| line.function_words)
        .sum();
    4 * ended > rows.len() || 8 * function_words > 3 * words
}

/// The share of the lines that hold a topic word, from the content words of the title and of the lines.
fn topical_share(title: &[ContentWord], mut words: Vec<ContentWord>, rows: Range<usize>) -> u8 {
    words.extend(title.iter().filter(|word| word.row() < rows.start));
    words.sort_unstable();
    words.dedup();
    let needed = (rows.len() / TOPIC_SHARE).max(3);
    let mut topical = vec![false; rows.len()];
    for found in words.chunk_by(|a, b| a.token() == b.token()) {
        if found.len() >= needed || found[0].row() < rows.start {
            for word in found {
                if let Some(row) = word.row().checked_sub(rows.start) {
                    topical[row] = true;
                }
            }
        }
    }
    share(
        topical.iter().filter(|&&topical| topical).count(),
        rows.len(),
    )
}

/// A word that is no function word and the row it stands in: in one number, as numbers are quickly sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ContentWord(u64);

impl ContentWord {
    fn new(token: u32, row: usize) -> Self {
        Self(u64::from(token) << 32 | u64::from(row as u32))
    }

    fn token(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn row(self) -> usize {
        self.0 as u32 as usize
    }
}

/// The content words of some lines.
fn content_words(
    document: &Document<'_>,
    lexicon: &Lexicon,
    languages: LanguageSet,
    rows: Range<usize>,
) -> Vec<ContentWord> {
    let mut content = Content {
        lexicon,
        languages,
        row: 0,
        words: Vec::with_capacity(4 * rows.len()),
    };
    for row in rows {
        content.row = row;
        words::scan(document.line_text(document.lines()[row]), &mut content);
    }
    content.words
}

struct Content<'l> {
    lexicon: &'l Lexicon,
    languages: LanguageSet,
    row: usize,
    words: Vec<ContentWord>,
}

impl Sink for Content<'_> {
    fn word(&mut self, word: &Word) {
        let token = words::token(word.hash);
        if word.letters > 2 && !self.lexicon.is_function_word(token, self.languages) {
            self.words.push(ContentWord::new(token, self.row));
        }
    }
    fn mark(&mut self, _: Mark, _: char, _: usize) {}
}
