//! One oblivious tree, level by level, from histograms.

use rayon::prelude::*;

use crate::bins::BINS;
use crate::boost::{Options, Split, Tree};
use crate::histogram::{LEAVES, MAX_DEPTH, SCALE, Selection, Sum, Sums};
use crate::logistic::UNIT;

/// A tree over columns of bin numbers; its thresholds are bin numbers, too.
pub(crate) fn grow(columns: &[&[u8]], drawn: &mut Selection, options: &Options) -> Tree {
    let mut splits: Vec<Split> = Vec::new();
    let mut sums = drawn.sums(columns, 1);
    while let Some(split) = best(&sums, options) {
        let bit = splits.len();
        splits.push(split);
        let column = columns[split.column];
        for (leaf, &row) in drawn.leaves.iter_mut().zip(&drawn.rows) {
            *leaf |= u8::from(column[row as usize] > split.threshold) << bit;
        }
        if splits.len() == options.depth.min(MAX_DEPTH) {
            break;
        }
        sums = split_sums(sums, columns, drawn, bit);
    }
    let mut totals = vec![Sum::default(); 1 << splits.len()];
    for (&leaf, &packed) in drawn.leaves.iter().zip(&drawn.packed) {
        totals[usize::from(leaf)].add_packed(packed);
    }
    let leaves = totals.iter().map(|&sum| leaf_value(sum, options)).collect();
    Tree { splits, leaves }
}

/// The sums one level down: those of each leaf's smaller half are counted, those of the other half are what is left.
fn split_sums(mut sums: Vec<Sums>, columns: &[&[u8]], drawn: &Selection, bit: usize) -> Vec<Sums> {
    let parents = 1_usize << bit;
    let mut counts = [0_usize; 2 * LEAVES];
    for &leaf in &drawn.leaves {
        counts[usize::from(leaf)] += 1;
    }
    let upper_is_smaller = |parent: usize| counts[parent | parents] < counts[parent];
    let mut smaller = Selection::default();
    for (place, &leaf) in drawn.leaves.iter().enumerate() {
        let parent = usize::from(leaf) % parents;
        if upper_is_smaller(parent) == (usize::from(leaf) >= parents) {
            smaller.push(drawn.rows[place], drawn.packed[place], parent as u8);
        }
    }
    let counted = smaller.sums(columns, parents);
    for (column, counted) in sums.iter_mut().zip(counted) {
        column.extend_from_within(..);
        let (lower, upper) = column.split_at_mut(parents * BINS);
        for (cell, counted) in counted.into_iter().enumerate() {
            let rest = lower[cell].minus(counted);
            (lower[cell], upper[cell]) = if upper_is_smaller(cell / BINS) {
                (rest, counted)
            } else {
                (counted, rest)
            };
        }
    }
    sums
}

/// The split that lowers the loss most; the first of equals.
fn best(sums: &[Sums], options: &Options) -> Option<Split> {
    let of_column = |(column, sums): (usize, &Sums)| best_of_column(column, sums, options);
    let each: Vec<Option<Split>> = sums.par_iter().enumerate().map(of_column).collect();
    let better = |best: Split, next: Split| if next.gain > best.gain { next } else { best };
    each.into_iter().flatten().reduce(better)
}

fn best_of_column(column: usize, sums: &Sums, options: &Options) -> Option<Split> {
    let mut gains = [0.0; BINS];
    for leaf in sums.chunks(BINS) {
        let total = leaf
            .iter()
            .fold(Sum::default(), |total, &sum| total.plus(sum));
        let whole = worth(total, options);
        let mut below = Sum::default();
        for (gain, &sum) in gains.iter_mut().zip(leaf) {
            below = below.plus(sum);
            *gain += worth(below, options) + worth(total.minus(below), options) - whole;
        }
    }
    let mut best = None;
    for (bin, &gain) in gains.iter().enumerate() {
        // Rounding leaves splits into all and nothing with a gain of about 0.
        if gain > best.map_or(1e-6, |split: Split| split.gain) {
            best = Some(Split {
                column,
                threshold: bin as u8,
                gain,
            });
        }
    }
    best
}

/// How much a leaf of its own lowers the loss.
fn worth(sum: Sum, options: &Options) -> f64 {
    let (gradient, curvature) = unscaled(sum);
    if curvature < options.min_weight {
        0.0
    } else {
        gradient * gradient / (curvature + options.l2)
    }
}

fn leaf_value(sum: Sum, options: &Options) -> i16 {
    let (gradient, curvature) = unscaled(sum);
    if curvature < options.min_weight {
        return 0;
    }
    let value = -gradient / (curvature + options.l2) * options.rate * f64::from(UNIT);
    value
        .round()
        .clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
}

fn unscaled(sum: Sum) -> (f64, f64) {
    (
        sum.gradient as f64 / SCALE as f64,
        sum.curvature as f64 / SCALE as f64,
    )
}
