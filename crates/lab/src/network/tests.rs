use super::*;

const NOTHING: Drops = Drops {
    words: 0.0,
    signals: 0.0,
    hidden: 0,
    language: 0.0,
    lexical: 0.0,
};

/// Numbers of some size, the same every time.
fn numbers(values: &mut [f32], random: &mut Random) {
    for value in values {
        *value = (random.below(2001) as f32 / 1000.0 - 1.0) * 0.4;
    }
}

#[test]
fn gradients_are_those_of_the_loss() {
    let mut random = Random::named(1, "test");
    let mut dense = Dense::zero(6);
    for part in dense.parts() {
        numbers(part, &mut random);
    }
    let mut vectors = vec![[0.0; DIMENSIONS]; 8];
    numbers(vectors.as_flattened_mut(), &mut random);
    let bins = [vec![0, 1, 2, 1, 0], vec![3, 5, 4, 3, 3]];
    let lines: [&[u32]; 5] = [&[1, 2, 3], &[], &[4], &[1, 5, 6], &[7]];
    let targets = [(1.0, 1.0), (0.0, 2.0), (0.5, 1.0), (1.0, 0.0), (0.0, 1.0)];
    let example = Example {
        bins: &bins,
        rows: 0..5,
        words: lines.to_vec(),
        targets: &targets,
    };
    let loss = |dense: &Dense, vectors: &[Vector]| {
        let forward = Forward {
            dense,
            vectors,
            lexical: &[false, true],
        };
        let mut gradient = Dense::zero(6);
        let mut words = Vec::new();
        // Without drops the draws of pairs alone are random, and the same every time.
        let mut random = Random::named(2, "draws");
        let loss = forward.learn(&example, &NOTHING, &mut random, &mut gradient, &mut words);
        (loss, gradient, words)
    };
    let (_, mut gradient, words) = loss(&dense, &vectors);
    let near = |told: f32, up: f64, down: f64, place: &str| {
        let found = (up - down) / 2e-3;
        let off = (f64::from(told) - found).abs();
        assert!(
            off < 0.02 * found.abs().max(0.1),
            "{place}: {told} is not {found}"
        );
    };
    let count = dense.parts().len();
    for part in 0..count {
        let length = dense.parts()[part].len();
        for at in [0, length / 2, length - 1] {
            let mut moved = [dense.clone(), dense.clone()];
            moved[0].parts()[part][at] += 1e-3;
            moved[1].parts()[part][at] -= 1e-3;
            let [up, down] = moved.map(|dense| loss(&dense, &vectors).0);
            let told = gradient.parts()[part][at];
            near(told, up, down, &format!("part {part}, number {at}"));
        }
    }
    let mut told = vec![[0.0_f32; DIMENSIONS]; 8];
    for word in &words {
        for &slot in &word.slots {
            for (sum, value) in told[slot as usize].iter_mut().zip(word.gradient) {
                *sum += value;
            }
        }
    }
    for slot in 1..8 {
        let mut moved = [vectors.clone(), vectors.clone()];
        moved[0][slot][3] += 1e-3;
        moved[1][slot][3] -= 1e-3;
        let [up, down] = moved.map(|vectors| loss(&dense, &vectors).0);
        near(told[slot][3], up, down, &format!("vector {slot}"));
    }
}

#[test]
fn drops_are_made_up_for() {
    let mut random = Random::named(3, "masks");
    let masks = masks(4000, 64, &mut random);
    let mean = masks.as_flattened().iter().sum::<f32>() / (4000 * WIDTH) as f32;
    assert!((mean - 1.0).abs() < 0.02, "{mean}");
    assert!(masks.as_flattened().contains(&0.0));
}

#[test]
fn rare_words_are_left_out() {
    let mut random = Random::named(4, "words");
    assert_eq!(kept_slots(&[3, RARE, RARE], 0.0, &mut random), [3]);
    assert!(kept_slots(&[3, 4, 5], 1.0, &mut random).is_empty());
}
