//! What a line is among others: position, repetition, runs, document.

use super::{LineSize, Signal, Signals, Whole, scale, share};

/// Lines of at most this many characters are short.
const SHORT: usize = 30;

/// Fills the columns that depend on other lines.
pub(super) fn measure(signals: &mut Signals) {
    if signals.is_empty() {
        return;
    }
    repeats(signals);
    positions(signals);
    runs(signals);
    of_document(signals);
}

fn repeats(signals: &mut Signals) {
    // Most lines stand alone. A small table of marks tells which surely do, and only the rest is sorted.
    let slots = (8 * signals.len()).next_power_of_two();
    let slot = |hash: u64| (hash >> 20) as usize & (slots - 1);
    let mut marks = vec![0_u8; slots];
    for line in &signals.lines {
        let mark = &mut marks[slot(line.hash)];
        *mark = mark.saturating_add(1);
    }
    // A line without a word has no hash: rules and asterisks are not repeats of each other.
    let mut shared: Vec<(u64, usize)> = signals
        .lines
        .iter()
        .map(|line| line.hash)
        .zip(0..)
        .filter(|&(hash, _)| hash != 0 && marks[slot(hash)] > 1)
        .collect();
    shared.sort_unstable();
    for same in shared.chunk_by(|a, b| a.0 == b.0) {
        for &(_, row) in same {
            signals.set(Signal::Repeats, row, scale(same.len() - 1));
        }
    }
}

fn positions(signals: &mut Signals) {
    let rows = signals.len();
    let words: usize = signals.lines.iter().map(|line| line.words).sum();
    let prose: usize = signals.lines.iter().map(LineSize::prose_chars).sum();
    let rest = rows - 1;
    let (all, all_prose) = (Whole::new(rows), Whole::new(prose));
    fill(signals, Signal::Index, |row, _| scale(row));
    fill(signals, Signal::IndexFromEnd, |row, _| scale(rest - row));
    fill(signals, Signal::Position, |row, _| all.share(row));
    let mut before = 0;
    fill(signals, Signal::WordsBefore, |_, line| {
        before += line.words;
        scale(before - line.words)
    });
    let mut after = words;
    fill(signals, Signal::WordsAfter, |_, line| {
        after -= line.words;
        scale(after)
    });
    let mut before = 0;
    fill(signals, Signal::ProseBefore, |_, line| {
        let value = all_prose.share(before);
        before += line.prose_chars();
        value
    });
    let mut after = prose;
    fill(signals, Signal::ProseAfter, |_, line| {
        after -= line.prose_chars();
        all_prose.share(after)
    });
    let prose: Vec<bool> = signals.lines.iter().map(|line| line.prose).collect();
    distances(
        signals,
        &prose,
        Signal::ProseDistanceBefore,
        Signal::ProseDistanceAfter,
    );
}

/// Sets a column from each row and what is known of its line.
fn fill(signals: &mut Signals, signal: Signal, mut value: impl FnMut(usize, &LineSize) -> u8) {
    let start = signal as usize * signals.rows;
    let column = &mut signals.values[start..start + signals.rows];
    for (row, (cell, line)) in column.iter_mut().zip(&signals.lines).enumerate() {
        *cell = value(row, line);
    }
}

/// How many lines away the nearest line of `marked` is, before and after each line.
fn distances(signals: &mut Signals, marked: &[bool], before: Signal, after: Signal) {
    nearest(marked.iter().zip(signals.column_mut(before)));
    nearest(marked.iter().zip(signals.column_mut(after)).rev());
}

/// Sets how many rows ago one was marked; 255 for none.
fn nearest<'a>(rows: impl Iterator<Item = (&'a bool, &'a mut u8)>) {
    let mut distance = None;
    for (&mark, cell) in rows {
        distance = distance.map(|distance: usize| distance + 1);
        *cell = distance.map_or(255, scale);
        if mark {
            distance = Some(0);
        }
    }
}

fn runs(signals: &mut Signals) {
    let markers = signals.column(Signal::Marker).to_vec();
    run_lengths(signals, Signal::MarkerRun, |row| markers[row]);
    let short: Vec<u8> = signals
        .lines
        .iter()
        .map(|line| u8::from(line.chars <= SHORT))
        .collect();
    run_lengths(signals, Signal::ShortRun, |row| short[row]);
}

/// Sets, for every row whose key is not 0, the length of the run of rows with that key.
fn run_lengths(signals: &mut Signals, signal: Signal, key: impl Fn(usize) -> u8) {
    let mut start = 0;
    for row in 1..=signals.len() {
        if row < signals.len() && key(row) == key(start) {
            continue;
        }
        if key(start) != 0 {
            signals.column_mut(signal)[start..row].fill(scale(row - start));
        }
        start = row;
    }
}

fn of_document(signals: &mut Signals) {
    let lines = &signals.lines;
    let chars = lines.iter().map(|line| line.chars).sum();
    let prose = lines
        .iter()
        .filter(|line| line.prose)
        .map(|line| line.chars)
        .sum();
    let words = lines.iter().map(|line| line.words).sum();
    let function_words = lines.iter().map(|line| line.function_words).sum();
    let short = lines.iter().filter(|line| line.chars <= SHORT).count();
    let debris = memchr::memchr_iter(255, signals.column(Signal::Debris)).count();
    let rows = signals.len();
    for (signal, value) in [
        (Signal::DocumentLines, scale(rows)),
        (Signal::DocumentProse, share(prose, chars)),
        (Signal::DocumentFunctionWords, share(function_words, words)),
        (Signal::DocumentShortLines, share(short, rows)),
        (Signal::DocumentDebris, share(debris, rows)),
    ] {
        signals.column_mut(signal).fill(value);
    }
}
