//! Training: documents in batches, the gradients of a batch moved by Adam.
//!
//! A batch is cut into a fixed number of parts that are worked on side by side and summed in order, so that the weights
//! do not depend on the number of threads.

use bodycopy::lab::{DIMENSIONS, GROUPINGS, Input, Names, Network, Signal};
use rayon::prelude::*;

use crate::adam::Adam;
use crate::network::{Dense, Drops, Forward, Gradients, Vector, WordGradient};
use crate::prepared::Prepared;
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
    /// How much a document's F1 counts beside the loss of its lines.
    pub f1: f32,
    pub seed: u64,
}

/// Parts of a batch.
const PARTS: usize = 4;

/// The share of the training in which the rate rises.
const WARM_UP: f32 = 0.15;

/// Trains on the documents that `wanted` picks, with these signals; without any words if there are to be none.
pub(crate) fn train<const W: usize>(
    table: &Table,
    signals: &[Signal],
    options: &Options,
    wanted: impl Fn(usize) -> bool,
) -> Network<W> {
    let pages: Vec<usize> = (0..table.pages.len())
        .filter(|&page| wanted(page) && !table.pages[page].is_empty())
        .collect();
    let prepared = Prepared::new(table, signals, options, &pages);
    let mut learner = Learner::<W>::new(&prepared, options);
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

struct Learner<'p, 't, const W: usize> {
    prepared: &'p Prepared<'t>,
    options: &'p Options,
    dense: Dense<W>,
    moments: [Dense<W>; 2],
    words: Vectors,
    names: Vectors,
    groupings: usize,
    steps: u32,
}

impl<'p, 't, const W: usize> Learner<'p, 't, W> {
    fn new(prepared: &'p Prepared<'t>, options: &'p Options) -> Self {
        let steps = prepared.reached.len();
        let mut random = Random::named(options.seed, "weights");
        let groupings = if prepared.markup { GROUPINGS } else { 0 };
        let mut dense = Dense::zero(steps, groupings);
        fill(dense.steps.as_flattened_mut(), 0.045, &mut random);
        fill(dense.word_weights.as_flattened_mut(), 0.045, &mut random);
        let names = dense.name_weights.as_flattened_mut().as_flattened_mut();
        fill(names, 0.045, &mut random);
        let around = 1.0 / (3.0 * W as f32).sqrt();
        let alone = 1.0 / (W as f32).sqrt();
        for layer in &mut dense.layers {
            fill(
                layer.taps.as_flattened_mut().as_flattened_mut(),
                around,
                &mut random,
            );
            fill(layer.document.as_flattened_mut(), alone, &mut random);
            let groups = layer.groups.as_flattened_mut().as_flattened_mut();
            fill(groups, around, &mut random);
            fill(&mut layer.bias, around, &mut random);
        }
        fill(&mut dense.output, alone, &mut random);
        let words = Vectors::new(&prepared.common, &mut random);
        let names = Vectors::new(&prepared.common_names, &mut random);
        Self {
            prepared,
            options,
            dense,
            moments: [Dense::zero(steps, groupings), Dense::zero(steps, groupings)],
            words,
            names,
            groupings,
            steps: 0,
        }
    }

    /// The weights with tables in the place of steps.
    fn forward(&self) -> Dense<W> {
        let mut dense = self.dense.clone();
        for table in self.prepared.tables() {
            let mut row = [0.0; W];
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
    fn to_steps(&self, gradient: &mut Dense<W>) {
        for table in self.prepared.tables() {
            let mut above = [0.0; W];
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
            gradient.steps[table.start] = [0.0; W];
        }
    }

    /// One step on a batch; tells the loss and the weight of its lines.
    fn step(&mut self, batch: &[usize], epoch: usize, rate: f32) -> (f64, f64) {
        let forward = self.forward();
        let pass = Forward {
            dense: &forward,
            vectors: &self.words.values,
            names: &self.names.values,
            f1: self.options.f1,
            lexical: &self.prepared.lexical,
        };
        let part = |part: usize| {
            let mut gradient = Dense::zero(self.prepared.reached.len(), self.groupings);
            let (mut vectors, mut loss, mut weight) = (Gradients::default(), 0.0, 0.0);
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
                    &mut vectors,
                );
            }
            (gradient, vectors, loss, weight)
        };
        let parts: Vec<_> = (0..PARTS).into_par_iter().map(part).collect();
        let mut gradient = Dense::zero(self.prepared.reached.len(), self.groupings);
        let mut of_words = vec![[0.0; DIMENSIONS]; self.words.values.len()];
        let mut of_names = vec![[0.0; DIMENSIONS]; self.names.values.len()];
        let (mut loss, mut weight) = (0.0, 0.0);
        for (mut dense, vectors, part_loss, part_weight) in parts {
            gradient.add(&mut dense);
            add_words(&mut of_words, &vectors.words);
            add_words(&mut of_names, &vectors.names);
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
        let adam = Adam::new(rate, scale, self.steps);
        let [first, second] = &mut self.moments;
        let parts = self.dense.parts().into_iter().zip(gradient.parts());
        for ((weights, gradient), (first, second)) in
            parts.zip(first.parts().into_iter().zip(second.parts()))
        {
            adam.step(weights, gradient, first, second);
        }
        self.words.step(&adam, &mut of_words);
        self.names.step(&adam, &mut of_names);
        (loss, weight)
    }

    /// The form in which the library uses it: vectors in bytes.
    fn network(&self) -> Network<W> {
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
        let (words, scale) = in_bytes(&self.words.values);
        let names = self.prepared.markup.then(|| {
            let (names, scale) = in_bytes(&self.names.values);
            let [near, far, page] = [0, 1, 2]
                .map(|place| dense.name_weights[place].map(|row| row.map(|weight| weight * scale)));
            Names {
                vectors: names.into(),
                near,
                far,
                page,
            }
        });
        Network {
            inputs,
            words: words.into(),
            word_weights: dense
                .word_weights
                .map(|row| row.map(|weight| weight * scale)),
            names,
            bias: dense.bias,
            layers: dense.layers,
            output: dense.output,
            output_bias: dense.output_bias,
        }
    }
}

/// Vectors in training.
struct Vectors {
    values: Vec<Vector>,
    moments: [Vec<Vector>; 2],
}

impl Vectors {
    /// One for each slot; those of slots that are not learned stay zero.
    fn new(learned: &[bool], random: &mut Random) -> Self {
        let mut values = vec![[0.0; DIMENSIONS]; learned.len()];
        for (vector, learned) in values.iter_mut().zip(learned) {
            if *learned {
                fill(vector, 0.17, random);
            }
        }
        let zeros = vec![[0.0; DIMENSIONS]; learned.len()];
        Self {
            values,
            moments: [zeros.clone(), zeros],
        }
    }

    fn step(&mut self, adam: &Adam, gradient: &mut [Vector]) {
        let [first, second] = &mut self.moments;
        let chunk = self.values.len().div_ceil(16).max(1);
        self.values
            .par_chunks_mut(chunk)
            .zip(gradient.par_chunks_mut(chunk))
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

#[cfg(test)]
mod tests;
