use bodycopy::lab::GROUPINGS;

use super::bag::kept_slots;
use super::*;
use crate::prepared::RARE;

/// Numbers of a line in these tests: few, so that every weight can be moved.
const W: usize = 4;

/// Rows of all tables: two signals have three each.
const STEPS: usize = 6;

/// Vectors of words, and of names.
const SLOTS: usize = 8;

const NOTHING: Drops = Drops {
    words: 0.0,
    signals: 0.0,
    hidden: 0,
    language: 0.0,
    lexical: 0.0,
    names: 0.0,
    all_names: 0.0,
};

/// Numbers of some size, the same every time.
fn numbers(values: &mut [f32], random: &mut Random) {
    for value in values {
        *value = (random.below(2001) as f32 / 1000.0 - 1.0) * 0.4;
    }
}

/// All that is learned.
#[derive(Clone)]
struct Weights {
    dense: Dense<W>,
    words: Vec<Vector>,
    names: Vec<Vector>,
}

impl Weights {
    fn new(groupings: usize) -> Self {
        let mut random = Random::named(1, "test");
        let mut dense = Dense::zero(STEPS, groupings);
        for part in dense.parts() {
            numbers(part, &mut random);
        }
        let mut vectors = || {
            let mut vectors = vec![[0.0; DIMENSIONS]; SLOTS];
            numbers(vectors.as_flattened_mut(), &mut random);
            vectors
        };
        Self {
            words: vectors(),
            names: vectors(),
            dense,
        }
    }

    /// Everything that may be moved, part by part.
    fn parts(&mut self) -> Vec<&mut [f32]> {
        let mut parts = self.dense.parts();
        parts.push(self.words.as_flattened_mut());
        parts.push(self.names.as_flattened_mut());
        parts
    }

    /// The loss, and its gradient in the form of weights.
    fn learn(&self, example: &Example<'_>, f1: f32) -> (f64, Self) {
        let forward = Forward {
            dense: &self.dense,
            vectors: &self.words,
            names: &self.names,
            f1,
            lexical: &[false, true],
        };
        let groupings = self.dense.layers[0].groups.len();
        let mut dense = Dense::zero(STEPS, groupings);
        let mut vectors = Gradients::default();
        // Without drops the draws of pairs alone are random, and the same every time.
        let mut random = Random::named(2, "draws");
        let loss = forward.learn(example, &NOTHING, &mut random, &mut dense, &mut vectors);
        let sum = |gradients: &[WordGradient]| {
            let mut sums = vec![[0.0; DIMENSIONS]; SLOTS];
            for word in gradients {
                for &slot in &word.slots {
                    for (sum, value) in sums[slot as usize].iter_mut().zip(word.gradient) {
                        *sum += value;
                    }
                }
            }
            sums
        };
        let gradient = Self {
            dense,
            words: sum(&vectors.words),
            names: sum(&vectors.names),
        };
        (loss, gradient)
    }
}

/// Moves weights of every part up and down, and compares the slope of the loss with the gradient.
fn check(weights: &Weights, example: &Example<'_>, f1: f32) {
    const STEP: f32 = 1e-3;
    let (_, mut gradient) = weights.learn(example, f1);
    let lengths: Vec<usize> = weights
        .clone()
        .parts()
        .iter()
        .map(|part| part.len())
        .collect();
    for (part, length) in lengths.into_iter().enumerate() {
        for at in (0..length).step_by((length / 8).max(1)) {
            let moved = |by: f32| {
                let mut weights = weights.clone();
                weights.parts()[part][at] += by;
                weights.learn(example, f1).0
            };
            let found = (moved(STEP) - moved(-STEP)) / (2.0 * f64::from(STEP));
            let told = f64::from(gradient.parts()[part][at]);
            assert!(
                (told - found).abs() < 0.02 * found.abs().max(0.1),
                "part {part}, number {at}: {told} is not {found}"
            );
        }
    }
}

const BINS: [[u16; 5]; 2] = [[0, 1, 2, 1, 0], [3, 5, 4, 3, 3]];
const TARGETS: [(f32, f32); 5] = [(1.0, 1.0), (0.0, 2.0), (0.5, 1.0), (1.0, 0.0), (0.0, 1.0)];
const SIZES: [f32; 5] = [12.0, 3.0, 5.0, 0.0, 7.0];

/// A document of five lines.
fn example<'t>(bins: &'t [Vec<u16>], groups: &'t [Vec<u32>]) -> Example<'t> {
    let lists = |lists: [&'t [u32]; 5]| lists.to_vec();
    let names = if groups.is_empty() {
        Default::default()
    } else {
        [
            lists([&[1, 2], &[2], &[3, 4, RARE], &[], &[1]]),
            lists([&[], &[5], &[5, 6], &[5], &[7]]),
            lists([&[2, 7], &[2, 7], &[2, 7], &[2, 7], &[2, 7]]),
        ]
    };
    Example {
        bins,
        rows: 0..5,
        words: lists([&[1, 2, 3], &[], &[4], &[1, 5, 6], &[7]]),
        names,
        groups,
        targets: &TARGETS,
        sizes: &SIZES,
    }
}

#[test]
fn gradients_of_plain_text_are_those_of_the_loss() {
    let weights = Weights::new(0);
    let bins = BINS.map(|bins| bins.to_vec());
    check(&weights, &example(&bins, &[]), 0.0);
}

#[test]
fn gradients_of_pages_are_those_of_the_loss() {
    let weights = Weights::new(GROUPINGS);
    let bins = BINS.map(|bins| bins.to_vec());
    let groups = [
        vec![0, 1, 0, 1, 0],
        vec![0, 0, 1, 1, 1],
        vec![0, 0, 0, 0, 0],
    ];
    let example = example(&bins, &groups);
    check(&weights, &example, 0.0);
    check(&weights, &example, 1.5);
    // Every kind of weight has something to do.
    let (_, gradient) = weights.learn(&example, 1.5);
    for weights in &gradient.dense.name_weights {
        assert!(weights.as_flattened().iter().any(|&value| value != 0.0));
    }
    for layer in &gradient.dense.layers {
        assert_eq!(layer.groups.len(), GROUPINGS);
        for weights in &layer.groups {
            assert!(weights.as_flattened().iter().any(|&value| value != 0.0));
        }
    }
    assert!(gradient.names[7].iter().any(|&value| value != 0.0));
    assert!(gradient.names[0].iter().all(|&value| value == 0.0));
}

#[test]
fn lines_of_no_label_count_for_nothing() {
    let bins = BINS.map(|bins| bins.to_vec());
    let example = Example {
        targets: &[(1.0, 0.0); 5],
        sizes: &[0.0; 5],
        ..example(&bins, &[])
    };
    let (loss, mut gradient) = Weights::new(0).learn(&example, 1.0);
    assert!(loss.abs() < 1e-9, "{loss}");
    assert!(gradient.parts().concat().iter().all(|&value| value == 0.0));
}

#[test]
fn names_may_be_dropped_with_all_else_kept() {
    let weights = Weights::new(GROUPINGS);
    let bins = BINS.map(|bins| bins.to_vec());
    let groups = vec![vec![0; 5]; GROUPINGS];
    let example = example(&bins, &groups);
    let forward = Forward {
        dense: &weights.dense,
        vectors: &weights.words,
        names: &weights.names,
        f1: 0.0,
        lexical: &[false, true],
    };
    let drops = Drops {
        all_names: 1.0,
        ..NOTHING
    };
    let seen = forward.see(&example, &drops, &mut Random::named(5, "names"));
    assert_eq!(seen.kept, [true, true]);
    assert!(
        seen.names
            .iter()
            .all(|bag| bag.means == [[0.0; DIMENSIONS]; 5])
    );
    assert!(seen.words.means[0].iter().any(|&value| value != 0.0));
    let drops = Drops {
        lexical: 1.0,
        ..NOTHING
    };
    let seen = forward.see(&example, &drops, &mut Random::named(5, "names"));
    assert_eq!(seen.kept, [true, false]);
    assert!(seen.words.means == [[0.0; DIMENSIONS]; 5]);
    // Of three names one is rare: the mean is of three all the same, as the library has it.
    let [near, ..] = &seen.names;
    let mean = |at: usize| (weights.names[3][at] + weights.names[4][at]) / 3.0;
    assert!((near.means[2][0] - mean(0)).abs() < 1e-6);
}

#[test]
fn drops_are_made_up_for() {
    let mut random = Random::named(3, "masks");
    let masks = masks::<W>(16_000, 64, &mut random);
    let mean = masks.as_flattened().iter().sum::<f32>() / (16_000 * W) as f32;
    assert!((mean - 1.0).abs() < 0.02, "{mean}");
    assert!(masks.as_flattened().contains(&0.0));
}

#[test]
fn rare_words_are_left_out() {
    let mut random = Random::named(4, "words");
    assert_eq!(kept_slots(&[3, RARE, RARE], 0.0, &mut random), [3]);
    assert!(kept_slots(&[3, 4, 5], 1.0, &mut random).is_empty());
}
