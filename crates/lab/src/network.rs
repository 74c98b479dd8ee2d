//! The network in training: its weights as numbers to be moved, and the gradients of one document.
//!
//! The forward pass is that of the library's `model::network` with parts dropped at random. Signals enter by steps: a
//! table's row is the sum of the steps at or below it, less their mean over the training rows, so that neighbouring
//! values share what they learn, and a signal that is left out counts as an average one.

use bodycopy::lab::{DILATIONS, DIMENSIONS, Layer, Row, add_all, add_times, dot, means};

use crate::prepared::RARE;
use crate::random::Random;

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

/// The gradients that one document gives: those of the vectors line by line.
#[derive(Debug)]
pub(crate) struct WordGradient {
    pub slots: Vec<u32>,
    pub gradient: Vector,
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
        let blank = random.chance(drops.lexical);
        let kept: Vec<bool> = self
            .lexical
            .iter()
            .map(|&lexical| !(random.chance(drops.signals) || blank && lexical))
            .collect();
        let count = example.rows.len();
        let mut words = Bag::empty(count);
        if !blank && !random.chance(drops.language) {
            words = Bag::of_words(&example.words, self.vectors, drops.words, random);
        }
        let named = !example.names[0].is_empty() && !random.chance(drops.all_names);
        let names = example.names.each_ref().map(|lists| {
            if named {
                Bag::of_names(lists, self.names, drops.names, random)
            } else {
                Bag::empty(count)
            }
        });
        // Forward.
        let mut hidden = Vec::with_capacity(DILATIONS.len() + 1);
        let mut first = self.read(example, &kept, &words, &names);
        let first_mask: Vec<Row<W>> = masks(count, drops.hidden, random);
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
            let mean = Means::of(lines, example.groups);
            let mask = masks(count, drops.hidden, random);
            let (next, open) = look(layer, lines, &mean, distance, mask);
            hidden.push(next);
            opened.push(open);
            documents.push(mean);
        }
        // The loss, and back.
        let last = &hidden[DILATIONS.len()];
        let scores: Vec<f32> = last
            .iter()
            .map(|line| self.dense.output_bias + dot(line, &self.dense.output))
            .collect();
        let (loss, pulls) = self.loss(example, &scores);
        let mut back = vec![[0.0; W]; count];
        for (row, pull) in pulls.into_iter().enumerate() {
            if pull != 0.0 {
                gradient.output_bias += pull;
                add_times(&mut gradient.output, pull, &last[row]);
                add_times(&mut back[row], pull, &self.dense.output);
            }
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
        for (pull, (line, mask)) in back.iter_mut().zip(hidden[0].iter().zip(&first_mask)) {
            for (pull, (value, mask)) in pull.iter_mut().zip(line.iter().zip(mask)) {
                *pull = if *value > 0.0 { *pull * mask } else { 0.0 };
            }
        }
        for (row, pull) in back.iter().enumerate() {
            add_times(&mut gradient.bias, 1.0, pull);
            for (bins, &kept) in example.bins.iter().zip(&kept) {
                if kept {
                    let step = usize::from(bins[example.rows.start + row]);
                    add_times(&mut gradient.steps[step], 1.0, pull);
                }
            }
        }
        words.back(
            &back,
            &self.dense.word_weights,
            &mut gradient.word_weights,
            &mut vectors.words,
        );
        let weights = self
            .dense
            .name_weights
            .iter()
            .zip(&mut gradient.name_weights);
        for (bag, (weights, gradient)) in names.into_iter().zip(weights) {
            bag.back(&back, weights, gradient, &mut vectors.names);
        }
        loss
    }

    /// The loss of all lines, and what each line's score is pulled by: against its target, and against the document's F1
    /// where that counts.
    fn loss(&self, example: &Example<'_>, scores: &[f32]) -> (f64, Vec<f32>) {
        let mut loss = 0.0;
        let mut pulls: Vec<f32> = Vec::with_capacity(scores.len());
        for (&score, &(target, weight)) in scores.iter().zip(example.targets) {
            if weight == 0.0 {
                pulls.push(0.0);
                continue;
            }
            loss += f64::from(weight) * cross_entropy(score, target);
            pulls.push((logistic(score) - target) * weight);
        }
        if self.f1 > 0.0 {
            // 1 - F1 with probabilities in the place of decisions; one word more on each side keeps it from 0 / 0.
            let (mut hit, mut all) = (1.0_f32, 1.0_f32);
            for (&score, (&size, target)) in
                scores.iter().zip(example.sizes.iter().zip(example.targets))
            {
                let (said, is) = (logistic(score) * size, f32::from(target.0 > 0.5) * size);
                hit += 2.0 * logistic(score) * is;
                all += said + is;
            }
            let total: f32 = example.targets.iter().map(|target| target.1).sum();
            let scale = self.f1 * total;
            loss += f64::from(scale * (1.0 - hit / all));
            for (pull, (&score, (&size, target))) in pulls
                .iter_mut()
                .zip(scores.iter().zip(example.sizes.iter().zip(example.targets)))
            {
                let said = logistic(score);
                let is = f32::from(target.0 > 0.5);
                let by_said = (hit - 2.0 * is * all) * size / (all * all);
                *pull += scale * by_said * said * (1.0 - said);
            }
        }
        (loss, pulls)
    }

    fn read(
        &self,
        example: &Example<'_>,
        kept: &[bool],
        words: &Bag,
        names: &[Bag; 3],
    ) -> Vec<Row<W>> {
        let rows = example.rows.clone().zip(&words.means).enumerate();
        rows.map(|(at, (row, mean))| {
            let mut line = self.dense.bias;
            for (bins, &kept) in example.bins.iter().zip(kept) {
                if kept {
                    add_times(&mut line, 1.0, &self.dense.steps[usize::from(bins[row])]);
                }
            }
            for (&value, weights) in mean.iter().zip(&self.dense.word_weights) {
                add_times(&mut line, value, weights);
            }
            for (bag, weights) in names.iter().zip(&self.dense.name_weights) {
                for (&value, weights) in bag.means[at].iter().zip(weights) {
                    add_times(&mut line, value, weights);
                }
            }
            line
        })
        .collect()
    }
}

/// The gradients of vectors that a document gives.
#[derive(Debug, Default)]
pub(crate) struct Gradients {
    pub words: Vec<WordGradient>,
    pub names: Vec<WordGradient>,
}

/// For every line the slots that were not dropped, the mean of their vectors, and what the mean's sum was multiplied by.
struct Bag {
    slots: Vec<Vec<u32>>,
    means: Vec<Vector>,
    scales: Vec<f32>,
}

impl Bag {
    fn empty(lines: usize) -> Self {
        Self {
            slots: vec![Vec::new(); lines],
            means: vec![[0.0; DIMENSIONS]; lines],
            scales: vec![0.0; lines],
        }
    }

    fn of_words(lines: &[&[u32]], vectors: &[Vector], drop: f64, random: &mut Random) -> Self {
        let mut bag = Self::empty(lines.len());
        for (row, line) in lines.iter().enumerate() {
            let words = line.len().div_ceil(2);
            bag.set(row, kept_slots(line, drop, random), words, drop, vectors);
        }
        bag
    }

    fn of_names(lines: &[&[u32]], vectors: &[Vector], drop: f64, random: &mut Random) -> Self {
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
    fn back<const W: usize>(
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

/// The mean of a document's lines, and those of its groups.
struct Means<'g, const W: usize> {
    document: Row<W>,
    groups: Vec<(&'g [u32], Vec<Row<W>>)>,
}

impl<'g, const W: usize> Means<'g, W> {
    fn of(lines: &[Row<W>], groups: &'g [Vec<u32>]) -> Self {
        Self {
            document: mean_of(lines),
            groups: groups
                .iter()
                .map(|of_rows| (of_rows.as_slice(), means(lines, of_rows)))
                .collect(),
        }
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

/// 0 where a number is dropped, else what makes up for the dropped ones.
fn masks<const W: usize>(count: usize, drop: u8, random: &mut Random) -> Vec<Row<W>> {
    let keep = 256.0 / (256.0 - f32::from(drop));
    let mut masks = vec![[keep; W]; count];
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

fn mean_of<const W: usize>(lines: &[Row<W>]) -> Row<W> {
    let mut sum = [0.0; W];
    for line in lines {
        add_times(&mut sum, 1.0, line);
    }
    sum.map(|sum| sum / lines.len().max(1) as f32)
}

/// A layer forward: the lines behind it, and by what each number of it passes a gradient back (0 where it was cut off).
fn look<const W: usize>(
    layer: &Layer<W>,
    lines: &[Row<W>],
    mean: &Means<'_, W>,
    distance: usize,
    mut open: Vec<Row<W>>,
) -> (Vec<Row<W>>, Vec<Row<W>>) {
    let mut base = layer.bias;
    add_all(&mut base, &mean.document, &layer.document);
    let mut added = Vec::with_capacity(mean.groups.len());
    for ((_, means), weights) in mean.groups.iter().zip(&layer.groups) {
        let rows = means.iter().map(|mean| {
            let mut row = [0.0; W];
            add_all(&mut row, mean, weights);
            row
        });
        added.push(rows.collect::<Vec<_>>());
    }
    let mut next = lines.to_vec();
    for (row, (next, open)) in next.iter_mut().zip(&mut open).enumerate() {
        let mut sum = base;
        for ((of_rows, _), added) in mean.groups.iter().zip(&added) {
            add_times(&mut sum, 1.0, &added[of_rows[row] as usize]);
        }
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
fn look_back<const W: usize>(
    layer: &Layer<W>,
    lines: &[Row<W>],
    mean: &Means<'_, W>,
    distance: usize,
    open: &[Row<W>],
    mut back: Vec<Row<W>>,
    gradient: &mut Layer<W>,
) -> Vec<Row<W>> {
    let mut pulls = back.clone();
    let mut total = [0.0; W];
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
    let mut of_mean = [0.0; W];
    for (k, value) in of_mean.iter_mut().enumerate() {
        add_times(&mut gradient.document[k], mean.document[k], &total);
        *value = dot(&layer.document[k], &total) / count;
    }
    for line in &mut back {
        add_times(line, 1.0, &of_mean);
    }
    for (place, (of_rows, means)) in mean.groups.iter().enumerate() {
        groups_back(
            (of_rows, means),
            &layer.groups[place],
            &pulls,
            &mut back,
            &mut gradient.groups[place],
        );
    }
    back
}

/// What moves the lines by way of their groups' means.
fn groups_back<const W: usize>(
    (of_rows, means): (&[u32], &[Row<W>]),
    weights: &[Row<W>; W],
    pulls: &[Row<W>],
    back: &mut [Row<W>],
    gradient: &mut [Row<W>; W],
) {
    let mut totals = vec![([0.0; W], 0.0_f32); means.len()];
    for (pull, &group) in pulls.iter().zip(of_rows) {
        let (total, count) = &mut totals[group as usize];
        add_times(total, 1.0, pull);
        *count += 1.0;
    }
    let mut of_means = vec![[0.0; W]; means.len()];
    for ((mean, (total, count)), of_mean) in means.iter().zip(&totals).zip(&mut of_means) {
        for (k, value) in of_mean.iter_mut().enumerate() {
            add_times(&mut gradient[k], mean[k], total);
            *value = dot(&weights[k], total) / count;
        }
    }
    for (line, &group) in back.iter_mut().zip(of_rows) {
        add_times(line, 1.0, &of_means[group as usize]);
    }
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
