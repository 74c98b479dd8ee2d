//! Pieces that are known as a whole: contractions, abbreviations, emoticons.

use once_cell::sync::Lazy;

use super::{Cutter, Word, hash, mix};
use crate::quality::grams::HashTable;

const FILE: &str = include_str!("../../../assets/quality/english-words.txt");

pub(super) static KNOWN: Lazy<Known> = Lazy::new(Known::new);

/// The known pieces, and the sequences of words that must be joined to one.
pub(super) struct Known {
    /// By hash: where the widths of its words begin and how many they are.
    pieces: HashTable<(u32, u32)>,
    widths: Vec<u8>,
    /// The widths that a piece can have.
    widest: usize,
    /// By hash of the first words of a sequence: whether the sequence is whole, and whether it goes on.
    sequences: HashTable<Step>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Step {
    whole: bool,
    goes_on: bool,
}

impl Known {
    fn new() -> Self {
        let all = read(FILE);
        let mut known = Self {
            // Nearly no word is in it, and the emptier the table, the sooner that is known.
            pieces: HashTable::with_room(4 * all.len()),
            widths: Vec::new(),
            widest: all
                .iter()
                .map(|words| words.concat().len())
                .max()
                .unwrap_or(0),
            sequences: HashTable::with_room(4 * all.len()),
        };
        for words in &all {
            let piece = words.concat();
            let place = (known.widths.len() as u32, words.len() as u32);
            *known.pieces.entry(hash(piece.as_bytes(), 0, piece.len())) = place;
            known
                .widths
                .extend(words.iter().map(|word| word.len() as u8));
        }
        for words in &all {
            known.add_sequence(&words.concat());
        }
        known
    }

    /// What a piece is cut into where it is not known, if its marks or what stands inside it cut it at all.
    fn add_sequence(&mut self, piece: &str) {
        let marked = super::affixes::front(piece) > 0
            || super::affixes::back(piece) > 0
            || super::affixes::inside(piece, 0).is_some();
        if !marked {
            return;
        }
        let mut cutter = Cutter::new(piece, false);
        cutter.piece(0, piece.len());
        let mut sequence = 0;
        let last = cutter.words.len() - 1;
        for (at, word) in cutter.words.iter().enumerate() {
            sequence = mix(sequence, word.hash);
            let step = self.sequences.entry(sequence);
            step.whole |= at == last;
            step.goes_on |= at < last;
        }
    }

    /// The widths of the words of a piece of this width and hash.
    pub(super) fn get(&self, width: usize, hash: u64) -> Option<&[u8]> {
        if width > self.widest {
            return None;
        }
        let &(start, count) = self.pieces.get(hash)?;
        let start = start as usize;
        self.widths.get(start..start + count as usize)
    }

    pub(super) fn holds(&self, text: &str, start: usize, end: usize) -> bool {
        end - start <= self.widest && self.pieces.get(hash(text.as_bytes(), start, end)).is_some()
    }
}

/// The words of every piece of the file.
pub(super) fn read(file: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut left_out: Vec<&str> = Vec::new();
    let lines = file.lines().filter(|line| !line.starts_with("# "));
    for line in lines {
        if let Some(words) = line.strip_prefix("- ") {
            left_out.extend(words.split(' '));
        } else if let Some((stems, endings)) = line.split_once(" = ") {
            for stem in stems.split(' ') {
                for ending in endings.split(' ') {
                    let words = std::iter::once(stem).chain(ending.split('+'));
                    all.push(words.map(str::to_owned).collect());
                }
            }
        } else {
            all.extend(
                line.split(' ')
                    .filter(|word| !word.is_empty())
                    .map(|word| vec![word.to_owned()]),
            );
        }
    }
    all.retain(|words| !left_out.contains(&words.concat().as_str()));
    let curled: Vec<Vec<String>> = all
        .iter()
        .filter(|words| words.iter().any(|word| word.contains('\'')))
        .map(|words| words.iter().map(|word| word.replace('\'', "’")).collect())
        .collect();
    all.extend(curled);
    all
}

/// Makes one piece of words side by side that are a known piece: `see (above):` ends in an emoticon to spaCy.
pub(super) fn join(text: &str, words: &mut Vec<Word>) {
    let found = sequences(words);
    if found.is_empty() {
        return;
    }
    let mut taken = vec![false; words.len()];
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for (start, end) in found {
        // One that overlaps a longer one is left out, and takes its words all the same.
        if !taken[start] && !taken[end - 1] {
            kept.push((start, end));
        }
        taken[start..end].fill(true);
    }
    kept.sort_unstable();
    let mut joined = Cutter::new(text, true);
    let mut done = 0;
    for (start, end) in kept {
        joined.words.extend_from_slice(&words[done..start]);
        done = start;
        let (first, last) = (words[start].start, words[end - 1].end);
        joined.gap = words[start].gap;
        let piece = hash(text.as_bytes(), first, last);
        // Words that are apart have their blank in the piece, and no known one has.
        if joined.push_known(first, last, piece) {
            done = end;
        }
    }
    joined.words.extend_from_slice(&words[done..]);
    *words = joined.words;
}

/// The places of all sequences, the longest first, of equally long ones the first.
fn sequences(words: &[Word]) -> Vec<(usize, usize)> {
    let known = &*KNOWN;
    let mut found = Vec::new();
    for (start, first) in words.iter().enumerate() {
        let mut sequence = mix(0, first.hash);
        let mut step = known.sequences.get(sequence);
        let mut end = start + 1;
        while let Some(&Step { whole, goes_on }) = step {
            if whole {
                found.push((start, end));
            }
            step = None;
            // White space that is a token stands between.
            if let Some(next) = words.get(end).filter(|next| goes_on && !next.gap) {
                sequence = mix(sequence, next.hash);
                step = known.sequences.get(sequence);
                end += 1;
            }
        }
    }
    found.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
    found
}
