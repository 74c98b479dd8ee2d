//! Signals: everything measured about the lines of a document, as columns of bytes.
//!
//! One pass over the text fills the columns of each line and the tokens of its words, a second one over the lines fills
//! what depends on position, repetition and the document. What stands around a line is the model's to see: it reads
//! neighbouring rows itself.
//!
//! Counts are on a logarithmic scale of eight steps an octave (exact up to 15), shares are in 255ths, so that every
//! value is a byte, the same on every platform.

mod keywords;
mod language;
mod line;
mod markup;
mod signal;
mod surroundings;
mod tokens;

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Document, Page};
#[cfg(feature = "_lab")]
use crate::lexicon::List;
use crate::lexicon::{Hit, LanguageSet, Lexicon};
use line::Measurer;
pub use signal::Signal;
use tokens::Tokens;

/// The signals of a document: a column a signal, a row a line that holds text.
#[derive(Clone, Debug)]
pub struct Signals {
    rows: usize,
    /// Column after column.
    values: Vec<u8>,
    tokens: Tokens,
    /// What the markup adds, for a document that has any.
    markup: Option<Markup>,
    /// The document's language, where it is known.
    pub(crate) language: Option<&'static str>,
    /// The languages whose closed-class words count: that one or all.
    languages: LanguageSet,
    /// The boilerplate or body phrase that covers most of each line.
    pub(crate) hits: Vec<Option<Hit>>,
    /// Every phrase of the roles that are matched anywhere in a line, for the rules: with its row, in order.
    pub(crate) phrases: Vec<(usize, Hit)>,
    /// Runs of rows that look like search phrases, to be decided together.
    pub(crate) keyword_runs: Vec<Range<usize>>,
    /// What other lines need to know of each line, uncompressed.
    pub(crate) lines: Vec<LineSize>,
}

/// What markup adds to the columns.
#[derive(Clone, Debug)]
pub(crate) struct Markup {
    pub page: Arc<Page>,
    /// Three ways to group the lines, a number a line in each: lines in the same chain of elements; in the same smallest
    /// element that holds more than the line; in the next larger one.
    pub groups: [Vec<u32>; GROUPINGS],
}

/// Ways to group the lines of a page.
pub const GROUPINGS: usize = 3;

/// The sizes of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineSize {
    pub chars: usize,
    pub words: usize,
    /// Of the document's language or, where that is not known, of any.
    pub function_words: usize,
    /// Of the words, in order; 0 for a line without words.
    pub hash: u64,
    /// Long enough for a paragraph, and it ends a sentence.
    pub prose: bool,
}

impl LineSize {
    /// Its characters, if it is prose.
    fn prose_chars(&self) -> usize {
        if self.prose { self.chars } else { 0 }
    }
}

impl Signals {
    /// Measures every line that holds text.
    pub fn measure(document: &Document<'_>, lexicon: &Lexicon) -> Self {
        let rows = document.lines().len();
        let columns = if document.page().is_some() {
            Signal::COUNT
        } else {
            Signal::TEXT
        };
        let mut signals = Self {
            rows,
            values: vec![0; rows * columns],
            tokens: Tokens::default(),
            markup: None,
            language: None,
            languages: LanguageSet::ALL,
            hits: vec![None; rows],
            phrases: Vec::new(),
            keyword_runs: Vec::new(),
            lines: vec![LineSize::default(); rows],
        };
        let mut measurer = Measurer::new(lexicon);
        let mut block = Block::new();
        for (row, &line) in document.lines().iter().enumerate() {
            let own = measurer.measure(row, document.line_text(line), &mut signals);
            block.set(row, own, &mut signals);
        }
        let (function_words, tokens) = measurer.finish();
        signals.tokens = tokens;
        language::measure(&function_words, lexicon, &mut signals);
        surroundings::measure(&mut signals);
        keywords::measure(document, lexicon, &mut signals);
        if let Some(page) = document.page() {
            signals.markup = Some(Markup {
                page: Arc::clone(page),
                groups: markup::measure(page, &mut signals),
            });
        }
        signals
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The values of one signal, a byte a row.
    pub fn column(&self, signal: Signal) -> &[u8] {
        let start = signal as usize * self.rows;
        &self.values[start..start + self.rows]
    }

    /// The words of a line and the marks between them that say something of it (sentence ends, colons, separators,
    /// bullets, dashes, quotes, opening brackets, currency, `@`, `#`), in order, each as a number. Words that differ in
    /// letter case alone are one, and so are all numbers.
    ///
    /// At the most 64: of a longer line the first 48 and the last 16.
    pub fn words(&self, row: usize) -> &[u32] {
        self.tokens.of(row)
    }

    /// The markup's groups of lines; `None` for plain text.
    pub fn groups(&self) -> Option<&[Vec<u32>; GROUPINGS]> {
        self.markup.as_ref().map(|markup| &markup.groups)
    }

    /// The page that the lines are of; `None` for plain text.
    pub fn page(&self) -> Option<&Page> {
        self.markup.as_ref().map(|markup| &*markup.page)
    }

    /// For the lab: the list of the phrase that covers most of a line, and whether it covers all of it.
    #[cfg(feature = "_lab")]
    pub fn phrase<'l>(&self, row: usize, lexicon: &'l Lexicon) -> Option<(&'l List, bool)> {
        self.hits[row].map(|hit| (lexicon.list(hit), hit.whole))
    }

    /// One value.
    pub fn get(&self, signal: Signal, row: usize) -> u8 {
        self.column(signal)[row]
    }

    fn set(&mut self, signal: Signal, row: usize, value: u8) {
        self.values[signal as usize * self.rows + row] = value;
    }

    fn column_mut(&mut self, signal: Signal) -> &mut [u8] {
        let start = signal as usize * self.rows;
        &mut self.values[start..start + self.rows]
    }
}

/// Rows of a [`Block`].
const ROWS: usize = 64;

/// Some rows of the lines' own columns. Lines are measured row by row and stored column by column: here, where all of it is
/// in the cache, the one becomes the other.
struct Block([[u8; ROWS]; Signal::OWN]);

impl Block {
    fn new() -> Self {
        Self([[0; ROWS]; Signal::OWN])
    }

    /// Sets the next row; the block goes to the signals when it is full or the row is the last.
    fn set(&mut self, row: usize, own: [u8; Signal::OWN], signals: &mut Signals) {
        let at = row % ROWS;
        for (column, value) in self.0.iter_mut().zip(own) {
            column[at] = value;
        }
        if at + 1 == ROWS || row + 1 == signals.rows {
            let start = row - at;
            for (column, to) in self
                .0
                .iter()
                .zip(signals.values.chunks_exact_mut(signals.rows))
            {
                to[start..=row].copy_from_slice(&column[..=at]);
            }
        }
    }
}

/// A count on the logarithmic scale: itself up to 15, then eight steps an octave.
fn scale(count: usize) -> u8 {
    if count < 16 {
        return count as u8;
    }
    let octave = count.ilog2();
    let step = (count >> (octave - 3)) & 7;
    (16 + 8 * (octave as usize - 4) + step).min(254) as u8
}

/// `part` of `whole` in 255ths; 0 where there is no whole.
fn share(part: usize, whole: usize) -> u8 {
    // Most parts are none.
    if part == 0 || whole == 0 {
        0
    } else {
        (part.min(whole) as u64 * 255 / whole as u64) as u8
    }
}

/// What several parts are told as shares of.
#[derive(Clone, Copy)]
struct Whole {
    whole: usize,
    /// 255 / `whole`, in units of 2^-40 and rounded up; 0 if it is not known.
    factor: u64,
}

impl Whole {
    /// With a smaller whole a product with the factor is off by less than what separates any two quotients, so that its
    /// integer part is that of the division.
    const EXACT: usize = 1 << 15;

    fn new(whole: usize) -> Self {
        let exact = (1..Self::EXACT).contains(&whole);
        let factor = if exact {
            (255 << 40) / whole as u64 + 1
        } else {
            0
        };
        Self { whole, factor }
    }

    /// The same as [`share`], for the price of a multiplication.
    #[inline]
    fn share(self, part: usize) -> u8 {
        if self.factor == 0 {
            share(part, self.whole)
        } else {
            ((part.min(self.whole) as u64 * self.factor) >> 40) as u8
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_divides_as_a_division_does() {
        let wholes = (0..600).chain([1021, 4096, 32_749, 32_767, 32_768, 100_000]);
        for whole in wholes {
            let parts = (0..=whole.min(700)).chain([whole - whole.min(1), whole, whole + 1]);
            for part in parts {
                assert_eq!(
                    Whole::new(whole).share(part),
                    share(part, whole),
                    "{part} of {whole}"
                );
            }
        }
    }
}
