//! The network in training: its weights as numbers to be moved, and the gradients of one document.
//!
//! The forward pass is that of the library's `model::network` with parts dropped at random. Signals enter by steps: a
//! table's row is the sum of the steps at or below it, less their mean over the training rows, so that neighbouring
//! values share what they learn, and a signal that is left out counts as an average one.

use bodycopy::lab::{DILATIONS, DIMENSIONS, Layer, Row, WIDTH, add_all, add_times, dot};

use crate::prepared::RARE;
use crate::random::Random;

pub(crate) type Vector = [f32; DIMENSIONS];

/// All weights but the words' vectors; or their gradients, or the moments of these.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    /// The steps of all signals (as weights), or the rows of their tables (in the forward pass).
    pub steps: Vec<Row>,
    pub word_weights: [Row; DIMENSIONS],
    pub bias: Row,
    pub layers: Vec<Layer>,
    pub output: Row,
    pub output_bias: f32,
}

impl Dense {
    pub(crate) fn zero(steps: usize) -> Self {
        Self {
            steps: vec![[0.0; WIDTH]; steps],
            word_weights: [[0.0; WIDTH]; DIMENSIONS],
            bias: [0.0; WIDTH],
            layers: vec![Layer::zero(); DILATIONS.len()],
            output: [0.0; WIDTH],
            output_bias: 0.0,
        }
    }

    /// All numbers, in one fixed order.
    pub(crate) fn parts(&mut self) -> Vec<&mut [f32]> {
        let mut parts = vec![
            self.steps.as_flattened_mut(),
            self.word_weights.as_flattened_mut(),
            &mut self.bias[..],
        ];
        for layer in &mut self.layers {
            parts.push(layer.taps.as_flattened_mut().as_flattened_mut());
            parts.push(layer.document.as_flattened_mut());
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
    /// What each line should be, 0 to 1, and what that counts.
    pub targets: &'t [(f32, f32)],
}

/// The gradients that one document gives: those of the vectors line by line.
#[derive(Debug)]
pub(crate) struct WordGradient {
    pub slots: Vec<u32>,
    pub gradient: Vector,
}

/// A batch's forward weights: tables instead of steps, and the vectors.
#[derive(Debug)]
pub(crate) struct Forward<'w> {
    pub dense: &'w Dense,
    pub vectors: &'w [Vector],
    /// Which signals are lexical.
    pub lexical: &'w [bool],
}

impl Forward<'_> {
    /// Adds the gradients of a document's loss, and tells that loss.
    pub(crate) fn learn(
        &self,
        example: &Example<'_>,
        drops: &Drops,
        random: &mut Random,
        gradient: &mut Dense,
        words: &mut Vec<WordGradient>,
    ) -> f64 {
        let blank = random.chance(drops.lexical);
        let kept: Vec<bool> = self
            .lexical
            .iter()
            .map(|&lexical| !(random.chance(drops.signals) || blank && lexical))
            .collect();
        let count = example.rows.len();
        let mut means = vec![[0.0; DIMENSIONS]; count];
        let mut slots: Vec<Vec<u32>> = vec![Vec::new(); count];
        if !blank && !random.chance(drops.language) {
            for (row, line) in example.words.iter().enumerate() {
                slots[row] = kept_slots(line, drops.words, random);
                means[row] = self.mean(&slots[row], scale(line, drops.words));
            }
        }
        // Forward.
        let mut hidden = Vec::with_capacity(DILATIONS.len() + 1);
        let mut first = self.read(example, &kept, &means);
        let first_mask = masks(count, drops.hidden, random);
        for (line, mask) in first.iter_mut().zip(&first_mask) {
            for (value, mask) in line.iter_mut().zip(mask) {
                *value = value.max(0.0) * mask;
            }
        }
        hidden.push(first);
        let mut opened = Vec::with_capacity(DILATIONS.len());
        let mut documents = Vec::with_capacity(DILATIONS.len());
        for (layer, distance) in self.dense.layers.iter().zip(DILATIONS) {
            let lines = &hidden[hidden.len() - 1];
            let mean = mean_of(lines);
            let mask = masks(count, drops.hidden, random);
            let (next, open) = look(layer, lines, &mean, distance, mask);
            hidden.push(next);
            opened.push(open);
            documents.push(mean);
        }
        // The loss, and back.
        let mut loss = 0.0;
        let last = &hidden[DILATIONS.len()];
        let mut back = vec![[0.0; WIDTH]; count];
        for (row, &(target, weight)) in example.targets.iter().enumerate() {
            if weight == 0.0 {
                continue;
            }
            let score = self.dense.output_bias + dot(&last[row], &self.dense.output);
            let said = logistic(score);
            loss += f64::from(weight) * cross_entropy(score, target);
            let pull = (said - target) * weight;
            gradient.output_bias += pull;
            add_times(&mut gradient.output, pull, &last[row]);
            add_times(&mut back[row], pull, &self.dense.output);
        }
        for place in (0..DILATIONS.len()).rev() {
            back = look_back(
                &self.dense.layers[place],
                &hidden[place],
                &documents[place],
                DILATIONS[place],
                &opened[place],
                back,
                &mut gradient.layers[place],
            );
        }
        for (row, mut pull) in back.into_iter().enumerate() {
            for ((pull, value), mask) in pull.iter_mut().zip(&hidden[0][row]).zip(&first_mask[row])
            {
                *pull = if *value > 0.0 { *pull * mask } else { 0.0 };
            }
            add_times(&mut gradient.bias, 1.0, &pull);
            for (bins, &kept) in example.bins.iter().zip(&kept) {
                if kept {
                    let step = usize::from(bins[example.rows.start + row]);
                    add_times(&mut gradient.steps[step], 1.0, &pull);
                }
            }
            if !slots[row].is_empty() {
                let scale = scale(example.words[row], drops.words);
                let mut of_vector = [0.0; DIMENSIONS];
                for (k, value) in of_vector.iter_mut().enumerate() {
                    add_times(&mut gradient.word_weights[k], means[row][k], &pull);
                    *value = dot(&self.dense.word_weights[k], &pull) * scale;
                }
                words.push(WordGradient {
                    slots: std::mem::take(&mut slots[row]),
                    gradient: of_vector,
                });
            }
        }
        loss
    }

    fn mean(&self, slots: &[u32], scale: f32) -> Vector {
        let mut sum = [0.0; DIMENSIONS];
        for &slot in slots {
            for (sum, value) in sum.iter_mut().zip(&self.vectors[slot as usize]) {
                *sum += value;
            }
        }
        sum.map(|sum| sum * scale)
    }

    fn read(&self, example: &Example<'_>, kept: &[bool], means: &[Vector]) -> Vec<Row> {
        let rows = example.rows.clone().zip(means);
        rows.map(|(row, mean)| {
            let mut line = self.dense.bias;
            for (bins, &kept) in example.bins.iter().zip(kept) {
                if kept {
                    add_times(&mut line, 1.0, &self.dense.steps[usize::from(bins[row])]);
                }
            }
            for (&value, weights) in mean.iter().zip(&self.dense.word_weights) {
                add_times(&mut line, value, weights);
            }
            line
        })
        .collect()
    }
}

/// The slots of a line are those of its words and of its pairs in turn: word, pair with the next, word ... word.
fn kept_slots(slots: &[u32], drop: f64, random: &mut Random) -> Vec<u32> {
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

/// What makes the sum of the kept vectors the mean of all, on average.
fn scale(slots: &[u32], drop: f64) -> f32 {
    let words = slots.len().div_ceil(2).max(1);
    (1.0 / (words as f64 * (1.0 - drop))) as f32
}

/// 0 where a number is dropped, else what makes up for the dropped ones.
fn masks(count: usize, drop: u8, random: &mut Random) -> Vec<Row> {
    let keep = 256.0 / (256.0 - f32::from(drop));
    let mut masks = vec![[keep; WIDTH]; count];
    if drop > 0 {
        for mask in masks.as_flattened_mut().chunks_mut(8) {
            for (mask, byte) in mask.iter_mut().zip(random.next().to_le_bytes()) {
                if byte < drop {
                    *mask = 0.0;
                }
            }
        }
    }
    masks
}

fn mean_of(lines: &[Row]) -> Row {
    let mut sum = [0.0; WIDTH];
    for line in lines {
        add_times(&mut sum, 1.0, line);
    }
    sum.map(|sum| sum / lines.len().max(1) as f32)
}

/// A layer forward: the lines behind it, and by what each number of it passes a gradient back (0 where it was cut off).
fn look(
    layer: &Layer,
    lines: &[Row],
    mean: &Row,
    distance: usize,
    mut open: Vec<Row>,
) -> (Vec<Row>, Vec<Row>) {
    let mut base = layer.bias;
    add_all(&mut base, mean, &layer.document);
    let mut next = lines.to_vec();
    for (row, (next, open)) in next.iter_mut().zip(&mut open).enumerate() {
        let mut sum = base;
        for (tap, other) in around(row, distance, lines.len()) {
            add_all(&mut sum, &lines[other], &layer.taps[tap]);
        }
        for ((next, sum), open) in next.iter_mut().zip(sum).zip(open) {
            if sum > 0.0 {
                *next += sum * *open;
            } else {
                *open = 0.0;
            }
        }
    }
    (next, open)
}

/// The same backward: from what moves the lines behind the layer to what moves those before it.
fn look_back(
    layer: &Layer,
    lines: &[Row],
    mean: &Row,
    distance: usize,
    open: &[Row],
    mut back: Vec<Row>,
    gradient: &mut Layer,
) -> Vec<Row> {
    let mut pulls = back.clone();
    let mut total = [0.0; WIDTH];
    for (pull, open) in pulls.iter_mut().zip(open) {
        for (pull, open) in pull.iter_mut().zip(open) {
            *pull *= open;
        }
        add_times(&mut total, 1.0, pull);
    }
    for (row, pull) in pulls.iter().enumerate() {
        if pull.iter().all(|&pull| pull == 0.0) {
            continue;
        }
        for (tap, other) in around(row, distance, lines.len()) {
            for (k, &value) in lines[other].iter().enumerate() {
                add_times(&mut gradient.taps[tap][k], value, pull);
                back[other][k] += dot(&layer.taps[tap][k], pull);
            }
        }
    }
    add_times(&mut gradient.bias, 1.0, &total);
    let count = lines.len() as f32;
    let mut of_mean = [0.0; WIDTH];
    for (k, value) in of_mean.iter_mut().enumerate() {
        add_times(&mut gradient.document[k], mean[k], &total);
        *value = dot(&layer.document[k], &total) / count;
    }
    for line in &mut back {
        add_times(line, 1.0, &of_mean);
    }
    back
}

/// The taps of a row that fall inside the document, and their rows.
fn around(row: usize, distance: usize, count: usize) -> impl Iterator<Item = (usize, usize)> {
    let before = row.checked_sub(distance).map(|other| (0, other));
    let behind = Some(row + distance).filter(|&other| other < count);
    [before, Some((1, row)), behind.map(|other| (2, other))]
        .into_iter()
        .flatten()
}

/// By exact operations alone, so that a training gives the same weights everywhere.
fn logistic(score: f32) -> f32 {
    (1.0 / (1.0 + exp(-f64::from(score)))) as f32
}

/// e^x as (1 + x / 2^20)^(2^20).
fn exp(x: f64) -> f64 {
    let mut power = 1.0 + x.clamp(-60.0, 60.0) / f64::from(1 << 20);
    for _ in 0..20 {
        power *= power;
    }
    power
}

/// For the log of a training alone.
fn cross_entropy(score: f32, target: f32) -> f64 {
    let (score, target) = (f64::from(score), f64::from(target));
    (1.0 + (-score.abs()).exp()).ln() + score.max(0.0) - target * score
}

#[cfg(test)]
mod tests;
