//! What a document's scores cost, and which way that pulls them.

use super::Example;

/// The loss of all lines, and what each line's score is pulled by: against its target, and, `f1` times as much as all
/// lines together, against the document's F1.
pub(super) fn of(example: &Example<'_>, scores: &[f32], f1: f32) -> (f64, Vec<f32>) {
    let mut loss = 0.0;
    let mut pulls: Vec<f32> = Vec::with_capacity(scores.len());
    for (&score, &(target, weight)) in scores.iter().zip(example.targets) {
        if weight == 0.0 {
            pulls.push(0.0);
            continue;
        }
        loss += f64::from(weight) * cross_entropy(score, target);
        pulls.push((logistic(score) - target) * weight);
    }
    if f1 > 0.0 {
        loss += of_f1(example, scores, f1, &mut pulls);
    }
    (loss, pulls)
}

/// 1 - F1 with probabilities in the place of decisions; one word more on each side keeps it from 0 / 0.
fn of_f1(example: &Example<'_>, scores: &[f32], f1: f32, pulls: &mut [f32]) -> f64 {
    let lines = || {
        let sizes = example.sizes.iter().zip(example.targets);
        let lines = scores.iter().zip(sizes);
        lines.map(|(&score, (&size, target))| (logistic(score), f32::from(target.0 > 0.5), size))
    };
    let (mut hit, mut all) = (1.0_f32, 1.0_f32);
    for (said, is, size) in lines() {
        hit += 2.0 * said * (is * size);
        all += said * size + is * size;
    }
    let total: f32 = example.targets.iter().map(|target| target.1).sum();
    let scale = f1 * total;
    for (pull, (said, is, size)) in pulls.iter_mut().zip(lines()) {
        let by_said = (hit - 2.0 * is * all) * size / (all * all);
        *pull += scale * by_said * said * (1.0 - said);
    }
    f64::from(scale * (1.0 - hit / all))
}

/// By exact operations alone, so that a training gives the same weights everywhere.
fn logistic(score: f32) -> f32 {
    (1.0 / (1.0 + exp(-f64::from(score)))) as f32
}

/// e^x as (1 + x / 2^20)^(2^20).
fn exp(x: f64) -> f64 {
    let mut power = 1.0 + x.clamp(-60.0, 60.0) / f64::from(1 << 20);
    for _ in 0..20 {
        power *= power;
    }
    power
}

/// For the log of a training alone.
fn cross_entropy(score: f32, target: f32) -> f64 {
    let (score, target) = (f64::from(score), f64::from(target));
    (1.0 + (-score.abs()).exp()).ln() + score.max(0.0) - target * score
}
