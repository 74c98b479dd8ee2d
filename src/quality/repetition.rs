//! Gopher's rules of repetition (Rae et al. 2021, arXiv 2112.11446, table A1).

use std::collections::HashSet;

use serde::Serialize;

use super::Subject;
use super::characters::{count, strip};
use super::gopher::ratio;
use super::grams::{Runs, SHORTEST, Written};
use super::thresholds::GopherRepetitionThresholds;

/// What Gopher's rules of repetition look at: shares, 0 to 1, of the lines, of the paragraphs, or of the characters of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GopherRepetition {
    /// The code points of the text.
    pub chars: usize,
    /// The share of lines that were there before. Lines end at `\n`; empty ones are none, but for one at the beginning and one at
    /// the end of the text.
    pub dup_line_frac: f64,
    /// The share of characters in those lines.
    pub dup_line_char_frac: f64,
    /// The share of paragraphs (what stands between empty lines) that were there before.
    pub dup_para_frac: f64,
    /// The share of characters in those paragraphs.
    pub dup_para_char_frac: f64,
    /// The share of characters in all occurrences of the most frequent run of two words, blanks between them counted. It may
    /// be one that occurs once.
    pub top_2_gram: f64,
    /// The same for three words.
    pub top_3_gram: f64,
    /// The same for four words.
    pub top_4_gram: f64,
    /// The share of characters in runs of five words that were there before, blanks not counted. Runs do not overlap, and are the
    /// same if they are so when written together.
    pub dup_5_gram: f64,
    /// The same for six words.
    pub dup_6_gram: f64,
    /// The same for seven words.
    pub dup_7_gram: f64,
    /// The same for eight words.
    pub dup_8_gram: f64,
    /// The same for nine words.
    pub dup_9_gram: f64,
    /// The same for ten words.
    pub dup_10_gram: f64,
}

impl GopherRepetition {
    pub(super) fn measure(subject: &Subject<'_>, lines: &Duplicates) -> Self {
        let chars = subject.chars;
        let paragraphs = paragraphs(subject.text);
        let [top_2_gram, top_3_gram, top_4_gram] = top_grams(subject);
        let [
            dup_5_gram,
            dup_6_gram,
            dup_7_gram,
            dup_8_gram,
            dup_9_gram,
            dup_10_gram,
        ] = dup_grams(subject);
        Self {
            chars,
            dup_line_frac: ratio(lines.again, lines.all),
            dup_line_char_frac: ratio(lines.chars, chars),
            dup_para_frac: ratio(paragraphs.again, paragraphs.all),
            dup_para_char_frac: ratio(paragraphs.chars, chars),
            top_2_gram,
            top_3_gram,
            top_4_gram,
            dup_5_gram,
            dup_6_gram,
            dup_7_gram,
            dup_8_gram,
            dup_9_gram,
            dup_10_gram,
        }
    }

    pub(super) fn reasons(&self, limits: &GopherRepetitionThresholds) -> Vec<&'static str> {
        let [top_2, top_3, top_4] = limits.top_grams;
        let [dup_5, dup_6, dup_7, dup_8, dup_9, dup_10] = limits.dup_grams;
        let reasons = [
            (self.chars == 0, "empty"),
            (self.dup_para_frac > limits.dup_para_frac, "dup_para_frac"),
            (
                self.dup_para_char_frac > limits.dup_para_char_frac,
                "dup_para_char_frac",
            ),
            (self.dup_line_frac > limits.dup_line_frac, "dup_line_frac"),
            (
                self.dup_line_char_frac > limits.dup_line_char_frac,
                "dup_line_char_frac",
            ),
            (self.top_2_gram > top_2, "top_2_gram"),
            (self.top_3_gram > top_3, "top_3_gram"),
            (self.top_4_gram > top_4, "top_4_gram"),
            (self.dup_5_gram > dup_5, "duplicated_5_n_grams"),
            (self.dup_6_gram > dup_6, "duplicated_6_n_grams"),
            (self.dup_7_gram > dup_7, "duplicated_7_n_grams"),
            (self.dup_8_gram > dup_8, "duplicated_8_n_grams"),
            (self.dup_9_gram > dup_9, "duplicated_9_n_grams"),
            (self.dup_10_gram > dup_10, "duplicated_10_n_grams"),
        ];
        super::holding(reasons)
    }
}

/// Pieces, and those that were there before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Duplicates {
    pub(super) all: usize,
    pub(super) again: usize,
    /// The code points of those.
    pub(super) chars: usize,
    /// Of them those in pieces that are not blank.
    pub(super) visible_chars: usize,
}

impl Duplicates {
    fn add<'t>(&mut self, piece: &'t str, seen: &mut HashSet<&'t str>) {
        self.all += 1;
        if !seen.insert(piece) {
            let chars = count(piece);
            self.again += 1;
            self.chars += chars;
            if !strip(piece).is_empty() {
                self.visible_chars += chars;
            }
        }
    }

    /// Of the lines, as `re.split("\n+", text)` cuts them.
    pub(super) fn of_lines(text: &str) -> Self {
        let mut lines = Self::default();
        let mut seen = HashSet::new();
        if text.starts_with('\n') {
            lines.add("", &mut seen);
        }
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            lines.add(line, &mut seen);
        }
        // Of nothing but line ends, the split leaves what is before and what is behind them.
        if text.is_empty() || text.ends_with('\n') {
            lines.add("", &mut seen);
        }
        lines
    }
}

/// Of the paragraphs, as `re.split("\n{2,}", text.strip())` cuts them.
fn paragraphs(text: &str) -> Duplicates {
    let text = strip(text);
    let mut paragraphs = Duplicates::default();
    let mut seen = HashSet::new();
    let mut start = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"\n\n") {
        // The second half of a longer gap.
        if at < start {
            continue;
        }
        paragraphs.add(&text[start..at], &mut seen);
        let gap = text[at..].bytes().take_while(|&byte| byte == b'\n').count();
        start = at + gap;
    }
    paragraphs.add(&text[start..], &mut seen);
    paragraphs
}

fn top_grams(subject: &Subject<'_>) -> [f64; 3] {
    let hashes: Vec<u64> = subject.words.iter().map(|word| word.hash).collect();
    let mut runs = Runs::new(&hashes);
    [2, 3, 4].map(|length| {
        let Some((at, times)) = runs.grow() else {
            return 0.0;
        };
        let chars = sum(&subject.lengths[at..at + length]) + length - 1;
        ratio(chars * times, subject.chars)
    })
}

fn dup_grams(subject: &Subject<'_>) -> [f64; 6] {
    let written = Written::new(subject.text, &subject.words);
    [SHORTEST, 6, 7, 8, 9, 10].map(|length| {
        let mut chars = 0;
        written.again(length, |at| chars += sum(&subject.lengths[at..at + length]));
        ratio(chars, subject.chars)
    })
}

fn sum(lengths: &[u32]) -> usize {
    lengths.iter().map(|&length| length as usize).sum()
}
