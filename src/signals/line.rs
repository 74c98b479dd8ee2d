//! What a line is by itself: one pass over its characters, one over its words.

mod columns;
mod marker;

use self::columns::{Best, Counts, WordCounts};
use self::marker::marker;
use super::language::FunctionWords;
use super::tokens::Tokens;
use super::{Signal, Signals};
use crate::lexicon::{LONGEST, Lexicon, Matcher, Place, Role};
use crate::report::Kind;
use crate::words::{self, Letters, Mark, Sink, WWW, Word};

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
    tokens: Tokens,
}

impl<'l> Measurer<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            places: Vec::new(),
            first_line: WordSet::default(),
            function_words: FunctionWords::default(),
            tokens: Tokens::default(),
        }
    }

    /// The function words and the tokens of all lines measured.
    pub(super) fn finish(self) -> (FunctionWords, Tokens) {
        (self.function_words, self.tokens)
    }

    /// What is told of the row's line by itself. The signals get all but the columns.
    pub(super) fn measure(
        &mut self,
        row: usize,
        text: &str,
        signals: &mut Signals,
    ) -> [u8; Signal::OWN] {
        self.places.clear();
        let mut scan = Scan {
            text,
            lexicon: self.lexicon,
            first_line: &self.first_line,
            function_words: &mut self.function_words,
            tokens: &mut self.tokens,
            places: &mut self.places,
            matcher: Matcher::default(),
            row,
            signals,
            best: Best::default(),
            n: Counts::default(),
        };
        words::scan(text, &mut scan);
        let own = scan.finish();
        if row == 0 && signals.lines[row].words <= FIRST_LINE {
            for place in self.places.iter().take(FIRST_WORDS) {
                self.first_line.insert(place.token);
            }
        }
        own
    }
}

/// A few words, with a mask that answers most questions.
#[derive(Default)]
struct WordSet {
    mask: u64,
    words: Vec<u32>,
}

impl WordSet {
    fn insert(&mut self, token: u32) {
        self.mask |= 1 << (token >> 26);
        self.words.push(token);
    }

    fn contains(&self, token: u32) -> bool {
        self.mask & (1 << (token >> 26)) != 0 && self.words.contains(&token)
    }
}

struct Scan<'a, 'l> {
    text: &'a str,
    lexicon: &'l Lexicon,
    first_line: &'a WordSet,
    function_words: &'a mut FunctionWords,
    tokens: &'a mut Tokens,
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
        let upper = letters.upper as usize;
        n.upper += upper;
        n.capitalised += usize::from(letters.capital);
        n.all_caps += usize::from(upper == count) & usize::from(count > 1);
        let initial =
            upper == 1 && count == 1 && self.text.as_bytes().get(letters.end) == Some(&b'.');
        if n.first == 0 {
            n.first = if letters.upper > 0 { 8 } else { 1 };
        }
        n.hashtags += usize::from(n.after == Some(Mark::Hash));
        n.last = 0;
        n.after = None;
        n.ending = false;
        self.push(Place {
            token: words::token(letters.hash),
            start: letters.start,
            end: letters.end,
            chars: count as u32,
            initial,
        });
    }

    fn word(&mut self, word: &Word) {
        let n = &mut self.n;
        let bytes = self.text.as_bytes();
        n.not_letters += (word.chars - word.letters) as usize;
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
            token: words::token(word.hash),
            start: word.start,
            end: word.end,
            chars: word.chars,
            initial: word.chars == 1 && word.capital && bytes.get(word.end) == Some(&b'.'),
        });
    }

    #[inline]
    fn mark(&mut self, mark: Mark, c: char, at: usize) {
        if mark == Mark::Space {
            let n = &mut self.n;
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
        self.tokens.mark(mark, c);
        n.visible += 1;
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
                let words = self.matcher.first + self.places.len();
                if words > 0 {
                    self.matcher.label(words - 1);
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
        self.tokens.word(place.token);
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
        let words = self.places.len();
        let mut found = self.function_words.places(words);
        let (row, best, signals) = (self.row, &mut self.best, &mut *self.signals);
        // What is counted for every word stays in registers.
        let (mut n, mut claims) = (WordCounts::default(), 0);
        let begin = self
            .places
            .first()
            .filter(|_| self.matcher.first == 0)
            .map(|place| place.start);
        if begin.is_some() {
            self.n.credit = lexicon.word(self.places[0].token).is_credit_word();
        }
        let done = self.matcher.run(
            lexicon,
            self.places,
            |place, known| {
                found.add(place, known);
                n.word_chars += place.chars as usize;
                n.longest = n.longest.max(place.chars as usize);
                n.addresses += usize::from(place.token == WWW);
                n.date_words += usize::from(known.is_date_word());
                n.first_words += usize::from(first_line.contains(place.token));
            },
            |hit| {
                let list = lexicon.list(hit);
                match list.role {
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
                        let rank = (list.caller, hit.whole, hit.words);
                        let order = rank.cmp(&(best.caller, best.whole, best.words));
                        // Of phrases of the same words, that of the first list.
                        let earlier = order.is_eq()
                            && signals.hits[row].is_some_and(|other| hit.precedes(other));
                        if order.is_gt() || earlier {
                            (best.caller, best.whole, best.words) =
                                (list.caller, hit.whole, hit.words);
                            best.boilerplate = list.role == Role::Boilerplate;
                            signals.hits[row] = Some(hit);
                        }
                    }
                    role if role.is_for_rules() => {
                        claims += usize::from(role == Role::Claim);
                        signals.phrases.push((row, hit));
                    }
                    _ => {}
                }
            },
        );
        n.function_words = found.count;
        self.function_words.give_back(words - n.function_words);
        self.n.words += done;
        self.n.hash = self.matcher.hash;
        self.n.claims += claims;
        self.n.of_words.add(&n);
        done
    }

    fn finish(&mut self) -> [u8; Signal::OWN] {
        self.n.ends += usize::from(self.n.ending);
        self.matcher.complete = true;
        self.look_up();
        let signals = &mut *self.signals;
        self.tokens.end_line();
        signals.lines[self.row] = self.n.size();
        self.n.columns(&self.best, marker(self.text))
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
