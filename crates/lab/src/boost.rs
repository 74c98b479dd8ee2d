//! Gradient boosting of oblivious trees: one split a level, shared by all its nodes, so that a tree is a table that a
//! few comparisons index.
//!
//! Logistic loss, shrunken leaves with L2 regularisation, row weights, rows drawn anew for each tree. Scores are
//! log-odds in whole 1024ths from the start, leaves are rounded before they are added: the model that is written is
//! the model that was trained. Same data, same options, same model, whatever the number of threads.

use rayon::prelude::*;

use crate::bins::Binned;
use crate::grow::grow;
use crate::histogram::{SCALE, Selection, pack};
use crate::logistic::Curve;
use crate::random::mix;

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    pub trees: usize,
    /// Splits a tree, at most 6.
    pub depth: usize,
    /// What each leaf is shrunken by.
    pub rate: f64,
    /// Added to the curvature of every leaf.
    pub l2: f64,
    /// A leaf of less weight than this says nothing.
    pub min_weight: f64,
    /// The share of the rows each tree sees.
    pub share: f64,
    /// The share of the columns each tree may use.
    pub columns: f64,
    pub seed: u64,
}

/// The rows to train on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'t> {
    /// The columns of the whole table.
    pub columns: &'t [&'t [u8]],
    /// Which rows of them.
    pub rows: &'t [u32],
    /// For every row of the table: is it body?
    pub truth: &'t [bool],
    /// For every row of the table, in 1024ths, at most 1024.
    pub weights: &'t [u32],
}

/// Where a level of a tree splits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Split {
    /// Which of the columns trained on.
    pub column: usize,
    /// The bit is set where the value is greater than this.
    pub threshold: u8,
    /// How much the split lowered the loss.
    pub gain: f64,
}

/// One tree: bit `k` of the leaf's index tells the answer to split `k`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    pub splits: Vec<Split>,
    pub leaves: Vec<i16>,
}

/// What was learned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Boosted {
    pub bias: i32,
    pub trees: Vec<Tree>,
}

impl Boosted {
    /// The scores of a range of rows. `columns` are as in training.
    pub(crate) fn score(&self, columns: &[&[u8]], rows: std::ops::Range<usize>) -> Vec<i32> {
        let mut scores = vec![self.bias; rows.len()];
        let mut leaves = vec![0_u8; rows.len()];
        for tree in &self.trees {
            leaves.fill(0);
            for (bit, split) in tree.splits.iter().enumerate() {
                let column = &columns[split.column][rows.clone()];
                for (leaf, &value) in leaves.iter_mut().zip(column) {
                    *leaf |= u8::from(value > split.threshold) << bit;
                }
            }
            for (score, &leaf) in scores.iter_mut().zip(&leaves) {
                *score += i32::from(tree.leaves[usize::from(leaf)]);
            }
        }
        scores
    }
}

/// Trains on some rows.
pub(crate) fn train(sample: Sample<'_>, options: &Options) -> Boosted {
    let rows = sample.rows.iter().map(|&row| row as usize);
    let weights: Vec<u32> = rows.clone().map(|row| sample.weights[row]).collect();
    let truth: Vec<bool> = rows.map(|row| sample.truth[row]).collect();
    let binned = Binned::new(sample.columns, sample.rows, &weights);
    let curve = Curve::new();

    let bias = curve.log_odds(mean(&truth, &weights));
    let mut scores = vec![bias; truth.len()];
    let mut trees = Vec::with_capacity(options.trees);
    for number in 0..options.trees {
        let draw = mix(options.seed ^ ((number as u64) << 32));
        let mut drawn = Selection::default();
        for (row, &score) in scores.iter().enumerate() {
            if is_drawn(draw ^ row as u64, options.share) {
                let packed = derivatives(curve.probability(score), truth[row], weights[row]);
                drawn.push(row as u32, packed, 0);
            }
        }
        let usable = (0..binned.columns.len())
            .filter(|&column| is_drawn(!draw ^ column as u64, options.columns));
        let usable: Vec<usize> = usable.collect();
        let columns: Vec<&[u8]> = usable
            .iter()
            .map(|&column| binned.columns[column].as_slice())
            .collect();
        let mut tree = grow(&columns, &mut drawn, options);
        for split in &mut tree.splits {
            split.column = usable[split.column];
        }
        update(&mut scores, &tree, &binned);
        trees.push(unbin(tree, &binned));
    }
    Boosted { bias, trees }
}

fn mean(truth: &[bool], weights: &[u32]) -> f64 {
    let all: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    let pairs = truth.iter().zip(weights).filter(|(truth, _)| **truth);
    let body: u64 = pairs.map(|(_, &weight)| u64::from(weight)).sum();
    body as f64 / all.max(1) as f64
}

fn is_drawn(what: u64, share: f64) -> bool {
    ((mix(what) >> 11) as f64) < share * (1_u64 << 53) as f64
}

/// Gradient and curvature of the weighted loss, in fixed point.
fn derivatives(probability: i32, truth: bool, weight: u32) -> i64 {
    let one = SCALE as i32;
    let error = i64::from(probability - if truth { one } else { 0 });
    let curvature = i64::from(probability) * i64::from(one - probability) / SCALE;
    let weight = i64::from(weight);
    let rounded = |x: i64| (x * weight + 512) >> 10;
    pack(rounded(error) as i32, rounded(curvature) as u32)
}

fn update(scores: &mut [i32], tree: &Tree, binned: &Binned) {
    const PART: usize = 1 << 14;
    scores
        .par_chunks_mut(PART)
        .enumerate()
        .for_each(|(part, scores)| {
            let mut leaves = vec![0_u8; scores.len()];
            for (bit, split) in tree.splits.iter().enumerate() {
                let column = &binned.columns[split.column][part * PART..];
                for (leaf, &value) in leaves.iter_mut().zip(column) {
                    *leaf |= u8::from(value > split.threshold) << bit;
                }
            }
            for (score, &leaf) in scores.iter_mut().zip(&leaves) {
                *score += i32::from(tree.leaves[usize::from(leaf)]);
            }
        });
}

fn unbin(mut tree: Tree, binned: &Binned) -> Tree {
    for split in &mut tree.splits {
        split.threshold = binned.cuts[split.column][usize::from(split.threshold)];
    }
    tree
}

#[cfg(test)]
mod tests;
