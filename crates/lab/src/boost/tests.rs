use super::*;
use crate::logistic::{UNIT, probability};
use crate::random::Random;

const OPTIONS: Options = Options {
    trees: 30,
    depth: 4,
    rate: 0.3,
    l2: 1.0,
    min_weight: 1.0,
    share: 0.8,
    columns: 1.0,
    seed: 7,
};

/// Three columns of noise and a truth that needs two of them at once.
struct Synthetic {
    columns: Vec<Vec<u8>>,
    truth: Vec<bool>,
    weights: Vec<u32>,
    rows: Vec<u32>,
}

impl Synthetic {
    fn new(count: usize) -> Self {
        let mut random = Random::named(3, "synthetic");
        let mut column = || {
            (0..count)
                .map(|_| random.below(256) as u8)
                .collect::<Vec<u8>>()
        };
        let columns = vec![column(), column(), column()];
        let truth = (0..count)
            .map(|row| (columns[0][row] > 99) != (columns[2][row] > 149))
            .collect();
        Self {
            columns,
            truth,
            weights: vec![1024; count],
            rows: (0..count as u32).collect(),
        }
    }

    fn train(&self, options: &Options) -> Boosted {
        let columns: Vec<&[u8]> = self.columns.iter().map(Vec::as_slice).collect();
        let sample = Sample {
            columns: &columns,
            rows: &self.rows,
            truth: &self.truth,
            weights: &self.weights,
        };
        train(sample, options)
    }

    fn errors(&self, model: &Boosted) -> usize {
        let columns: Vec<&[u8]> = self.columns.iter().map(Vec::as_slice).collect();
        let scores = model.score(&columns, 0..self.truth.len());
        scores
            .iter()
            .zip(&self.truth)
            .filter(|(score, truth)| (**score > 0) != **truth)
            .count()
    }
}

#[test]
fn learns_what_no_single_column_tells() {
    let data = Synthetic::new(5000);
    let model = data.train(&OPTIONS);
    assert!(data.errors(&model) < 100, "{} errors", data.errors(&model));
    let used = |column| {
        model
            .trees
            .iter()
            .flat_map(|tree| &tree.splits)
            .filter(|split| split.column == column)
            .count()
    };
    assert!(used(1) < used(0) && used(1) < used(2));
}

#[test]
fn threads_change_nothing() {
    let data = Synthetic::new(40_000);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| data.train(&OPTIONS))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn rows_without_weight_teach_nothing() {
    let mut data = Synthetic::new(4000);
    let clean = data.truth.clone();
    for row in (0..4000).step_by(2) {
        data.truth[row] = !data.truth[row];
        data.weights[row] = 0;
    }
    let model = data.train(&OPTIONS);
    data.truth = clean;
    assert!(data.errors(&model) < 200, "{} errors", data.errors(&model));
}

#[test]
fn rows_left_out_are_not_seen() {
    let mut data = Synthetic::new(4000);
    data.rows.retain(|row| row % 4 != 0);
    let before = data.train(&OPTIONS);
    for row in (0..4000).step_by(4) {
        data.truth[row] = !data.truth[row];
    }
    assert_eq!(before, data.train(&OPTIONS));
}

#[test]
fn scores_are_calibrated_on_noise() {
    let mut data = Synthetic::new(8000);
    let mut random = Random::named(5, "noise");
    data.truth = (0..8000).map(|_| random.chance(0.2)).collect();
    let model = data.train(&Options {
        trees: 5,
        rate: 0.1,
        ..OPTIONS
    });
    let mean = probability(model.bias);
    assert!((mean - 0.2).abs() < 0.02, "{mean}");
}

#[test]
fn columns_can_be_left_out() {
    let data = Synthetic::new(4000);
    let model = data.train(&Options {
        columns: 0.5,
        ..OPTIONS
    });
    let seen: Vec<usize> = model
        .trees
        .iter()
        .filter(|tree| !tree.splits.is_empty())
        .map(|tree| tree.splits[0].column)
        .collect();
    assert!((0..3).all(|column| seen.contains(&column)), "{seen:?}");
}

#[test]
fn one_class_or_no_rows_give_no_split() {
    let mut data = Synthetic::new(100);
    data.truth.fill(true);
    assert!(data.train(&OPTIONS).bias > 5 * UNIT);
    data.rows.clear();
    let model = data.train(&OPTIONS);
    assert!(
        model
            .trees
            .iter()
            .all(|tree| tree.splits.is_empty() && tree.leaves == [0])
    );
}
