//! The line rules of `RefinedWeb` (Penedo et al. 2023, arXiv 2306.01116, appendix G.2), as DCLM published them (Li et al. 2024, arXiv
//! 2406.11794, `dclm_baseline_refinedweb.yaml`).

use once_cell::sync::Lazy;
use regex::Regex;
use serde::Serialize;

use super::characters::{count, is_digit, is_word, split};
use super::gopher::ratio;
use super::thresholds::RefinedWebThresholds;

/// Why a line, or a part of it, is removed. The first that holds counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LineRule {
    /// More than half of its characters, blanks counted, are capitals.
    Uppercase,
    /// All its characters are digits.
    Numeric,
    /// It is a counter, such as `3 likes` or `1.2K followers`, and nothing else.
    Counter,
    /// It has one word.
    Short,
    /// A line of at most ten words says `items in cart`, ends in `Read more...` or begins with `Sign-in`: these words go. The line
    /// goes with them if there are no others.
    Substring,
}

/// What the line rules of `RefinedWeb` remove. Lines end at `\n`; words are what stands between white space.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RefinedWeb {
    /// The words of the text.
    pub words: usize,
    /// The words that the rules remove.
    pub removed_words: usize,
    /// Their share, 0 to 1.
    pub removed_ratio: f64,
    /// Lines removed by [`LineRule::Uppercase`].
    pub lines_uppercase: usize,
    /// Lines removed by [`LineRule::Numeric`].
    pub lines_numeric: usize,
    /// Lines removed by [`LineRule::Counter`].
    pub lines_counter: usize,
    /// Lines removed by [`LineRule::Short`].
    pub lines_short: usize,
    /// Lines of which [`LineRule::Substring`] removes something.
    pub lines_substring: usize,
}

impl RefinedWeb {
    /// Counts a line, without its `\n`, and says what removes it; given are its words and capitals.
    pub(super) fn add(&mut self, line: &str, words: usize, capitals: usize) -> Option<LineRule> {
        self.words += words;
        let rule = rule(line, words, capitals)?;
        let left = match rule {
            LineRule::Substring => split(&without_substrings(line)).count(),
            _ => 0,
        };
        self.removed_words += words - left;
        *match rule {
            LineRule::Uppercase => &mut self.lines_uppercase,
            LineRule::Numeric => &mut self.lines_numeric,
            LineRule::Counter => &mut self.lines_counter,
            LineRule::Short => &mut self.lines_short,
            LineRule::Substring => &mut self.lines_substring,
        } += 1;
        Some(rule)
    }

    pub(super) fn finish(mut self) -> Self {
        self.removed_ratio = ratio(self.removed_words, self.words);
        self
    }

    pub(super) fn reasons(&self, limits: &RefinedWebThresholds) -> Vec<&'static str> {
        super::holding([(
            self.removed_ratio > limits.max_removed_ratio,
            "word_removal_ratio",
        )])
    }
}

fn rule(line: &str, words: usize, capitals: usize) -> Option<LineRule> {
    if line.is_empty() {
        return None;
    }
    if 2 * capitals > count(line) {
        return Some(LineRule::Uppercase);
    }
    if line.ends_with(is_digit) && line.chars().all(is_digit) {
        return Some(LineRule::Numeric);
    }
    if is_counter(line) {
        return Some(LineRule::Counter);
    }
    if words < 2 {
        return Some(LineRule::Short);
    }
    (words <= MOST_WORDS && without_substrings(line).len() < line.len())
        .then_some(LineRule::Substring)
}

/// Whether a number and what it counts are all there is.
fn is_counter(line: &str) -> bool {
    static COUNTER: Lazy<Option<Regex>> = Lazy::new(|| {
        Regex::new(concat!(
            r"(?i)^\W*\d[,.\d]*[kmb]?\s+(?:likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes",
            r"|downloads|views|followers)\W*$",
        ))
        .ok()
    });
    // Nearly free: it begins with a number, and the last word ends in an s.
    let digit_first = line
        .chars()
        .find(|&c| is_word(c))
        .is_some_and(char::is_numeric);
    digit_first
        && line
            .chars()
            .rev()
            .find(|&c| is_word(c))
            .is_some_and(|c| matches!(c, 's' | 'S'))
        && COUNTER
            .as_ref()
            .is_some_and(|counter| counter.is_match(line))
}

const MOST_WORDS: usize = 10;

/// The line without the three phrases, one after the other.
fn without_substrings(line: &str) -> String {
    static PHRASES: Lazy<Vec<Regex>> = Lazy::new(|| {
        let phrases = [r"\s?items in cart", r"\s?read more\.\.\.$", r"^sign-in\s?"];
        let phrases = phrases
            .iter()
            .map(|phrase| Regex::new(&format!("(?i){phrase}")));
        phrases.filter_map(Result::ok).collect()
    });
    PHRASES.iter().fold(line.to_owned(), |line, phrase| {
        phrase.replace_all(&line, "").into_owned()
    })
}
