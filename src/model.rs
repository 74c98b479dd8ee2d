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
            return scores.collect();
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
