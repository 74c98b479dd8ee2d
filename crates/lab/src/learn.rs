//! Training: documents in batches, the gradients of a batch moved by Adam.
//!
//! A batch is cut into a fixed number of parts that are worked on side by side and summed in order, so that the weights
//! do not depend on the number of threads.

use bodycopy::lab::{DIMENSIONS, Input, Network, Signal, WIDTH, WORDS, pair_slot, word_slot};
use rayon::prelude::*;

use crate::families::is_lexical;
use crate::network::{Dense, Drops, Example, Forward, Vector, WordGradient};
use crate::random::Random;
use crate::table::Table;

/// How to train.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub epochs: usize,
    /// The largest step of Adam, after a warm-up; it falls to zero.
    pub rate: f32,
    /// How far a target is moved from 0 or 1 towards the other.
    pub smoothing: f32,
    /// Lines of a batch.
    pub batch: usize,
    /// Rows of a signal's table, at the most.
    pub bins: usize,
    /// Pages that a word or a pair of words must stand in to be learned: what only few pages have, does not help on others.
    pub pages_a_word: u32,
    pub drops: Drops,
    pub seed: u64,
}

/// Stands for a word or pair that is not learned.
pub(crate) const RARE: u32 = u32::MAX;

/// Parts of a batch.
const PARTS: usize = 4;

/// The share of the training in which the rate rises.
const WARM_UP: f32 = 0.15;

/// Trains on the documents that `wanted` picks, with these signals; without any words if there are to be none.
pub(crate) fn train(
    table: &Table,
    signals: &[Signal],
    options: &Options,
    wanted: impl Fn(usize) -> bool,
) -> Network {
    let pages: Vec<usize> = (0..table.pages.len())
        .filter(|&page| wanted(page) && !table.pages[page].is_empty())
        .collect();
    let prepared = Prepared::new(table, signals, options, &pages);
    let mut learner = Learner::new(&prepared, options);
    let lines: usize = pages.iter().map(|&page| table.pages[page].len()).sum();
    let steps = (options.epochs * lines).div_ceil(options.batch) as f32;
    let mut step = 0;
    for epoch in 0..options.epochs {
        let mut random = Random::named(options.seed, &format!("epoch {epoch}"));
        let order = shuffled(&pages, &mut random);
        let (mut loss, mut weight) = (0.0, 0.0);
        for batch in batches(table, &order, options.batch) {
            let done = step as f32 / steps;
            let rise = (done / WARM_UP).min(1.0);
            let fall = ((1.0 - done) / (1.0 - WARM_UP)).clamp(0.0, 1.0);
            let (batch_loss, batch_weight) =
                learner.step(batch, epoch, options.rate * rise.min(fall));
            loss += batch_loss;
            weight += batch_weight;
            step += 1;
        }
        eprintln!("  epoch {epoch}: loss {:.4}", loss / weight);
    }
    learner.network()
}

fn shuffled(pages: &[usize], random: &mut Random) -> Vec<usize> {
    let mut order = pages.to_vec();
    for last in (1..order.len()).rev() {
        order.swap(last, random.below(last + 1));
    }
    order
}

/// Runs of documents with at least so many lines, but for the last.
fn batches<'o>(table: &Table, order: &'o [usize], lines: usize) -> Vec<&'o [usize]> {
    let mut batches = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (at, &page) in order.iter().enumerate() {
        held += table.pages[page].len();
        if held >= lines || at + 1 == order.len() {
            batches.push(&order[start..=at]);
            (start, held) = (at + 1, 0);
        }
    }
    batches
}

/// The training rows as the network takes them.
struct Prepared<'t> {
    table: &'t Table,
    signals: Vec<Signal>,
    cuts: Vec<Vec<u8>>,
    /// Where each signal's rows begin among all rows of tables.
    starts: Vec<usize>,
    /// For each signal, the row of its table that each line falls into, counted over all tables.
    bins: Vec<Vec<u16>>,
    /// The share of the lines that are at or above each step, in the order of the rows; 1 for the first of a signal.
    reached: Vec<f32>,
    lexical: Vec<bool>,
    /// Which slots are learned.
    common: Vec<bool>,
    /// The slots of words and pairs in turn, line after line, and where each line's begin.
    slots: Vec<u32>,
    offsets: Vec<usize>,
    targets: Vec<(f32, f32)>,
}

impl<'t> Prepared<'t> {
    fn new(table: &'t Table, signals: &[Signal], options: &Options, pages: &[usize]) -> Self {
        let columns: Vec<&[u8]> = signals
            .iter()
            .map(|&signal| table.column_of(signal))
            .collect();
        let counted: Vec<[u64; 256]> = columns
            .par_iter()
            .map(|column| {
                let mut counts = [0; 256];
                for &page in pages {
                    for &value in &column[table.pages[page].clone()] {
                        counts[usize::from(value)] += 1;
                    }
                }
                counts
            })
            .collect();
        let cuts: Vec<Vec<u8>> = counted
            .iter()
            .map(|counts| cuts(counts, options.bins))
            .collect();
        let mut starts = Vec::new();
        let mut reached = Vec::new();
        for (cuts, counts) in cuts.iter().zip(&counted) {
            starts.push(reached.len());
            let all: u64 = counts.iter().sum();
            reached.push(1.0);
            for &cut in cuts {
                let above: u64 = counts[usize::from(cut)..].iter().sum();
                reached.push(above as f32 / all.max(1) as f32);
            }
        }
        let bins = columns
            .par_iter()
            .zip(&cuts)
            .zip(&starts)
            .map(|((column, cuts), start)| {
                let bin = |value: u8| (start + cuts.partition_point(|&cut| cut <= value)) as u16;
                let of_value: Vec<u16> = (0..=u8::MAX).map(bin).collect();
                column
                    .iter()
                    .map(|&value| of_value[usize::from(value)])
                    .collect()
            })
            .collect();
        let (mut slots, mut offsets) = (Vec::new(), vec![0]);
        for page in 0..table.pages.len() {
            let signals = table.signals(page);
            for row in 0..signals.len() {
                let words = signals.words(row);
                for (at, &word) in words.iter().enumerate() {
                    slots.push(word_slot(word) as u32);
                    if let Some(&next) = words.get(at + 1) {
                        slots.push(pair_slot(word, next) as u32);
                    }
                }
                offsets.push(slots.len());
            }
        }
        let common = common(table, pages, &slots, &offsets, options.pages_a_word);
        for slot in &mut slots {
            if !common[*slot as usize] {
                *slot = RARE;
            }
        }
        let target = |(&truth, &weight): (&bool, &u32)| {
            let moved = options.smoothing;
            let target = if truth { 1.0 - moved } else { moved };
            (target, weight as f32 / 1024.0)
        };
        Self {
            table,
            signals: signals.to_vec(),
            cuts,
            starts,
            bins,
            reached,
            lexical: signals.iter().map(|signal| is_lexical(*signal)).collect(),
            common,
            slots,
            offsets,
            targets: table.truth.iter().zip(&table.weights).map(target).collect(),
        }
    }

    fn example(&self, page: usize) -> Example<'_> {
        let rows = self.table.pages[page].clone();
        let line = |row: usize| &self.slots[self.offsets[row]..self.offsets[row + 1]];
        Example {
            bins: &self.bins,
            words: rows.clone().map(line).collect(),
            targets: &self.targets[rows.clone()],
            rows,
        }
    }

    /// Where the rows of each signal's table stand.
    fn tables(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let ends = self.starts[1..].iter().copied().chain([self.reached.len()]);
        self.starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
    }
}

/// The slots that stand in the documents of enough pages.
fn common(
    table: &Table,
    pages: &[usize],
    slots: &[u32],
    offsets: &[usize],
    least: u32,
) -> Vec<bool> {
    let mut by_origin: Vec<(u32, usize)> = pages
        .iter()
        .map(|&page| (table.origins[page], page))
        .collect();
    by_origin.sort_unstable();
    let mut counts = vec![0; WORDS];
    let mut seen_in = vec![u32::MAX; WORDS];
    for (origin, page) in by_origin {
        let rows = &table.pages[page];
        for &slot in &slots[offsets[rows.start]..offsets[rows.end]] {
            let slot = slot as usize;
            if seen_in[slot] != origin {
                seen_in[slot] = origin;
                counts[slot] += 1;
            }
        }
    }
    counts
        .into_iter()
        .map(|count: u32| count >= least)
        .collect()
}

/// At most `bins - 1` values to cut before, each bin with its share of the lines, but that zero stands alone.
fn cuts(counts: &[u64; 256], bins: usize) -> Vec<u8> {
    let mut cuts = Vec::new();
    let mut left: u64 = counts[1..].iter().sum();
    let mut held = u64::from(counts[0] > 0);
    let mut room = bins.saturating_sub(1);
    for value in 1..=u8::MAX {
        let count = counts[usize::from(value)];
        if count == 0 {
            continue;
        }
        // `held` is what stands in the bin before this value.
        let full = cuts.is_empty() || held * (room as u64 + 1) >= left + held;
        if held > 0 && full && room > 0 {
            cuts.push(value);
            room -= 1;
            held = 0;
        }
        held += count;
        left -= count;
    }
    cuts
}

struct Learner<'p, 't> {
    prepared: &'p Prepared<'t>,
    options: &'p Options,
    dense: Dense,
    moments: [Dense; 2],
    vectors: Vec<Vector>,
    vector_moments: [Vec<Vector>; 2],
    steps: i32,
}

impl<'p, 't> Learner<'p, 't> {
    fn new(prepared: &'p Prepared<'t>, options: &'p Options) -> Self {
        let steps = prepared.reached.len();
        let mut random = Random::named(options.seed, "weights");
        let mut dense = Dense::zero(steps);
        fill(dense.steps.as_flattened_mut(), 0.045, &mut random);
        fill(dense.word_weights.as_flattened_mut(), 0.045, &mut random);
        let around = 1.0 / (3.0 * WIDTH as f32).sqrt();
        let alone = 1.0 / (WIDTH as f32).sqrt();
        for layer in &mut dense.layers {
            fill(
                layer.taps.as_flattened_mut().as_flattened_mut(),
                around,
                &mut random,
            );
            fill(layer.document.as_flattened_mut(), alone, &mut random);
            fill(&mut layer.bias, around, &mut random);
        }
        fill(&mut dense.output, alone, &mut random);
        let mut vectors = vec![[0.0; DIMENSIONS]; WORDS];
        for (vector, common) in vectors.iter_mut().zip(&prepared.common) {
            if *common {
                fill(vector, 0.17, &mut random);
            }
        }
        Self {
            prepared,
            options,
            dense,
            moments: [Dense::zero(steps), Dense::zero(steps)],
            vectors,
            vector_moments: std::array::from_fn(|_| vec![[0.0; DIMENSIONS]; WORDS]),
            steps: 0,
        }
    }

    /// The weights with tables in the place of steps.
    fn forward(&self) -> Dense {
        let mut dense = self.dense.clone();
        for table in self.prepared.tables() {
            let mut row = [0.0; WIDTH];
            for at in table.clone().skip(1) {
                for (row, step) in row.iter_mut().zip(&self.dense.steps[at]) {
                    *row -= step * self.prepared.reached[at];
                }
            }
            for at in table.clone() {
                if at > table.start {
                    for (row, step) in row.iter_mut().zip(&self.dense.steps[at]) {
                        *row += step;
                    }
                }
                dense.steps[at] = row;
            }
        }
        dense
    }

    /// The gradient of the steps from that of the tables.
    fn to_steps(&self, gradient: &mut Dense) {
        for table in self.prepared.tables() {
            let mut above = [0.0; WIDTH];
            for at in table.clone().rev() {
                for (above, value) in above.iter_mut().zip(&gradient.steps[at]) {
                    *above += value;
                }
                gradient.steps[at] = above;
            }
            let all = above;
            for at in table.clone().skip(1) {
                for (value, all) in gradient.steps[at].iter_mut().zip(all) {
                    *value -= all * self.prepared.reached[at];
                }
            }
            // The row that every line has reached is no step.
            gradient.steps[table.start] = [0.0; WIDTH];
        }
    }

    /// One step on a batch; tells the loss and the weight of its lines.
    fn step(&mut self, batch: &[usize], epoch: usize, rate: f32) -> (f64, f64) {
        let forward = self.forward();
        let pass = Forward {
            dense: &forward,
            vectors: &self.vectors,
            lexical: &self.prepared.lexical,
        };
        let part = |part: usize| {
            let mut gradient = Dense::zero(self.prepared.reached.len());
            let (mut words, mut loss, mut weight) = (Vec::new(), 0.0, 0.0);
            for &page in batch.iter().skip(part).step_by(PARTS) {
                let example = self.prepared.example(page);
                weight += example
                    .targets
                    .iter()
                    .map(|target| f64::from(target.1))
                    .sum::<f64>();
                let mut random = Random::named(self.options.seed, &format!("{epoch} {page}"));
                loss += pass.learn(
                    &example,
                    &self.options.drops,
                    &mut random,
                    &mut gradient,
                    &mut words,
                );
            }
            (gradient, words, loss, weight)
        };
        let parts: Vec<_> = (0..PARTS).into_par_iter().map(part).collect();
        let mut gradient = Dense::zero(self.prepared.reached.len());
        let mut of_vectors = vec![[0.0; DIMENSIONS]; WORDS];
        let (mut loss, mut weight) = (0.0, 0.0);
        for (mut dense, words, part_loss, part_weight) in parts {
            gradient.add(&mut dense);
            add_words(&mut of_vectors, &words);
            loss += part_loss;
            weight += part_weight;
        }
        self.to_steps(&mut gradient);
        let scale = if weight > 0.0 {
            (1.0 / weight) as f32
        } else {
            0.0
        };
        self.steps += 1;
        let adam = Adam {
            rate,
            scale,
            corrections: [1.0 - power(0.9, self.steps), 1.0 - power(0.999, self.steps)],
        };
        let [first, second] = &mut self.moments;
        let parts = self.dense.parts().into_iter().zip(gradient.parts());
        for ((weights, gradient), (first, second)) in
            parts.zip(first.parts().into_iter().zip(second.parts()))
        {
            adam.step(weights, gradient, first, second);
        }
        let [first, second] = &mut self.vector_moments;
        let chunk = WORDS / 16;
        self.vectors
            .par_chunks_mut(chunk)
            .zip(of_vectors.par_chunks_mut(chunk))
            .zip(
                first
                    .par_chunks_mut(chunk)
                    .zip(second.par_chunks_mut(chunk)),
            )
            .for_each(|((vectors, gradient), (first, second))| {
                adam.step(
                    vectors.as_flattened_mut(),
                    gradient.as_flattened_mut(),
                    first.as_flattened_mut(),
                    second.as_flattened_mut(),
                );
            });
        (loss, weight)
    }

    /// The form in which the library uses it: vectors in bytes.
    fn network(&self) -> Network {
        let dense = self.forward();
        let inputs = self
            .prepared
            .tables()
            .zip(&self.prepared.signals)
            .zip(&self.prepared.cuts)
            .map(|((table, &signal), cuts)| {
                Input::new(signal, cuts.clone(), dense.steps[table].to_vec())
            })
            .collect();
        let (words, scale) = in_bytes(&self.vectors);
        Network {
            inputs,
            words: words.into(),
            word_weights: dense
                .word_weights
                .map(|row| row.map(|weight| weight * scale)),
            bias: dense.bias,
            layers: dense.layers,
            output: dense.output,
            output_bias: dense.output_bias,
        }
    }
}

/// The vectors as signed bytes, and what one step of a byte is worth. The few largest numbers are cut off for the sake of the rest.
fn in_bytes(vectors: &[Vector]) -> (Vec<u8>, f32) {
    let mut sizes: Vec<f32> = vectors
        .as_flattened()
        .iter()
        .map(|value| value.abs())
        .collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes[sizes.len() - 1 - sizes.len() / 10_000].max(f32::MIN_POSITIVE);
    let scale = largest / 127.0;
    let byte = |value: &f32| (value / scale).round().clamp(-127.0, 127.0) as i8 as u8;
    (vectors.as_flattened().iter().map(byte).collect(), scale)
}

fn add_words(sums: &mut [Vector], words: &[WordGradient]) {
    for word in words {
        for &slot in &word.slots {
            for (sum, value) in sums[slot as usize].iter_mut().zip(word.gradient) {
                *sum += value;
            }
        }
    }
}

fn fill(values: &mut [f32], reach: f32, random: &mut Random) {
    for value in values {
        *value = ((random.next() >> 40) as f32 / (1_u64 << 23) as f32 - 1.0) * reach;
    }
}

fn power(base: f32, exponent: i32) -> f32 {
    (0..exponent.min(100_000)).fold(1.0, |power, _| power * base)
}

/// One step of Adam with a little decay of the weights (Kingma & Ba 2015; Loshchilov & Hutter 2019).
struct Adam {
    rate: f32,
    /// What the summed gradient is multiplied by.
    scale: f32,
    corrections: [f32; 2],
}

impl Adam {
    fn step(&self, weights: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32]) {
        const DECAY: f32 = 1e-3;
        let moments = first.iter_mut().zip(second);
        for ((weight, gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(moments) {
            let gradient = gradient * self.scale;
            *first = 0.9 * *first + 0.1 * gradient;
            *second = 0.999 * *second + 0.001 * gradient * gradient;
            let step =
                (*first / self.corrections[0]) / ((*second / self.corrections[1]).sqrt() + 1e-8);
            *weight -= self.rate * (step + DECAY * *weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_give_each_bin_its_share_and_zero_its_own() {
        let mut counts = [0; 256];
        counts[0] = 1000;
        counts[1..=100].fill(10);
        let found = cuts(&counts, 5);
        assert_eq!(found[0], 1);
        assert_eq!(found.len(), 4);
        assert!(
            found[1].abs_diff(26) < 4 && found[3].abs_diff(76) < 4,
            "{found:?}"
        );
        // Fewer values than bins are all kept apart; one value needs no cut.
        let mut few = [0; 256];
        few[3] = 1;
        assert!(cuts(&few, 5).is_empty());
        few[9] = 1;
        assert_eq!(cuts(&few, 5), [9]);
    }

    #[test]
    fn vectors_become_bytes_and_little_is_lost() {
        let vectors = vec![[0.5, -0.5, 0.25, 0.0, 0.1, -0.1, 0.3, -0.3]; 4];
        let (bytes, scale) = in_bytes(&vectors);
        for (byte, value) in bytes.iter().zip(vectors.as_flattened()) {
            assert!((f32::from(*byte as i8) * scale - value).abs() <= scale / 2.0 + 1e-6);
        }
    }

    #[test]
    fn documents_are_shuffled_but_none_is_lost() {
        let pages: Vec<usize> = (0..50).collect();
        let mut order = shuffled(&pages, &mut Random::named(1, "order"));
        assert_ne!(order, pages);
        order.sort_unstable();
        assert_eq!(order, pages);
    }
}
