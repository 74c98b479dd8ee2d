//! Normal words: those between white space, without the punctuation of ASCII, in lower case.

use crate::quality::characters::{decomposed, next_space, space_at};
use crate::quality::grams::HashTable;
use crate::quality::words::hash;

/// The normal words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct NormalWords {
    pub(super) hashes: Vec<u64>,
    /// Their lengths in code points, decomposed.
    pub(super) lengths: Vec<u32>,
    /// The sum of those.
    pub(super) chars: usize,
    pub(super) lorem_ipsum: usize,
    /// The word that is read.
    word: Vec<u8>,
    after_lorem: bool,
}

/// The normal words of one line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub(super) words: usize,
    /// What stands between white space, words or not.
    pub(super) pieces: usize,
    pub(super) javascript: usize,
    chars: usize,
}

impl Line {
    /// The characters of the words and the blanks between them.
    pub(super) fn chars(&self) -> usize {
        (self.chars + self.words).saturating_sub(1)
    }
}

impl NormalWords {
    pub(super) fn with_room(bytes: usize) -> Self {
        Self {
            hashes: Vec::with_capacity(bytes / 6),
            lengths: Vec::with_capacity(bytes / 6),
            ..Self::default()
        }
    }

    pub(super) fn add_line(&mut self, text: &str) -> Line {
        let mut line = Line::default();
        let mut at = 0;
        while at < text.len() {
            if let width @ 1.. = space_at(text, at) {
                at += width;
                continue;
            }
            let (length, end) = self.read(text, at);
            at = end;
            line.pieces += 1;
            if !self.word.is_empty() {
                self.add(length, &mut line);
            }
        }
        line
    }

    /// Reads what begins at `start` up to the next white space. Returns the length of the word and where it ends.
    fn read(&mut self, text: &str, start: usize) -> (usize, usize) {
        self.word.clear();
        let mut at = start;
        while let Some(&byte) = text.as_bytes().get(at).filter(|byte| byte.is_ascii()) {
            match NORMAL[usize::from(byte)] {
                SPACE => return (self.word.len(), at),
                NOTHING => {}
                normal => self.word.push(normal),
            }
            at += 1;
        }
        if at == text.len() {
            return (self.word.len(), at);
        }
        let end = next_space(text, at);
        (self.read_wide(&text[start..end]), end)
    }

    /// Reads a word with characters beyond ASCII.
    fn read_wide(&mut self, word: &str) -> usize {
        self.word.clear();
        let kept: String = word.chars().filter(|c| !c.is_ascii_punctuation()).collect();
        let lower = kept.to_lowercase();
        self.word.extend_from_slice(lower.as_bytes());
        lower.chars().map(decomposed).sum()
    }

    fn add(&mut self, length: usize, line: &mut Line) {
        let word = self.word.as_slice();
        self.lorem_ipsum += usize::from(self.after_lorem && word.starts_with(b"ipsum"));
        self.after_lorem = word.ends_with(b"lorem");
        line.javascript += usize::from(word == b"javascript");
        self.lengths.push(length as u32);
        self.chars += length;
        line.words += 1;
        line.chars += length;
        // Eight bytes are read at once: with room behind the word that is fast at its end, too.
        let end = word.len();
        self.word.extend_from_slice(&[0; 8]);
        self.hashes.push(hash(&self.word, 0, end));
    }

    /// How many different ones there are, and their entropy in nats.
    pub(super) fn entropy(&self) -> (usize, f64) {
        let mut numbers: HashTable<u32> = HashTable::with_room(self.hashes.len());
        let mut counts: Vec<u32> = Vec::with_capacity(self.hashes.len() / 2);
        for &word in &self.hashes {
            // From 1; 0 is new.
            let number = numbers.entry(word);
            if *number == 0 {
                counts.push(0);
                *number = counts.len() as u32;
            }
            counts[*number as usize - 1] += 1;
        }
        let total = self.hashes.len() as f64;
        let shares = counts.iter().map(|&count| f64::from(count) / total);
        (counts.len(), shares.map(|share| -share * share.ln()).sum())
    }
}

/// What becomes of a byte of ASCII.
static NORMAL: [u8; 128] = {
    let mut table = [NOTHING; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\t'..=b'\r' | 0x1c..=b' ' => SPACE,
            _ if byte.is_ascii_punctuation() => NOTHING,
            _ => byte.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};
/// It ends the word.
const SPACE: u8 = b' ';
/// It is left out. (No byte of the text: a mark.)
const NOTHING: u8 = b'.';
