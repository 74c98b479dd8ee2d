//! What a line is by itself: one pass over its characters.

use super::{Signal, Signals, scale, share};
use crate::lexicon::{LONGEST, Lexicon, Matcher, Place, Role};
use crate::report::Kind;
use crate::words::{self, Mark, Sink, Word};

/// Words of a line that are held at a time.
const PIECE: usize = 4096;

/// A line of at least this many characters that ends a sentence is prose; in scripts without spaces a third is enough.
const PROSE: usize = 80;

/// Words of the first line that later lines are compared with.
const FIRST_WORDS: usize = 64;

/// Measures lines; holds what is reused from one to the next.
pub(super) struct Measurer<'l> {
    lexicon: &'l Lexicon,
    places: Vec<Place>,
    first_line: WordSet,
}

impl<'l> Measurer<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            places: Vec::new(),
            first_line: WordSet::default(),
        }
    }

    /// Fills the row's columns of the line by itself.
    pub(super) fn measure(&mut self, row: usize, text: &str, signals: &mut Signals) {
        self.places.clear();
        let mut scan = Scan {
            text,
            lexicon: self.lexicon,
            first_line: &self.first_line,
            places: &mut self.places,
            matcher: Matcher {
                first: 0,
                complete: false,
            },
            row,
            signals,
            best: Best::default(),
            n: Counts::default(),
        };
        words::scan(text, &mut scan);
        scan.finish();
        if row == 0 {
            for place in self.places.iter().take(FIRST_WORDS) {
                self.first_line.insert(place.hash);
            }
        }
    }
}

/// A few words, with a mask that answers most questions.
#[derive(Default)]
struct WordSet {
    mask: u64,
    words: Vec<u64>,
}

impl WordSet {
    fn insert(&mut self, hash: u64) {
        self.mask |= 1 << (hash >> 58);
        self.words.push(hash);
    }

    fn contains(&self, hash: u64) -> bool {
        self.mask & (1 << (hash >> 58)) != 0 && self.words.contains(&hash)
    }
}

#[derive(Default)]
struct Counts {
    chars: usize,
    words: usize,
    longest: usize,
    letters: usize,
    upper: usize,
    capitalised: usize,
    all_caps: usize,
    digits: usize,
    numbers: usize,
    punctuation: usize,
    symbols: usize,
    function_words: usize,
    first_words: usize,
    unspaced: usize,
    commas: usize,
    ends: usize,
    separators: usize,
    dashes: usize,
    colons: usize,
    quotes: usize,
    brackets: usize,
    questions: usize,
    exclamations: usize,
    addresses: usize,
    copyrights: usize,
    currencies: usize,
    hashtags: usize,
    slashes: usize,
    claims: usize,
    hash: u64,
    first: Option<u8>,
    last: u8,
    /// The last mark, where no word has come since.
    after: Option<Mark>,
    /// A terminator was read, and since then nothing but closing marks.
    ending: bool,
}

#[derive(Default)]
struct Best {
    whole: bool,
    words: u32,
    metadata: u32,
    metadata_whole: bool,
    boilerplate: bool,
    caller: bool,
}

struct Scan<'a, 'l> {
    text: &'a str,
    lexicon: &'l Lexicon,
    first_line: &'a WordSet,
    places: &'a mut Vec<Place>,
    matcher: Matcher,
    row: usize,
    signals: &'a mut Signals,
    best: Best,
    n: Counts,
}

impl Sink for Scan<'_, '_> {
    fn word(&mut self, word: &Word) {
        let n = &mut self.n;
        n.words += 1;
        n.chars += word.chars as usize;
        n.letters += word.letters as usize;
        n.longest = n.longest.max(word.chars as usize);
        if word.upper > 0 {
            n.upper += word.upper as usize;
            n.capitalised += usize::from(word.capital);
            n.all_caps += usize::from(word.letters > 1 && word.upper == word.letters);
        }
        if word.digits > 0 {
            n.digits += word.digits as usize;
            n.numbers += 1;
        }
        n.unspaced += usize::from(word.unspaced);
        // "U.S.": an initial, though `u` and `s` are words in some languages.
        let initial =
            word.chars == 1 && word.capital && self.text.as_bytes().get(word.end) == Some(&b'.');
        let known = self.lexicon.word(word.hash);
        n.function_words += usize::from(!initial && known.is_function_word());
        n.first_words += usize::from(self.first_line.contains(word.hash));
        n.hash = (n.hash.rotate_left(5) ^ word.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bytes = self.text.as_bytes();
        if word.end - word.start == 3 {
            n.addresses += usize::from(bytes[word.start..word.end].eq_ignore_ascii_case(b"www"));
        }
        n.hashtags += usize::from(n.after == Some(Mark::Hash));
        if n.first.is_none() {
            n.first = Some(match bytes[word.start] {
                byte if byte.is_ascii_digit() => 4,
                _ if word.unspaced => 7,
                _ if word.upper > 0 => 8,
                _ => 1,
            });
        }
        n.last = u8::from(bytes[word.end - 1].is_ascii_digit());
        n.after = None;
        n.ending = false;
        self.places.push(Place {
            hash: word.hash,
            start: word.start,
            end: word.end,
            known,
        });
        if self.places.len() >= PIECE {
            self.look_up();
        }
    }

    fn mark(&mut self, mark: Mark, c: char, at: usize) {
        let n = &mut self.n;
        if mark == Mark::Invisible {
            return;
        }
        n.chars += 1;
        if mark == Mark::Space {
            n.ends += usize::from(n.ending);
            n.ending = false;
            n.after = Some(mark);
            return;
        }
        n.first.get_or_insert(first_char(mark));
        n.last = last_char(mark, c, n.ending, n.last);
        match mark {
            Mark::Symbol
            | Mark::Currency
            | Mark::Copyright
            | Mark::Separator
            | Mark::Bullet
            | Mark::At
            | Mark::Hash => n.symbols += 1,
            _ => n.punctuation += 1,
        }
        match mark {
            Mark::Terminator => {
                n.questions += usize::from(matches!(c, '?' | '？' | '؟'));
                n.exclamations += usize::from(matches!(c, '!' | '！'));
                // Scripts that need no space behind a full stop: it ends the sentence there and then.
                n.ends += usize::from(matches!(c, '。' | '！' | '？' | '｡'));
                n.ending = !matches!(c, '。' | '！' | '？' | '｡');
            }
            Mark::Comma => n.commas += 1,
            Mark::Colon => n.colons += 1,
            Mark::Quote => n.quotes += 1,
            Mark::Open => n.brackets += 1,
            Mark::Bullet | Mark::Separator => n.separators += 1,
            Mark::Dash => n.dashes += usize::from(n.after == Some(Mark::Space)),
            Mark::Copyright => n.copyrights += 1,
            Mark::Currency => n.currencies += 1,
            Mark::At => n.addresses += 1,
            Mark::Slash => {
                n.slashes += 1;
                n.addresses += usize::from(self.text[..at].ends_with(":/"));
            }
            _ => {}
        }
        if !matches!(mark, Mark::Terminator | Mark::Quote | Mark::Close) {
            n.ending = false;
        }
        n.after = Some(mark);
    }
}

impl Scan<'_, '_> {
    /// Matches the phrases of the words read so far, but for the tail that the next piece will see.
    fn look_up(&mut self) {
        let lexicon = self.lexicon;
        let (row, best, signals, claims) = (
            self.row,
            &mut self.best,
            &mut *self.signals,
            &mut self.n.claims,
        );
        let done = self.matcher.run(lexicon, self.places, |hit| {
            let list = lexicon.list(hit);
            match list.role {
                Role::Claim => {
                    *claims += 1;
                    signals.claims.push((row, hit));
                }
                Role::Placeholder => signals.placeholders.push((row, hit)),
                Role::Boilerplate | Role::Body => {
                    if matches!(
                        list.kind,
                        Some(Kind::Metadata | Kind::Navigation | Kind::Keywords)
                    ) {
                        best.metadata = best.metadata.max(hit.words);
                        best.metadata_whole |= hit.whole;
                    }
                    let better =
                        (list.caller, hit.whole, hit.words) > (best.caller, best.whole, best.words);
                    if better {
                        (best.caller, best.whole, best.words) = (list.caller, hit.whole, hit.words);
                        best.boilerplate = list.role == Role::Boilerplate;
                        signals.hits[row] = Some(hit);
                    }
                }
                _ => {}
            }
        });
        // The first line's words are needed once more.
        if self.row > 0 || self.matcher.first > FIRST_WORDS + LONGEST {
            self.places.drain(..done);
        } else {
            self.places.drain(FIRST_WORDS.min(done)..done);
        }
    }

    fn finish(mut self) {
        self.n.ends += usize::from(self.n.ending);
        self.matcher.complete = true;
        self.look_up();
        let (n, best) = (&self.n, &self.best);
        let pieces = 1 + n.commas + n.separators + n.hashtags;
        let listed = pieces >= 4
            && n.words <= 4 * pieces
            && n.words >= pieces
            && 6 * n.function_words < n.words;
        let covered = |words: u32, whole: bool| {
            if whole {
                255
            } else {
                share(words as usize, n.words).min(254)
            }
        };
        let debris = if best.boilerplate {
            covered(best.words, best.whole)
        } else {
            0
        };
        let mut own = [0_u8; Signal::OWN];
        own[Signal::Chars as usize] = scale(n.chars);
        own[Signal::Words as usize] = scale(n.words);
        own[Signal::WordLength as usize] = (8 * (n.letters + n.digits))
            .checked_div(n.words)
            .unwrap_or(0)
            .min(255) as u8;
        own[Signal::LongestWord as usize] = scale(n.longest);
        own[Signal::Upper as usize] = share(n.upper, n.letters);
        own[Signal::Capitalised as usize] = share(n.capitalised, n.words);
        own[Signal::AllCaps as usize] = share(n.all_caps, n.words);
        own[Signal::Digits as usize] = share(n.digits, n.chars);
        own[Signal::Numbers as usize] = share(n.numbers, n.words);
        own[Signal::Punctuation as usize] = share(n.punctuation, n.chars);
        own[Signal::Symbols as usize] = share(n.symbols, n.chars);
        own[Signal::FunctionWords as usize] = share(n.function_words, n.words);
        own[Signal::Commas as usize] = scale(n.commas);
        own[Signal::SentenceEnds as usize] = scale(n.ends);
        own[Signal::SentenceLength as usize] = scale(n.words.checked_div(n.ends).unwrap_or(0));
        own[Signal::FirstChar as usize] = n.first.unwrap_or(0);
        own[Signal::LastChar as usize] = n.last;
        own[Signal::Separators as usize] = scale(n.separators);
        own[Signal::Dashes as usize] = scale(n.dashes);
        own[Signal::Colons as usize] = scale(n.colons);
        own[Signal::Quotes as usize] = scale(n.quotes);
        own[Signal::Brackets as usize] = scale(n.brackets);
        own[Signal::Questions as usize] = scale(n.questions);
        own[Signal::Exclamations as usize] = scale(n.exclamations);
        own[Signal::Address as usize] = scale(n.addresses);
        own[Signal::Copyright as usize] = scale(n.copyrights);
        own[Signal::Currency as usize] = scale(n.currencies);
        own[Signal::Hashtags as usize] = scale(n.hashtags);
        own[Signal::Slashes as usize] = scale(n.slashes);
        own[Signal::Unspaced as usize] = share(n.unspaced, n.words);
        own[Signal::Marker as usize] = marker(self.text) as u8;
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
        own[Signal::FirstWords as usize] = share(n.first_words, n.words);
        for (column, value) in self
            .signals
            .values
            .chunks_exact_mut(self.signals.rows)
            .zip(own)
        {
            column[self.row] = value;
        }
        let line = &mut self.signals.lines[self.row];
        line.chars = n.chars;
        line.words = n.words;
        line.function_words = n.function_words;
        line.hash = n.hash;
        let long = if 2 * n.unspaced > n.words {
            PROSE / 3
        } else {
            PROSE
        };
        line.prose = n.ends > 0 && n.chars >= long;
    }
}

/// Marks a line may begin with, from the least to the most like the beginning of a sentence; lower-case letters are 1,
/// digits 4, letters without case 7, capitals 8.
fn first_char(mark: Mark) -> u8 {
    match mark {
        Mark::Bullet | Mark::Separator | Mark::Dash => 3,
        Mark::Open | Mark::Hash | Mark::At => 5,
        Mark::Quote => 6,
        _ => 2,
    }
}

/// What a line ends with, from the least to the most like the end of a sentence; letters are 0, digits 1.
fn last_char(mark: Mark, c: char, ending: bool, before: u8) -> u8 {
    match mark {
        Mark::Colon => 2,
        Mark::Comma | Mark::Dash => 3,
        Mark::Close | Mark::Quote if ending => 9,
        Mark::Close | Mark::Quote => 5,
        Mark::Terminator if c == '…' || before == 6 || (c == '.' && ending) => 6,
        Mark::Terminator if matches!(c, '!' | '?') => 7,
        Mark::Terminator => 8,
        _ => 4,
    }
}

/// How a line of a list begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Marker {
    None,
    Bullet,
    Number,
}

/// The list marker at the start of a line: `- `, `• `, `3. `, `(3) `, `b) `.
pub(crate) fn marker(text: &str) -> Marker {
    let text = text.trim_start();
    let Some(first) = text.chars().next() else {
        return Marker::None;
    };
    if matches!(
        first,
        '-' | '*'
            | '–'
            | '—'
            | '•'
            | '·'
            | '●'
            | '▪'
            | '‣'
            | '◦'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '+'
    ) {
        let rest = &text[first.len_utf8()..];
        let bullet = !matches!(first, '-' | '–' | '—' | '*' | '+')
            || rest.starts_with([' ', '\t', '\u{a0}']);
        return if bullet && !rest.trim().is_empty() {
            Marker::Bullet
        } else {
            Marker::None
        };
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let width = if digits == 0 && inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        1
    } else {
        digits
    };
    let mut rest = inner[width..].chars();
    let closed = match rest.next() {
        Some('.') => digits > 0 && inner.len() == text.len(),
        Some(')') => width > 0,
        _ => false,
    };
    let spaced = rest.next().is_some_and(char::is_whitespace);
    if closed && spaced && width <= 3 {
        Marker::Number
    } else {
        Marker::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_markers() {
        for text in ["1. One", "  12) Twelve", "(3) Three", "b) second"] {
            assert_eq!(marker(text), Marker::Number, "{text}");
        }
        for text in ["- dash", "• bullet", "•bullet", "* star", "– en dash"] {
            assert_eq!(marker(text), Marker::Bullet, "{text}");
        }
        for text in [
            "1.5 litres",
            "2024. was",
            "-5 degrees",
            "A. Smith",
            "**",
            "(see below)",
            "-",
            "",
        ] {
            assert_eq!(marker(text), Marker::None, "{text}");
        }
    }
}
