//! The languages whose function words are listed, and how a text's language is told from them.

use super::to_u32;

/// Some of the covered languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LanguageSet(u64);

impl LanguageSet {
    pub(crate) const ALL: Self = Self(u64::MAX);
    /// Languages that a set can hold.
    pub(super) const MOST: usize = u64::BITS as usize;

    fn of(language: usize) -> Self {
        Self(1 << (language % Self::MOST))
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The numbers of the languages.
    fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let language = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (language < Self::MOST).then_some(language)
        })
    }
}

/// The covered languages and, for every function word, those that use it. Many words have the same languages; a word
/// is known by the number of its set.
#[derive(Clone, Debug, Default)]
pub(super) struct Languages {
    names: Vec<&'static str>,
    /// The first is empty: that of words that are no function words.
    sets: Vec<LanguageSet>,
}

/// What a word is worth to each of its languages, parted among them; divisible by most small numbers.
const WEIGHT: u64 = 60;
/// Function words that a text must hold for its language to be told, ...
const FEWEST: u64 = 8;
/// ... their share of its words at least, as a divisor, ...
const SHARE: u64 = 16;
/// ... and by what part of its own weight the language must be ahead of the next.
const AHEAD: u64 = 12;

impl Languages {
    /// From tokens of function words, each with its language; returns as well the tokens with the numbers of their sets.
    pub(super) fn new(mut words: Vec<(u32, &'static str)>) -> (Self, Vec<(u32, u32)>) {
        let mut names: Vec<&'static str> = words.iter().map(|&(_, language)| language).collect();
        names.sort_unstable();
        names.dedup();
        let bit = |language| {
            names
                .binary_search(&language)
                .map_or(0, |at| LanguageSet::of(at).0)
        };
        words.sort_unstable();
        let words: Vec<(u32, u64)> = words
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| {
                (
                    same[0].0,
                    same.iter()
                        .fold(0, |set, &(_, language)| set | bit(language)),
                )
            })
            .collect();
        let mut sets: Vec<u64> = words.iter().map(|&(_, set)| set).chain([0]).collect();
        sets.sort_unstable();
        sets.dedup();
        let numbered = words
            .iter()
            .map(|&(token, set)| (token, to_u32(sets.binary_search(&set).unwrap_or(0))))
            .collect();
        let sets = sets.into_iter().map(LanguageSet).collect();
        (Self { names, sets }, numbered)
    }

    pub(super) fn set_of(&self, languages: &[&str]) -> LanguageSet {
        let known = languages
            .iter()
            .filter_map(|language| self.names.binary_search(language).ok());
        match known.fold(0, |set, at| set | LanguageSet::of(at).0) {
            0 => LanguageSet::ALL,
            set => LanguageSet(set),
        }
    }

    pub(super) fn sets(&self) -> &[LanguageSet] {
        &self.sets
    }

    /// The language of a text of that many words, from how often words of each set stand in it. None where the words
    /// are too few or do not tell one language from all others.
    pub(super) fn decide(
        &self,
        counts: &[u32],
        words: usize,
    ) -> Option<(LanguageSet, &'static str)> {
        let mut weights = [0_u64; LanguageSet::MOST];
        let mut found = [0_u64; LanguageSet::MOST];
        for (&count, &set) in counts
            .iter()
            .zip(&self.sets)
            .filter(|&(&count, _)| count > 0)
        {
            let count = u64::from(count);
            let weight = count * WEIGHT / u64::from(set.0.count_ones().max(1));
            for language in set.iter() {
                weights[language] += weight;
                found[language] += count;
            }
        }
        // Of two that are level, neither is ahead.
        let best = (0..self.names.len()).max_by_key(|&language| weights[language])?;
        let next = (0..self.names.len())
            .filter(|&language| language != best)
            .map(|language| weights[language])
            .max()
            .unwrap_or(0);
        let enough = found[best] >= FEWEST && found[best] * SHARE >= words as u64;
        let ahead = AHEAD * (weights[best] - next) >= weights[best];
        (enough && ahead).then(|| (LanguageSet::of(best), self.names[best]))
    }
}
