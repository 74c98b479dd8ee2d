//! Gopher's rules of quality (Rae et al. 2021, arXiv 2112.11446, appendix A1).

use serde::Serialize;

use super::Subject;
use super::characters::{is_letter, is_symbol, split_lines, strip};
use super::thresholds::GopherQualityThresholds;

/// What Gopher's rules of quality look at. Words are those of spaCy's English tokenizer, marks among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GopherQuality {
    /// All words, marks among them: what shares of words are shares of.
    pub words: usize,
    /// The words that are not marks alone: what is meant by the number of words of the document.
    pub non_symbol_words: usize,
    /// Their mean length in code points; 0 where there is none.
    pub mean_word_length: f64,
    /// Hash signs a word.
    pub hash_to_word_ratio: f64,
    /// Ellipses (`...` and `…`) a word.
    pub ellipsis_to_word_ratio: f64,
    /// The share of lines that begin with `•` or `-`, 0 to 1. Blank lines count as lines.
    pub bullet_line_frac: f64,
    /// The share of lines that end with an ellipsis, 0 to 1.
    pub ellipsis_line_frac: f64,
    /// The share of words with a letter in them, 0 to 1.
    pub alpha_word_frac: f64,
    /// How many of the stop words occur, each counted once and written just so: `The` is none of them.
    pub stop_words: usize,
}

impl GopherQuality {
    pub(super) fn measure(subject: &Subject<'_>) -> Self {
        let counts = Counts::of(subject);
        let words = subject.words.len();
        let lines = Lines::of(subject.text);
        Self {
            words,
            non_symbol_words: counts.words,
            mean_word_length: ratio(counts.length, counts.words),
            hash_to_word_ratio: ratio(subject.symbols.hashes, words),
            ellipsis_to_word_ratio: ratio(subject.symbols.ellipses, words),
            bullet_line_frac: ratio(lines.bullets, lines.all),
            ellipsis_line_frac: ratio(lines.ellipses, lines.all),
            alpha_word_frac: ratio(counts.with_letter, words),
            stop_words: counts.stop_words,
        }
    }

    pub(super) fn reasons(&self, limits: &GopherQualityThresholds) -> Vec<&'static str> {
        let reasons = [
            (self.non_symbol_words < limits.min_words, "gopher_short_doc"),
            (self.non_symbol_words > limits.max_words, "gopher_long_doc"),
            (
                self.mean_word_length < limits.min_mean_word_length,
                "gopher_below_avg_threshold",
            ),
            (
                self.mean_word_length > limits.max_mean_word_length,
                "gopher_above_avg_threshold",
            ),
            (
                self.hash_to_word_ratio > limits.max_symbol_word_ratio,
                "gopher_too_many_hashes",
            ),
            (
                self.ellipsis_to_word_ratio > limits.max_symbol_word_ratio,
                "gopher_too_many_ellipsis",
            ),
            (
                self.bullet_line_frac > limits.max_bullet_line_frac,
                "gopher_too_many_bullets",
            ),
            (
                self.ellipsis_line_frac > limits.max_ellipsis_line_frac,
                "gopher_too_many_end_ellipsis",
            ),
            (
                self.alpha_word_frac < limits.min_alpha_word_frac,
                "gopher_below_alpha_threshold",
            ),
            (
                self.stop_words < limits.min_stop_words,
                "gopher_enough_stop_words",
            ),
        ];
        super::holding(reasons)
    }
}

/// A share or a mean; of nothing 0.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[derive(Debug, Default)]
struct Counts {
    words: usize,
    length: usize,
    with_letter: usize,
    stop_words: usize,
}

impl Counts {
    fn of(subject: &Subject<'_>) -> Self {
        let mut counts = Self::default();
        let mut seen = vec![false; subject.stop_words.len()];
        for (word, &length) in subject.words.iter().zip(&subject.lengths) {
            let text = &subject.text[word.start..word.end];
            // Most words begin with a letter.
            let plain = text.as_bytes()[0].is_ascii_alphabetic();
            if plain || !text.chars().all(is_symbol) {
                counts.words += 1;
                counts.length += length as usize;
            }
            counts.with_letter += usize::from(plain || text.chars().any(is_letter));
            if let Some(at) = subject.stop_words.find(word.hash) {
                counts.stop_words += usize::from(!std::mem::replace(&mut seen[at], true));
            }
        }
        counts
    }
}

#[derive(Debug, Default)]
struct Lines {
    all: usize,
    bullets: usize,
    ellipses: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let mut lines = Self::default();
        for (_, line) in split_lines(text) {
            let line = strip(line);
            lines.all += 1;
            lines.bullets += usize::from(line.starts_with(['•', '-']));
            lines.ellipses += usize::from(line.ends_with("...") || line.ends_with('…'));
        }
        lines
    }
}
