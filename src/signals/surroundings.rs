//! What a line is among others: position, repetition, neighbours, document, and the neighbours' scores.

use super::{Signal, Signals, scale, share};
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
    let mut sorted: Vec<(u64, usize)> = signals
        .lines
        .iter()
        .map(|line| line.hash)
        .zip(0..)
        .collect();
    sorted.sort_unstable();
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        // A line without a word has no hash: rules and asterisks are not repeats of each other.
        if same[0].0 == 0 {
            continue;
        }
        for &(_, row) in same {
            signals.set(Signal::Repeats, row, scale(same.len() - 1));
        }
    }
}

fn positions(signals: &mut Signals) {
    let rows = signals.len();
    let words: usize = signals.lines.iter().map(|line| line.words).sum();
    let prose: usize = signals
        .lines
        .iter()
        .filter(|line| line.prose)
        .map(|line| line.chars)
        .sum();
    let (mut words_before, mut prose_before) = (0, 0);
    for row in 0..rows {
        let line = signals.lines[row];
        let own = if line.prose { line.chars } else { 0 };
        signals.set(Signal::Index, row, scale(row));
        signals.set(Signal::IndexFromEnd, row, scale(rows - 1 - row));
        signals.set(Signal::Position, row, share(row, rows));
        signals.set(Signal::WordsBefore, row, scale(words_before));
        signals.set(
            Signal::WordsAfter,
            row,
            scale(words - words_before - line.words),
        );
        signals.set(Signal::ProseBefore, row, share(prose_before, prose));
        signals.set(
            Signal::ProseAfter,
            row,
            share(prose - prose_before - own, prose),
        );
        words_before += line.words;
        prose_before += own;
    }
    let prose: Vec<bool> = signals.lines.iter().map(|line| line.prose).collect();
    distances(
        signals,
        &prose,
        Signal::ProseDistanceBefore,
        Signal::ProseDistanceAfter,
    );
}

/// How many lines away the nearest line of `marked` is, before and after each line.
fn distances(signals: &mut Signals, marked: &[bool], before: Signal, after: Signal) {
    let mut last = None;
    for (row, &mark) in marked.iter().enumerate() {
        signals.set(before, row, last.map_or(255, |last| scale(row - last)));
        last = if mark { Some(row) } else { last };
    }
    let mut next = None;
    for (row, &mark) in marked.iter().enumerate().rev() {
        signals.set(
            after,
            row,
            next.map_or(255, |next: usize| scale(next - row)),
        );
        next = if mark { Some(row) } else { next };
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
    window(signals, Signal::CharsAround, &chars, 5, scale);
    let debris: Vec<usize> = signals
        .column(Signal::Debris)
        .iter()
        .map(|&value| value.into())
        .collect();
    window(signals, Signal::DebrisAround, &debris, 5, |mean| {
        mean.min(255) as u8
    });
}

/// The mean of `values` over the rows at most `reach` away.
fn window(
    signals: &mut Signals,
    signal: Signal,
    values: &[usize],
    reach: usize,
    form: impl Fn(usize) -> u8,
) {
    let column = signals.column_mut(signal);
    let (mut sum, mut start, mut end) = (0, 0, 0);
    for (row, value) in column.iter_mut().enumerate() {
        while end < values.len() && end <= row + reach {
            sum += values[end];
            end += 1;
        }
        while start + reach < row {
            sum -= values[start];
            start += 1;
        }
        *value = form(sum / (end - start));
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
    let debris = signals
        .column(Signal::Debris)
        .iter()
        .filter(|&&value| value == 255)
        .count();
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
    window(signals, Signal::Scores2Around, &odds, 2, byte);
    window(signals, Signal::Scores5Around, &odds, 5, byte);
    window(signals, Signal::Scores15Around, &odds, 15, byte);
    let mean = byte(odds.iter().sum::<usize>() / odds.len());
    signals.column_mut(Signal::ScoresDocument).fill(mean);
    let mass: Vec<usize> = odds
        .iter()
        .zip(&signals.lines)
        .map(|(&odds, line)| odds * line.chars / 1024)
        .collect();
    let total = mass.iter().sum();
    let mut before = 0;
    for (row, &own) in mass.iter().enumerate() {
        signals.set(Signal::ScoresBefore, row, share(before, total));
        signals.set(Signal::ScoresAfter, row, share(total - before - own, total));
        before += own;
    }
    let sure: Vec<bool> = scores.iter().map(|&score| score >= SURE).collect();
    distances(
        signals,
        &sure,
        Signal::BodyDistanceBefore,
        Signal::BodyDistanceAfter,
    );
    let own = signals.column(Signal::Score).to_vec();
    for row in 0..own.len() {
        let best = |range: &[u8]| range.iter().copied().max().unwrap_or(0);
        signals.set(
            Signal::BestBefore,
            row,
            best(&own[row.saturating_sub(4)..row]),
        );
        signals.set(
            Signal::BestAfter,
            row,
            best(&own[row + 1..own.len().min(row + 5)]),
        );
    }
}

/// The probability of a log-odds in 1024ths, by a straight-line approximation of the logistic curve: this is a weight
/// for neighbours, not the score.
fn probability(score: i32) -> usize {
    (512 + score.clamp(-2 * UNIT, 2 * UNIT) / 4).clamp(0, 1024) as usize
}
