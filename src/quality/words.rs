//! Words as spaCy's English tokenizer (3.8) cuts them: the words of datatrove's filters, and so the words that decide.
//!
//! What stands between white space is freed of marks at its ends, one at each end in turn, until it is one of the pieces
//! that are known as a whole (`assets/quality/english-words.txt`) or has none left; what is left is an address, or is cut at the marks inside it.
//! At last, marks and words side by side that make up one of the known pieces become that piece.
//!
//! Invariant: words do not overlap and stand in order; all that is not white space is in one of them.

mod address;
mod affixes;
mod known;

use super::characters::{next_space, space_at};
use known::KNOWN;

/// A word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// The hash of its bytes.
    pub(super) hash: u64,
    /// Whether the white space before it is more than one blank, which is a token to spaCy, if not a word.
    pub(super) gap: bool,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    /// Whether there is white space of more than one blank at the end.
    pub(super) gap_at_end: bool,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut cutter = Cutter::new(text, true);
        let gap_at_end = cutter.run();
        let mut words = cutter.words;
        known::join(text, &mut words);
        Self { words, gap_at_end }
    }
}

/// Cuts one text.
struct Cutter<'t> {
    text: &'t str,
    /// Whether the known pieces stay whole.
    known: bool,
    words: Vec<Word>,
    /// Whether the next word is the first behind more than one blank.
    gap: bool,
    /// The widths of the marks cut off the end of the piece, the outermost first.
    marks: Vec<usize>,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, known: bool) -> Self {
        Self {
            text,
            known,
            words: Vec::with_capacity(text.len() / 5 + 1),
            gap: false,
            marks: Vec::new(),
        }
    }

    /// Cuts all of it. Returns whether more than one blank stands at the end.
    fn run(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        loop {
            let space = at;
            while let width @ 1.. = space_at(self.text, at) {
                at += width;
            }
            // A single blank between words is none of spaCy's tokens; at the beginning it is one.
            self.gap = at > space && (space == 0 || &bytes[space..at] != b" ");
            if at >= bytes.len() {
                return self.gap;
            }
            let start = at;
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            let letters = matches!(bytes.get(at), None | Some(b' ' | b'\n'));
            if letters {
                self.letters(start, at);
            } else {
                at = next_space(self.text, at);
                self.piece(start, at);
            }
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        let hash = hash(self.text.as_bytes(), start, end);
        self.push_hashed(start, end, hash);
    }

    fn push_hashed(&mut self, start: usize, end: usize, hash: u64) {
        self.words.push(Word {
            start,
            end,
            hash,
            gap: self.gap,
        });
        self.gap = false;
    }

    /// A piece of letters alone has no marks, but may be known: `cannot` is two words.
    fn letters(&mut self, start: usize, end: usize) {
        let hash = hash(self.text.as_bytes(), start, end);
        if !(self.known && self.push_known(start, end, hash)) {
            self.push_hashed(start, end, hash);
        }
    }

    /// Adds the words of a known piece, or does nothing.
    fn push_known(&mut self, start: usize, end: usize, hash: u64) -> bool {
        let Some(widths) = KNOWN.get(end - start, hash) else {
            return false;
        };
        let mut at = start;
        for &width in widths {
            self.push(at, at + usize::from(width));
            at += usize::from(width);
        }
        true
    }

    fn is_known(&self, start: usize, end: usize) -> bool {
        self.known && KNOWN.holds(self.text, start, end)
    }

    /// Cuts what stands between white space.
    fn piece(&mut self, start: usize, end: usize) {
        let (start, end) = self.cut_marks(start, end);
        if start < end {
            self.middle(start, end);
        }
        let mut at = end;
        while let Some(width) = self.marks.pop() {
            self.push(at, at + width);
            at += width;
        }
    }

    /// Cuts marks off both ends in turn and returns what is left.
    fn cut_marks(&mut self, mut start: usize, mut end: usize) -> (usize, usize) {
        let text = self.text;
        let mut before = 0;
        while start < end && end - start != before && !self.is_known(start, end) {
            before = end - start;
            let front = affixes::front(&text[start..end]);
            let inner = start + front;
            let known_inside = front > 0 && inner < end && self.is_known(inner, end);
            // It must not see what was just cut off the front.
            let back = if known_inside {
                0
            } else {
                affixes::back(&text[inner..end])
            };
            let outer = end - back;
            // Cut at the back alone, it is looked up with its front.
            let known_before = back > 0 && start < outer && self.is_known(start, outer);
            if front > 0 && !known_before {
                self.push(start, inner);
                start = inner;
            }
            if back > 0 {
                self.marks.push(back);
                end = outer;
            }
            if known_inside || known_before {
                break;
            }
        }
        (start, end)
    }

    /// Cuts what is left between the marks at the ends.
    fn middle(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        let hash = hash(self.text.as_bytes(), start, end);
        if self.known && self.push_known(start, end, hash) {
            return;
        }
        if address::is_address(text) {
            self.push_hashed(start, end, hash);
            return;
        }
        let (mut from, mut done) = (0, 0);
        while let Some((at, width)) = affixes::inside(text, from) {
            from = at + width;
            // A mark in front stays with what follows.
            if at == 0 {
                continue;
            }
            if at > done {
                self.push(start + done, start + at);
            }
            self.push(start + at, start + from);
            done = from;
        }
        if start + done < end {
            self.push(start + done, end);
        }
    }
}

/// The hash of some bytes of a text; the same bytes have the same wherever they stand.
pub(super) fn hash(text: &[u8], start: usize, end: usize) -> u64 {
    let mut hash = (end - start) as u64;
    let mut at = start;
    while at + 8 <= end {
        hash = mix(hash, eight(text, at));
        at += 8;
    }
    if at < end {
        hash = mix(hash, eight(text, at) & (u64::MAX >> (64 - 8 * (end - at))));
    }
    hash
}

/// Eight bytes from `at` on, where the text has as many; else those there are.
fn eight(text: &[u8], at: usize) -> u64 {
    if let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        return u64::from_le_bytes(*eight);
    }
    let rest = text.get(at..).unwrap_or_default().iter();
    rest.rev()
        .fold(0, |bytes, &byte| bytes << 8 | u64::from(byte))
}

/// Joins a value to a hash; order counts.
pub(super) fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests;
