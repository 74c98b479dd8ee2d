//! The network: what it is made of, and its forward pass.
//!
//! A line becomes [`WIDTH`] numbers: every signal adds the row of its table that its value falls into, and the mean of
//! the vectors of its words and pairs of words is added through a small matrix. Then each layer adds to them what it
//! makes of the line, of the lines some way before and behind it ([`DILATIONS`]), and of the mean of the document. The
//! last step weighs the numbers to log-odds.
//!
//! Sums are `f32` in one fixed order, so that every platform gives the same answer. The innermost loops run over [`WIDTH`]
//! neighbouring numbers, which the compiler turns into vector instructions.

use std::borrow::Cow;

use crate::signals::{Signal, Signals};

/// Numbers that stand for a line.
pub const WIDTH: usize = 16;

/// Numbers of a word's vector.
pub const DIMENSIONS: usize = 8;

/// Vectors of words; words and pairs of words share them by hash.
pub const WORDS: usize = 1 << 16;

/// How many lines before and behind it each layer looks at.
pub const DILATIONS: [usize; 4] = [1, 2, 4, 8];

/// The numbers of a line.
pub type Row = [f32; WIDTH];

/// A table of one signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What is measured.
    pub signal: Signal,
    /// Ascending: a value falls into the row as many down as there are cuts at or below it.
    pub cuts: Vec<u8>,
    /// A row more than cuts.
    pub rows: Vec<Row>,
    /// The row of each value, worked out from the cuts once: documents are short, and many.
    bins: Box<[u8; 256]>,
}

/// A look at the lines around each line.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// For the line before, the line itself and the line behind: a row for each number of the line.
    pub taps: [[Row; WIDTH]; 3],
    /// The same for the document's mean.
    pub document: [Row; WIDTH],
    /// What is added always.
    pub bias: Row,
}

/// The weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The tables of signals, in the order in which they are added.
    pub inputs: Vec<Input>,
    /// [`WORDS`] vectors of [`DIMENSIONS`] signed bytes.
    pub words: Cow<'static, [u8]>,
    /// From the mean of word vectors to a line.
    pub word_weights: [Row; DIMENSIONS],
    /// What a line begins with.
    pub bias: Row,
    /// One for each of [`DILATIONS`].
    pub layers: Vec<Layer>,
    /// The weights of the last step.
    pub output: Row,
    /// The log-odds of a line of zeros.
    pub output_bias: f32,
}

/// Where the vector of a word stands.
pub fn word_slot(word: u32) -> usize {
    word as usize % WORDS
}

/// Where the vector of two words stands.
pub fn pair_slot(first: u32, second: u32) -> usize {
    let pair = (first.rotate_left(13) ^ second).wrapping_mul(0x9e37_79b1);
    (pair >> 16) as usize % WORDS
}

impl Network {
    /// The log-odds of every row.
    pub(super) fn score(&self, signals: &Signals) -> Vec<f32> {
        let lines = self.run(self.read(signals), |layer, lines| {
            self.layers[layer].base(lines)
        });
        lines.iter().map(|line| self.weigh(line)).collect()
    }

    /// All layers, one after another; `base` tells what a layer adds to every line.
    fn run(&self, mut lines: Vec<Row>, mut base: impl FnMut(usize, &[Row]) -> Row) -> Vec<Row> {
        let mut next = lines.clone();
        for (place, (layer, distance)) in self.layers.iter().zip(DILATIONS).enumerate() {
            layer.look(&base(place, &lines), &lines, distance, &mut next);
            std::mem::swap(&mut lines, &mut next);
        }
        lines
    }

    /// What every line is by its signals and words.
    fn read(&self, signals: &Signals) -> Vec<Row> {
        let columns: Vec<(&[u8], &Input)> = self
            .inputs
            .iter()
            .map(|input| (signals.column(input.signal), input))
            .collect();
        (0..signals.len())
            .map(|row| {
                let mut line = self.bias;
                for (column, input) in &columns {
                    add(&mut line, input.row(column[row]));
                }
                self.add_words(&mut line, signals.words(row));
                line.map(relu)
            })
            .collect()
    }

    fn add_words(&self, line: &mut Row, words: &[u32]) {
        if !words.is_empty() {
            for (value, weights) in self.mean_word(words).iter().zip(&self.word_weights) {
                add_times(line, *value, weights);
            }
        }
    }

    fn weigh(&self, line: &Row) -> f32 {
        self.output_bias + dot(line, &self.output)
    }

    /// The sum of the vectors of words and pairs of words, by the number of words.
    fn mean_word(&self, words: &[u32]) -> [f32; DIMENSIONS] {
        let (vectors, _) = self.words.as_chunks::<DIMENSIONS>();
        let mut sum = [0_i32; DIMENSIONS];
        let mut add = |slot: usize| {
            for (sum, &byte) in sum.iter_mut().zip(&vectors[slot]) {
                *sum += i32::from(byte as i8);
            }
        };
        for &word in words {
            add(word_slot(word));
        }
        for pair in words.windows(2) {
            add(pair_slot(pair[0], pair[1]));
        }
        sum.map(|sum| sum as f32 / words.len() as f32)
    }
}

impl Layer {
    /// A layer that adds nothing.
    pub fn zero() -> Self {
        Self {
            taps: [[[0.0; WIDTH]; WIDTH]; 3],
            document: [[0.0; WIDTH]; WIDTH],
            bias: [0.0; WIDTH],
        }
    }

    /// Adds to each line what the layer makes of it and of what stands around it. `base` is the same for all.
    fn look(&self, base: &Row, lines: &[Row], distance: usize, next: &mut [Row]) {
        let [before, own, behind] = &self.taps;
        for (row, (line, next)) in lines.iter().zip(next).enumerate() {
            let mut sum = *base;
            add_all(&mut sum, line, own);
            if let Some(other) = row.checked_sub(distance) {
                add_all(&mut sum, &lines[other], before);
            }
            if let Some(other) = lines.get(row + distance) {
                add_all(&mut sum, other, behind);
            }
            *next = *line;
            add(next, &sum.map(relu));
        }
    }

    /// What is added to every line of these: the bias, and what the layer makes of their mean.
    fn base(&self, lines: &[Row]) -> Row {
        let mut sum = [0.0_f64; WIDTH];
        for line in lines {
            for (sum, &value) in sum.iter_mut().zip(line) {
                *sum += f64::from(value);
            }
        }
        let mean = sum.map(|sum| (sum / lines.len().max(1) as f64) as f32);
        let mut base = self.bias;
        add_all(&mut base, &mean, &self.document);
        base
    }
}

impl Input {
    /// A table by its cuts, ascending, and its rows, one more than cuts.
    pub fn new(signal: Signal, cuts: Vec<u8>, rows: Vec<Row>) -> Self {
        let mut bins = Box::new([0; 256]);
        for (value, bin) in (0..=u8::MAX).zip(bins.iter_mut()) {
            *bin = cuts.partition_point(|&cut| cut <= value) as u8;
        }
        Self {
            signal,
            cuts,
            rows,
            bins,
        }
    }

    /// The row that a value falls into.
    #[inline]
    fn row(&self, value: u8) -> &Row {
        &self.rows[usize::from(self.bins[usize::from(value)])]
    }
}

/// The passes over one document, kept to ask what a line's score would be if something were not so.
#[derive(Debug)]
pub(crate) struct Trace<'n> {
    network: &'n Network,
    lines: Vec<Row>,
    /// What each layer adds to every line.
    bases: [Row; DILATIONS.len()],
}

/// How far a line's score depends on other lines, but for the document's mean.
const REACH: usize = DILATIONS[0] + DILATIONS[1] + DILATIONS[2] + DILATIONS[3];

impl<'n> Trace<'n> {
    pub(crate) fn new(network: &'n Network, signals: &Signals) -> Self {
        let lines = network.read(signals);
        let mut bases = [[0.0; WIDTH]; DILATIONS.len()];
        network.run(lines.clone(), |layer, lines| {
            bases[layer] = network.layers[layer].base(lines);
            bases[layer]
        });
        Self {
            network,
            lines,
            bases,
        }
    }

    /// The log-odds of a row.
    pub(crate) fn score(&self, row: usize) -> f32 {
        self.with(row, self.lines[row])
    }

    /// The same if the line stood alone.
    pub(crate) fn alone(&self, row: usize) -> f32 {
        self.of_window(vec![self.lines[row]], 0)
    }

    /// The same if some signals had average values.
    pub(crate) fn without(
        &self,
        signals: &Signals,
        row: usize,
        left_out: impl Fn(Signal) -> bool,
    ) -> f32 {
        let mut line = self.measured(signals, row, left_out);
        self.network.add_words(&mut line, signals.words(row));
        self.with(row, line.map(relu))
    }

    /// The same without its words.
    pub(crate) fn without_words(&self, signals: &Signals, row: usize) -> f32 {
        let line = self.measured(signals, row, |_| false);
        self.with(row, line.map(relu))
    }

    /// What the line is by its signals but for some.
    fn measured(&self, signals: &Signals, row: usize, left_out: impl Fn(Signal) -> bool) -> Row {
        let mut line = self.network.bias;
        for input in &self.network.inputs {
            if !left_out(input.signal) {
                add(&mut line, input.row(signals.get(input.signal, row)));
            }
        }
        line
    }

    /// The same if the line were another.
    fn with(&self, row: usize, line: Row) -> f32 {
        let start = row.saturating_sub(REACH);
        let end = self.lines.len().min(row + REACH + 1);
        let mut window = self.lines[start..end].to_vec();
        window[row - start] = line;
        self.of_window(window, row - start)
    }

    fn of_window(&self, lines: Vec<Row>, row: usize) -> f32 {
        let lines = self.network.run(lines, |layer, _| self.bases[layer]);
        self.network.weigh(&lines[row])
    }
}

/// The sum of the products.
#[inline]
pub fn dot(a: &Row, b: &Row) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn relu(value: f32) -> f32 {
    value.max(0.0)
}

fn add(sum: &mut Row, other: &Row) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
}

/// Adds a row some times.
#[inline]
pub fn add_times(sum: &mut Row, times: f32, other: &Row) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += times * other;
    }
}

/// Adds each row of the weights as often as the line says.
#[inline]
pub fn add_all(sum: &mut Row, line: &Row, weights: &[Row; WIDTH]) {
    for (&value, weights) in line.iter().zip(weights) {
        add_times(sum, value, weights);
    }
}
