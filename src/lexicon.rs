//! The lexicons: lists of phrases with what is known of them, compiled in and matched while a line is measured.
//!
//! The lists are text files under `assets/lexicons`; `assets/README.md` tells their format. A phrase is a sequence of
//! word hashes, found through its first word, so that a line costs one look-up a word.
//!
//! Invariant: phrases are matched here and nowhere else; model, kinds, rules and explanations read the same hits.

mod lists;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use once_cell::sync::Lazy;

use crate::report::Kind;
use crate::words::{self, Mark, Sink, Word};

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Strings that pages print around articles.
    Boilerplate,
    /// Lines that belong to articles although they are short, such as usual headings.
    Body,
    /// Closed-class words of a language.
    FunctionWords,
    /// Words whose full stop does not end a sentence.
    Abbreviations,
    /// Words that make a claim without saying who, when or on what ground.
    Claim,
    /// Words by which a sentence gives its source.
    Attribution,
}

impl Role {
    const NAMES: [(&'static str, Self); 6] = [
        ("boilerplate", Self::Boilerplate),
        ("body", Self::Body),
        ("function-words", Self::FunctionWords),
        ("abbreviations", Self::Abbreviations),
        ("claim", Self::Claim),
        ("attribution", Self::Attribution),
    ];
}

/// One file of phrases.
#[derive(Clone, Debug)]
pub struct List {
    /// The file below `assets/lexicons`, without its ending: `en/wordpress-comments`.
    pub name: &'static str,
    /// What the list is for.
    pub role: Role,
    /// Who prints the strings, to complete "a string of ..."; empty where the role needs none.
    pub product: &'static str,
    /// The kind of lines that match.
    pub kind: Option<Kind>,
    /// For claims: what a sentence with the phrase lacks.
    pub missing: &'static str,
    /// The caller's own phrases, which decide their lines.
    pub(crate) caller: bool,
    entries: Vec<Cow<'static, str>>,
}

impl List {
    /// The phrases as the file spells them.
    pub fn entries(&self) -> &[Cow<'static, str>] {
        &self.entries
    }
}

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

static BUILTIN: Lazy<Lexicon> = Lazy::new(|| {
    Lexicon::new(
        lists::LISTS
            .iter()
            .map(|&(name, text)| parse(name, text))
            .collect(),
    )
});

impl Lexicon {
    /// The lists compiled in.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The lists, in order.
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
        let mut function_words = Vec::new();
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
                        function_words.extend(hashes);
                        continue;
                    }
                    _ => {}
                }
                if hashes.is_empty() {
                    continue;
                }
                let anywhere = matches!(list.role, Role::Claim | Role::Attribution);
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
        let index = Index::new(&phrases, &pool, &function_words);
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

    pub(crate) fn is_function_word(&self, hash: u64) -> bool {
        self.index.find(hash).is_some_and(|slot| slot.function_word)
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
        matcher.run(self, &words.0, |hit| {
            if self.list(hit).role == role {
                found.push(hit);
            }
        });
        found
    }
}

struct Collect(Vec<Place>);

impl Sink for Collect {
    fn word(&mut self, word: &Word) {
        self.0.push(Place {
            hash: word.hash,
            start: word.start,
            end: word.end,
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
    /// Reports every phrase that starts in the piece; returns how many words were looked at. In a piece that does not
    /// end the line the last [`LONGEST`] words are left, to be looked at with the next one.
    pub(crate) fn run(
        &mut self,
        lexicon: &Lexicon,
        piece: &[Place],
        mut found: impl FnMut(Hit),
    ) -> usize {
        let end = if self.complete {
            piece.len()
        } else {
            piece.len().saturating_sub(LONGEST)
        };
        for at in 0..end {
            let Some(slot) = lexicon.index.find(piece[at].hash) else {
                continue;
            };
            let mut compare = |slot: Option<&Slot>| {
                for &number in slot.map_or(&[][..], |slot| lexicon.index.phrases(slot)) {
                    if let Some(hit) = self.compare(lexicon, number, piece, at) {
                        found(hit);
                    }
                }
            };
            if self.first + at == 0 {
                compare(Some(slot));
            }
            // Phrases that may begin inside a line begin with common words: their second word is looked up as well.
            if slot.opens && at + 1 < piece.len() {
                compare(lexicon.index.find(pair(piece[at].hash, piece[at + 1].hash)));
            }
            if slot.opens_alone {
                compare(lexicon.index.find(pair(piece[at].hash, ALONE)));
            }
        }
        self.first += end;
        end
    }

    /// The phrase of that number, if it stands at that word.
    fn compare(&self, lexicon: &Lexicon, number: u32, piece: &[Place], at: usize) -> Option<Hit> {
        let phrase = &lexicon.phrases[number as usize];
        let words = &lexicon.pool[phrase.words.start as usize..phrase.words.end as usize];
        let last = at + words.len();
        let at_start = self.first + at == 0;
        let at_end = self.complete && last == piece.len();
        if last > piece.len() || !(phrase.open_end || at_end) {
            return None;
        }
        let same = piece[at..last]
            .iter()
            .zip(words)
            .all(|(place, &hash)| place.hash == hash);
        same.then(|| Hit {
            phrase: number,
            words: to_u32(words.len()),
            whole: at_start && at_end,
            start: piece[at].start,
            end: piece[last - 1].end,
        })
    }
}

/// From the hash of a word, or of two, to what is known of it: open addressing, at most a quarter full.
#[derive(Clone, Debug)]
struct Index {
    slots: Vec<Slot>,
    phrases: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Slot {
    /// 0 where the slot is free: no word has that hash.
    hash: u64,
    start: u32,
    end: u32,
    function_word: bool,
    /// Phrases that may begin inside a line begin with this word: of two or more words, found through the first two ...
    opens: bool,
    /// ... and of this one word, found through it and [`ALONE`].
    opens_alone: bool,
}

/// Stands for the second word of a phrase of one.
const ALONE: u64 = 1;

/// The key of two words.
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second
}

impl Index {
    fn new(phrases: &[Phrase], pool: &[u64], function_words: &[u64]) -> Self {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(phrases.len());
        let mut opening = Vec::new();
        for (phrase, number) in phrases.iter().zip(0..) {
            let words = &pool[phrase.words.start as usize..phrase.words.end as usize];
            if phrase.open_start {
                let second = words.get(1).copied();
                keys.push((pair(words[0], second.unwrap_or(ALONE)), number));
                opening.push((words[0], second.is_none()));
            } else {
                keys.push((words[0], number));
            }
        }
        keys.sort_unstable();
        let size = (4 * (2 * keys.len() + function_words.len()))
            .next_power_of_two()
            .max(16);
        let mut index = Self {
            slots: vec![Slot::default(); size],
            phrases: Vec::with_capacity(keys.len()),
        };
        for group in keys.chunk_by(|a, b| a.0 == b.0) {
            let start = to_u32(index.phrases.len());
            index
                .phrases
                .extend(group.iter().map(|&(_, phrase)| phrase));
            let end = to_u32(index.phrases.len());
            let slot = index.slot(group[0].0);
            (slot.start, slot.end) = (start, end);
        }
        for (word, alone) in opening {
            let slot = index.slot(word);
            slot.opens |= !alone;
            slot.opens_alone |= alone;
        }
        for &hash in function_words {
            index.slot(hash).function_word = true;
        }
        index
    }

    fn slot(&mut self, hash: u64) -> &mut Slot {
        let mask = self.slots.len() - 1;
        let mut at = spread(hash) & mask;
        while self.slots[at].hash != 0 && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        self.slots[at].hash = hash;
        &mut self.slots[at]
    }

    fn find(&self, hash: u64) -> Option<&Slot> {
        let mask = self.slots.len() - 1;
        let mut at = spread(hash) & mask;
        loop {
            let slot = &self.slots[at];
            if slot.hash == hash {
                return Some(slot);
            }
            if slot.hash == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    fn phrases(&self, slot: &Slot) -> &[u32] {
        &self.phrases[slot.start as usize..slot.end as usize]
    }
}

/// The low bits of FNV-1a depend on the low bits of the text alone; the high ones are mixed better.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only the low bits are used"
)]
fn spread(hash: u64) -> usize {
    (hash ^ (hash >> 29)) as usize
}

fn word_hashes(phrase: &str) -> Vec<u64> {
    let mut words = Collect(Vec::new());
    words::scan(phrase, &mut words);
    words.0.iter().map(|place| place.hash).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lists hold far fewer than 2^32 words"
)]
fn to_u32(number: usize) -> u32 {
    number as u32
}

/// Reads a list: header lines `# key: value`, then phrases. `tests.rs` holds the compiled-in lists to the format, so
/// that nothing has to fail here.
fn parse(name: &'static str, text: &'static str) -> List {
    let header = |key: &str| {
        let line = text.lines().find_map(|line| {
            line.strip_prefix("# ")?
                .strip_prefix(key)?
                .strip_prefix(": ")
        });
        line.unwrap_or_default()
    };
    let role = Role::NAMES
        .iter()
        .find(|(name, _)| *name == header("role"))
        .map_or(Role::Body, |&(_, role)| role);
    List {
        name,
        role,
        product: header("product"),
        kind: Kind::from_name(header("kind")),
        missing: header("missing"),
        caller: false,
        entries: text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(Cow::Borrowed)
            .collect(),
    }
}
