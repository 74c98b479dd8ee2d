//! The lexicons: lists of phrases with what is known of them, compiled in and matched while a line is measured.
//!
//! The lists are text files under `assets/lexicons`; `assets/README.md` tells their format. A phrase is a sequence of
//! word hashes, found through its first word, so that a line costs one look-up a word.
//!
//! Invariant: phrases are matched here and nowhere else; model, kinds, rules and explanations read the same hits.

mod list;
mod lists;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use once_cell::sync::Lazy;

use crate::report::Kind;
use crate::words::{self, Mark, Sink, Word};

pub use list::{List, Role};

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    phrase: u32,
    /// How many of the line's words the phrase covers.
    pub words: u32,
    /// The phrase covers the whole line.
    pub whole: bool,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Range<u32>,
    list: u16,
    /// The entry's place in its list.
    entry: u32,
    /// Words may stand before it in the line.
    open_start: bool,
    /// Words may follow it in the line.
    open_end: bool,
}

/// The longest phrase, in words; a longer one is refused by the lists' own test.
pub(crate) const LONGEST: usize = 24;

/// Every list, ready to be matched.
#[derive(Clone, Debug)]
pub struct Lexicon {
    lists: Vec<List>,
    phrases: Vec<Phrase>,
    pool: Vec<u64>,
    index: Index,
    /// Sorted.
    abbreviations: Vec<Cow<'static, str>>,
}

static BUILTIN: Lazy<Lexicon> = Lazy::new(|| Lexicon::of(|role| !role.is_inner()));

static INNER: Lazy<Lexicon> = Lazy::new(|| Lexicon::of(Role::is_inner));

impl Lexicon {
    /// The lists compiled in.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The lists compiled in whose phrases are looked for inside a sentence or a bracket that a rule suspects.
    pub(crate) fn inner() -> &'static Self {
        &INNER
    }

    fn of(wanted: impl Fn(Role) -> bool) -> Self {
        let lists = lists::LISTS
            .iter()
            .flat_map(|&(name, text)| list::parse(name, text));
        let mut lists: Vec<List> = lists.filter(|list| wanted(list.role)).collect();
        // A string that several languages share ("tags", "menu") is told as that of English.
        lists.sort_by_key(|list| !list.name.starts_with("en/"));
        Self::new(lists)
    }

    /// The lists, in order.
    #[cfg(any(feature = "_lab", test))]
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The lists compiled in and two of the caller's.
    pub(crate) fn with_phrases(body: &[String], boilerplate: &[String]) -> Self {
        let own = |role, kind, phrases: &[String]| List {
            name: "your phrases",
            role,
            product: "your own phrase list",
            kind,
            missing: "",
            caller: true,
            entries: phrases.iter().cloned().map(Cow::Owned).collect(),
        };
        let mut lists = BUILTIN.lists.clone();
        lists.push(own(Role::Body, None, body));
        lists.push(own(Role::Boilerplate, Some(Kind::Other), boilerplate));
        Self::new(lists)
    }

    fn new(lists: Vec<List>) -> Self {
        let mut phrases = Vec::new();
        let mut pool = Vec::new();
        let mut flagged = Vec::new();
        let mut abbreviations = Vec::new();
        for (list, at) in lists.iter().zip(0_u16..) {
            for (entry, number) in list.entries.iter().zip(0_u32..) {
                let hashes = word_hashes(entry);
                match list.role {
                    Role::Abbreviations => {
                        abbreviations.push(entry.clone());
                        continue;
                    }
                    Role::FunctionWords => {
                        flagged.extend(hashes.iter().map(|&hash| (hash, Known::FUNCTION_WORD)));
                    }
                    Role::DateWords => {
                        flagged.extend(hashes.iter().map(|&hash| (hash, Known::DATE_WORD)));
                    }
                    Role::CreditWords => {
                        flagged.extend(hashes.iter().map(|&hash| (hash, Known::CREDIT_WORD)));
                    }
                    _ => {}
                }
                if hashes.is_empty()
                    || matches!(
                        list.role,
                        Role::FunctionWords | Role::DateWords | Role::CreditWords
                    )
                {
                    continue;
                }
                let anywhere = list.role.is_anywhere();
                let start = pool.len();
                pool.extend(hashes);
                phrases.push(Phrase {
                    words: to_u32(start)..to_u32(pool.len()),
                    list: at,
                    entry: number,
                    open_start: anywhere || entry.starts_with('*'),
                    open_end: anywhere || entry.ends_with('*'),
                });
            }
        }
        abbreviations.sort_unstable();
        abbreviations.dedup();
        let index = Index::new(&phrases, &pool, &flagged);
        Self {
            lists,
            phrases,
            pool,
            index,
            abbreviations,
        }
    }

    /// The list a hit belongs to.
    pub(crate) fn list(&self, hit: Hit) -> &List {
        &self.lists[usize::from(self.phrases[hit.phrase as usize].list)]
    }

    /// The phrase of a hit, without its stars.
    pub(crate) fn spelling(&self, hit: Hit) -> &str {
        let phrase = &self.phrases[hit.phrase as usize];
        self.lists[usize::from(phrase.list)].entries[phrase.entry as usize].trim_matches(['*', ' '])
    }

    /// What is known of the word of that hash.
    pub(crate) fn word(&self, hash: u64) -> Known {
        self.index.word(hash)
    }

    pub(crate) fn is_function_word(&self, hash: u64) -> bool {
        self.word(hash).is_function_word()
    }

    /// Whether a word is an abbreviation: lower case, without its last full stop, as in `mr` and `u.s`.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations
            .binary_search_by(|known| known.as_ref().cmp(word))
            .is_ok()
    }

    /// The phrases of `role` in a text that is no whole line, such as a sentence.
    pub(crate) fn find(&self, text: &str, role: Role) -> Vec<Hit> {
        let mut words = Collect(Vec::new());
        words::scan(text, &mut words);
        let mut found = Vec::new();
        let mut matcher = Matcher {
            first: 0,
            complete: true,
        };
        let collect = |hit| {
            if self.list(hit).role == role {
                found.push(hit);
            }
        };
        matcher.run(self, &words.0, |_, _| {}, collect);
        found
    }
}

/// The words of a text, as the matcher needs them.
struct Collect(Vec<Place>);

impl Sink for Collect {
    fn word(&mut self, word: &Word) {
        self.0.push(Place {
            hash: word.hash,
            start: word.start,
            end: word.end,
            initial: false,
            colon: false,
        });
    }
    fn mark(&mut self, _: Mark, _: char, _: usize) {}
}

/// A word of a line as the matcher needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub hash: u64,
    pub start: usize,
    pub end: usize,
    /// One capital with a full stop behind it.
    pub initial: bool,
    /// A colon stands behind it.
    pub colon: bool,
}

/// Finds the phrases of a line, which may come in pieces so that a line of any length takes bounded memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matcher {
    /// How many words of the line stand before the piece.
    pub first: usize,
    /// The piece ends the line.
    pub complete: bool,
}

impl Matcher {
    /// Reports every word of the piece with what is known of it, and every phrase that starts in the piece; returns how
    /// many words were looked at. In a piece that does not end the line the last [`LONGEST`] words are left, to be
    /// looked at with the next one.
    #[inline]
    pub(crate) fn run(
        &mut self,
        lexicon: &Lexicon,
        piece: &[Place],
        mut word: impl FnMut(&Place, Known),
        mut found: impl FnMut(Hit),
    ) -> usize {
        let end = if self.complete {
            piece.len()
        } else {
            piece.len().saturating_sub(LONGEST)
        };
        let begins_line = self.first == 0;
        if begins_line && end > 0 && lexicon.word(piece[0].hash).has(Known::BEGINS_PHRASE) {
            self.compare_both(lexicon, START, Known::OPENS_ANY, piece, 0, &mut found);
        }
        // Two short loops rather than one long one: the look-ups of the first do not wait for each other.
        let mut known = [Known::default(); AT_ONCE];
        for (chunk, first) in piece[..end].chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
            for (known, place) in known.iter_mut().zip(chunk) {
                *known = lexicon.word(place.hash);
                word(place, *known);
            }
            for (&known, at) in known.iter().zip(first..first + chunk.len()) {
                if known.has(Known::OPENS_ANY) && !(begins_line && at == 0) {
                    self.compare_both(lexicon, INSIDE, known, piece, at, &mut found);
                }
            }
        }
        self.first += end;
        end
    }

    /// Reports the phrases that begin with that word, of one word and of more, as far as `known` tells that there may be
    /// some.
    #[inline]
    fn compare_both(
        &self,
        lexicon: &Lexicon,
        side: u64,
        known: Known,
        piece: &[Place],
        at: usize,
        found: &mut impl FnMut(Hit),
    ) {
        let hash = piece[at].hash ^ side;
        // Phrases begin with common words, so that their second word is looked up as well.
        if known.has(Known::OPENS)
            && let Some(next) = piece.get(at + 1)
        {
            let key = pair(hash, next.hash);
            if lexicon.index.may_hold(key) {
                self.compare(lexicon, key, piece, at, found);
            }
        }
        if known.has(Known::OPENS_ALONE) {
            self.compare(lexicon, pair(hash, ALONE), piece, at, found);
        }
    }

    /// Reports the phrases of that key that stand at that word.
    fn compare(
        &self,
        lexicon: &Lexicon,
        key: u64,
        piece: &[Place],
        at: usize,
        found: &mut impl FnMut(Hit),
    ) {
        let next = piece.get(at + 2).map_or(0, |place| third(place.hash));
        for &(number, wanted) in lexicon.index.phrases(key) {
            // Very many phrases begin with the same two words: "this article", "sign up".
            if wanted != 0 && wanted != next {
                continue;
            }
            let phrase = &lexicon.phrases[number as usize];
            let words = &lexicon.pool[phrase.words.start as usize..phrase.words.end as usize];
            let last = at + words.len();
            let at_start = self.first + at == 0;
            let at_end = self.complete && last == piece.len();
            // A label: "Tags: pier, harbour", where "tags" is a line of its own elsewhere.
            let label = || at_start && last > 0 && piece[last - 1].colon;
            if last > piece.len() || !(phrase.open_end || at_end || label()) {
                continue;
            }
            if piece[at..last]
                .iter()
                .zip(words)
                .all(|(place, &hash)| place.hash == hash)
            {
                found(Hit {
                    phrase: number,
                    words: to_u32(words.len()),
                    whole: at_start && at_end,
                    start: piece[at].start,
                    end: piece[last - 1].end,
                });
            }
        }
    }
}

/// What is known of single words, and the phrases by their first two words. Both by open addressing, at most half full.
#[derive(Clone, Debug)]
struct Index {
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

/// What is known of a word: a set of the flags below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known(u8);

impl Known {
    /// It is a closed-class word of some language.
    const FUNCTION_WORD: Self = Self(1);
    /// A phrase begins with it, ...
    const BEGINS_PHRASE: Self = Self(2);
    /// ... one of two or more words that may begin inside a line, ...
    const OPENS: Self = Self(4);
    /// ... one of this single word that may stand inside a line.
    const OPENS_ALONE: Self = Self(8);
    /// Either of these.
    const OPENS_ANY: Self = Self(Self::OPENS.0 | Self::OPENS_ALONE.0);
    /// It is the name of a month or a day, or another word of dates.
    const DATE_WORD: Self = Self(16);
    /// It opens bylines and credits.
    const CREDIT_WORD: Self = Self(32);
    /// The bits of a hash that the flags take the place of.
    const BITS: u64 = 63;

    pub(crate) fn is_function_word(self) -> bool {
        self.has(Self::FUNCTION_WORD)
    }

    pub(crate) fn is_date_word(self) -> bool {
        self.has(Self::DATE_WORD)
    }

    pub(crate) fn is_credit_word(self) -> bool {
        self.has(Self::CREDIT_WORD)
    }

    fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }
}

/// Slots of `keys` for a word of `filter`: four bits a slot.
const FILTER: usize = 16;

/// Stands for the second word of a phrase of one.
const ALONE: u64 = 1;

/// The higher half of a hash, but never 0.
fn third(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

/// Words that are looked up together.
const AT_ONCE: usize = 32;

/// Set apart, in the key of a phrase, those that may begin inside a line from all that may stand at its start.
const START: u64 = 0;
const INSIDE: u64 = 0x5851_f42d_4c95_7f2d;

/// The key of two words.
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second
}

impl Index {
    fn new(phrases: &[Phrase], pool: &[u64], flagged: &[(u64, Known)]) -> Self {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(phrases.len());
        let mut words: Vec<(u64, u8)> = flagged
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
    fn word(&self, hash: u64) -> Known {
        let mask = self.words.len() - 1;
        let mut at = spread(hash) & mask;
        loop {
            let word = self.words[at];
            if word == 0 {
                return Known::default();
            }
            if (word ^ hash) & !Known::BITS == 0 {
                return Known((word & Known::BITS) as u8);
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether there may be phrases of that key.
    #[inline]
    fn may_hold(&self, key: u64) -> bool {
        let bit = spread(key);
        self.filter[(bit / 64) & (self.filter.len() - 1)] & (1 << (bit % 64)) != 0
    }

    fn phrases(&self, key: u64) -> &[(u32, u32)] {
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

fn word_hashes(phrase: &str) -> Vec<u64> {
    struct Hashes(Vec<u64>);
    impl Sink for Hashes {
        fn word(&mut self, word: &Word) {
            self.0.push(word.hash);
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut hashes = Hashes(Vec::new());
    words::scan(phrase, &mut hashes);
    hashes.0
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lists hold far fewer than 2^32 words"
)]
fn to_u32(number: usize) -> u32 {
    number as u32
}
