//! Finds the phrases of a line.

use super::index::{ALONE, Entry, INSIDE, Known, START, pair, third};
use super::{Hit, LONGEST, Lexicon, chain, to_u32};

/// Words that are looked up together.
const AT_ONCE: usize = 64;

/// A word of a line as the matcher needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub token: u32,
    pub start: usize,
    pub end: usize,
    pub chars: u32,
    /// One capital with a full stop behind it.
    pub initial: bool,
}

/// Finds the phrases of a line, which may come in pieces so that a line of any length takes bounded memory.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Matcher {
    /// How many words of the line stand before the piece.
    pub first: usize,
    /// The piece ends the line.
    pub complete: bool,
    /// Of the first words of the line, those with a colon behind them: "Tags: pier, harbour". What stands before it is a
    /// line of its own elsewhere.
    pub labels: u32,
    /// Of the words looked at, chained.
    pub hash: u64,
}

impl Matcher {
    /// Marks the word of that number in the line as the last of a label.
    pub(crate) fn label(&mut self, word: usize) {
        if word < LONGEST {
            self.labels |= 1 << word;
        }
    }

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
        for (chunk, first) in piece[..end].chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
            // The words where a phrase may begin are gathered as bits: no branch a word, and no look-up waits for another.
            let (mut opens, mut alone) = (0_u64, 0_u64);
            for (place, bit) in chunk.iter().zip(0..) {
                let known = lexicon.word(place.token);
                self.hash = chain(self.hash, place.token);
                opens |= u64::from(known.has(Known::OPENS)) << bit;
                alone |= u64::from(known.has(Known::OPENS_ALONE)) << bit;
                word(place, known);
            }
            if self.first == 0 && first == 0 {
                // What begins here may stand inside a line as well; it is found as the beginning.
                (opens, alone) = (opens & !1, alone & !1);
                self.start(lexicon, piece, &mut found);
            }
            let mut either = opens | alone;
            while either != 0 {
                let bit = either.trailing_zeros();
                either &= either - 1;
                let at = first + bit as usize;
                let token = piece[at].token ^ INSIDE;
                if opens >> bit & 1 != 0
                    && let Some(next) = piece.get(at + 1)
                {
                    self.compare(lexicon, pair(token, next.token), piece, at, &mut found);
                }
                if alone >> bit & 1 != 0 {
                    self.compare(lexicon, pair(token, ALONE), piece, at, &mut found);
                }
            }
        }
        if self.complete && self.first == 0 && end <= LONGEST {
            for &entry in lexicon.index.whole(self.hash) {
                if lexicon.words(entry).len() == end {
                    self.report(lexicon, entry, piece, 0, &mut found);
                }
            }
        }
        self.first += end;
        end
    }

    /// Reports the phrases at the beginning of the line that it goes on behind: those of any words, and its labels.
    fn start(&self, lexicon: &Lexicon, piece: &[Place], found: &mut impl FnMut(Hit)) {
        let token = piece[0].token;
        if lexicon.word(token).has(Known::BEGINS_PHRASE) {
            if let Some(next) = piece.get(1) {
                self.compare(lexicon, pair(token ^ START, next.token), piece, 0, found);
            }
            self.compare(lexicon, pair(token ^ START, ALONE), piece, 0, found);
        }
        let mut labels = self.labels;
        while labels != 0 {
            let words = labels.trailing_zeros() as usize + 1;
            labels &= labels - 1;
            let label = piece.get(..words).unwrap_or_default();
            let hash = label.iter().fold(0, |hash, place| chain(hash, place.token));
            for &entry in lexicon.index.whole(hash) {
                let list = lexicon.phrases[entry.number as usize].list;
                if lexicon.words(entry).len() == words && !lexicon.lists[usize::from(list)].caller {
                    self.report(lexicon, entry, piece, 0, found);
                }
            }
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
        if !lexicon.index.may_begin(key) {
            return;
        }
        let next = piece.get(at + 2).map_or(0, |place| third(place.token));
        for &entry in lexicon.index.begun(key) {
            // Very many phrases begin with the same two words: "this article", "sign up".
            if entry.third != 0 && entry.third != next {
                continue;
            }
            let ends_line = || self.complete && at + lexicon.words(entry).len() == piece.len();
            if lexicon.phrases[entry.number as usize].open_end || ends_line() {
                self.report(lexicon, entry, piece, at, found);
            }
        }
    }

    /// Reports the phrase if its words stand there.
    fn report(
        &self,
        lexicon: &Lexicon,
        entry: Entry,
        piece: &[Place],
        at: usize,
        found: &mut impl FnMut(Hit),
    ) {
        let words = lexicon.words(entry);
        let last = at + words.len();
        let Some(places) = piece.get(at..last) else {
            return;
        };
        if places
            .iter()
            .map(|place| place.token)
            .eq(words.iter().copied())
        {
            found(Hit {
                phrase: entry.number,
                words: to_u32(words.len()),
                whole: self.first + at == 0 && self.complete && last == piece.len(),
                start: piece[at].start,
                end: piece[last - 1].end,
            });
        }
    }
}
