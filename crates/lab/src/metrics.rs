//! Figures for labels and probabilities of lines.

use std::cmp::Reverse;
use std::fmt;

use crate::logistic::probability;

/// A line that counts: is it body, and how probably did we say so?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub truth: bool,
    /// Log-odds in 1024ths.
    pub score: i32,
    pub probability: f64,
}

impl Scored {
    pub(crate) fn new(truth: bool, score: i32) -> Self {
        Self {
            truth,
            score,
            probability: probability(score),
        }
    }

    /// Whether the label that the library gives is not the true one.
    pub(crate) fn is_wrong(self) -> bool {
        self.truth != (self.score > 0)
    }

    /// The logarithmic loss of its probability.
    pub(crate) fn loss(self) -> f64 {
        let said = if self.truth {
            self.probability
        } else {
            1.0 - self.probability
        };
        -said.max(1e-6).ln()
    }
}

/// How often which label met which truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Body called body.
    pub kept: usize,
    /// Boilerplate called body.
    pub debris: usize,
    /// Body called boilerplate.
    pub lost: usize,
    /// Boilerplate called boilerplate.
    pub dropped: usize,
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Counts {
    /// Counts lines that are body from the probability `threshold` on, itself left out.
    pub(crate) fn at(lines: &[Scored], threshold: f64) -> Self {
        let mut counts = Self::default();
        for line in lines {
            counts.add(line.truth, line.probability > threshold);
        }
        counts
    }

    pub(crate) fn add(&mut self, truth: bool, said: bool) {
        match (truth, said) {
            (true, true) => self.kept += 1,
            (false, true) => self.debris += 1,
            (true, false) => self.lost += 1,
            (false, false) => self.dropped += 1,
        }
    }

    pub(crate) fn lines(self) -> usize {
        self.kept + self.debris + self.lost + self.dropped
    }

    pub(crate) fn body_f1(self) -> f64 {
        ratio(2 * self.kept, 2 * self.kept + self.debris + self.lost)
    }

    pub(crate) fn boilerplate_f1(self) -> f64 {
        ratio(2 * self.dropped, 2 * self.dropped + self.debris + self.lost)
    }

    pub(crate) fn macro_f1(self) -> f64 {
        f64::midpoint(self.body_f1(), self.boilerplate_f1())
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kept,
            debris,
            lost,
            dropped,
        } = *self;
        write!(
            f,
            "lines={:7} macroF1={:.4} body F1={:.4} P={:.4} R={:.4} boilerplate F1={:.4} P={:.4} R={:.4}",
            self.lines(),
            self.macro_f1(),
            self.body_f1(),
            ratio(kept, kept + debris),
            ratio(kept, kept + lost),
            self.boilerplate_f1(),
            ratio(dropped, dropped + lost),
            ratio(dropped, dropped + debris),
        )
    }
}

/// The threshold with the highest macro-F1, and that figure.
pub(crate) fn best_threshold(lines: &[Scored]) -> (f64, f64) {
    let mut sorted = lines.to_vec();
    sorted.sort_by_key(|line| Reverse(line.score));
    let mut counts = Counts::default();
    for line in &sorted {
        counts.add(line.truth, false);
    }
    let mut best = (1.0, counts.macro_f1());
    for same in sorted.chunk_by(|a, b| a.score == b.score) {
        for line in same {
            if line.truth {
                counts.lost -= 1;
                counts.kept += 1;
            } else {
                counts.dropped -= 1;
                counts.debris += 1;
            }
        }
        if counts.macro_f1() > best.1 {
            best = (same[0].probability, counts.macro_f1());
        }
    }
    best
}

/// What was promised and what came, for the lines of one tenth of the scale.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bin {
    pub lines: usize,
    /// The sum of the probabilities.
    pub promised: f64,
    pub body: usize,
}

/// Lines by their probability, in tenths.
pub(crate) fn reliability(lines: &[Scored]) -> [Bin; 10] {
    let mut bins = [Bin::default(); 10];
    for line in lines {
        let bin = &mut bins[((line.probability * 10.0) as usize).min(9)];
        bin.lines += 1;
        bin.promised += line.probability;
        bin.body += usize::from(line.truth);
    }
    bins
}

/// The expected calibration error: how far the probabilities are off, on average over the lines.
pub(crate) fn calibration_error(bins: &[Bin]) -> f64 {
    let off: f64 = bins
        .iter()
        .map(|bin| (bin.promised - bin.body as f64).abs())
        .sum();
    off / bins.iter().map(|bin| bin.lines).sum::<usize>().max(1) as f64
}

/// The mean loss of the probabilities: the steadiest figure to compare settings by.
pub(crate) fn log_loss(lines: &[Scored]) -> f64 {
    lines.iter().map(|line| line.loss()).sum::<f64>() / lines.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<Scored> {
        let cases = [
            (true, 3000),
            (true, -500),
            (false, -600),
            (false, 1000),
            (false, -4000),
        ];
        cases
            .map(|(truth, score)| Scored::new(truth, score))
            .to_vec()
    }

    #[test]
    fn counts_are_those_of_the_scorer() {
        let counts = Counts::at(&lines(), 0.5);
        assert_eq!(
            counts,
            Counts {
                kept: 1,
                debris: 1,
                lost: 1,
                dropped: 2
            }
        );
        assert!((counts.body_f1() - 0.5).abs() < 1e-9);
        assert!((counts.boilerplate_f1() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn best_threshold_beats_its_neighbours() {
        let (threshold, macro_f1) = best_threshold(&lines());
        assert!(
            (threshold - probability(-500)).abs() < 1e-9
                || (threshold - probability(3000)).abs() < 1e-9
        );
        assert!(macro_f1 > Counts::at(&lines(), 0.5).macro_f1());
    }

    #[test]
    fn calibration_error_is_zero_for_the_truth() {
        let sure = |truth: bool| Scored {
            truth,
            score: 0,
            probability: f64::from(u8::from(truth)),
        };
        let bins = reliability(&[sure(true), sure(false)]);
        assert!(calibration_error(&bins).abs() < 1e-9);
        assert_eq!((bins[0].lines, bins[9].body), (1, 1));
    }
}
