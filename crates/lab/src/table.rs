//! The training table: the signals of all documents, column by column, with what is known of each row.

use std::collections::BTreeMap;
use std::ops::Range;

use bodycopy::Document;
use bodycopy::lab::{Lexicon, Signal, Signals};
use rayon::prelude::*;

use crate::data::{Gold, Page, Set};
use crate::words::sequence;

/// A row for every line that holds text, of every document.
#[derive(Debug)]
pub(crate) struct Table {
    /// A column a signal, in the order of `Signal::all`.
    pub columns: Vec<Vec<u8>>,
    /// The rows of each document.
    pub pages: Vec<Range<usize>>,
    /// The line of its document that each row is, from 0.
    pub lines: Vec<u32>,
    pub gold: Vec<Gold>,
    /// Fold of each row.
    pub folds: Vec<u8>,
    /// How much each row counts in training, in 1024ths; 0 where its label is not known.
    pub weights: Vec<u32>,
    /// Whether each row is body.
    pub truth: Vec<bool>,
    /// The same number for all documents made of one page.
    pub origins: Vec<u32>,
    /// The same number for all documents of one site.
    pub sites: Vec<u32>,
    /// Words of each row that count for the F1 of its page; 0 for plain text.
    pub sizes: Vec<f32>,
    signals: Vec<Signals>,
}

impl Table {
    /// Measures all documents.
    pub(crate) fn measure(pages: &[Page], lexicon: &Lexicon, weights: &Weights) -> Self {
        let measured: Vec<(Signals, Vec<u32>)> = pages
            .par_iter()
            .map(|page| {
                if let Some(document) = &page.document {
                    let lines = (0..page.lines.len() as u32).collect();
                    return (Signals::measure(document, lexicon), lines);
                }
                let text = page.text();
                let document = Document::from_text(&text);
                let lines = document
                    .lines()
                    .iter()
                    .map(|line| line.number as u32 - 1)
                    .collect();
                (Signals::measure(&document, lexicon), lines)
            })
            .collect();
        let mut table = Self {
            columns: Vec::new(),
            pages: Vec::with_capacity(pages.len()),
            lines: Vec::new(),
            gold: Vec::new(),
            folds: Vec::new(),
            weights: Vec::new(),
            truth: Vec::new(),
            origins: numbers(pages.iter().map(|page| page.id.as_str())),
            sites: numbers(pages.iter().map(|page| page.site)),
            sizes: Vec::new(),
            signals: Vec::with_capacity(pages.len()),
        };
        for (page, (signals, lines)) in pages.iter().zip(measured) {
            table.add(page, signals, lines, weights);
        }
        let signals = if table.has_markup() {
            Signal::COUNT
        } else {
            Signal::TEXT
        };
        table.columns = Signal::all()
            .take(signals)
            .map(|signal| table.column(signal))
            .collect();
        table
    }

    fn add(&mut self, page: &Page, signals: Signals, lines: Vec<u32>, weights: &Weights) {
        let start = self.lines.len();
        self.pages.push(start..start + lines.len());
        self.pages_weights(page, &signals, &lines, weights);
        for &line in &lines {
            let gold = page.gold[line as usize];
            self.gold.push(gold);
            self.folds.push(page.fold);
            self.truth.push(gold.trained() == Some(true));
        }
        self.lines.extend(lines);
        self.signals.push(signals);
    }

    /// What each row of a document counts.
    fn pages_weights(&mut self, page: &Page, signals: &Signals, lines: &[u32], weights: &Weights) {
        if page.document.is_some() {
            let sizes: Vec<f64> = page
                .lines
                .iter()
                .zip(&page.gold)
                .map(|(line, gold)| match gold.scored() {
                    Some(_) => sequence(line).len() as f64,
                    None => 0.0,
                })
                .collect();
            self.weights.extend(weights.of_page(page, &sizes));
            self.sizes.extend(sizes.iter().map(|&size| size as f32));
            return;
        }
        let weight = weights.row(page, lines.len());
        for (row, &line) in lines.iter().enumerate() {
            self.sizes.push(0.0);
            self.weights.push(match page.gold[line as usize] {
                // Some of the gold keeps bylines and dates; to us they are metadata.
                Gold::Body if is_metadata(signals, row) => 0,
                Gold::Title => (f64::from(weight) * weights.title).round() as u32,
                gold if gold.trained().is_some() => weight,
                _ => 0,
            });
        }
    }

    /// Whether the documents are pages.
    pub(crate) fn has_markup(&self) -> bool {
        self.signals
            .first()
            .is_some_and(|signals| signals.page().is_some())
    }

    fn column(&self, signal: Signal) -> Vec<u8> {
        let mut column = Vec::with_capacity(self.lines.len());
        for signals in &self.signals {
            column.extend_from_slice(signals.column(signal));
        }
        column
    }

    /// The values of a signal.
    pub(crate) fn column_of(&self, signal: Signal) -> &[u8] {
        &self.columns[signal as usize]
    }

    /// The fold of a document; `None` where it has no rows.
    pub(crate) fn fold_of(&self, page: usize) -> Option<u8> {
        self.folds.get(self.pages[page].start).copied()
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The signals of a document.
    pub(crate) fn signals(&self, page: usize) -> &Signals {
        &self.signals[page]
    }
}

/// Numbers for names, from 0, in the order in which they come.
fn numbers<K: Ord>(names: impl Iterator<Item = K>) -> Vec<u32> {
    let mut numbers = BTreeMap::new();
    names
        .map(|name| {
            let next = numbers.len() as u32;
            *numbers.entry(name).or_insert(next)
        })
        .collect()
}

/// A short line that begins like a byline or is mostly a date.
fn is_metadata(signals: &Signals, row: usize) -> bool {
    let get = |signal| signals.column(signal)[row];
    get(Signal::Words) <= 8 && (get(Signal::Credit) > 127 || get(Signal::DateWords) > 150)
}

/// A document counts no more than so many lines.
const LINES: f64 = 50.0;

/// How much the lines of each set count.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    /// Lines of the extractors' outputs.
    pub residue: f64,
    /// Whole pages among these, which are there twice.
    pub everything: f64,
    pub krdwrd: f64,
    pub fundus: f64,
    /// Labels by agreement, which are worse.
    pub silver: f64,
    pub augmented: f64,
    /// How much more a title counts than another line: the gold leaves titles out, so that only a few rows teach that they
    /// belong to the article, against many that look like them.
    pub title: f64,
    /// Pages of Fundus, as HTML; those of WCXB have 1.
    pub page_fundus: f64,
    /// Pages labelled by agreement, as HTML.
    pub page_silver: f64,
}

impl Weights {
    /// What a row of a document counts, in 1024ths: less in long documents, so that a few catalogues do not outvote a
    /// hundred articles.
    fn row(&self, page: &Page, lines: usize) -> u32 {
        let set = match page.set {
            Set::Wcxb => 1.0,
            Set::Residue if page.is_whole_page() => self.everything,
            Set::Residue => self.residue,
            Set::Krdwrd => self.krdwrd,
            Set::Fundus => self.fundus,
            Set::Silver => self.silver,
            Set::Augmented => self.augmented,
        };
        let weight = set * (LINES / lines.max(1) as f64).min(1.0) * 1024.0;
        weight.round() as u32
    }

    /// What the rows of a page count, in 1024ths: by the roots of their words, as a line of many words is worth more to
    /// whoever reads the result, and the same for every page of a set.
    fn of_page(&self, page: &Page, sizes: &[f64]) -> Vec<u32> {
        /// What a page counts that is made of another.
        const MADE: f64 = 0.1;
        /// The words of a line count up to so many.
        const WORDS: f64 = 150.0;
        let set = match page.set {
            Set::Fundus => self.page_fundus,
            Set::Silver => self.page_silver,
            Set::Augmented => MADE,
            _ => 1.0,
        };
        let scored = page.gold.iter().map(|gold| gold.scored().is_some());
        let roots: Vec<f64> = sizes
            .iter()
            .zip(scored)
            .map(|(size, scored)| f64::from(u8::from(scored)) * size.clamp(1.0, WORDS).sqrt())
            .collect();
        let all: f64 = roots.iter().sum();
        let unit = set * LINES * 1024.0 / all.max(1.0);
        roots
            .iter()
            .map(|root| (root * unit).round() as u32)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: Weights = Weights {
        residue: 1.0,
        everything: 0.5,
        title: 1.0,
        krdwrd: 1.0,
        fundus: 1.0,
        silver: 0.5,
        augmented: 0.5,
        page_fundus: 1.0,
        page_silver: 0.5,
    };

    fn page(set: Set, lines: &[&str], gold: &[Gold]) -> Page {
        Page {
            set,
            id: "page".to_owned(),
            extractor: None,
            lang: String::new(),
            fold: 2,
            site: 0,
            page_type: None,
            document: None,
            lines: lines.iter().map(ToString::to_string).collect(),
            gold: gold.to_vec(),
        }
    }

    #[test]
    fn rows_are_the_lines_that_hold_text() {
        let golds = [Gold::Boilerplate, Gold::Body, Gold::Unknown, Gold::Title];
        let pages = [
            page(
                Set::Krdwrd,
                &["Home", "\u{200b}", "Some text.", "A title"],
                &golds,
            ),
            page(Set::Silver, &["More"], &[Gold::Body]),
        ];
        let table = Table::measure(&pages, Lexicon::builtin(), &WEIGHTS);
        assert_eq!(table.pages, [0..3, 3..4]);
        assert_eq!(table.lines, [0, 2, 3, 0]);
        assert_eq!(table.weights, [1024, 0, 1024, 512]);
        assert_eq!(table.truth, [false, false, true, true]);
    }

    #[test]
    fn lines_of_a_page_count_by_the_roots_of_their_words() {
        let gold = [Gold::Body, Gold::Boilerplate, Gold::Unknown, Gold::Title];
        let weigh = |set, sizes| WEIGHTS.of_page(&page(set, &["a"; 4], &gold), sizes);
        // Nine words count three times as much as one; what is not scored counts nothing; all together are 50 lines.
        assert_eq!(
            weigh(Set::Wcxb, &[9.0, 1.0, 16.0, 4.0]),
            [38_400, 12_800, 0, 0]
        );
        assert_eq!(
            weigh(Set::Silver, &[9.0, 1.0, 16.0, 4.0]),
            [19_200, 6_400, 0, 0]
        );
        // A line without a word counts as if it had one; more than 150 words count as 150.
        assert_eq!(
            weigh(Set::Wcxb, &[0.0, 1.0, 0.0, 0.0]),
            [25_600, 25_600, 0, 0]
        );
        assert_eq!(
            weigh(Set::Wcxb, &[150.0, 9000.0, 0.0, 0.0]),
            [25_600, 25_600, 0, 0]
        );
    }

    #[test]
    fn pages_count_the_words_of_what_is_scored() {
        let document = Document::from_html("<p>Two words<p>One-two three<h1>A title</h1>");
        let gold = [Gold::Body, Gold::Boilerplate, Gold::Title];
        let page = Page {
            document: Some(document),
            ..page(Set::Wcxb, &["Two words", "One-two three", "A title"], &gold)
        };
        let table = Table::measure(&[page], Lexicon::builtin(), &WEIGHTS);
        assert!(table.has_markup());
        assert_eq!(table.columns.len(), Signal::COUNT);
        assert_eq!(table.sizes, [2.0, 3.0, 0.0]);
        assert_eq!(table.weights[2], 0);
        assert!(table.weights[1] > table.weights[0]);
    }

    #[test]
    fn long_documents_count_no_more_than_50_lines() {
        let text = page(Set::Wcxb, &[], &[]);
        assert_eq!(WEIGHTS.row(&text, 20), 1024);
        assert_eq!(WEIGHTS.row(&text, 100), 512);
    }
}
