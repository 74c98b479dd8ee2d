//! Columns cut into bins: the thresholds a tree may split at, by weighted quantiles.

use rayon::prelude::*;

/// The most bins of a column; there is one threshold fewer.
pub(crate) const BINS: usize = 64;

/// Columns of bin numbers, and what the numbers mean.
#[derive(Debug)]
pub(crate) struct Binned {
    /// The thresholds of each column, ascending: bin `b` holds the values above `b` of them.
    pub cuts: Vec<Vec<u8>>,
    /// Bin numbers, column by column.
    pub columns: Vec<Vec<u8>>,
}

impl Binned {
    /// Cuts the `rows` of some columns. `weights` goes with `rows`.
    pub(crate) fn new(columns: &[&[u8]], rows: &[u32], weights: &[u32]) -> Self {
        let (cuts, columns) = columns
            .par_iter()
            .map(|column| {
                let mut mass = [0_u64; 256];
                for (&row, &weight) in rows.iter().zip(weights) {
                    // A row without weight still shows that its value exists.
                    mass[usize::from(column[row as usize])] += u64::from(weight.max(1));
                }
                let cuts = thresholds(&mass);
                let bin_of: Vec<u8> = (0..=255_u8)
                    .map(|value| cuts.partition_point(|&cut| cut < value) as u8)
                    .collect();
                let binned = rows
                    .iter()
                    .map(|&row| bin_of[usize::from(column[row as usize])])
                    .collect();
                (cuts, binned)
            })
            .unzip();
        Self { cuts, columns }
    }
}

/// At most `BINS - 1` values to cut at ("greater than"), none of them the largest present.
fn thresholds(mass: &[u64; 256]) -> Vec<u8> {
    let mut present: Vec<u8> = (0..=255_u8)
        .filter(|&value| mass[usize::from(value)] > 0)
        .collect();
    present.pop();
    if present.len() < BINS {
        return present;
    }
    // Each bin takes its share of the mass that is left, so that one heavy value does not starve those above it.
    let mut cuts = Vec::with_capacity(BINS - 1);
    let (mut left, mut own) = (mass.iter().sum::<u64>(), 0);
    for value in present {
        own += mass[usize::from(value)];
        let bins = (BINS - cuts.len()) as u64;
        if bins > 1 && own * bins >= left {
            cuts.push(value);
            left -= own;
            own = 0;
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_are_all_kept_apart() {
        let column = [0_u8, 5, 5, 9, 0];
        let rows = [0, 1, 2, 3, 4];
        let binned = Binned::new(&[&column], &rows, &[1; 5]);
        assert_eq!(binned.cuts, [vec![0, 5]]);
        assert_eq!(binned.columns, [vec![0, 1, 1, 2, 0]]);
    }

    #[test]
    fn many_values_are_cut_by_weight() {
        let column: Vec<u8> = (0..=255).collect();
        let rows: Vec<u32> = (0..256).collect();
        let weights: Vec<u32> = (0..256)
            .map(|value| if value < 128 { 1 } else { 9 })
            .collect();
        let binned = Binned::new(&[&column], &rows, &weights);
        let cuts = &binned.cuts[0];
        assert!(cuts.len() < BINS && cuts.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(cuts.iter().filter(|&&cut| cut >= 128).count() > cuts.len() * 3 / 4);
    }

    #[test]
    fn a_heavy_value_leaves_cuts_for_the_rest() {
        let column: Vec<u8> = (0..2000)
            .map(|row| if row < 1700 { 0 } else { (row % 255) as u8 })
            .collect();
        let rows: Vec<u32> = (0..2000).collect();
        let binned = Binned::new(&[&column], &rows, &[1; 2000]);
        assert_eq!(binned.cuts[0][0], 0);
        assert!(binned.cuts[0].iter().any(|&cut| cut > 220));
    }

    #[test]
    fn one_value_gives_no_cut() {
        let binned = Binned::new(&[&[7, 7]], &[0, 1], &[1, 1]);
        assert_eq!(binned.cuts, [Vec::<u8>::new()]);
    }
}
