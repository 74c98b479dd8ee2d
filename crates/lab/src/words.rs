//! Word-F1 of two texts, as `goldio.py` counts it.

use std::sync::LazyLock;

use regex::Regex;

use crate::random::fnv1a;

/// The words of a text as sorted hashes, repeated as often as they stand there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words(Vec<u64>);

/// Precision, recall and F1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Overlap {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// The lower-cased words of a text as hashes, in order; a word is one character in scripts written without spaces.
pub(crate) fn sequence(text: &str) -> Vec<u64> {
    // Python's `\w` is letters, numbers and the underscore; Rust's also takes marks.
    const SCRIPTS: &str = r"\u{0e00}-\u{0e7f}\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{ac00}-\u{d7af}";
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"[{SCRIPTS}]|[[\p{{L}}\p{{N}}_]--[{SCRIPTS}]]+"))
            .expect("a valid pattern")
    });
    WORD.find_iter(&text.to_lowercase())
        .map(|word| fnv1a(word.as_str().as_bytes()))
        .collect()
}

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = sequence(text);
        words.sort_unstable();
        Self(words)
    }

    /// The words of several texts together.
    pub(crate) fn together<'t>(texts: impl IntoIterator<Item = &'t Self>) -> Self {
        let mut words: Vec<u64> = texts
            .into_iter()
            .flat_map(|text| &text.0)
            .copied()
            .collect();
        words.sort_unstable();
        Self(words)
    }

    /// What of the words of `gold` these are.
    pub(crate) fn overlap(&self, gold: &Self) -> Overlap {
        if self.0.is_empty() || gold.0.is_empty() {
            let same = f64::from(u8::from(self.0.is_empty() && gold.0.is_empty()));
            return Overlap {
                precision: same,
                recall: same,
                f1: same,
            };
        }
        let hit = self.shared(gold) as f64;
        let (precision, recall) = (hit / self.0.len() as f64, hit / gold.0.len() as f64);
        let f1 = if hit > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        };
        Overlap {
            precision,
            recall,
            f1,
        }
    }

    /// How many words can be paired off.
    fn shared(&self, other: &Self) -> usize {
        let (mut rest, mut shared) = (other.0.as_slice(), 0);
        for word in &self.0 {
            rest = &rest[rest.partition_point(|other| other < word)..];
            if rest.first() == Some(word) {
                shared += 1;
                rest = &rest[1..];
            }
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_with_their_number() {
        let gold = Words::together(&[Words::of("One two two"), Words::of("three_3")]);
        let overlap = Words::of("TWO, one one!").overlap(&gold);
        assert!((overlap.precision - 2.0 / 3.0).abs() < 1e-9);
        assert!((overlap.recall - 0.5).abs() < 1e-9);
    }

    #[test]
    fn unspaced_scripts_count_by_character() {
        assert_eq!(Words::of("日本語abc ไทย").0.len(), 3 + 1 + 3);
    }

    #[test]
    fn nothing_against_nothing_is_right() {
        let none = Words::of(" - ");
        assert!((none.overlap(&Words::default()).f1 - 1.0).abs() < 1e-9);
        assert!(none.overlap(&Words::of("a")).f1.abs() < 1e-9);
    }
}
