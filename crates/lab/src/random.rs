//! Randomness that is the same everywhere: a hash and a generator, written out.

/// FNV-1a of some bytes.
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The last step of splitmix64: every bit of the result depends on every bit of `x`.
pub(crate) fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A splitmix64 generator.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A generator of its own for each name under one seed, so that one document's draws never shift another's.
    pub(crate) fn named(seed: u64, name: &str) -> Self {
        Self(mix(seed ^ fnv1a(name.as_bytes())))
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// At the most so many of the items, in their order.
    pub(crate) fn sample<T>(&mut self, items: Vec<T>, most: usize) -> Vec<T> {
        let mut items: Vec<(usize, T)> = items.into_iter().enumerate().collect();
        while items.len() > most {
            items.swap_remove(self.below(items.len()));
        }
        items.sort_unstable_by_key(|&(place, _)| place);
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high + 1 - low)
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1_u64 << 53) as f64
    }

    /// One of the items; `None` only where there are none.
    pub(crate) fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn draws_stay_in_range_and_repeat() {
        let (mut one, mut two) = (Random::named(1, "x"), Random::named(1, "x"));
        for _ in 0..1000 {
            let drawn = one.between(3, 5);
            assert!((3..=5).contains(&drawn));
            assert_eq!(drawn, two.between(3, 5));
        }
        let mut heads = Random::named(2, "x");
        let share = (0..10_000).filter(|_| heads.chance(0.25)).count();
        assert!((2300..2700).contains(&share));
    }
}
