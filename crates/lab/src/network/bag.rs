//! The words of lines, and the names around them: the mean of their vectors, and the gradients of these.

use bodycopy::lab::{DIMENSIONS, Row, add_times, dot};

use super::Vector;
use crate::prepared::RARE;
use crate::random::Random;

/// The gradients that one document gives: those of the vectors line by line.
#[derive(Debug)]
pub(crate) struct WordGradient {
    pub slots: Vec<u32>,
    pub gradient: Vector,
}

/// The gradients of vectors that a document gives.
#[derive(Debug, Default)]
pub(crate) struct Gradients {
    pub words: Vec<WordGradient>,
    pub names: Vec<WordGradient>,
}

/// For every line the slots that were not dropped, the mean of their vectors, and what the mean's sum was multiplied by.
pub(super) struct Bag {
    slots: Vec<Vec<u32>>,
    pub means: Vec<Vector>,
    scales: Vec<f32>,
}

impl Bag {
    pub(super) fn empty(lines: usize) -> Self {
        Self {
            slots: vec![Vec::new(); lines],
            means: vec![[0.0; DIMENSIONS]; lines],
            scales: vec![0.0; lines],
        }
    }

    pub(super) fn of_words(
        lines: &[&[u32]],
        vectors: &[Vector],
        drop: f64,
        random: &mut Random,
    ) -> Self {
        let mut bag = Self::empty(lines.len());
        for (row, line) in lines.iter().enumerate() {
            let words = line.len().div_ceil(2);
            bag.set(row, kept_slots(line, drop, random), words, drop, vectors);
        }
        bag
    }

    pub(super) fn of_names(
        lines: &[&[u32]],
        vectors: &[Vector],
        drop: f64,
        random: &mut Random,
    ) -> Self {
        let mut bag = Self::empty(lines.len());
        for (row, line) in lines.iter().enumerate() {
            let mut kept = line.to_vec();
            kept.retain(|&slot| !random.chance(drop) && slot != RARE);
            bag.set(row, kept, line.len(), drop, vectors);
        }
        bag
    }

    /// The scale makes the sum of the kept vectors the mean of all, on average.
    fn set(&mut self, row: usize, slots: Vec<u32>, words: usize, drop: f64, vectors: &[Vector]) {
        let scale = (1.0 / (words.max(1) as f64 * (1.0 - drop))) as f32;
        let mut sum = [0.0; DIMENSIONS];
        for &slot in &slots {
            for (sum, value) in sum.iter_mut().zip(&vectors[slot as usize]) {
                *sum += value;
            }
        }
        self.means[row] = sum.map(|sum| sum * scale);
        self.slots[row] = slots;
        self.scales[row] = scale;
    }

    /// From what moves the lines to the gradients of the weights and the vectors.
    pub(super) fn back<const W: usize>(
        self,
        pulls: &[Row<W>],
        weights: &[Row<W>; DIMENSIONS],
        gradient: &mut [Row<W>; DIMENSIONS],
        vectors: &mut Vec<WordGradient>,
    ) {
        for (row, slots) in self.slots.into_iter().enumerate() {
            if slots.is_empty() {
                continue;
            }
            let pull = &pulls[row];
            let mut of_vector = [0.0; DIMENSIONS];
            for (k, value) in of_vector.iter_mut().enumerate() {
                add_times(&mut gradient[k], self.means[row][k], pull);
                *value = dot(&weights[k], pull) * self.scales[row];
            }
            vectors.push(WordGradient {
                slots,
                gradient: of_vector,
            });
        }
    }
}

/// The slots of a line are those of its words and of its pairs in turn: word, pair with the next, word ... word.
pub(super) fn kept_slots(slots: &[u32], drop: f64, random: &mut Random) -> Vec<u32> {
    /// A pair goes with its first word, and is left out a little more often.
    const PAIRS: f64 = 0.8;
    let mut kept = Vec::with_capacity(slots.len());
    for pair in slots.chunks(2) {
        if !random.chance(drop) {
            kept.push(pair[0]);
            if let Some(&pair) = pair.get(1)
                && random.chance(PAIRS)
            {
                kept.push(pair);
            }
        }
    }
    kept.retain(|&slot| slot != RARE);
    kept
}
