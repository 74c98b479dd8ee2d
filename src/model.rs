//! The model: from the signals of a document to the log-odds that each line is body.
//!
//! Two forests of oblivious trees (every node of a level asks the same question, so that a tree is a handful of
//! comparisons and one look-up). The first sees a line and its surroundings, the second also what the first said of the
//! neighbours. Sums are integers: the same answer on every platform.
//!
//! The file `assets/line.model` is text: header lines `# ...`, then `stage line` and `stage context`, each with a line
//! `bias <log-odds>` and a line for every tree, `signal>threshold ... : leaf leaf ...`, all log-odds in 1024ths.

mod score;

use std::fmt;

use once_cell::sync::Lazy;

use crate::signals::{Signal, Signals};

/// Log-odds of 1.
pub const UNIT: i32 = 1024;

const HEADER: &str = "# bodycopy line model 1";

/// At most this many questions in a tree.
pub const DEEPEST: usize = 6;

/// One oblivious tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The questions: bit `k` of the leaf's index is set where the signal of split `k` is above its threshold.
    pub splits: Vec<(Signal, u8)>,
    /// Log-odds in 1024ths, `2^splits.len()` of them.
    pub leaves: Vec<i16>,
}

/// A sum of trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forest {
    /// The log-odds of a line that nothing is known of.
    pub bias: i32,
    /// The trees, in the order in which they were trained.
    pub trees: Vec<Tree>,
}

/// Both stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Where the weights come from: command, seed, hashes of the data. One entry a header line.
    pub comment: Vec<String>,
    /// Sees a line and what surrounds it.
    pub line: Forest,
    /// Also sees the first stage's scores of the line and its neighbours.
    pub context: Forest,
}

static BUILTIN: Lazy<Model> = Lazy::new(|| {
    Model::parse(include_str!("../assets/line.model")).expect("the model's own test parses it")
});

impl Model {
    /// The weights compiled in.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads the text form; [`Display`](fmt::Display) writes it.
    ///
    /// # Errors
    /// If the text is not a model of this version or names a signal that does not exist. Says which line.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.lines().next() != Some(HEADER) {
            return Err(format!("line 1: expected `{HEADER}`"));
        }
        let mut model = Self {
            comment: Vec::new(),
            line: Forest::empty(),
            context: Forest::empty(),
        };
        let mut stage = None;
        for (line, number) in text.lines().zip(1..).skip(1) {
            let wrong = |what: &str| format!("line {number}: {what}: `{line}`");
            if let Some(comment) = line.strip_prefix("# ") {
                model.comment.push(comment.to_owned());
            } else if line == "stage line" {
                stage = Some(&mut model.line);
            } else if line == "stage context" {
                stage = Some(&mut model.context);
            } else {
                let forest = stage
                    .as_deref_mut()
                    .ok_or_else(|| wrong("expected `stage line`"))?;
                if let Some(bias) = line.strip_prefix("bias ") {
                    forest.bias = bias.parse().map_err(|_| wrong("not a number"))?;
                } else {
                    forest
                        .trees
                        .push(Tree::parse(line).ok_or_else(|| wrong("not a tree"))?);
                }
            }
        }
        Ok(model)
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        for line in &self.comment {
            writeln!(f, "# {line}")?;
        }
        for (name, forest) in [("line", &self.line), ("context", &self.context)] {
            writeln!(f, "stage {name}\nbias {}", forest.bias)?;
            for tree in &forest.trees {
                for (signal, threshold) in &tree.splits {
                    write!(f, "{}>{threshold} ", signal.name())?;
                }
                write!(f, ":")?;
                for leaf in &tree.leaves {
                    write!(f, " {leaf}")?;
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

impl Tree {
    fn parse(line: &str) -> Option<Self> {
        let (splits, leaves) = line.split_once(':')?;
        let splits: Vec<_> = splits
            .split_whitespace()
            .map(|split| {
                let (signal, threshold) = split.split_once('>')?;
                Some((Signal::from_name(signal)?, threshold.parse().ok()?))
            })
            .collect::<Option<_>>()?;
        let leaves: Vec<i16> = leaves
            .split_whitespace()
            .map(|leaf| leaf.parse().ok())
            .collect::<Option<_>>()?;
        (splits.len() <= DEEPEST && leaves.len() == 1 << splits.len())
            .then_some(Self { splits, leaves })
    }

    /// The leaf that a row of these values falls into.
    fn leaf(&self, value: impl Fn(Signal) -> u8) -> usize {
        let bits = self
            .splits
            .iter()
            .zip(0..)
            .map(|(&(signal, threshold), bit)| usize::from(value(signal) > threshold) << bit);
        bits.sum()
    }
}

impl Forest {
    /// No trees: every line at even odds.
    pub fn empty() -> Self {
        Self {
            bias: 0,
            trees: Vec::new(),
        }
    }

    /// The log-odds of every row, in 1024ths.
    pub fn score(&self, signals: &Signals) -> Vec<i32> {
        score::rows(self, signals)
    }

    /// How much each signal moved one row's score, in 1024ths: along the questions of a tree, by how much each answer
    /// changes the mean of the leaves still possible.
    pub(crate) fn contributions(&self, signals: &Signals, row: usize) -> [i32; Signal::COUNT] {
        let mut moved = [0; Signal::COUNT];
        for tree in &self.trees {
            let leaf = tree.leaf(|signal| signals.get(signal, row));
            let mut before = tree.mean(0, 0);
            for (&(signal, _), known) in tree.splits.iter().zip(1..) {
                let after = tree.mean(leaf, known);
                moved[signal as usize] += after - before;
                before = after;
            }
        }
        moved
    }
}

impl Tree {
    /// The mean of the leaves that agree with `leaf` in the first `known` questions.
    fn mean(&self, leaf: usize, known: usize) -> i32 {
        let mask = (1 << known) - 1;
        let open = self
            .leaves
            .iter()
            .enumerate()
            .filter(|(at, _)| at & mask == leaf & mask);
        let (sum, count) = open.fold((0, 0), |(sum, count), (_, &value)| {
            (sum + i32::from(value), count + 1)
        });
        sum / count
    }
}

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
    fn the_builtin_model_reads_and_writes_itself() {
        let text = include_str!("../assets/line.model");
        let model = Model::parse(text).unwrap();
        assert_eq!(model.to_string(), text);
        assert!(!model.line.trees.is_empty() && !model.context.trees.is_empty());
        assert!(
            model
                .line
                .trees
                .iter()
                .flat_map(|tree| &tree.splits)
                .all(|(signal, _)| !signal.is_context())
        );
    }

    #[test]
    fn probabilities() {
        assert!((probability(0) - 0.5).abs() < 1e-6);
        assert!((probability(UNIT) - 0.7311).abs() < 1e-6);
        assert!((probability(-2 * UNIT) - 0.1192).abs() < 1e-6);
        assert!(probability(i32::MAX) <= 1.0 && probability(i32::MIN) >= 0.0);
        assert!((-20..20).all(|step| probability(step * 500) <= probability((step + 1) * 500)));
    }

    #[test]
    fn a_model_of_unknown_signals_is_refused() {
        let error =
            Model::parse("# bodycopy line model 1\nstage line\nbias 3\nno-such-signal>3 : 1 2\n")
                .unwrap_err();
        assert!(error.starts_with("line 4: not a tree"), "{error}");
    }
}
