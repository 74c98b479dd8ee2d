//! The language of a document, from its function words; and the share of those words in each line, which is counted when the
//! language is known, since a word of one language is a foreign word or a name in most others.

#[cfg(test)]
mod tests;

use super::{Signal, Signals, share};
use crate::lexicon::{Known, Lexicon, Place};

/// The function words of a document: of each the number of its languages, in order. [`super::LineSize::function_words`]
/// tells how many of them are a line's.
#[derive(Clone, Debug, Default)]
pub(super) struct FunctionWords(Vec<u16>);

impl FunctionWords {
    /// Places for as many words, to be written by [`Found`].
    pub(super) fn places(&mut self, words: usize) -> Found<'_> {
        let start = self.0.len();
        self.0.resize(start + words, 0);
        Found {
            places: &mut self.0[start..],
            count: 0,
        }
    }

    /// Gives back the last of the places, those that were not used.
    pub(super) fn give_back(&mut self, unused: usize) {
        self.0.truncate(self.0.len() - unused);
    }
}

/// The function words of some words.
pub(super) struct Found<'f> {
    places: &'f mut [u16],
    pub count: usize,
}

impl Found<'_> {
    /// Every word is written, and only function words are counted: which are some cannot be guessed.
    #[inline]
    pub(super) fn add(&mut self, place: &Place, known: Known) {
        if let Some(cell) = self.places.get_mut(self.count) {
            *cell = known.languages();
        }
        // "U.S.": an initial, though `u` and `s` are words in some languages.
        self.count += usize::from(known.is_function_word()) & usize::from(!place.initial);
    }
}

/// Tells the document's language and counts the function words of its lines anew, if it is one of those covered.
pub(super) fn measure(found: &FunctionWords, lexicon: &Lexicon, signals: &mut Signals) {
    let mut counts = vec![0_u32; lexicon.language_sets().len()];
    for &set in &found.0 {
        counts[usize::from(set)] += 1;
    }
    let words = signals.lines.iter().map(|line| line.words).sum();
    let Some((language, name)) = lexicon.language(&counts, words) else {
        return;
    };
    signals.language = Some(name);
    signals.languages = language;
    let sets = lexicon.language_sets();
    let own: Vec<bool> = sets.iter().map(|set| set.meets(language)).collect();
    let mut rest = &found.0[..];
    for row in 0..signals.len() {
        let line = &mut signals.lines[row];
        let (words, others) = rest.split_at(line.function_words);
        rest = others;
        line.function_words = words.iter().filter(|&&set| own[usize::from(set)]).count();
        let value = share(line.function_words, line.words);
        signals.set(Signal::FunctionWords, row, value);
    }
}
