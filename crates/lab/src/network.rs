//! The network in training: its weights as numbers to be moved, and the gradients of one document.
//!
//! The forward pass is that of the library's `model::network` with parts dropped at random. Signals enter by steps: a
//! table's row is the sum of the steps at or below it, less their mean over the training rows, so that neighbouring
//! values share what they learn, and a signal that is left out counts as an average one.

mod bag;
mod layers;
mod loss;

use bodycopy::lab::{DILATIONS, DIMENSIONS, Layer, Row, add_times, dot};

use crate::random::Random;

use bag::Bag;
pub(crate) use bag::{Gradients, WordGradient};
use layers::{Layered, masks};

pub(crate) type Vector = [f32; DIMENSIONS];

/// All weights but the words' vectors; or their gradients, or the moments of these.
#[derive(Clone, Debug)]
pub(crate) struct Dense<const W: usize> {
    /// The steps of all signals (as weights), or the rows of their tables (in the forward pass).
    pub steps: Vec<Row<W>>,
    pub word_weights: [Row<W>; DIMENSIONS],
    /// Near, far and hints; nothing for plain text.
    pub name_weights: Vec<[Row<W>; DIMENSIONS]>,
    pub bias: Row<W>,
    pub layers: Vec<Layer<W>>,
    pub output: Row<W>,
    pub output_bias: f32,
}

impl<const W: usize> Dense<W> {
    /// For so many steps of signals, with the weights of markup if there are groupings.
    pub(crate) fn zero(steps: usize, groupings: usize) -> Self {
        let names = if groupings > 0 { 3 } else { 0 };
        Self {
            steps: vec![[0.0; W]; steps],
            word_weights: [[0.0; W]; DIMENSIONS],
            name_weights: vec![[[0.0; W]; DIMENSIONS]; names],
            bias: [0.0; W],
            layers: vec![Layer::zero(groupings); DILATIONS.len()],
            output: [0.0; W],
            output_bias: 0.0,
        }
    }

    /// All numbers, in one fixed order.
    pub(crate) fn parts(&mut self) -> Vec<&mut [f32]> {
        let mut parts = vec![
            self.steps.as_flattened_mut(),
            self.word_weights.as_flattened_mut(),
            self.name_weights.as_flattened_mut().as_flattened_mut(),
            &mut self.bias[..],
        ];
        for layer in &mut self.layers {
            parts.push(layer.taps.as_flattened_mut().as_flattened_mut());
            parts.push(layer.document.as_flattened_mut());
            parts.push(layer.groups.as_flattened_mut().as_flattened_mut());
            parts.push(&mut layer.bias[..]);
        }
        parts.push(&mut self.output[..]);
        parts.push(std::slice::from_mut(&mut self.output_bias));
        parts
    }

    pub(crate) fn add(&mut self, other: &mut Self) {
        for (sum, part) in self.parts().into_iter().zip(other.parts()) {
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += *part;
            }
        }
    }
}

/// What is dropped at random, as shares.
#[derive(Clone, Debug)]
pub(crate) struct Drops {
    pub words: f64,
    pub signals: f64,
    /// In 256ths.
    pub hidden: u8,
    /// Documents whose words are all dropped, as if their language were one that was not trained on.
    pub language: f64,
    /// Documents whose lexical signals are all dropped with the words, as if there were no lists for their language.
    pub lexical: f64,
    /// Words of names.
    pub names: f64,
    /// Documents whose names are all dropped, as if they were made by a machine.
    pub all_names: f64,
}

/// A document as the network sees it.
#[derive(Debug)]
pub(crate) struct Example<'t> {
    /// For each signal, the rows of its table that the lines fall into.
    pub bins: &'t [Vec<u16>],
    /// Where the document's lines stand in them.
    pub rows: std::ops::Range<usize>,
    /// The slots of each line's words and pairs.
    pub words: Vec<&'t [u32]>,
    /// The slots of the names around each line, near and far, and of the page's hints; nothing for plain text.
    pub names: [Vec<&'t [u32]>; 3],
    /// The groups of the lines.
    pub groups: &'t [Vec<u32>],
    /// What each line should be, 0 to 1, and what that counts.
    pub targets: &'t [(f32, f32)],
    /// The words of each line that count for the document's F1; nothing if that does not count.
    pub sizes: &'t [f32],
}

/// A batch's forward weights: tables instead of steps, and the vectors.
#[derive(Debug)]
pub(crate) struct Forward<'w, const W: usize> {
    pub dense: &'w Dense<W>,
    pub vectors: &'w [Vector],
    /// The vectors of names.
    pub names: &'w [Vector],
    /// How much a document's F1 counts beside the loss of its lines.
    pub f1: f32,
    /// Which signals are lexical.
    pub lexical: &'w [bool],
}

impl<const W: usize> Forward<'_, W> {
    /// Adds the gradients of a document's loss, and tells that loss.
    pub(crate) fn learn(
        &self,
        example: &Example<'_>,
        drops: &Drops,
        random: &mut Random,
        gradient: &mut Dense<W>,
        vectors: &mut Gradients,
    ) -> f64 {
        let seen = self.see(example, drops, random);
        let first = self.read(example, &seen);
        let mask = masks(first.len(), drops.hidden, random);
        let layers = &self.dense.layers;
        let layered = Layered::new(
            layers,
            opened(first, &mask),
            example.groups,
            drops.hidden,
            random,
        );
        let scores: Vec<f32> = layered
            .last()
            .iter()
            .map(|line| self.dense.output_bias + dot(line, &self.dense.output))
            .collect();
        let (loss, pulls) = loss::of(example, &scores, self.f1);
        let back = self.weigh_back(layered.last(), pulls, gradient);
        let mut back = layered.back(layers, back, &mut gradient.layers);
        for (pull, (line, mask)) in back.iter_mut().zip(layered.first().iter().zip(&mask)) {
            for (pull, (value, mask)) in pull.iter_mut().zip(line.iter().zip(mask)) {
                *pull = if *value > 0.0 { *pull * mask } else { 0.0 };
            }
        }
        self.read_back(example, seen, &back, gradient, vectors);
        loss
    }

    /// What of a document is not dropped.
    fn see(&self, example: &Example<'_>, drops: &Drops, random: &mut Random) -> Seen {
        let blank = random.chance(drops.lexical);
        let kept = self
            .lexical
            .iter()
            .map(|&lexical| !(random.chance(drops.signals) || blank && lexical))
            .collect();
        let count = example.rows.len();
        let mut words = Bag::empty(count);
        if !blank && !random.chance(drops.language) {
            words = Bag::of_words(&example.words, self.vectors, drops.words, random);
        }
        let nameless = example.names[0].is_empty() || random.chance(drops.all_names);
        let names = example.names.each_ref().map(|lists| {
            if nameless {
                Bag::empty(count)
            } else {
                Bag::of_names(lists, self.names, drops.names, random)
            }
        });
        Seen { kept, words, names }
    }

    /// What every line is by its signals, its words and the names around it.
    fn read(&self, example: &Example<'_>, seen: &Seen) -> Vec<Row<W>> {
        let rows = example.rows.clone().zip(&seen.words.means).enumerate();
        rows.map(|(at, (row, mean))| {
            let mut line = self.dense.bias;
            for (bins, &kept) in example.bins.iter().zip(&seen.kept) {
                if kept {
                    add_times(&mut line, 1.0, &self.dense.steps[usize::from(bins[row])]);
                }
            }
            for (&value, weights) in mean.iter().zip(&self.dense.word_weights) {
                add_times(&mut line, value, weights);
            }
            for (bag, weights) in seen.names.iter().zip(&self.dense.name_weights) {
                for (&value, weights) in bag.means[at].iter().zip(weights) {
                    add_times(&mut line, value, weights);
                }
            }
            line
        })
        .collect()
    }

    /// From what moves the scores to what moves the last lines.
    fn weigh_back(&self, last: &[Row<W>], pulls: Vec<f32>, gradient: &mut Dense<W>) -> Vec<Row<W>> {
        let mut back = vec![[0.0; W]; last.len()];
        for (row, pull) in pulls.into_iter().enumerate() {
            if pull != 0.0 {
                gradient.output_bias += pull;
                add_times(&mut gradient.output, pull, &last[row]);
                add_times(&mut back[row], pull, &self.dense.output);
            }
        }
        back
    }

    /// From what moves the first lines to the gradients of tables, words and names.
    fn read_back(
        &self,
        example: &Example<'_>,
        seen: Seen,
        back: &[Row<W>],
        gradient: &mut Dense<W>,
        vectors: &mut Gradients,
    ) {
        for (row, pull) in back.iter().enumerate() {
            add_times(&mut gradient.bias, 1.0, pull);
            for (bins, &kept) in example.bins.iter().zip(&seen.kept) {
                if kept {
                    let step = usize::from(bins[example.rows.start + row]);
                    add_times(&mut gradient.steps[step], 1.0, pull);
                }
            }
        }
        let weights = &self.dense.word_weights;
        let of_words = &mut gradient.word_weights;
        seen.words.back(back, weights, of_words, &mut vectors.words);
        let weights = self.dense.name_weights.iter();
        let weights = weights.zip(&mut gradient.name_weights);
        for (bag, (weights, gradient)) in seen.names.into_iter().zip(weights) {
            bag.back(back, weights, gradient, &mut vectors.names);
        }
    }
}

/// What of a document is not dropped.
struct Seen {
    /// Which signals.
    kept: Vec<bool>,
    words: Bag,
    /// Near, far and hints.
    names: [Bag; 3],
}

/// The lines without what is below zero or dropped.
fn opened<const W: usize>(mut lines: Vec<Row<W>>, mask: &[Row<W>]) -> Vec<Row<W>> {
    for (line, mask) in lines.iter_mut().zip(mask) {
        for (value, mask) in line.iter_mut().zip(mask) {
            *value = value.max(0.0) * mask;
        }
    }
    lines
}

#[cfg(test)]
mod tests;
