//! What a line's score would be if something were not so.

use super::network::{Base, DILATIONS, Network, Row, add, relu};
use crate::signals::{Signal, Signals};

/// The passes over one document, kept to ask about its lines.
#[derive(Debug)]
pub(crate) struct Trace<'n, const W: usize> {
    network: &'n Network<W>,
    lines: Vec<Row<W>>,
    /// What each layer adds to every line before it looks around.
    bases: Vec<Vec<Row<W>>>,
}

/// How far a line's score depends on other lines, but for the means of the document and its groups.
const REACH: usize = DILATIONS[0] + DILATIONS[1] + DILATIONS[2] + DILATIONS[3];

/// What a layer adds to the rows from one on.
struct From<'b, const W: usize>(&'b [Row<W>]);

impl<const W: usize> Base<W> for From<'_, W> {
    fn of(&self, row: usize) -> Row<W> {
        self.0[row]
    }
}

impl<'n, const W: usize> Trace<'n, W> {
    pub(crate) fn new(network: &'n Network<W>, signals: &Signals) -> Self {
        let lines = network.read(signals);
        let groups = signals.groups().map_or(&[][..], |groups| &groups[..]);
        let mut kept = Vec::with_capacity(DILATIONS.len());
        network.run(lines.clone(), |layer, lines| {
            let bases = network.layers[layer].bases(lines, groups);
            kept.push((0..lines.len()).map(|row| bases.of(row)).collect());
            bases
        });
        Self {
            network,
            lines,
            bases: kept,
        }
    }

    /// The log-odds of a row.
    pub(crate) fn score(&self, row: usize) -> f32 {
        self.with(row, self.lines[row])
    }

    /// The same if the line stood alone.
    pub(crate) fn alone(&self, row: usize) -> f32 {
        self.of_window(vec![self.lines[row]], row, 0)
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
        self.network.add_names(&mut line, signals, row);
        self.with(row, line.map(relu))
    }

    /// The same without its words.
    pub(crate) fn without_words(&self, signals: &Signals, row: usize) -> f32 {
        let mut line = self.measured(signals, row, |_| false);
        self.network.add_names(&mut line, signals, row);
        self.with(row, line.map(relu))
    }

    /// The same without the names of classes and ids around it.
    pub(crate) fn without_names(&self, signals: &Signals, row: usize) -> f32 {
        let mut line = self.measured(signals, row, Signal::is_named);
        self.network.add_words(&mut line, signals.words(row));
        self.with(row, line.map(relu))
    }

    /// What the line is by its signals but for some.
    fn measured(&self, signals: &Signals, row: usize, left_out: impl Fn(Signal) -> bool) -> Row<W> {
        let mut line = self.network.bias;
        for input in &self.network.inputs {
            if !left_out(input.signal) {
                add(&mut line, input.row(signals.get(input.signal, row)));
            }
        }
        line
    }

    /// The same if the line were another.
    fn with(&self, row: usize, line: Row<W>) -> f32 {
        let start = row.saturating_sub(REACH);
        let end = self.lines.len().min(row + REACH + 1);
        let mut window = self.lines[start..end].to_vec();
        window[row - start] = line;
        self.of_window(window, start, row - start)
    }

    fn of_window(&self, lines: Vec<Row<W>>, start: usize, row: usize) -> f32 {
        let lines = self
            .network
            .run(lines, |layer, _| From(&self.bases[layer][start..]));
        self.network.weigh(&lines[row])
    }
}
