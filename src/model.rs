//! The model: from the signals of a document to the log-odds that each of its lines is body.
//!
//! A small network reads every line (its signals, its words) and then, layer by layer, what stands around it: see
//! [`network`]. Its weights are in `assets/line.model`: see [`file`]. They are used as they stand in the file; nothing is
//! trained or fitted at run time.

mod file;
mod network;
mod trace;

use std::fmt;

use once_cell::sync::Lazy;

#[cfg(feature = "_lab")]
pub use network::{
    DILATIONS, DIMENSIONS, Input, Layer, NEAR, Names, PAGE_WORDS, Row, WORDS, add_all, add_times,
    dot, means, name_slot, pair_slot, word_slot,
};
pub use network::{Network, PAGE_WIDTH, WIDTH};

pub(crate) use trace::Trace;

use crate::signals::{Signal, Signals};

/// Log-odds of 1.
pub const UNIT: i32 = 1024;

/// Log-odds beyond these are not told apart.
const SURE: i32 = 12 * UNIT;

/// What is added where a line is nothing but a phrase of boilerplate, or begins with one and is no sentence.
///
/// The network listens to the neighbours more than to the lists: of such lines it said out of fold that 4 % were body
/// on news pages, where 0.2 % are; of those between two body lines 19 %, where 3 % are. Log-odds of 1 to 2 are missing
/// there, and half of one on the pages of WCXB.
const PHRASE: i32 = -UNIT;

/// Two networks, and where their weights come from. They have one shape but for the markup, which plain text has not.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// How to make the weights again: command, settings, hashes of the data. One entry a header line.
    pub comment: Vec<String>,
    /// For plain text.
    pub text: Network<WIDTH>,
    /// For pages.
    pub page: Network<PAGE_WIDTH>,
}

static BUILTIN: Lazy<Model> = Lazy::new(|| {
    Model::from_static(include_bytes!("../assets/line.model"))
        .expect("the model's own test reads it")
});

impl Model {
    /// The weights compiled in.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The log-odds of every row that its line is body, in units of [`UNIT`], from -12 to 12 units.
    pub fn score(&self, signals: &Signals) -> Vec<i32> {
        if signals.page().is_some() {
            self.page.log_odds(signals)
        } else {
            self.text.log_odds(signals)
        }
    }
}

impl<const W: usize> Network<W> {
    /// The same by one network.
    pub fn log_odds(&self, signals: &Signals) -> Vec<i32> {
        let scores = self.score(signals).into_iter().map(in_units);
        if signals.page().is_some() {
            let mut scores: Vec<i32> = scores.collect();
            favour_the_page(&mut scores, signals);
            return scores;
        }
        let listed = |row: usize| {
            let get = |signal| signals.get(signal, row);
            let opened = get(Signal::DebrisLead) > 0 && get(Signal::SentenceEnds) == 0;
            get(Signal::Debris) == 255 || opened
        };
        scores
            .enumerate()
            .map(|(row, score)| {
                let phrase = if listed(row) { PHRASE } else { 0 };
                (score + phrase).clamp(-SURE, SURE)
            })
            .collect()
    }
}

/// Lifts the lines of a page of which the network is unsure: catalogues and lists, where it says of no line or of few that
/// they are body. What a page keeps is then what has the best F1 by the network's own probabilities, counted in words
/// (Lipton, Elkan and Naryanaswamy 2014).
///
/// With the training before this one that was worth .007 of word-F1 on WCXB and .005 on Fundus, out of fold; the bound below
/// was chosen on the same figures. Nothing is lowered: the best cut for F1 lies at half the
/// best F1, so at even odds at the most.
fn favour_the_page(scores: &mut [i32], signals: &Signals) {
    /// No page is lifted by more: without the bound products lost .04.
    const LEAST: i32 = -2 * UNIT;
    /// What makes a line that is just as likely body as not body.
    const STEP: i32 = UNIT / 64;
    let mut rows: Vec<usize> = (0..scores.len()).collect();
    rows.sort_by_key(|&row| -scores[row]);
    let weight = |row: usize| signals.lines[row].words as f64;
    let expected = |row: usize| weight(row) * f64::from(probability(scores[row]));
    let all: f64 = rows.iter().map(|&row| expected(row)).sum();
    let (mut hit, mut kept) = (0.0, 0.0);
    let (mut best, mut bar) = (0.0, 0);
    for row in rows {
        hit += expected(row);
        kept += weight(row);
        // Nothing but lines without a word: there is no F1 yet.
        let f1 = if kept > 0.0 {
            2.0 * hit / (kept + all)
        } else {
            0.0
        };
        if f1 > best {
            (best, bar) = (f1, scores[row]);
        }
    }
    let bar = bar.max(LEAST);
    if bar <= 0 {
        for score in scores {
            *score = (*score - bar + STEP).min(SURE);
        }
    }
}

fn in_units(score: f32) -> i32 {
    ((score * UNIT as f32).round() as i32).clamp(-SURE, SURE)
}

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(String);

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ModelError {}

/// The probability of a log-odds in 1024ths.
///
/// `exp` differs between platforms in the last digit; this one uses exact operations alone.
pub(crate) fn probability(log_odds: i32) -> f32 {
    static TABLE: Lazy<Vec<f32>> = Lazy::new(|| {
        (-STEPS..=STEPS)
            .map(|step| logistic(f64::from(step) / f64::from(STEPS_A_UNIT)))
            .collect()
    });
    const STEPS_A_UNIT: i32 = 64;
    const STEPS: i32 = 12 * STEPS_A_UNIT;
    let step = (log_odds / (UNIT / STEPS_A_UNIT)).clamp(-STEPS, STEPS);
    TABLE[(step + STEPS) as usize]
}

/// 1 / (1 + e^-x), with e^x as (1 + x / 2^30)^(2^30): thirty squarings. In steps of 0.0001, so that no digit is
/// given that is not known.
fn logistic(x: f64) -> f32 {
    let mut power = 1.0 - x / f64::from(1 << 30);
    for _ in 0..30 {
        power *= power;
    }
    ((10_000.0 / (1.0 + power)).round() / 10_000.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities() {
        assert!((probability(0) - 0.5).abs() < 1e-6);
        assert!((probability(UNIT) - 0.7311).abs() < 1e-6);
        assert!((probability(-2 * UNIT) - 0.1192).abs() < 1e-6);
        assert!(probability(i32::MAX) <= 1.0 && probability(i32::MIN) >= 0.0);
        assert!((-20..20).all(|step| probability(step * 500) <= probability((step + 1) * 500)));
    }
}
