//! The network in training: its weights as numbers to be moved, and the gradients of one document.
//!
//! The forward pass is that of the library's `model::network` with parts dropped at random. Signals enter by steps: a
//! table's row is the sum of the steps at or below it, less their mean over the training rows, so that neighbouring
//! values share what they learn, and a signal that is left out counts as an average one.

use bodycopy::lab::{DILATIONS, DIMENSIONS, Layer, WIDTH};

use crate::learn::RARE;
use crate::random::Random;

pub(crate) type Row = [f32; WIDTH];
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

fn dot(a: &Row, b: &Row) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add_times(sum: &mut Row, times: f32, other: &Row) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += times * other;
    }
}

fn add_all(sum: &mut Row, line: &Row, weights: &[Row; WIDTH]) {
    for (&value, weights) in line.iter().zip(weights) {
        add_times(sum, value, weights);
    }
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
mod tests {
    use super::*;

    const NOTHING: Drops = Drops {
        words: 0.0,
        signals: 0.0,
        hidden: 0,
        language: 0.0,
        lexical: 0.0,
    };

    /// Numbers of some size, the same every time.
    fn numbers(values: &mut [f32], random: &mut Random) {
        for value in values {
            *value = (random.below(2001) as f32 / 1000.0 - 1.0) * 0.4;
        }
    }

    #[test]
    fn gradients_are_those_of_the_loss() {
        let mut random = Random::named(1, "test");
        let mut dense = Dense::zero(6);
        for part in dense.parts() {
            numbers(part, &mut random);
        }
        let mut vectors = vec![[0.0; DIMENSIONS]; 8];
        numbers(vectors.as_flattened_mut(), &mut random);
        let bins = [vec![0, 1, 2, 1, 0], vec![3, 5, 4, 3, 3]];
        let lines: [&[u32]; 5] = [&[1, 2, 3], &[], &[4], &[1, 5, 6], &[7]];
        let targets = [(1.0, 1.0), (0.0, 2.0), (0.5, 1.0), (1.0, 0.0), (0.0, 1.0)];
        let example = Example {
            bins: &bins,
            rows: 0..5,
            words: lines.to_vec(),
            targets: &targets,
        };
        let loss = |dense: &Dense, vectors: &[Vector]| {
            let forward = Forward {
                dense,
                vectors,
                lexical: &[false, true],
            };
            let mut gradient = Dense::zero(6);
            let mut words = Vec::new();
            // Without drops the draws of pairs alone are random, and the same every time.
            let mut random = Random::named(2, "draws");
            let loss = forward.learn(&example, &NOTHING, &mut random, &mut gradient, &mut words);
            (loss, gradient, words)
        };
        let (_, mut gradient, words) = loss(&dense, &vectors);
        let near = |told: f32, up: f64, down: f64, place: &str| {
            let found = (up - down) / 2e-3;
            let off = (f64::from(told) - found).abs();
            assert!(
                off < 0.02 * found.abs().max(0.1),
                "{place}: {told} is not {found}"
            );
        };
        let count = dense.parts().len();
        for part in 0..count {
            let length = dense.parts()[part].len();
            for at in [0, length / 2, length - 1] {
                let mut moved = [dense.clone(), dense.clone()];
                moved[0].parts()[part][at] += 1e-3;
                moved[1].parts()[part][at] -= 1e-3;
                let [up, down] = moved.map(|dense| loss(&dense, &vectors).0);
                let told = gradient.parts()[part][at];
                near(told, up, down, &format!("part {part}, number {at}"));
            }
        }
        let mut told = vec![[0.0_f32; DIMENSIONS]; 8];
        for word in &words {
            for &slot in &word.slots {
                for (sum, value) in told[slot as usize].iter_mut().zip(word.gradient) {
                    *sum += value;
                }
            }
        }
        for slot in 1..8 {
            let mut moved = [vectors.clone(), vectors.clone()];
            moved[0][slot][3] += 1e-3;
            moved[1][slot][3] -= 1e-3;
            let [up, down] = moved.map(|vectors| loss(&dense, &vectors).0);
            near(told[slot][3], up, down, &format!("vector {slot}"));
        }
    }

    #[test]
    fn drops_are_made_up_for() {
        let mut random = Random::named(3, "masks");
        let masks = masks(4000, 64, &mut random);
        let mean = masks.as_flattened().iter().sum::<f32>() / (4000 * WIDTH) as f32;
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!(masks.as_flattened().contains(&0.0));
    }

    #[test]
    fn rare_words_are_left_out() {
        let mut random = Random::named(4, "words");
        assert_eq!(kept_slots(&[3, RARE, RARE], 0.0, &mut random), [3]);
        assert!(kept_slots(&[3, 4, 5], 1.0, &mut random).is_empty());
    }
}
