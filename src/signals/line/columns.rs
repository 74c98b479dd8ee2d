//! What was counted in a line, and the columns made of it.

use super::marker::Marker;
use crate::signals::{LineSize, Signal, Whole, scale, share};
use crate::words::Mark;

/// A line of at least this many characters that ends a sentence is prose; in scripts without spaces a third is enough.
const PROSE: usize = 80;

#[derive(Default)]
pub(super) struct Counts {
    pub words: usize,
    pub of_words: WordCounts,
    /// Characters of words that are no letters: digits and apostrophes.
    pub not_letters: usize,
    pub upper: usize,
    pub capitalised: usize,
    pub all_caps: usize,
    pub digits: usize,
    pub numbers: usize,
    pub unspaced: usize,
    pub ends: usize,
    pub dashes: usize,
    pub questions: usize,
    pub exclamations: usize,
    pub addresses: usize,
    pub hashtags: usize,
    pub claims: usize,
    pub spaces: usize,
    /// The line begins with a word that opens bylines and credits.
    pub credit: bool,
    /// Marks that can be seen, ...
    pub visible: usize,
    /// ... and of each [`Mark`], how many.
    pub marks: [u32; Mark::COUNT],
    pub hash: u64,
    /// 0 while the line has not begun.
    pub first: u8,
    pub last: u8,
    /// The last mark, where no word has come since.
    pub after: Option<Mark>,
    /// A terminator was read, and since then nothing but closing marks.
    pub ending: bool,
}

/// What is counted when words are looked up.
#[derive(Clone, Copy, Default)]
pub(super) struct WordCounts {
    /// Characters of all words, and of the longest.
    pub word_chars: usize,
    pub longest: usize,
    /// Of any language: the document's is not known yet.
    pub function_words: usize,
    pub first_words: usize,
    pub date_words: usize,
    /// `www`.
    pub addresses: usize,
}

impl WordCounts {
    pub(super) fn add(&mut self, other: &Self) {
        self.word_chars += other.word_chars;
        self.longest = self.longest.max(other.longest);
        self.function_words += other.function_words;
        self.first_words += other.first_words;
        self.date_words += other.date_words;
        self.addresses += other.addresses;
    }
}

/// The phrases that cover most of the line.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about two phrases"
)]
pub(super) struct Best {
    pub whole: bool,
    pub words: u32,
    pub metadata: u32,
    pub metadata_whole: bool,
    /// Words of the longest boilerplate phrase at the beginning of the line.
    pub lead: u32,
    pub boilerplate: bool,
    pub caller: bool,
}

/// Words of a byline or credit at the most.
const CREDIT: usize = 15;

/// Marks that are symbols; all others that can be seen are punctuation.
const SYMBOLS: [Mark; 7] = [
    Mark::Symbol,
    Mark::Currency,
    Mark::Copyright,
    Mark::Separator,
    Mark::Bullet,
    Mark::At,
    Mark::Hash,
];

impl Counts {
    fn of(&self, mark: Mark) -> usize {
        self.marks[mark as usize] as usize
    }

    fn chars(&self) -> usize {
        self.of_words.word_chars + self.spaces + self.visible
    }

    /// The columns of the line by itself.
    pub(super) fn columns(&self, best: &Best, marker: Marker) -> [u8; Signal::OWN] {
        let n = self;
        let of_words = &self.of_words;
        let letters = of_words.word_chars - n.not_letters;
        let chars = Whole::new(n.chars());
        let words = Whole::new(n.words);
        let separators = n.of(Mark::Bullet) + n.of(Mark::Separator);
        let symbols = SYMBOLS.map(|mark| n.of(mark)).iter().sum();
        let commas = n.of(Mark::Comma);
        let pieces = 1 + commas + separators + n.hashtags;
        let listed = pieces >= 4
            && n.words <= 4 * pieces
            && n.words >= pieces
            && 6 * of_words.function_words < n.words;
        let covered = |covering: u32, whole: bool| {
            if whole {
                255
            } else {
                words.share(covering as usize).min(254)
            }
        };
        let debris = if best.boilerplate {
            covered(best.words, best.whole)
        } else {
            0
        };
        let mut own = [0_u8; Signal::OWN];
        own[Signal::Chars as usize] = scale(n.chars());
        own[Signal::Words as usize] = scale(n.words);
        own[Signal::WordLength as usize] = (8 * (letters + n.digits))
            .checked_div(n.words)
            .unwrap_or(0)
            .min(255) as u8;
        own[Signal::LongestWord as usize] = scale(of_words.longest);
        own[Signal::Upper as usize] = share(n.upper, letters);
        own[Signal::Capitalised as usize] = words.share(n.capitalised);
        own[Signal::AllCaps as usize] = words.share(n.all_caps);
        own[Signal::Digits as usize] = chars.share(n.digits);
        own[Signal::Numbers as usize] = words.share(n.numbers);
        own[Signal::Punctuation as usize] = chars.share(n.visible - symbols);
        own[Signal::Symbols as usize] = chars.share(symbols);
        own[Signal::FunctionWords as usize] = words.share(of_words.function_words);
        own[Signal::Commas as usize] = scale(commas);
        own[Signal::SentenceEnds as usize] = scale(n.ends);
        own[Signal::SentenceLength as usize] = scale(n.words.checked_div(n.ends).unwrap_or(0));
        own[Signal::FirstChar as usize] = n.first;
        own[Signal::LastChar as usize] = n.last;
        own[Signal::Separators as usize] = scale(separators);
        own[Signal::Dashes as usize] = scale(n.dashes);
        own[Signal::Colons as usize] = scale(n.of(Mark::Colon));
        own[Signal::Quotes as usize] = scale(n.of(Mark::Quote));
        own[Signal::Brackets as usize] = scale(n.of(Mark::Open));
        own[Signal::Questions as usize] = scale(n.questions);
        own[Signal::Exclamations as usize] = scale(n.exclamations);
        own[Signal::Address as usize] = scale(n.addresses + of_words.addresses);
        own[Signal::Copyright as usize] = scale(n.of(Mark::Copyright));
        own[Signal::Currency as usize] = scale(n.of(Mark::Currency));
        own[Signal::Hashtags as usize] = scale(n.hashtags);
        own[Signal::Slashes as usize] = scale(n.of(Mark::Slash));
        own[Signal::Unspaced as usize] = words.share(n.unspaced);
        own[Signal::Marker as usize] = marker as u8;
        own[Signal::Items as usize] = if listed { scale(pieces) } else { 0 };
        own[Signal::Debris as usize] = debris;
        own[Signal::DebrisMetadata as usize] = covered(best.metadata, best.metadata_whole);
        own[Signal::DebrisWords as usize] = if best.boilerplate {
            scale(best.words as usize)
        } else {
            0
        };
        own[Signal::BodyPhrase as usize] = if best.whole && !best.boilerplate {
            255
        } else {
            0
        };
        own[Signal::Claims as usize] = scale(n.claims);
        own[Signal::FirstWords as usize] = words.share(of_words.first_words);
        own[Signal::DebrisLead as usize] = scale(best.lead as usize);
        own[Signal::DateWords as usize] = if n.numbers > 0 {
            words.share(of_words.date_words + n.numbers)
        } else {
            0
        };
        own[Signal::Spaces as usize] = chars.share(n.spaces);
        let credit = n.credit && n.words <= CREDIT;
        own[Signal::Credit as usize] = if credit {
            words.share(n.capitalised).max(1)
        } else {
            0
        };
        own
    }

    pub(super) fn size(&self) -> LineSize {
        let long = if 2 * self.unspaced > self.words {
            PROSE / 3
        } else {
            PROSE
        };
        LineSize {
            chars: self.chars(),
            words: self.words,
            function_words: self.of_words.function_words,
            hash: self.hash,
            prose: self.ends > 0 && self.chars() >= long,
        }
    }
}
