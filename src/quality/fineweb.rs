//! `FineWeb`'s rules (Penedo et al. 2024, arXiv 2406.17557, section 3.6).

use serde::Serialize;

use super::Subject;
use super::characters::{count, is_terminal, strip};
use super::gopher::ratio;
use super::repetition::Duplicates;
use super::thresholds::FineWebThresholds;

/// What `FineWeb`'s rules look at. Lines end at `\n`; blank ones are none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FineWeb {
    /// The lines that are not blank.
    pub lines: usize,
    /// The share of them that end in a mark that ends sentences in some script, 0 to 1. A blank or a closing quotation mark behind
    /// it spoils it.
    pub line_punct_ratio: f64,
    /// The share of them that have at most 30 code points, 0 to 1.
    pub short_line_ratio: f64,
    /// The share of characters, line ends not counted, in lines that were there before, 0 to 1.
    pub char_dup_ratio: f64,
    /// Line ends a word. Words are those of spaCy's English tokenizer, marks among them.
    pub new_line_ratio: f64,
}

impl FineWeb {
    pub(super) fn measure(subject: &Subject<'_>, duplicates: &Duplicates) -> Self {
        let (mut lines, mut ended, mut short, mut line_ends) = (0, 0, 0, 0);
        let longest = subject.options.short_line_length;
        for line in subject.text.split('\n') {
            line_ends += 1;
            if strip(line).is_empty() {
                continue;
            }
            lines += 1;
            ended += usize::from(line.ends_with(is_terminal));
            // No character is wider than four bytes.
            short += usize::from(line.len() <= 4 * longest && count(line) <= longest);
        }
        line_ends -= 1;
        Self {
            lines,
            line_punct_ratio: ratio(ended, lines),
            short_line_ratio: ratio(short, lines),
            char_dup_ratio: ratio(duplicates.visible_chars, subject.chars - line_ends),
            new_line_ratio: ratio(line_ends, subject.words.len()),
        }
    }

    pub(super) fn reasons(&self, limits: &FineWebThresholds) -> Vec<&'static str> {
        if self.lines == 0 {
            return vec!["empty"];
        }
        let spared = limits.line_punct_exclude_zero && self.line_punct_ratio == 0.0;
        let reasons = [
            (
                self.line_punct_ratio < limits.line_punct_thr && !spared,
                "line_punct_ratio",
            ),
            (
                self.short_line_ratio > limits.short_line_thr,
                "short_line_ratio",
            ),
            (
                self.char_dup_ratio > limits.char_duplicates_ratio,
                "char_dup_ratio",
            ),
            (self.new_line_ratio > limits.new_line_ratio, "list_ratio"),
        ];
        super::holding(reasons)
    }
}
