//! Finds the phrases of a line.

use super::index::{ALONE, INSIDE, Known, START, pair, third};
use super::{Hit, LONGEST, Lexicon, to_u32};

/// Words that are looked up together.
const AT_ONCE: usize = 32;

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
            let label = || {
                at_start && piece[last - 1].colon && !lexicon.lists[usize::from(phrase.list)].caller
            };
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
