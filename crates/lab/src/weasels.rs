//! `cargo lab weasels`: how well words alone tell the sentences that Wikipedia's readers called weaselly or hedged, and how
//! much each word that hedges weighs.
//!
//! The score is that of the rule `unsupported-claim` without what clears a sentence and without its place: cues by the weights
//! of their lists, and hedges by the weights that are fitted here. A sentence's score is a sum, and no weight is negative.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use bodycopy::lab::Weasel;
use serde::Deserialize;

/// The file of the CoNLL-2010 shared task in a data folder.
const FILE: &str = "wikiweasel-train.jsonl.zst";

/// Folds, of training and, inside each, of the choice of the threshold.
const FOLDS: usize = 5;

/// Steps of a fit.
const STEPS: usize = 1_000;

/// How much a weight costs: half of this times its square, in log-odds.
const PENALTY: f64 = 2.5;

/// The threshold of the rule, unless the caller sets another.
const DEFAULT: f64 = 0.5;

/// Log-odds of a weight of 1.
const UNIT: f64 = 5.0;

#[derive(Debug, Deserialize)]
struct Row {
    text: String,
    uncertain: u8,
}

/// A sentence as the fit sees it.
#[derive(Debug)]
struct Example {
    gold: bool,
    /// The cues' weights, in log-odds.
    cues: f64,
    /// The hedges in it, by number.
    hedges: Vec<usize>,
    /// What the library scores, in hundredths.
    score: i32,
}

/// Prints the figures out of fold and at the weights compiled in; with a place, writes the list of hedges with the weights
/// that all sentences give.
pub(crate) fn run(data: &Path, list: Option<&Path>, out: &mut impl Write) -> Result<()> {
    let path = data.join(FILE);
    let file = fs::File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let text = std::io::read_to_string(zstd::Decoder::new(file)?)?;
    let mut names: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    for line in text.lines() {
        let row: Row = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        let weasel = Weasel::of(&untokenised(&row.text));
        let mut number = |name| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        examples.push(Example {
            gold: row.uncertain == 1,
            cues: f64::from(weasel.cues) / 100.0 * UNIT,
            hedges: weasel
                .hedges
                .iter()
                .map(|&(name, _)| number(name))
                .collect(),
            score: weasel.score(),
        });
    }
    let all: Vec<&Example> = examples.iter().collect();
    writeln!(out, "{} sentences, {} hedges seen", all.len(), names.len())?;
    let [chosen, default] = out_of_fold(&all, names.len());
    writeln!(
        out,
        "out of fold, threshold of the other folds: {}",
        chosen.line()
    )?;
    writeln!(
        out,
        "out of fold, threshold {DEFAULT} of the rule: {}",
        default.line()
    )?;
    let compiled: Vec<f64> = all.iter().map(|example| f64::from(example.score)).collect();
    let gold: Vec<bool> = all.iter().map(|example| example.gold).collect();
    let (best, threshold) = best(&compiled, &gold);
    writeln!(
        out,
        "weights compiled in (IN SAMPLE for them), best threshold {:.2}: {}",
        threshold / 100.0,
        best.line()
    )?;
    for hundredths in [40_u8, 50, 60, 70] {
        let counts = Counts::at(&compiled, &gold, f64::from(hundredths));
        writeln!(
            out,
            "weights compiled in, threshold 0.{hundredths}: {}",
            counts.line()
        )?;
    }
    if let Some(list) = list {
        let (weights, bias) = fit(&all, names.len());
        writeln!(out, "all sentences: bias {:.2}", bias / UNIT)?;
        write_list(list, &names, &weights)?;
    }
    Ok(())
}

/// Every sentence scored by weights that the other folds gave: at a threshold that they gave, and at the rule's.
fn out_of_fold(all: &[&Example], hedges: usize) -> [Counts; 2] {
    let mut counts = [Counts::default(); 2];
    for fold in 0..FOLDS {
        let (rest, tested) = split(all, fold);
        let mut scores = Vec::new();
        let mut gold = Vec::new();
        for inner in 0..FOLDS {
            let (fitted, held) = split(&rest, inner);
            let (weights, _) = fit(&fitted, hedges);
            scores.extend(held.iter().map(|example| example.sum(&weights)));
            gold.extend(held.iter().map(|example| example.gold));
        }
        let (_, threshold) = best(&scores, &gold);
        let (weights, _) = fit(&rest, hedges);
        for example in tested {
            let score = example.sum(&weights);
            counts[0].add(example.gold, score >= threshold);
            counts[1].add(example.gold, score >= DEFAULT * UNIT);
        }
    }
    counts
}

/// The sentences outside a fold and those in it. The file is sorted by label, so that every fold has its share of both.
fn split<'e>(all: &[&'e Example], fold: usize) -> (Vec<&'e Example>, Vec<&'e Example>) {
    let (inside, outside): (Vec<_>, Vec<_>) = all
        .iter()
        .enumerate()
        .partition(|&(at, _)| at % FOLDS == fold);
    let bare = |part: Vec<(usize, &&'e Example)>| part.into_iter().map(|(_, &e)| e).collect();
    (bare(outside), bare(inside))
}

impl Example {
    fn sum(&self, weights: &[f64]) -> f64 {
        self.cues + self.hedges.iter().map(|&hedge| weights[hedge]).sum::<f64>()
    }
}

/// Logistic regression with weights that are not negative, by accelerated projected gradients. The weights and the bias, in
/// log-odds.
fn fit(examples: &[&Example], hedges: usize) -> (Vec<f64>, f64) {
    // No step may be longer than the curvature allows: a quarter of the largest sum of squares, by sentence and by hedge.
    let mut seen = vec![0_usize; hedges];
    for &hedge in examples.iter().flat_map(|example| &example.hedges) {
        seen[hedge] += 1;
    }
    let longest = examples.iter().map(|example| example.hedges.len()).max();
    let most = seen.iter().copied().max().unwrap_or(0).max(examples.len());
    let rate = 1.0 / (0.25 * (longest.unwrap_or(0) + 1) as f64 * most as f64 / 4.0 + PENALTY);
    let (mut weights, mut bias) = (vec![0.0; hedges], -1.0);
    let (mut ahead, mut ahead_bias) = (weights.clone(), bias);
    let mut pace: f64 = 1.0;
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = ahead.iter().map(|weight| PENALTY * weight).collect();
        let mut slope_bias = 0.0;
        for example in examples {
            let odds = example.sum(&ahead) + ahead_bias;
            let error = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(example.gold));
            slope_bias += error;
            for &hedge in &example.hedges {
                slope[hedge] += error;
            }
        }
        let next: Vec<f64> = ahead
            .iter()
            .zip(&slope)
            .map(|(weight, slope)| (weight - rate * slope).max(0.0))
            .collect();
        let next_bias = ahead_bias - rate * slope_bias;
        let next_pace = f64::midpoint(1.0, (1.0 + 4.0 * pace * pace).sqrt());
        let momentum = (pace - 1.0) / next_pace;
        for ((ahead, next), weight) in ahead.iter_mut().zip(&next).zip(&weights) {
            *ahead = next + momentum * (next - weight);
        }
        ahead_bias = next_bias + momentum * (next_bias - bias);
        (weights, bias, pace) = (next, next_bias, next_pace);
    }
    (weights, bias)
}

/// The threshold with the best F1.
fn best(scores: &[f64], gold: &[bool]) -> (Counts, f64) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let positives = gold.iter().filter(|&&gold| gold).count();
    let mut found = Counts {
        misses: positives,
        ..Counts::default()
    };
    let mut best = (found, f64::INFINITY);
    for (place, &at) in order.iter().enumerate() {
        if gold[at] {
            (found.hits, found.misses) = (found.hits + 1, found.misses - 1);
        } else {
            found.alarms += 1;
        }
        let ends = order
            .get(place + 1)
            .is_none_or(|&next| scores[next] < scores[at]);
        if ends && found.f1() > best.0.f1() {
            best = (found, scores[at]);
        }
    }
    best
}

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    hits: usize,
    alarms: usize,
    misses: usize,
}

impl Counts {
    fn at(scores: &[f64], gold: &[bool], threshold: f64) -> Self {
        let mut counts = Self::default();
        for (&score, &gold) in scores.iter().zip(gold) {
            counts.add(gold, score >= threshold);
        }
        counts
    }

    fn add(&mut self, gold: bool, said: bool) {
        self.hits += usize::from(gold && said);
        self.alarms += usize::from(!gold && said);
        self.misses += usize::from(gold && !said);
    }

    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (2 * self.hits + self.alarms + self.misses).max(1) as f64
    }

    fn line(&self) -> String {
        let share = |whole: usize| self.hits as f64 / whole.max(1) as f64;
        let (precision, recall) = (
            share(self.hits + self.alarms),
            share(self.hits + self.misses),
        );
        format!("P {precision:.3} R {recall:.3} F1 {:.3}", self.f1())
    }
}

/// Writes the list with new weights; what no sentence holds weighs nothing.
fn write_list(path: &Path, names: &BTreeMap<&str, usize>, weights: &[f64]) -> Result<()> {
    let old =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut new = String::new();
    for line in old.lines() {
        match line.split_once('\t') {
            Some((phrase, _)) => {
                let weight = names.get(phrase).map_or(0.0, |&hedge| weights[hedge]);
                writeln!(new, "{phrase}\t{:.2}", (weight / UNIT).min(1.0))?;
            }
            None => writeln!(new, "{line}")?,
        }
    }
    fs::write(path, new).with_context(|| format!("cannot write {}", path.display()))
}

/// Takes back what the Penn Treebank's tokeniser did.
fn untokenised(text: &str) -> String {
    let mut plain = String::new();
    let mut open = true;
    for token in text.split_whitespace() {
        let (token, joins_before, joins_behind) = match token {
            "``" => ("“", false, true),
            "''" => ("”", true, false),
            "-LRB-" => ("(", false, true),
            "-RRB-" => (")", true, false),
            "-LSB-" => ("[", false, true),
            "-RSB-" => ("]", true, false),
            "`" => ("‘", false, true),
            "--" => ("–", false, false),
            _ => {
                let suffix = token.starts_with('\'') || token == "n't";
                let mark = token.chars().all(|c| ",.;:!?%".contains(c));
                (token, suffix || mark, false)
            }
        };
        if !open && !joins_before {
            plain.push(' ');
        }
        plain.push_str(token);
        open = joins_behind;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_text() {
        assert_eq!(
            untokenised(
                "The guild 's `` old '' crane -LRB- it has n't moved -RRB- , some say , leans ."
            ),
            "The guild's “old” crane (it hasn't moved), some say, leans."
        );
    }

    #[test]
    fn the_best_threshold_is_the_lowest_score_that_is_flagged() {
        let (counts, threshold) = best(&[3.0, 2.0, 2.0, 1.0], &[true, true, false, false]);
        assert_eq!((counts.hits, counts.alarms, counts.misses), (2, 1, 0));
        assert!((threshold - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn weights_go_to_what_tells_and_none_is_negative() {
        let example = |gold, hedges| Example {
            gold,
            cues: 0.0,
            hedges,
            score: 0,
        };
        let rows: Vec<Example> = (0..60)
            .map(|at| match at % 3 {
                0 => example(true, vec![0]),
                1 => example(false, vec![1]),
                _ => example(false, vec![]),
            })
            .collect();
        let (weights, bias) = fit(&rows.iter().collect::<Vec<_>>(), 2);
        assert!(weights[0] > 1.0 && weights[1].abs() < f64::EPSILON && bias < 0.0);
    }
}
