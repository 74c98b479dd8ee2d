//! Two halves of what rules are tested with: one that their authors may see, and one that they may not.

use crate::random::{fnv1a, mix};

/// The half that a text falls into, by its hash alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub(crate) enum Half {
    /// Misses may be printed, for mending.
    Seen,
    /// Figures only: the honest ones.
    Held,
}

impl Half {
    /// The half of a text. The hash is mixed, since the last bit of FNV-1a is the parity of the bytes' last bits.
    pub(crate) fn of(text: &str) -> Self {
        if mix(fnv1a(text.as_bytes())) >> 63 == 0 {
            Self::Seen
        } else {
            Self::Held
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_halves_and_stay() {
        let seen = (0..10_000).filter(|number| Half::of(&number.to_string()) == Half::Seen);
        assert!((4800..5200).contains(&seen.count()));
        assert_eq!(Half::of("Read more"), Half::of("Read more"));
    }
}
