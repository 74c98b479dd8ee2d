//! What a line is by itself: one pass over its characters, one over its words.

mod columns;
mod marker;

use self::columns::{Best, Counts};
use self::marker::marker;
use super::Signals;
use super::language::FunctionWords;
use crate::lexicon::{LONGEST, Lexicon, Matcher, Place, Role};
use crate::report::Kind;
use crate::words::{self, Letters, Mark, Sink, Word};

/// Words of a line that are held at a time.
const PIECE: usize = 4096;

/// Words of the first line that later lines are compared with, and how many it may have at the most.
const FIRST_WORDS: usize = 64;
const FIRST_LINE: usize = FIRST_WORDS + LONGEST;

/// Measures lines; holds what is reused from one to the next.
pub(super) struct Measurer<'l> {
    lexicon: &'l Lexicon,
    places: Vec<Place>,
    first_line: WordSet,
    function_words: FunctionWords,
}

impl<'l> Measurer<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            places: Vec::new(),
            first_line: WordSet::default(),
            function_words: FunctionWords::default(),
        }
    }

    /// The function words of all lines measured.
    pub(super) fn into_function_words(self) -> FunctionWords {
        self.function_words
    }

    /// Fills the row's columns of the line by itself.
    pub(super) fn measure(&mut self, row: usize, text: &str, signals: &mut Signals) {
        self.places.clear();
        let mut scan = Scan {
            text,
            lexicon: self.lexicon,
            first_line: &self.first_line,
            function_words: &mut self.function_words,
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
        if row == 0 && signals.lines[row].words <= FIRST_LINE {
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

struct Scan<'a, 'l> {
    text: &'a str,
    lexicon: &'l Lexicon,
    first_line: &'a WordSet,
    function_words: &'a mut FunctionWords,
    places: &'a mut Vec<Place>,
    matcher: Matcher,
    row: usize,
    signals: &'a mut Signals,
    best: Best,
    n: Counts,
}

impl Sink for Scan<'_, '_> {
    #[inline]
    fn letters(&mut self, letters: Letters) {
        let n = &mut self.n;
        let count = letters.end - letters.start;
        n.chars += count;
        n.letters += count;
        n.longest = n.longest.max(count);
        let mut initial = false;
        if letters.upper > 0 {
            n.upper += letters.upper as usize;
            n.capitalised += usize::from(letters.capital);
            n.all_caps += usize::from(count > 1 && letters.upper as usize == count);
            initial = count == 1 && self.text.as_bytes().get(letters.end) == Some(&b'.');
        }
        if count == 3 {
            let word = &self.text.as_bytes()[letters.start..letters.end];
            n.addresses += usize::from(word.eq_ignore_ascii_case(b"www"));
        }
        if n.first == 0 {
            n.first = if letters.upper > 0 { 8 } else { 1 };
        }
        n.hashtags += usize::from(n.after == Some(Mark::Hash));
        n.last = 0;
        n.after = None;
        n.ending = false;
        self.push(Place {
            hash: letters.hash,
            start: letters.start,
            end: letters.end,
            initial,
            colon: false,
        });
    }

    fn word(&mut self, word: &Word) {
        let n = &mut self.n;
        let bytes = self.text.as_bytes();
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
        if word.end - word.start == 3 {
            n.addresses += usize::from(bytes[word.start..word.end].eq_ignore_ascii_case(b"www"));
        }
        if n.first == 0 {
            n.first = match bytes[word.start] {
                byte if byte.is_ascii_digit() => 4,
                _ if word.unspaced => 7,
                _ if word.upper > 0 => 8,
                _ => 1,
            };
        }
        n.hashtags += usize::from(n.after == Some(Mark::Hash));
        n.last = u8::from(bytes[word.end - 1].is_ascii_digit());
        n.after = None;
        n.ending = false;
        self.push(Place {
            hash: word.hash,
            start: word.start,
            end: word.end,
            initial: word.chars == 1 && word.capital && bytes.get(word.end) == Some(&b'.'),
            colon: false,
        });
    }

    #[inline]
    fn mark(&mut self, mark: Mark, c: char, at: usize) {
        if mark == Mark::Space {
            let n = &mut self.n;
            n.chars += 1;
            n.spaces += 1;
            n.ends += usize::from(n.ending);
            n.ending = false;
            n.after = Some(mark);
        } else {
            self.visible_mark(mark, c, at);
        }
    }
}

impl Scan<'_, '_> {
    fn visible_mark(&mut self, mark: Mark, c: char, at: usize) {
        let n = &mut self.n;
        if mark == Mark::Invisible {
            return;
        }
        n.chars += 1;
        self.signals.tokens.mark(mark, c);
        if n.first == 0 {
            n.first = first_char(mark);
        }
        n.last = last_char(mark, c, n.ending, n.last);
        n.marks[mark as usize] = n.marks[mark as usize].wrapping_add(1);
        match mark {
            Mark::Terminator => {
                n.questions += usize::from(matches!(c, '?' | '？' | '؟'));
                n.exclamations += usize::from(matches!(c, '!' | '！'));
                // Scripts that need no space behind a full stop: it ends the sentence there and then.
                n.ends += usize::from(matches!(c, '。' | '！' | '？' | '｡'));
                n.ending = !matches!(c, '。' | '！' | '？' | '｡');
            }
            Mark::Dash => n.dashes += usize::from(n.after == Some(Mark::Space)),
            Mark::Colon if matches!(n.after, None | Some(Mark::Space)) => {
                if let Some(place) = self.places.last_mut() {
                    place.colon = true;
                }
            }
            Mark::At => n.addresses += 1,
            Mark::Slash => n.addresses += usize::from(self.text[..at].ends_with(":/")),
            _ => {}
        }
        if !matches!(mark, Mark::Terminator | Mark::Quote | Mark::Close) {
            n.ending = false;
        }
        n.after = Some(mark);
    }

    #[inline]
    fn push(&mut self, place: Place) {
        self.signals.tokens.word(place.hash);
        self.places.push(place);
        if self.places.len() >= PIECE {
            let done = self.look_up();
            self.places.drain(..done);
        }
    }

    /// Looks up the words read so far and matches phrases, but for the tail that the next piece will see. Returns how
    /// many words are done with.
    fn look_up(&mut self) -> usize {
        let (lexicon, first_line) = (self.lexicon, self.first_line);
        let found = &mut *self.function_words;
        let (row, best, signals) = (self.row, &mut self.best, &mut *self.signals);
        let (mut hash, mut function_words, mut first_words, mut claims) = (self.n.hash, 0, 0, 0);
        let mut date_words = 0;
        let begin = self
            .places
            .first()
            .filter(|_| self.matcher.first == 0)
            .map(|place| place.start);
        if begin.is_some() {
            self.n.credit = lexicon.word(self.places[0].hash).is_credit_word();
        }
        let done = self.matcher.run(
            lexicon,
            self.places,
            |place, known| {
                // "U.S.": an initial, though `u` and `s` are words in some languages.
                if !place.initial && known.is_function_word() {
                    function_words += 1;
                    found.add(known);
                }
                date_words += usize::from(known.is_date_word());
                first_words += usize::from(first_line.contains(place.hash));
                hash = (hash.rotate_left(5) ^ place.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            },
            |hit| {
                let list = lexicon.list(hit);
                match list.role {
                    Role::Claim => {
                        claims += 1;
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
                        if list.role == Role::Boilerplate && begin == Some(hit.start) {
                            best.lead = best.lead.max(hit.words);
                        }
                        let better = (list.caller, hit.whole, hit.words)
                            > (best.caller, best.whole, best.words);
                        if better {
                            (best.caller, best.whole, best.words) =
                                (list.caller, hit.whole, hit.words);
                            best.boilerplate = list.role == Role::Boilerplate;
                            signals.hits[row] = Some(hit);
                        }
                    }
                    _ => {}
                }
            },
        );
        let n = &mut self.n;
        n.words += done;
        n.hash = hash;
        n.function_words += function_words;
        n.first_words += first_words;
        n.claims += claims;
        n.date_words += date_words;
        done
    }

    fn finish(&mut self) {
        self.n.ends += usize::from(self.n.ending);
        self.matcher.complete = true;
        self.look_up();
        let signals = &mut *self.signals;
        signals.tokens.end_line();
        signals.lines[self.row] = self.n.size();
        let own = self.n.columns(&self.best, marker(self.text));
        let mut cell = self.row;
        for value in own {
            signals.values[cell] = value;
            cell += signals.rows;
        }
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
