//! Adam with a little decay of the weights (Kingma & Ba 2015; Loshchilov & Hutter 2019).

/// One step of all weights.
#[derive(Debug)]
pub(crate) struct Adam {
    rate: f32,
    /// What the summed gradient is multiplied by.
    scale: f32,
    /// What makes up for moments that begin at zero.
    corrections: [f32; 2],
}

impl Adam {
    /// The step of that number, from 1, with what the summed gradient is multiplied by.
    pub(crate) fn new(rate: f32, scale: f32, number: u32) -> Self {
        Self {
            rate,
            scale,
            corrections: [1.0 - power(0.9, number), 1.0 - power(0.999, number)],
        }
    }

    /// Moves the weights by their gradients, and both moments.
    pub(crate) fn step(
        &self,
        weights: &mut [f32],
        gradient: &[f32],
        first: &mut [f32],
        second: &mut [f32],
    ) {
        const DECAY: f32 = 1e-3;
        let moments = first.iter_mut().zip(second);
        for ((weight, gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(moments) {
            let gradient = gradient * self.scale;
            *first = 0.9 * *first + 0.1 * gradient;
            *second = 0.999 * *second + 0.001 * gradient * gradient;
            let step =
                (*first / self.corrections[0]) / ((*second / self.corrections[1]).sqrt() + 1e-8);
            *weight -= self.rate * (step + DECAY * *weight);
        }
    }
}

/// By multiplication alone, the same on every platform.
fn power(base: f32, exponent: u32) -> f32 {
    (0..exponent.min(100_000)).fold(1.0, |power, _| power * base)
}
