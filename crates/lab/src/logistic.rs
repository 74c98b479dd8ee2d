//! Log-odds as the library tells them, and probabilities.

use bodycopy::lab::UNIT;

/// The probability of a score.
pub(crate) fn probability(score: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(score) / f64::from(UNIT)).exp())
}
