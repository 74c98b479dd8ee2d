//! From words to what is known of them and to the phrases that begin with them.

use super::{Phrase, chain, to_u32};

/// What is known of single words, and the phrases, by what a line must show to hold them. Nearly all phrases are whole lines:
/// they are found by the hash of all words of the line, with one look-up a line. The few that may be followed or preceded
/// by other words are found by their first two.
#[derive(Clone, Debug)]
pub(super) struct Index {
    words: Words,
    /// Phrases that end where the line or its label does, by the hash of all their words.
    whole: Keyed,
    /// Phrases that words may follow, by their first two words; set apart by [`START`] and [`INSIDE`].
    begun: Keyed,
}

/// What is known of a word: a set of the flags below, and above them the number of the languages it is a closed-class
/// word of; 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known(u32);

impl Known {
    /// A phrase that begins a line and goes on begins with it.
    pub(super) const BEGINS_PHRASE: Self = Self(1);
    /// A phrase of two or more words that may begin inside a line begins with it.
    pub(super) const OPENS: Self = Self(2);
    /// It is by itself a phrase that may stand inside a line.
    pub(super) const OPENS_ALONE: Self = Self(4);
    /// It is the name of a month or a day, or another word of dates.
    pub(super) const DATE_WORD: Self = Self(8);
    /// It opens bylines and credits.
    pub(super) const CREDIT_WORD: Self = Self(16);
    const FLAGS: u32 = 5;
    /// The highest number of languages that fits.
    pub(super) const LANGUAGES: u32 = u16::MAX as u32;

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

/// Stands for the second word of a phrase of one.
pub(super) const ALONE: u32 = 1;

/// A token, but never 0.
pub(super) fn third(token: u32) -> u32 {
    token | 1
}

/// Set apart, in the key of a phrase, those that may begin inside a line from all that may stand at its start.
pub(super) const START: u32 = 0;
pub(super) const INSIDE: u32 = 0x5851_f42d;

/// The key of two words.
pub(super) fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

impl Index {
    pub(super) fn new(phrases: &[Phrase], pool: &[u32], flagged: &[(u32, Known)]) -> Self {
        let (mut whole, mut begun) = (Vec::new(), Vec::new());
        let mut words = flagged.to_vec();
        for (phrase, number) in phrases.iter().zip(0..) {
            let tokens = &pool[phrase.words.start as usize..phrase.words.end as usize];
            let second = tokens.get(1).copied().unwrap_or(ALONE);
            let entry = |key| Entry {
                key,
                number,
                third: tokens.get(2).map_or(0, |&token| third(token)),
            };
            if phrase.open_end {
                begun.push(entry(pair(tokens[0] ^ START, second)));
                words.push((tokens[0], Known::BEGINS_PHRASE));
            } else {
                whole.push(entry(
                    tokens.iter().fold(0, |hash, &word| chain(hash, word)),
                ));
            }
            if phrase.open_start {
                begun.push(entry(pair(tokens[0] ^ INSIDE, second)));
                let opens = if tokens.len() == 1 {
                    Known::OPENS_ALONE
                } else {
                    Known::OPENS
                };
                words.push((tokens[0], opens));
            }
        }
        Self {
            words: Words::new(words),
            whole: Keyed::new(whole),
            begun: Keyed::new(begun),
        }
    }

    #[inline]
    pub(super) fn word(&self, token: u32) -> Known {
        self.words.get(token)
    }

    /// Phrases that may be all the words of this hash (see [`chain`]).
    #[inline]
    pub(super) fn whole(&self, hash: u64) -> &[Entry] {
        if self.whole.filter.may_hold(spread(hash)) {
            self.whole.entries(hash)
        } else {
            &[]
        }
    }

    /// Whether there may be phrases of that key, that go on behind it.
    #[inline]
    pub(super) fn may_begin(&self, key: u64) -> bool {
        self.begun.filter.may_hold(spread(key))
    }

    /// Phrases of that key, that go on behind it.
    pub(super) fn begun(&self, key: u64) -> &[Entry] {
        self.begun.entries(key)
    }
}

/// What is known of words. Every word of a text is looked up here, and of most nothing is known.
#[derive(Clone, Debug)]
struct Words {
    /// The token of a word and, in the lower half, what is known of it; 0 where the slot is free. By open addressing, at most
    /// half full; and one more, free.
    slots: Vec<u64>,
    filter: Filter<{ 1 << 14 }>,
}

impl Words {
    fn new(mut words: Vec<(u32, Known)>) -> Self {
        words.sort_unstable_by_key(|&(token, known)| (token, known.0));
        let distinct = words.chunk_by(|a, b| a.0 == b.0);
        let mut slots = vec![0; size(distinct.clone().count())];
        let mut filter = Filter::new();
        for group in distinct {
            let token = group[0].0;
            let known = group.iter().fold(0, |all, &(_, known)| all | known.0);
            let at = free(&slots, token as usize, |&word| word == 0);
            slots[at] = u64::from(token) << 32 | u64::from(known);
            filter.insert(token);
        }
        slots.push(0);
        Self { slots, filter }
    }

    /// Without a branch but for words that are in the way of each other: neither whether a word is held nor whether one
    /// finds it can be guessed.
    #[inline]
    fn get(&self, token: u32) -> Known {
        let last = self.slots.len() - 1;
        // A word that the filter does not hold looks at the last slot, which is free and in the cache.
        let held = usize::from(self.filter.may_hold(token)).wrapping_neg();
        let mut at = (token as usize & (last - 1) & held) | (last & !held);
        loop {
            let word = self.slots[at];
            let known = Known(word as u32);
            // Of a word in a slot something is known: the product is 0 if the slot is free or the word's own.
            if ((word >> 32) ^ u64::from(token)) * u64::from(known.0) == 0 {
                return known;
            }
            at = (at + 1) & (last - 1);
        }
    }
}

/// A bit for every key, and so few that nearly all other keys end here: small enough for the cache.
#[derive(Clone, Debug)]
struct Filter<const BYTES: usize>(Box<[u8; BYTES]>);

impl<const BYTES: usize> Filter<BYTES> {
    fn new() -> Self {
        Self(Box::new([0; BYTES]))
    }

    fn insert(&mut self, key: u32) {
        // The higher bits, as tables take the lower ones.
        let bit = key as usize >> 8;
        self.0[(bit / 8) % BYTES] |= 1 << (bit % 8);
    }

    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        let bit = key as usize >> 8;
        self.0[(bit / 8) % BYTES] & 1 << (bit % 8) != 0
    }
}

/// A phrase under its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    key: u64,
    pub number: u32,
    /// Enough to tell the third word of the phrase from others; 0 if it has none.
    pub third: u32,
}

/// Phrases by a key; several may share one.
#[derive(Clone, Debug)]
struct Keyed {
    /// Sorted.
    entries: Vec<Entry>,
    /// The key, and where the entries of that key stand; by open addressing, at most half full.
    slots: Vec<(u64, u32, u32)>,
    filter: Filter<{ 1 << 16 }>,
}

impl Keyed {
    fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable();
        let groups = entries.chunk_by(|a, b| a.key == b.key);
        let mut slots = vec![(0, 0, 0); size(groups.clone().count())];
        let mut filter = Filter::new();
        let mut start = 0;
        for group in groups {
            let (key, end) = (group[0].key, start + to_u32(group.len()));
            let at = free(&slots, spread(key) as usize, |&(_, start, end)| {
                start == end
            });
            slots[at] = (key, start, end);
            filter.insert(spread(key));
            start = end;
        }
        Self {
            entries,
            slots,
            filter,
        }
    }

    fn entries(&self, key: u64) -> &[Entry] {
        let mask = self.slots.len() - 1;
        let mut at = spread(key) as usize & mask;
        loop {
            let (known, start, end) = self.slots[at];
            if start == end {
                return &[];
            }
            if known == key {
                return &self.entries[start as usize..end as usize];
            }
            at = (at + 1) & mask;
        }
    }
}

/// Slots for that many entries.
fn size(entries: usize) -> usize {
    (2 * entries).next_power_of_two().max(16)
}

/// The slot for a new entry, the first free one from `at` on.
fn free<T>(slots: &[T], mut at: usize, is_free: impl Fn(&T) -> bool) -> usize {
    let mask = slots.len() - 1;
    while !is_free(&slots[at & mask]) {
        at += 1;
    }
    at & mask
}

/// Bits of every part of a key.
#[inline]
fn spread(key: u64) -> u32 {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}
