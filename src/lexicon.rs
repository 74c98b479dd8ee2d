//! The lexicons: lists of phrases with what is known of them, compiled in and matched while a line is measured.
//!
//! The lists are text files under `assets/lexicons`; `assets/README.md` tells their format. A phrase is a sequence of
//! words; most are whole lines and found by the hash of all their words, the others by their first two.
//!
//! Invariant: phrases are matched here and nowhere else; model, kinds, rules and explanations read the same hits.

mod index;
mod languages;
mod list;
mod lists;
mod matcher;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use once_cell::sync::Lazy;

use crate::report::Kind;
use crate::words::{self, Mark, Sink, Word};

pub(crate) use self::index::Known;
use self::index::{Entry, Index};
pub(crate) use self::languages::LanguageSet;
use self::languages::Languages;
pub use self::list::{List, Role};
pub(crate) use self::matcher::{Matcher, Place};

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

impl Hit {
    /// The phrase, as a number of its own.
    pub(crate) fn phrase(self) -> u32 {
        self.phrase
    }

    /// Whether it begins where the other does and its phrase comes first in the lists.
    pub(crate) fn precedes(self, other: Self) -> bool {
        self.start == other.start && self.phrase < other.phrase
    }
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
    pool: Vec<u32>,
    index: Index,
    languages: Languages,
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

    /// The lists compiled in, two of the caller's, and one for each of the caller's rules.
    pub(crate) fn with_phrases(
        body: &[String],
        boilerplate: &[String],
        rules: &[Vec<String>],
    ) -> Self {
        let own = |role, kind, phrases: &[String]| List {
            name: "your phrases",
            role,
            product: "your own phrase list",
            kind,
            missing: "",
            family: "",
            cue: "",
            weight: 0,
            speaks: false,
            weights: Vec::new(),
            caller: true,
            entries: phrases
                .iter()
                .map(|phrase| Cow::Owned(phrase.trim().to_owned()))
                .collect(),
        };
        let mut lists = BUILTIN.lists.clone();
        lists.push(own(Role::Body, None, body));
        lists.push(own(Role::Boilerplate, Some(Kind::Other), boilerplate));
        lists.extend(rules.iter().map(|phrases| own(Role::Custom, None, phrases)));
        Self::new(lists)
    }

    fn new(lists: Vec<List>) -> Self {
        let mut phrases = Vec::new();
        let mut pool = Vec::new();
        let mut flagged = Vec::new();
        let mut function_words = Vec::new();
        let mut abbreviations = Vec::new();
        for (list, at) in lists.iter().zip(0_u16..) {
            for (entry, number) in list.entries.iter().zip(0_u32..) {
                let tokens = word_tokens(entry);
                match list.role {
                    Role::Abbreviations => {
                        abbreviations.push(entry.clone());
                        continue;
                    }
                    Role::FunctionWords => {
                        let language = list.language();
                        function_words.extend(tokens.iter().map(|&token| (token, language)));
                    }
                    Role::DateWords => {
                        flagged.extend(tokens.iter().map(|&token| (token, Known::DATE_WORD)));
                    }
                    Role::CreditWords => {
                        flagged.extend(tokens.iter().map(|&token| (token, Known::CREDIT_WORD)));
                    }
                    _ => {}
                }
                if tokens.is_empty()
                    || matches!(
                        list.role,
                        Role::FunctionWords | Role::DateWords | Role::CreditWords
                    )
                {
                    continue;
                }
                let anywhere = list.role.is_anywhere();
                let start = pool.len();
                pool.extend(tokens);
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
        let (languages, numbered) = Languages::new(function_words);
        flagged.extend(
            numbered
                .into_iter()
                .map(|(token, number)| (token, Known::function_word(number))),
        );
        let index = Index::new(&phrases, &pool, &flagged);
        Self {
            lists,
            phrases,
            pool,
            index,
            languages,
            abbreviations,
        }
    }

    /// The list a hit belongs to.
    pub(crate) fn list(&self, hit: Hit) -> &List {
        &self.lists[usize::from(self.phrases[hit.phrase as usize].list)]
    }

    /// The number of the caller's rule that a hit is of, if it is of any.
    pub(crate) fn custom(&self, hit: Hit) -> Option<usize> {
        let list = usize::from(self.phrases[hit.phrase as usize].list);
        let first = self.lists.partition_point(|list| list.role != Role::Custom);
        list.checked_sub(first)
    }

    /// What a phrase of a list of hedges weighs, in hundredths.
    pub(crate) fn weight(&self, hit: Hit) -> u16 {
        let phrase = &self.phrases[hit.phrase as usize];
        let weights = &self.lists[usize::from(phrase.list)].weights;
        weights.get(phrase.entry as usize).copied().unwrap_or(0)
    }

    /// The phrase of a hit, without its stars.
    pub(crate) fn spelling(&self, hit: Hit) -> &str {
        let phrase = &self.phrases[hit.phrase as usize];
        self.lists[usize::from(phrase.list)].entries[phrase.entry as usize].trim_matches(['*', ' '])
    }

    /// Whether the list lets something stand before the phrase of a hit: the star at its start.
    pub(crate) fn is_open_at_start(&self, hit: Hit) -> bool {
        let phrase = &self.phrases[hit.phrase as usize];
        self.lists[usize::from(phrase.list)].entries[phrase.entry as usize].starts_with('*')
    }

    /// The words of a phrase.
    fn words(&self, entry: Entry) -> &[u32] {
        let words = &self.phrases[entry.number as usize].words;
        &self.pool[words.start as usize..words.end as usize]
    }

    /// What is known of a word, by its token.
    #[inline]
    pub(crate) fn word(&self, token: u32) -> Known {
        self.index.word(token)
    }

    /// Whether a word is a closed-class word of one of these languages.
    pub(crate) fn is_function_word(&self, token: u32, languages: LanguageSet) -> bool {
        let number = self.word(token).languages();
        self.languages.sets()[usize::from(number)].meets(languages)
    }

    /// The sets of languages that function words belong to, by number.
    pub(crate) fn language_sets(&self) -> &[LanguageSet] {
        self.languages.sets()
    }

    /// The language of a text of that many words, from how many of its function words belong to each set; as a set of its
    /// own and by its tag.
    pub(crate) fn language(
        &self,
        counts: &[u32],
        words: usize,
    ) -> Option<(LanguageSet, &'static str)> {
        self.languages.decide(counts, words)
    }

    /// Whether a word is an abbreviation: lower case, without its last full stop, as in `mr` and `u.s`.
    /// The set of some languages; of all, where none of them has function words.
    pub(crate) fn language_set(&self, languages: &[&str]) -> LanguageSet {
        self.languages.set_of(languages)
    }

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
            complete: true,
            ..Matcher::default()
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

/// The hash of words in order, from that of all but the last and its token.
pub(crate) fn chain(hash: u64, token: u32) -> u64 {
    (hash.rotate_left(5) ^ u64::from(token)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The words of a text, as the matcher needs them.
struct Collect(Vec<Place>);

impl Sink for Collect {
    fn word(&mut self, word: &Word) {
        self.0.push(Place {
            token: words::token(word.hash),
            start: word.start,
            end: word.end,
            chars: word.chars,
            initial: false,
        });
    }
    fn mark(&mut self, _: Mark, _: char, _: usize) {}
}

fn word_tokens(phrase: &str) -> Vec<u32> {
    struct Tokens(Vec<u32>);
    impl Sink for Tokens {
        fn word(&mut self, word: &Word) {
            self.0.push(words::token(word.hash));
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut tokens = Tokens(Vec::new());
    words::scan(phrase, &mut tokens);
    tokens.0
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lists hold far fewer than 2^32 words"
)]
fn to_u32(number: usize) -> u32 {
    number as u32
}
