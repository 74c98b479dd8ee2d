//! Runs of words, by hash: how often each occurs, and which are the same.
//!
//! Hashes of 64 bits stand for the words: that two of the runs of a document of a hundred thousand words share one by chance is
//! less likely than one in a thousand million.

use super::words::{Word, hash, mix};

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

    /// The slot of a hash, or the free one where it belongs. 0 marks a free one; a hash of 0 becomes 1.
    #[inline]
    fn slot(&self, hash: u64) -> (usize, u64) {
        let hash = hash.max(1);
        let mut at = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & (self.slots.len() - 1);
        }
        (at, hash)
    }

    /// The value of a hash.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Option<&T> {
        let (at, hash) = self.slot(hash);
        let slot = &self.slots[at];
        (slot.0 == hash).then_some(&slot.1)
    }

    /// The value of a hash, which is put there if it is new.
    #[inline]
    pub(super) fn entry(&mut self, hash: u64) -> &mut T {
        let (at, hash) = self.slot(hash);
        self.slots[at].0 = hash;
        &mut self.slots[at].1
    }
}

/// Runs of words of one length, then of the next.
///
/// A run can only occur again if the run without its last word does, so that of all places only those are looked at.
pub(super) struct Runs<'w> {
    words: &'w [u64],
    length: usize,
    /// Where a run begins that occurs more than once, in order, and its hash.
    places: Vec<(usize, u64)>,
}

impl<'w> Runs<'w> {
    /// Runs of one word, of which all may occur again.
    pub(super) fn new(words: &'w [u64]) -> Self {
        Self {
            words,
            length: 1,
            places: words.iter().copied().enumerate().collect(),
        }
    }

    /// Goes on to runs of one word more. Returns where the most frequent one first begins and how often it occurs, the first of
    /// equals; `None` where there are fewer words than that.
    pub(super) fn grow(&mut self) -> Option<(usize, usize)> {
        self.length += 1;
        if self.words.len() < self.length {
            self.places.clear();
            return None;
        }
        let words = &self.words[self.length - 1..];
        self.places.retain(|&(place, _)| place < words.len());
        let mut table: HashTable<(u32, u32)> = HashTable::with_room(self.places.len());
        let (mut most, mut first) = (1, 0);
        for (place, hash) in &mut self.places {
            *hash = mix(*hash, words[*place]);
            let (count, begin) = table.entry(*hash);
            let place = u32::try_from(*place).unwrap_or(u32::MAX);
            if *count == 0 {
                *begin = place;
            }
            *count = count.saturating_add(1);
            // What reaches the final number is looked at when it does, so the first of those is found.
            if *count > most || (*count == most && *begin < first) {
                (most, first) = (*count, *begin);
            }
        }
        self.places
            .retain(|&(_, hash)| table.get(hash).is_some_and(|&(count, _)| count > 1));
        Some((first as usize, most as usize))
    }

    /// Where the runs that occur more than once begin, in order.
    pub(super) fn repeated(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|&(place, _)| place)
    }
}

/// The words of a text written together, so that runs of words are the same wherever they are cut.
pub(super) struct Written {
    bytes: Vec<u8>,
    /// Where each word begins in it; one more for the end.
    starts: Vec<usize>,
    /// The words at which a run may begin that was there before.
    places: Vec<usize>,
}

/// Runs of five words are rarely shorter. Longer ones can only be the same if so many bytes are.
const BEGINNING: usize = 16;
/// The words of the shortest runs.
pub(super) const SHORTEST: usize = 5;

impl Written {
    pub(super) fn new(text: &str, words: &[Word]) -> Self {
        let mut written = Self {
            bytes: Vec::with_capacity(text.len()),
            starts: Vec::with_capacity(words.len() + 1),
            places: Vec::new(),
        };
        for word in words {
            written.starts.push(written.bytes.len());
            let bytes = text.as_bytes().get(word.start..word.end);
            written.bytes.extend_from_slice(bytes.unwrap_or_default());
        }
        written.starts.push(written.bytes.len());
        written.find_places();
        written
    }

    fn find_places(&mut self) {
        let beginnings: Vec<Option<u64>> =
            self.starts.iter().map(|&at| self.beginning(at)).collect();
        let mut counts: HashTable<u8> = HashTable::with_room(beginnings.len());
        for &beginning in beginnings.iter().flatten() {
            let count = counts.entry(beginning);
            *count = count.saturating_add(1);
        }
        let runs = self
            .starts
            .windows(SHORTEST + 1)
            .zip(&beginnings)
            .enumerate();
        self.places = runs
            .filter(|(_, (starts, beginning))| {
                // One that is long enough may begin as a shorter one does.
                starts[SHORTEST] - starts[0] < BEGINNING
                    || beginning.is_some_and(|it| counts.get(it).is_some_and(|&count| count > 1))
            })
            .map(|(place, _)| place)
            .collect();
    }

    /// The hash of the first bytes from `start` on, if there are so many.
    fn beginning(&self, start: usize) -> Option<u64> {
        let end = start + BEGINNING;
        (end <= self.bytes.len()).then(|| hash(&self.bytes, start, end))
    }

    /// Calls `again` with the place of every run of `length` words that was there before. A run that was is passed over as a whole.
    pub(super) fn again(&self, length: usize, mut again: impl FnMut(usize)) {
        let words = self.starts.len() - 1;
        let mut table: HashTable<bool> = HashTable::with_room(self.places.len());
        let mut done = 0;
        for &place in &self.places {
            if place < done {
                continue;
            }
            let Some(&end) = self
                .starts
                .get(place + length)
                .filter(|_| place + length <= words)
            else {
                break;
            };
            let run = hash(&self.bytes, self.starts[place], end);
            if std::mem::replace(table.entry(run), true) {
                again(place);
                done = place + length;
            }
        }
    }
}

#[cfg(test)]
mod tests;
