//! The layers of the network, forward and backward.

use bodycopy::lab::{DILATIONS, Layer, Row, add_all, add_times, dot, means};

use crate::random::Random;

/// What the layers made of a document, and what the way back needs of that.
pub(super) struct Layered<'g, const W: usize> {
    /// The lines before each layer, and behind the last.
    lines: Vec<Vec<Row<W>>>,
    means: Vec<Means<'g, W>>,
    /// By what each number of a layer passes a gradient back.
    open: Vec<Vec<Row<W>>>,
}

impl<'g, const W: usize> Layered<'g, W> {
    /// Forward: `drop` of 256 numbers are dropped at random.
    pub(super) fn new(
        layers: &[Layer<W>],
        first: Vec<Row<W>>,
        groups: &'g [Vec<u32>],
        drop: u8,
        random: &mut Random,
    ) -> Self {
        let (mut means, mut open) = (Vec::new(), Vec::new());
        let mut all = vec![first];
        for (layer, distance) in layers.iter().zip(DILATIONS) {
            let lines = &all[all.len() - 1];
            let mean = Means::of(lines, groups);
            let mask = masks(lines.len(), drop, random);
            let (next, opened) = look(layer, lines, &mean, distance, mask);
            all.push(next);
            open.push(opened);
            means.push(mean);
        }
        Self {
            lines: all,
            means,
            open,
        }
    }

    /// The lines before the first layer.
    pub(super) fn first(&self) -> &[Row<W>] {
        &self.lines[0]
    }

    /// The lines behind the last layer.
    pub(super) fn last(&self) -> &[Row<W>] {
        &self.lines[self.lines.len() - 1]
    }

    /// From what moves the last lines to what moves the first; adds the gradients of the layers.
    pub(super) fn back(
        &self,
        layers: &[Layer<W>],
        mut back: Vec<Row<W>>,
        gradient: &mut [Layer<W>],
    ) -> Vec<Row<W>> {
        for place in (0..layers.len()).rev() {
            back = look_back(
                &layers[place],
                &self.lines[place],
                &self.means[place],
                DILATIONS[place],
                &self.open[place],
                back,
                &mut gradient[place],
            );
        }
        back
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

/// 0 where a number is dropped, else what makes up for the dropped ones.
pub(super) fn masks<const W: usize>(count: usize, drop: u8, random: &mut Random) -> Vec<Row<W>> {
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
