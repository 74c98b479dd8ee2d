//! From words to what is known of them and to the phrases that begin with them.

use super::{Phrase, to_u32};

/// What is known of single words, and the phrases by their first two words. Both by open addressing, at most half full.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// The hash of a word, its lowest bits replaced by what is known of it; 0 where the slot is free. Small enough for
    /// the second-level cache: every word of a text is looked up here.
    words: Vec<u64>,
    /// The key of a phrase's first two words and where its phrases stand in `phrases`.
    keys: Vec<(u64, u32, u32)>,
    /// A bit for every key, and so few others that most pairs of words end here: small enough for the first-level cache.
    filter: Vec<u64>,
    /// The number of each phrase, with what is enough to tell its third word from others; 0 if there is none.
    phrases: Vec<(u32, u32)>,
}

/// What is known of a word: a set of the flags below, and above them the number of the languages it is a closed-class
/// word of; 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known(u32);

impl Known {
    /// A phrase begins with it, ...
    pub(super) const BEGINS_PHRASE: Self = Self(1);
    /// ... one of two or more words that may begin inside a line, ...
    pub(super) const OPENS: Self = Self(2);
    /// ... one of this single word that may stand inside a line.
    pub(super) const OPENS_ALONE: Self = Self(4);
    /// Either of these.
    pub(super) const OPENS_ANY: Self = Self(Self::OPENS.0 | Self::OPENS_ALONE.0);
    /// It is the name of a month or a day, or another word of dates.
    pub(super) const DATE_WORD: Self = Self(8);
    /// It opens bylines and credits.
    pub(super) const CREDIT_WORD: Self = Self(16);
    const FLAGS: u32 = 5;
    /// The bits of a hash that all this takes the place of.
    const BITS: u64 = 0xffff;
    /// The highest number of languages that fits.
    pub(super) const LANGUAGES: u32 = (Self::BITS as u32) >> Self::FLAGS;

    pub(super) fn function_word(languages: u32) -> Self {
        Self(languages.min(Self::LANGUAGES) << Self::FLAGS)
    }

    pub(crate) fn is_function_word(self) -> bool {
        self.languages() != 0
    }

    /// The number of the languages it is a closed-class word of.
    pub(crate) fn languages(self) -> u16 {
        (self.0 >> Self::FLAGS) as u16
    }

    pub(crate) fn is_date_word(self) -> bool {
        self.has(Self::DATE_WORD)
    }

    pub(crate) fn is_credit_word(self) -> bool {
        self.has(Self::CREDIT_WORD)
    }

    pub(super) fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }
}

/// Slots of `keys` for a word of `filter`: four bits a slot.
const FILTER: usize = 16;

/// Stands for the second word of a phrase of one.
pub(super) const ALONE: u64 = 1;

/// The higher half of a hash, but never 0.
pub(super) fn third(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

/// Set apart, in the key of a phrase, those that may begin inside a line from all that may stand at its start.
pub(super) const START: u64 = 0;
pub(super) const INSIDE: u64 = 0x5851_f42d_4c95_7f2d;

/// The key of two words.
pub(super) fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second
}

impl Index {
    pub(super) fn new(phrases: &[Phrase], pool: &[u64], flagged: &[(u64, Known)]) -> Self {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(phrases.len());
        let mut words: Vec<(u64, u32)> = flagged
            .iter()
            .map(|&(hash, known)| (hash, known.0))
            .collect();
        for (phrase, number) in phrases.iter().zip(0..) {
            let hashes = &pool[phrase.words.start as usize..phrase.words.end as usize];
            let second = hashes.get(1).copied();
            let second_or_alone = second.unwrap_or(ALONE);
            keys.push((pair(hashes[0] ^ START, second_or_alone), number));
            if phrase.open_start {
                keys.push((pair(hashes[0] ^ INSIDE, second_or_alone), number));
            }
            let inside = if second.is_none() {
                Known::OPENS_ALONE
            } else {
                Known::OPENS
            };
            let inside = if phrase.open_start { inside.0 } else { 0 };
            words.push((hashes[0], Known::BEGINS_PHRASE.0 | inside));
        }
        keys.sort_unstable();
        words.sort_unstable();
        let groups = keys.chunk_by(|a, b| a.0 == b.0);
        let distinct = words.chunk_by(|a, b| a.0 == b.0);
        let mut index = Self {
            words: vec![0; size(distinct.clone().count())],
            keys: vec![(0, 0, 0); size(groups.clone().count())],
            filter: vec![0; size(groups.clone().count()) / FILTER],
            phrases: keys
                .iter()
                .map(|&(_, number)| {
                    let words = &phrases[number as usize].words;
                    let wanted = pool[words.start as usize..words.end as usize].get(2);
                    (number, wanted.map_or(0, |&hash| third(hash)))
                })
                .collect(),
        };
        for group in distinct {
            let flags = group.iter().fold(0, |flags, &(_, flag)| flags | flag);
            let at = free(&index.words, group[0].0, |&word| word == 0);
            index.words[at] = group[0].0 & !Known::BITS | u64::from(flags);
        }
        let mut start = 0;
        for group in groups {
            let end = start + to_u32(group.len());
            let at = free(&index.keys, group[0].0, |&(_, start, end)| start == end);
            index.keys[at] = (group[0].0, start, end);
            let bit = spread(group[0].0);
            let last = index.filter.len() - 1;
            index.filter[(bit / 64) & last] |= 1 << (bit % 64);
            start = end;
        }
        index
    }

    #[inline]
    pub(super) fn word(&self, hash: u64) -> Known {
        let mask = self.words.len() - 1;
        let mut at = spread(hash) & mask;
        loop {
            let word = self.words[at];
            if word == 0 {
                return Known::default();
            }
            if (word ^ hash) & !Known::BITS == 0 {
                return Known((word & Known::BITS) as u32);
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether there may be phrases of that key.
    #[inline]
    pub(super) fn may_hold(&self, key: u64) -> bool {
        let bit = spread(key);
        self.filter[(bit / 64) & (self.filter.len() - 1)] & (1 << (bit % 64)) != 0
    }

    pub(super) fn phrases(&self, key: u64) -> &[(u32, u32)] {
        let mask = self.keys.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let (known, start, end) = self.keys[at];
            if start == end {
                return &[];
            }
            if known == key {
                return &self.phrases[start as usize..end as usize];
            }
            at = (at + 1) & mask;
        }
    }
}

/// Slots for that many entries.
fn size(entries: usize) -> usize {
    (2 * entries).next_power_of_two().max(16)
}

/// The slot for a new entry.
fn free<T>(slots: &[T], hash: u64, is_free: impl Fn(&T) -> bool) -> usize {
    let mask = slots.len() - 1;
    let mut at = spread(hash) & mask;
    while !is_free(&slots[at]) {
        at = (at + 1) & mask;
    }
    at
}

/// Bits of every part of a hash: its own low bits depend on few letters of the word.
#[inline]
fn spread(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
