//! The hot loop of the model: every tree asks its questions of a batch of rows at once.
//!
//! All answers of a tree are compares of bytes, which the compiler turns into vector instructions; what costs is one
//! look-up of a leaf for every tree and row.

use super::{DEEPEST, Forest, Tree};
use crate::signals::{Signal, Signals};

/// Rows that are scored together: their signals, and the sums, stay in the first-level cache.
const BATCH: usize = 64;

/// Rows of a batch at the end of a document, most of which are short.
const SMALL: usize = 16;

/// Leaves of a tree of full depth.
const LEAVES: usize = 1 << DEEPEST;

/// The log-odds of every row.
pub(super) fn rows(forest: &Forest, signals: &Signals) -> Vec<i32> {
    let mut scores = vec![forest.bias; signals.len()];
    let large = signals.len() / BATCH * BATCH;
    let (most, rest) = scores.split_at_mut(large);
    batches::<BATCH>(forest, signals, 0, most);
    batches::<SMALL>(forest, signals, large, rest);
    scores
}

/// Adds the trees to the scores of the rows from `first` on, `N` at a time.
fn batches<const N: usize>(
    forest: &Forest,
    signals: &Signals,
    mut first: usize,
    scores: &mut [i32],
) {
    let mut columns = [[0_u8; N]; Signal::COUNT];
    for scores in scores.chunks_mut(N) {
        for (column, signal) in columns.iter_mut().zip(Signal::all()) {
            let values = &signals.column(signal)[first..first + scores.len()];
            column[..scores.len()].copy_from_slice(values);
        }
        let mut sums = [0_i32; N];
        // The leaves of a tree, with room for any byte, so that no look-up is checked against its end.
        let mut table = [0_i16; 256];
        for tree in &forest.trees {
            match (tree.splits.first_chunk(), tree.leaves.first_chunk()) {
                (Some(splits), Some(leaves)) => {
                    full_tree(&columns, splits, leaves, &mut table, &mut sums);
                }
                _ => small_tree(&columns, tree, &mut sums),
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += sum;
        }
        first += scores.len();
    }
}

/// Nearly every tree: all depths and tables are known to the compiler.
fn full_tree<const N: usize>(
    columns: &[[u8; N]; Signal::COUNT],
    splits: &[(Signal, u8); DEEPEST],
    leaves: &[i16; LEAVES],
    table: &mut [i16; 256],
    sums: &mut [i32; N],
) {
    table[..LEAVES].copy_from_slice(leaves);
    let asked = splits.map(|(signal, _)| &columns[signal as usize]);
    let mut at = [0_u8; N];
    for (row, at) in at.iter_mut().enumerate() {
        let mut leaf = 0;
        for (column, (_, threshold)) in asked.iter().zip(splits).rev() {
            // `value > threshold` in the form that has a vector instruction on every processor.
            leaf = leaf << 1 | column[row].saturating_sub(*threshold).min(1);
        }
        *at = leaf;
    }
    // In eights, so that the loop is unrolled.
    let (sums, _) = sums.as_chunks_mut::<8>();
    for (sums, at) in sums.iter_mut().zip(at.as_chunks::<8>().0) {
        for (sum, &at) in sums.iter_mut().zip(at) {
            *sum += i32::from(table[usize::from(at)]);
        }
    }
}

fn small_tree<const N: usize>(
    columns: &[[u8; N]; Signal::COUNT],
    tree: &Tree,
    sums: &mut [i32; N],
) {
    for (row, sum) in sums.iter_mut().enumerate() {
        let leaf = tree.leaf(|signal| columns[signal as usize][row]);
        *sum += i32::from(tree.leaves[leaf]);
    }
}
