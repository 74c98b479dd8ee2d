//! What a line is among others: position, repetition, neighbours, document, and the neighbours' scores.

use super::{LineSize, Signal, Signals, Whole, scale, share};
use crate::model::UNIT;

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
    shifted(signals);
    windows(signals);
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

fn shifted(signals: &mut Signals) {
    use Signal as S;
    for (of, before, after, by) in [
        (S::Chars, S::Chars1Before, S::Chars1After, 1),
        (S::Chars, S::Chars2Before, S::Chars2After, 2),
        (S::Chars, S::Chars3Before, S::Chars3After, 3),
        (
            S::FunctionWords,
            S::FunctionWords1Before,
            S::FunctionWords1After,
            1,
        ),
        (
            S::FunctionWords,
            S::FunctionWords2Before,
            S::FunctionWords2After,
            2,
        ),
        (S::LastChar, S::LastChar1Before, S::LastChar1After, 1),
        (S::Debris, S::Debris1Before, S::Debris1After, 1),
        (S::Debris, S::Debris2Before, S::Debris2After, 2),
        (
            S::Capitalised,
            S::Capitalised1Before,
            S::Capitalised1After,
            1,
        ),
    ] {
        shift(signals, of, before, after, by);
    }
}

/// Copies a column `by` rows down into `before` and up into `after`; beyond the document stands 0.
fn shift(signals: &mut Signals, of: Signal, before: Signal, after: Signal, by: usize) {
    let column = signals.column(of).to_vec();
    let by = by.min(column.len());
    let rest = column.len() - by;
    signals.column_mut(before)[by..].copy_from_slice(&column[..rest]);
    signals.column_mut(after)[..rest].copy_from_slice(&column[by..]);
}

fn windows(signals: &mut Signals) {
    let chars: Vec<usize> = signals.lines.iter().map(|line| line.chars).collect();
    window::<5>(signals, Signal::CharsAround, &chars, scale);
    let debris: Vec<usize> = signals
        .column(Signal::Debris)
        .iter()
        .map(|&value| value.into())
        .collect();
    window::<5>(signals, Signal::DebrisAround, &debris, |mean| {
        mean.min(255) as u8
    });
}

/// The mean of `values` over the rows at most `REACH` away.
fn window<const REACH: usize>(
    signals: &mut Signals,
    signal: Signal,
    values: &[usize],
    form: impl Fn(usize) -> u8,
) {
    let column = signals.column_mut(signal);
    let mut sum: usize = values.iter().take(REACH).sum();
    let mut count = REACH.min(values.len());
    for (row, cell) in column.iter_mut().enumerate() {
        if let Some(&enters) = values.get(row + REACH) {
            sum += enters;
            count += 1;
        }
        if row > REACH {
            sum -= values[row - REACH - 1];
            count -= 1;
        }
        // Nearly always the whole window: a divisor known to the compiler.
        let mean = if count == 2 * REACH + 1 {
            sum / (2 * REACH + 1)
        } else {
            sum / count
        };
        *cell = form(mean);
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

/// A line is surely body from this log-odds on: probability 0.88.
const SURE: i32 = 2 * UNIT;

/// Fills the columns of the second stage from the scores of the first.
pub(super) fn add_scores(signals: &mut Signals, scores: &[i32]) {
    if signals.is_empty() {
        return;
    }
    for (value, &score) in signals.column_mut(Signal::Score).iter_mut().zip(scores) {
        *value = (128 + score / (UNIT / 16)).clamp(1, 255) as u8;
    }
    shift(
        signals,
        Signal::Score,
        Signal::Score1Before,
        Signal::Score1After,
        1,
    );
    shift(
        signals,
        Signal::Score,
        Signal::Score2Before,
        Signal::Score2After,
        2,
    );
    shift(
        signals,
        Signal::Score,
        Signal::Score3Before,
        Signal::Score3After,
        3,
    );
    let odds: Vec<usize> = scores.iter().map(|&score| probability(score)).collect();
    let byte = |mean: usize| (mean / 4).min(255) as u8;
    window::<2>(signals, Signal::Scores2Around, &odds, byte);
    window::<5>(signals, Signal::Scores5Around, &odds, byte);
    window::<15>(signals, Signal::Scores15Around, &odds, byte);
    let mean = byte(odds.iter().sum::<usize>() / odds.len());
    signals.column_mut(Signal::ScoresDocument).fill(mean);
    let mass: Vec<usize> = odds
        .iter()
        .zip(&signals.lines)
        .map(|(&odds, line)| odds * line.chars / 1024)
        .collect();
    let total = mass.iter().sum();
    let mut before = 0;
    let cells = signals.column_mut(Signal::ScoresBefore).iter_mut();
    for (cell, own) in cells.zip(&mass) {
        *cell = share(before, total);
        before += own;
    }
    let mut after = total;
    let cells = signals.column_mut(Signal::ScoresAfter).iter_mut();
    for (cell, own) in cells.zip(&mass) {
        after -= own;
        *cell = share(after, total);
    }
    let sure: Vec<bool> = scores.iter().map(|&score| score >= SURE).collect();
    distances(
        signals,
        &sure,
        Signal::BodyDistanceBefore,
        Signal::BodyDistanceAfter,
    );
    best_of_four(signals);
}

/// The highest of the four scores before and behind each line; 0 where there is none.
fn best_of_four(signals: &mut Signals) {
    let mut own = vec![0; 4];
    own.extend_from_slice(signals.column(Signal::Score));
    own.extend_from_slice(&[0; 4]);
    let best = |four: &[u8]| four.iter().copied().max().unwrap_or(0);
    for (cell, four) in signals
        .column_mut(Signal::BestBefore)
        .iter_mut()
        .zip(own.windows(4))
    {
        *cell = best(four);
    }
    for (cell, four) in signals
        .column_mut(Signal::BestAfter)
        .iter_mut()
        .zip(own[5..].windows(4))
    {
        *cell = best(four);
    }
}

/// The probability of a log-odds in 1024ths, by a straight-line approximation of the logistic curve: this is a weight
/// for neighbours, not the score.
fn probability(score: i32) -> usize {
    (512 + score.clamp(-2 * UNIT, 2 * UNIT) / 4).clamp(0, 1024) as usize
}
