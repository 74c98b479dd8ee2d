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

use crate::document::Page;
use crate::signals::{Signal, Signals};

/// Numbers that stand for a line.
pub const WIDTH: usize = 16;

/// Numbers that stand for a line of a page.
pub const PAGE_WIDTH: usize = 32;

/// Numbers of a word's vector.
pub const DIMENSIONS: usize = 8;

/// Vectors of words; words and pairs of words share them by hash.
pub const WORDS: usize = 1 << 16;

/// Vectors of the words of pages, and of those in the names of classes and ids.
pub const PAGE_WORDS: usize = 1 << 14;

/// How many lines before and behind it each layer looks at.
pub const DILATIONS: [usize; 4] = [1, 2, 4, 8];

/// The numbers of a line.
pub type Row<const W: usize> = [f32; W];

/// A table of one signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Input<const W: usize> {
    /// What is measured.
    pub signal: Signal,
    /// Ascending: a value falls into the row as many down as there are cuts at or below it.
    pub cuts: Vec<u8>,
    /// A row more than cuts.
    pub rows: Vec<Row<W>>,
    /// The row of each value, worked out from the cuts once: documents are short, and many.
    bins: Box<[u8; 256]>,
}

/// A look at the lines around each line.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<const W: usize> {
    /// For the line before, the line itself and the line behind: a row for each number of the line.
    pub taps: [[Row<W>; W]; 3],
    /// The same for the document's mean.
    pub document: [Row<W>; W],
    /// The same for the means of the groups that the line is in, one for each grouping; none for plain text.
    pub groups: Vec<[Row<W>; W]>,
    /// What is added always.
    pub bias: Row<W>,
}

/// What the names of classes and ids around a line say.
#[derive(Clone, Debug, PartialEq)]
pub struct Names<const W: usize> {
    /// [`PAGE_WORDS`] vectors of [`DIMENSIONS`] signed bytes.
    pub vectors: Cow<'static, [u8]>,
    /// From the mean vector of the names of the three innermost elements to a line.
    pub near: [Row<W>; DIMENSIONS],
    /// From that of all other elements around it.
    pub far: [Row<W>; DIMENSIONS],
    /// From that of what tells the kind of page.
    pub page: [Row<W>; DIMENSIONS],
}

/// The weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Network<const W: usize> {
    /// The tables of signals, in the order in which they are added.
    pub inputs: Vec<Input<W>>,
    /// Vectors of [`DIMENSIONS`] signed bytes: as many as a power of two.
    pub words: Cow<'static, [u8]>,
    /// From the mean of word vectors to a line.
    pub word_weights: [Row<W>; DIMENSIONS],
    /// For pages alone.
    pub names: Option<Names<W>>,
    /// What a line begins with.
    pub bias: Row<W>,
    /// One for each of [`DILATIONS`].
    pub layers: Vec<Layer<W>>,
    /// The weights of the last step.
    pub output: Row<W>,
    /// The log-odds of a line of zeros.
    pub output_bias: f32,
}

/// Where the vector of a word stands, of [`WORDS`].
pub fn word_slot(word: u32) -> usize {
    word as usize % WORDS
}

/// Where the vector of two words stands, of [`WORDS`].
pub fn pair_slot(first: u32, second: u32) -> usize {
    let pair = (first.rotate_left(13) ^ second).wrapping_mul(0x9e37_79b1);
    (pair >> 16) as usize % WORDS
}

/// Where the vector of a word in a name stands, of [`PAGE_WORDS`].
pub fn name_slot(word: u32) -> usize {
    (word ^ word >> 15) as usize % PAGE_WORDS
}

impl<const W: usize> Network<W> {
    /// The log-odds of every row.
    pub(super) fn score(&self, signals: &Signals) -> Vec<f32> {
        let groups = signals.groups().map_or(&[][..], |groups| &groups[..]);
        let lines = self.run(self.read(signals), |layer, lines| {
            self.layers[layer].bases(lines, groups)
        });
        lines.iter().map(|line| self.weigh(line)).collect()
    }

    /// All layers, one after another; `bases` tells what a layer adds to the lines.
    pub(super) fn run<B: Base<W>>(
        &self,
        mut lines: Vec<Row<W>>,
        mut bases: impl FnMut(usize, &[Row<W>]) -> B,
    ) -> Vec<Row<W>> {
        let mut next = lines.clone();
        for (place, (layer, distance)) in self.layers.iter().zip(DILATIONS).enumerate() {
            layer.look(&bases(place, &lines), &lines, distance, &mut next);
            std::mem::swap(&mut lines, &mut next);
        }
        lines
    }

    /// What every line is by its signals, its words and the names around it.
    pub(super) fn read(&self, signals: &Signals) -> Vec<Row<W>> {
        let columns: Vec<(&[u8], &Input<W>)> = self
            .inputs
            .iter()
            .map(|input| (signals.column(input.signal), input))
            .collect();
        let mut lines: Vec<Row<W>> = (0..signals.len())
            .map(|row| {
                let mut line = self.bias;
                for (column, input) in &columns {
                    add(&mut line, input.row(column[row]));
                }
                self.add_words(&mut line, signals.words(row));
                line
            })
            .collect();
        if let (Some(names), Some(page)) = (&self.names, signals.page()) {
            names.add(page, &mut lines);
        }
        for line in &mut lines {
            *line = line.map(relu);
        }
        lines
    }

    pub(super) fn add_words(&self, line: &mut Row<W>, words: &[u32]) {
        if !words.is_empty() {
            for (value, weights) in self.mean_word(words).iter().zip(&self.word_weights) {
                add_times(line, *value, weights);
            }
        }
    }

    /// What the names around one line add; for all lines of a page [`Network::read`] is quicker.
    pub(super) fn add_names(&self, line: &mut Row<W>, signals: &Signals, row: usize) {
        if let (Some(names), Some(page)) = (&self.names, signals.page()) {
            names.add_to(line, page.element_of(row), page, &names.sums(page));
            names.add_hints(line, page);
        }
    }

    pub(super) fn weigh(&self, line: &Row<W>) -> f32 {
        self.output_bias + dot(line, &self.output)
    }

    /// The sum of the vectors of words and pairs of words, by the number of words.
    fn mean_word(&self, words: &[u32]) -> [f32; DIMENSIONS] {
        let (vectors, _) = self.words.as_chunks::<DIMENSIONS>();
        let mut sum = [0_i32; DIMENSIONS];
        // As many as a power of two: the rest of a slot by them is its last bits.
        let last = vectors.len() - 1;
        let mut add = |slot: usize| add_bytes(&mut sum, vectors[slot & last]);
        for &word in words {
            add(word_slot(word));
        }
        for pair in words.windows(2) {
            add(pair_slot(pair[0], pair[1]));
        }
        sum.map(|sum| sum as f32 / words.len() as f32)
    }
}

/// Elements around a line that are near: it and those next to it, from the innermost.
pub const NEAR: usize = 3;

/// The vectors of the names of an element and of those around it.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    vectors: [i32; DIMENSIONS],
    words: i32,
}

impl Sum {
    fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        for (rest, other) in rest.vectors.iter_mut().zip(other.vectors) {
            *rest -= other;
        }
        rest.words -= other.words;
        rest
    }

    fn mean(&self) -> [f32; DIMENSIONS] {
        self.vectors
            .map(|sum| sum as f32 / self.words.max(1) as f32)
    }
}

impl<const W: usize> Names<W> {
    fn add(&self, page: &Page, lines: &mut [Row<W>]) {
        let sums = self.sums(page);
        let mut hints = [0.0; W];
        self.add_hints(&mut hints, page);
        for (row, line) in lines.iter_mut().enumerate() {
            add(line, &hints);
            self.add_to(line, page.element_of(row), page, &sums);
        }
    }

    fn add_to(&self, line: &mut Row<W>, element: usize, page: &Page, sums: &[Sum]) {
        let far = page
            .above(element, NEAR)
            .map_or(Sum::default(), |above| sums[above]);
        let near = sums[element].without(&far);
        for (sum, weights) in [(near, &self.near), (far, &self.far)] {
            for (value, weights) in sum.mean().into_iter().zip(weights) {
                add_times(line, value, weights);
            }
        }
    }

    /// What is the same for all lines of a page.
    fn add_hints(&self, line: &mut Row<W>, page: &Page) {
        let (vectors, _) = self.vectors.as_chunks::<DIMENSIONS>();
        let mut sum = Sum::default();
        for &hint in &page.hints {
            add_bytes(&mut sum.vectors, vectors[name_slot(hint)]);
            sum.words += 1;
        }
        for (value, weights) in sum.mean().into_iter().zip(&self.page) {
            add_times(line, value, weights);
        }
    }

    /// For every element, the names of it and of all around it.
    fn sums(&self, page: &Page) -> Vec<Sum> {
        let (vectors, _) = self.vectors.as_chunks::<DIMENSIONS>();
        let mut sums: Vec<Sum> = Vec::with_capacity(page.elements.len());
        for (place, element) in page.elements.iter().enumerate() {
            let mut sum = sums
                .get(element.parent as usize)
                .copied()
                .unwrap_or_default();
            let words = page.words_of(place);
            for &word in words {
                add_bytes(&mut sum.vectors, vectors[name_slot(word)]);
            }
            sum.words += words.len() as i32;
            sums.push(sum);
        }
        sums
    }
}

fn add_bytes(sum: &mut [i32; DIMENSIONS], vector: [u8; DIMENSIONS]) {
    for (sum, byte) in sum.iter_mut().zip(vector) {
        *sum += i32::from(byte as i8);
    }
}

/// What a layer adds to a row before it looks at the lines around it.
pub(super) trait Base<const W: usize> {
    fn of(&self, row: usize) -> Row<W>;
}

/// The same for all rows of a document, but for what their groups add.
pub(super) struct Bases<'g, const W: usize> {
    document: Row<W>,
    /// For each grouping, the group of every row, and what each group adds.
    groups: Vec<(&'g [u32], Vec<Row<W>>)>,
}

impl<const W: usize> Base<W> for Bases<'_, W> {
    #[inline]
    fn of(&self, row: usize) -> Row<W> {
        let mut base = self.document;
        for (of_row, added) in &self.groups {
            add(&mut base, &added[of_row[row] as usize]);
        }
        base
    }
}

impl<const W: usize> Layer<W> {
    /// A layer that adds nothing, with so many groupings.
    pub fn zero(groupings: usize) -> Self {
        Self {
            taps: [[[0.0; W]; W]; 3],
            document: [[0.0; W]; W],
            groups: vec![[[0.0; W]; W]; groupings],
            bias: [0.0; W],
        }
    }

    /// Adds to each line what the layer makes of it and of what stands around it.
    fn look(&self, base: &impl Base<W>, lines: &[Row<W>], distance: usize, next: &mut [Row<W>]) {
        let [before, own, behind] = &self.taps;
        for (row, (line, next)) in lines.iter().zip(next).enumerate() {
            let mut sum = base.of(row);
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

    /// What is added to these lines: the bias, and what the layer makes of their mean and of those of their groups.
    pub(super) fn bases<'g>(&self, lines: &[Row<W>], groups: &'g [Vec<u32>]) -> Bases<'g, W> {
        let mut sum = [0.0_f64; W];
        for line in lines {
            for (sum, &value) in sum.iter_mut().zip(line) {
                *sum += f64::from(value);
            }
        }
        let mean = sum.map(|sum| (sum / lines.len().max(1) as f64) as f32);
        let mut document = self.bias;
        add_all(&mut document, &mean, &self.document);
        let added = |(of_rows, weights): (&'g Vec<u32>, &[Row<W>; W])| {
            let means = means(lines, of_rows);
            let rows = means.iter().map(|mean| {
                let mut row = [0.0; W];
                add_all(&mut row, mean, weights);
                row
            });
            (of_rows.as_slice(), rows.collect())
        };
        Bases {
            document,
            groups: groups.iter().zip(&self.groups).map(added).collect(),
        }
    }
}

/// The mean line of each group; groups are numbered from 0 and none is empty.
pub fn means<const W: usize>(lines: &[Row<W>], groups: &[u32]) -> Vec<Row<W>> {
    let count = groups.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sums = vec![([0.0; W], 0.0_f32); count];
    for (line, &group) in lines.iter().zip(groups) {
        let (sum, count) = &mut sums[group as usize];
        add(sum, line);
        *count += 1.0;
    }
    sums.into_iter()
        .map(|(sum, count)| sum.map(|sum| sum / count))
        .collect()
}

impl<const W: usize> Input<W> {
    /// A table by its cuts, ascending, and its rows, one more than cuts.
    pub fn new(signal: Signal, cuts: Vec<u8>, rows: Vec<Row<W>>) -> Self {
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
    pub(super) fn row(&self, value: u8) -> &Row<W> {
        &self.rows[usize::from(self.bins[usize::from(value)])]
    }
}

/// The sum of the products.
#[inline]
pub fn dot<const W: usize>(a: &Row<W>, b: &Row<W>) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn relu(value: f32) -> f32 {
    value.max(0.0)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "most of the work on a line")]
pub(super) fn add<const W: usize>(sum: &mut Row<W>, other: &Row<W>) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other;
    }
}

/// Adds a row some times.
#[inline(always)]
#[expect(clippy::inline_always, reason = "most of the work on a line")]
pub fn add_times<const W: usize>(sum: &mut Row<W>, times: f32, other: &Row<W>) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += times * other;
    }
}

/// Adds each row of the weights as often as the line says.
#[inline(always)]
#[expect(clippy::inline_always, reason = "most of the work on a line")]
pub fn add_all<const W: usize>(sum: &mut Row<W>, line: &Row<W>, weights: &[Row<W>; W]) {
    // In a copy, which the compiler keeps in registers.
    let mut total = *sum;
    for (&value, weights) in line.iter().zip(weights) {
        add_times(&mut total, value, weights);
    }
    *sum = total;
}
