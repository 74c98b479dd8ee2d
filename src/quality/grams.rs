//! Runs of words, by hash: how often each occurs, and which are the same.
//!
//! Hashes of 64 bits stand for the words: that two of the runs of a document of a hundred thousand words share one by chance is
//! less likely than one in a thousand million.

use super::words::mix;

/// A table from hashes to values, by open addressing. It makes room once, for what it is to hold.
#[derive(Clone, Debug)]
pub(super) struct HashTable<T> {
    slots: Vec<(u64, T)>,
    shift: u32,
}

impl<T: Clone + Default> HashTable<T> {
    /// Room for `count` hashes.
    pub(super) fn with_room(count: usize) -> Self {
        let size = (2 * count).next_power_of_two().max(8);
        Self {
            slots: vec![(0, T::default()); size],
            shift: 64 - size.trailing_zeros(),
        }
    }

    /// Takes everything out.
    pub(super) fn clear(&mut self) {
        self.slots.fill((0, T::default()));
    }

    /// The slot of a hash, or the free one where it belongs. 0 marks a free one; a hash of 0 becomes 1.
    fn slot(&self, hash: u64) -> (usize, u64) {
        let hash = hash.max(1);
        let mut at = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & (self.slots.len() - 1);
        }
        (at, hash)
    }

    /// The value of a hash.
    pub(super) fn get(&self, hash: u64) -> Option<&T> {
        let (at, hash) = self.slot(hash);
        let slot = &self.slots[at];
        (slot.0 == hash).then_some(&slot.1)
    }

    /// The value of a hash, which is put there if it is new.
    pub(super) fn entry(&mut self, hash: u64) -> &mut T {
        let (at, hash) = self.slot(hash);
        self.slots[at].0 = hash;
        &mut self.slots[at].1
    }
}

/// The most frequent run of `length` words: where it first begins and how often it occurs, the first of equals. `None` where
/// there are fewer words than that.
pub(super) fn most_frequent(
    words: &[u64],
    length: usize,
    table: &mut HashTable<(u32, u32)>,
) -> Option<(usize, usize)> {
    table.clear();
    let (mut most, mut first) = (0, 0);
    for (at, gram) in words.windows(length).enumerate() {
        let (count, begin) = table.entry(of_words(gram));
        if *count == 0 {
            *begin = at as u32;
        }
        *count = count.saturating_add(1);
        // What reaches the final number is looked at when it does, so the first of those is found.
        if *count > most || (*count == most && *begin < first) {
            (most, first) = (*count, *begin);
        }
    }
    (most > 0).then_some((first as usize, most as usize))
}

/// The hash of a run of words, which tells its words apart.
fn of_words(gram: &[u64]) -> u64 {
    gram.iter().fold(0, |hash, &word| mix(hash, word))
}

/// Calls `repeated` with the place of every run of `length` words that occurs more than once. Returns whether one does.
pub(super) fn repeated(
    words: &[u64],
    length: usize,
    table: &mut HashTable<(u32, u32)>,
    mut repeated: impl FnMut(usize),
) -> bool {
    table.clear();
    let mut any = false;
    for gram in words.windows(length) {
        let (count, _) = table.entry(of_words(gram));
        any |= *count > 0;
        *count = count.saturating_add(1);
    }
    if any {
        for (at, gram) in words.windows(length).enumerate() {
            if table
                .get(of_words(gram))
                .is_some_and(|&(count, _)| count > 1)
            {
                repeated(at);
            }
        }
    }
    any
}

/// Hashes of pieces of text as a polynomial over their bytes, so that runs of words that are the same when written together
/// have the same, wherever they are cut.
pub(super) struct Written {
    /// For every word, all bytes of the words up to its beginning; one more for the end.
    prefixes: Vec<u64>,
    /// How many bytes that are.
    widths: Vec<usize>,
    /// Powers of the base, as many as any run is wide.
    powers: Vec<u64>,
}

/// 2^61 - 1, a prime.
const PRIME: u64 = (1 << 61) - 1;
/// A number without any property.
const BASE: u64 = 0x0e3a_9f1d_5b7c_2468 % PRIME;
/// Powers that are kept: wider runs compute theirs.
const KEPT: usize = 256;

impl Written {
    /// Of these words, of which one stands in `text` from its start to its end.
    pub(super) fn new(text: &str, words: impl ExactSizeIterator<Item = (usize, usize)>) -> Self {
        let mut written = Self {
            prefixes: Vec::with_capacity(words.len() + 1),
            widths: Vec::with_capacity(words.len() + 1),
            powers: std::iter::successors(Some(1), |&power| Some(times(power, BASE)))
                .take(KEPT)
                .collect(),
        };
        let (mut hash, mut width) = (0, 0);
        written.prefixes.push(0);
        written.widths.push(0);
        for (start, end) in words {
            for &byte in text.as_bytes().get(start..end).unwrap_or_default() {
                // No byte counts as nothing.
                hash = reduce(u128::from(hash) * u128::from(BASE) + u128::from(byte) + 1);
            }
            width += end - start;
            written.prefixes.push(hash);
            written.widths.push(width);
        }
        written
    }

    /// The hash of `length` words from the one at `at` on, written together.
    fn of_run(&self, at: usize, length: usize) -> u64 {
        let width = self.widths[at + length] - self.widths[at];
        let before = times(self.prefixes[at], self.power(width));
        let hash = self.prefixes[at + length] + PRIME - before;
        mix(hash % PRIME, width as u64)
    }

    fn power(&self, exponent: usize) -> u64 {
        if let Some(&power) = self.powers.get(exponent) {
            return power;
        }
        let (mut power, mut square, mut rest) = (1, BASE, exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                power = times(power, square);
            }
            square = times(square, square);
            rest >>= 1;
        }
        power
    }

    /// The runs of `length` words that were there before, each behind the one before it: calls `again` with the place of each.
    pub(super) fn again(
        &self,
        length: usize,
        table: &mut HashTable<(u32, u32)>,
        mut again: impl FnMut(usize),
    ) {
        table.clear();
        let words = self.prefixes.len() - 1;
        let mut at = 0;
        while at + length <= words {
            let (seen, _) = table.entry(self.of_run(at, length));
            if *seen > 0 {
                again(at);
                at += length;
            } else {
                *seen = 1;
                at += 1;
            }
        }
    }
}

fn times(a: u64, b: u64) -> u64 {
    reduce(u128::from(a) * u128::from(b))
}

/// The remainder by [`PRIME`] of a product of two that are below it, and a little more.
fn reduce(product: u128) -> u64 {
    let folded = (product as u64 & PRIME) + (product >> 61) as u64;
    let folded = (folded & PRIME) + (folded >> 61);
    if folded >= PRIME {
        folded - PRIME
    } else {
        folded
    }
}

#[cfg(test)]
mod tests;
