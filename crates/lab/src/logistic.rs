//! The logistic curve over whole numbers, so that training needs no exponential a row.

use crate::histogram::SCALE;

/// Log-odds are told in this many parts of 1.
pub(crate) const UNIT: i32 = 1024;

/// Beyond this the curve is flat.
const LIMIT: i32 = 12 * UNIT;

/// A table of probabilities.
#[derive(Debug)]
pub(crate) struct Curve(Vec<i32>);

impl Curve {
    pub(crate) fn new() -> Self {
        let steps = -LIMIT..=LIMIT;
        Self(
            steps
                .map(|score| (probability(score) * SCALE as f64).round() as i32)
                .collect(),
        )
    }

    /// The probability of a score, in `SCALE`ths.
    pub(crate) fn probability(&self, score: i32) -> i32 {
        self.0[(score.clamp(-LIMIT, LIMIT) + LIMIT) as usize]
    }

    /// The score of a probability.
    pub(crate) fn log_odds(&self, probability: f64) -> i32 {
        let probability = (probability * SCALE as f64).round() as i32;
        self.0.partition_point(|&step| step < probability) as i32 - LIMIT
    }
}

/// The probability of a score.
pub(crate) fn probability(score: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(score) / f64::from(UNIT)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curve_and_its_inverse_agree() {
        let curve = Curve::new();
        assert_eq!(curve.probability(0), SCALE as i32 / 2);
        assert_eq!(curve.probability(i32::MIN), curve.probability(-LIMIT));
        for score in [-3000, -100, 0, 777, 2500] {
            let back = curve.log_odds(probability(score));
            assert!((back - score).abs() <= 2, "{score} became {back}");
        }
        assert_eq!(curve.log_odds(0.0), -LIMIT);
    }
}
