//! Histograms of gradients: for every column, leaf and bin, the sum of gradient and curvature.
//!
//! Invariant: all sums are of integers, so their order does not matter and threads cannot change a bit of them.

use rayon::prelude::*;

use crate::bins::BINS;

/// The leaves a histogram tells apart: those above the last level of a tree.
pub(crate) const LEAVES: usize = 1 << (MAX_DEPTH - 1);
/// The deepest tree.
pub(crate) const MAX_DEPTH: usize = 6;

/// One fixed-point unit of a gradient or curvature is one `SCALE`th.
pub(crate) const SCALE: i64 = 1 << 16;

/// Rows summed in one packed word before it is unpacked. At most `SCALE` a row, so half a word cannot overflow.
const BLOCK: usize = 1 << 14;
/// Columns one task sums together while their rows' gradients are in the cache.
const TASK: usize = 5;

/// Gradient in the upper, curvature in the lower half of a word. The curvature is never negative.
pub(crate) fn pack(gradient: i32, curvature: u32) -> i64 {
    (i64::from(gradient) << 32) + i64::from(curvature)
}

/// A sum of gradients and curvatures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub gradient: i64,
    pub curvature: i64,
}

impl Sum {
    /// Adds a sum of packed words.
    pub(crate) fn add_packed(&mut self, packed: i64) {
        self.gradient += packed >> 32;
        self.curvature += packed & 0xffff_ffff;
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            gradient: self.gradient + other.gradient,
            curvature: self.curvature + other.curvature,
        }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
        }
    }
}

/// The sums of one column: `BINS` a leaf.
pub(crate) type Sums = Vec<Sum>;

/// Some rows of the training data: which, their gradients, their leaves.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub rows: Vec<u32>,
    pub packed: Vec<i64>,
    pub leaves: Vec<u8>,
}

impl Selection {
    pub(crate) fn push(&mut self, row: u32, packed: i64, leaf: u8) {
        self.rows.push(row);
        self.packed.push(packed);
        self.leaves.push(leaf);
    }

    /// The sums of every column over these rows, which stand in the first `leaves` leaves.
    pub(crate) fn sums(&self, columns: &[&[u8]], leaves: usize) -> Vec<Sums> {
        columns
            .par_chunks(TASK)
            .flat_map_iter(|columns| self.sum_columns(columns, leaves))
            .collect()
    }

    fn sum_columns(&self, columns: &[&[u8]], leaves: usize) -> Vec<Sums> {
        let mut sums = vec![vec![Sum::default(); leaves * BINS]; columns.len()];
        let mut block = Block::new();
        let rows = self.rows.chunks(BLOCK);
        let packed = self.packed.chunks(BLOCK);
        for ((rows, packed), row_leaves) in rows.zip(packed).zip(self.leaves.chunks(BLOCK)) {
            for (column, sums) in columns.iter().zip(&mut sums) {
                block.sum(column, rows, packed, row_leaves);
                block.flush(sums);
            }
        }
        sums
    }
}

/// Packed sums of one block of rows. Two of each, used in turn, because most rows fall into the same few cells and an
/// addition to the cell just written would wait for it.
struct Block {
    even: Box<[i64; LEAVES * BINS]>,
    odd: Box<[i64; LEAVES * BINS]>,
}

impl Block {
    fn new() -> Self {
        Self {
            even: Box::new([0; LEAVES * BINS]),
            odd: Box::new([0; LEAVES * BINS]),
        }
    }

    fn sum(&mut self, column: &[u8], rows: &[u32], packed: &[i64], leaves: &[u8]) {
        let cell = |row: u32, leaf: u8| {
            let bin = usize::from(column[row as usize]) % BINS;
            usize::from(leaf) % LEAVES * BINS + bin
        };
        let pairs = rows.chunks_exact(2).zip(packed.chunks_exact(2));
        for ((rows, packed), leaves) in pairs.zip(leaves.chunks_exact(2)) {
            self.even[cell(rows[0], leaves[0])] += packed[0];
            self.odd[cell(rows[1], leaves[1])] += packed[1];
        }
        if rows.len() % 2 == 1 {
            let last = rows.len() - 1;
            self.even[cell(rows[last], leaves[last])] += packed[last];
        }
    }

    fn flush(&mut self, sums: &mut [Sum]) {
        let cells = self.even.iter_mut().zip(self.odd.iter_mut());
        for (sum, (even, odd)) in sums.iter_mut().zip(cells) {
            sum.add_packed(std::mem::take(even) + std::mem::take(odd));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_sums_keep_both_halves() {
        let packed: i64 = (0..1000)
            .map(|i| pack(if i % 3 == 0 { 7 } else { -50_000 }, 60_000))
            .sum();
        let mut sum = Sum::default();
        sum.add_packed(packed);
        assert_eq!(sum.gradient, 334 * 7 - 666 * 50_000);
        assert_eq!(sum.curvature, 60_000_000);
    }

    #[test]
    fn sums_are_those_of_a_plain_loop() {
        let count = BLOCK + 1001;
        let column: Vec<u8> = (0..count).map(|row| (row * 7 % 64) as u8).collect();
        let rows: Vec<u32> = (0..count as u32).collect();
        let mut selection = Selection::default();
        for &row in &rows {
            selection.push(row, pack(row as i32 % 100 - 50, row % 9), (row % 3) as u8);
        }
        let mut plain = vec![Sum::default(); 3 * BINS];
        for row in 0..count {
            plain[row % 3 * BINS + usize::from(column[row])]
                .add_packed(pack(row as i32 % 100 - 50, row as u32 % 9));
        }
        assert_eq!(
            selection.sums(&[&column, &column], 3),
            [plain.clone(), plain]
        );
    }
}
