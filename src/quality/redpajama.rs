//! The signals of `RedPajama`-V2 (Weber et al. 2024, arXiv 2411.12372, appendix D) that need no classifier and no address.

mod normal;
mod raw;

use serde::{Serialize, Serializer};

use super::Subject;
use super::characters::{count, count_capitals, count_numerals, strip};
use super::gopher::ratio;
use super::grams::Runs;
use super::refinedweb::{LineRule, RefinedWeb};
use crate::document::Span;
use normal::NormalWords;
use raw::RawWords;

/// The document signals of `RedPajama`-V2, under their published names.
///
/// *Normal* words are those between white space without the punctuation of ASCII, in lower case; *raw* words are runs of letters,
/// digits and underscores, and runs of other marks (as Python's `re` has them; NLTK, which theirs are cut by, takes combining marks for
/// letters since 3.10). Lengths are in code points of the decomposed form (NFD). What is a share of words is `None` where there are none.
/// Values are not rounded; theirs are, to eight places.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RedPajama {
    /// Normal words.
    #[serde(rename = "rps_doc_word_count")]
    pub word_count: usize,
    /// Mean length of a normal word.
    #[serde(rename = "rps_doc_mean_word_length")]
    pub mean_word_length: Option<f64>,
    /// `#`, `...` and `…` a raw word.
    #[serde(rename = "rps_doc_symbol_to_word_ratio")]
    pub symbol_to_word_ratio: Option<f64>,
    /// The share of lines that end in `...` or `…`, 0 to 1. Blank lines are lines.
    #[serde(rename = "rps_doc_frac_lines_end_with_ellipsis")]
    pub frac_lines_end_with_ellipsis: Option<f64>,
    /// The share of raw words without a letter of ASCII, 0 to 1.
    #[serde(rename = "rps_doc_frac_no_alph_words")]
    pub frac_no_alph_words: Option<f64>,
    /// The share of raw words whose letters are all capitals, 0 to 1.
    #[serde(rename = "rps_doc_frac_all_caps_words")]
    pub frac_all_caps_words: Option<f64>,
    /// Different normal words a normal word, 0 to 1.
    #[serde(rename = "rps_doc_frac_unique_words")]
    pub frac_unique_words: Option<f64>,
    /// The entropy of normal words, in nats. Its last digits are those of the platform's logarithm.
    #[serde(rename = "rps_doc_unigram_entropy")]
    pub unigram_entropy: Option<f64>,
    /// Stretches up to a `.`, `!` or `?` that have a letter or digit.
    #[serde(rename = "rps_doc_num_sentences")]
    pub num_sentences: usize,
    /// The share of raw words that are stop words as they are written (`The` is none), 0 to 1.
    #[serde(rename = "rps_doc_stop_word_fraction")]
    pub stop_word_fraction: f64,
    /// `lorem ipsum` a character of the normal words and the blanks between them.
    #[serde(rename = "rps_doc_lorem_ipsum")]
    pub lorem_ipsum: f64,
    /// `{` and `}` a character of the text.
    #[serde(rename = "rps_doc_curly_bracket")]
    pub curly_bracket: f64,
    /// The share of characters of normal words in all occurrences of the most frequent run of two, 0 to 1; 0 where each occurs once.
    #[serde(rename = "rps_doc_frac_chars_top_2gram")]
    pub frac_chars_top_2gram: f64,
    /// The same for three.
    #[serde(rename = "rps_doc_frac_chars_top_3gram")]
    pub frac_chars_top_3gram: f64,
    /// The same for four.
    #[serde(rename = "rps_doc_frac_chars_top_4gram")]
    pub frac_chars_top_4gram: f64,
    /// The share of characters of normal words in runs of five that occur more than once, 0 to 1.
    #[serde(rename = "rps_doc_frac_chars_dupe_5grams")]
    pub frac_chars_dupe_5grams: f64,
    /// The same for six.
    #[serde(rename = "rps_doc_frac_chars_dupe_6grams")]
    pub frac_chars_dupe_6grams: f64,
    /// The same for seven.
    #[serde(rename = "rps_doc_frac_chars_dupe_7grams")]
    pub frac_chars_dupe_7grams: f64,
    /// The same for eight.
    #[serde(rename = "rps_doc_frac_chars_dupe_8grams")]
    pub frac_chars_dupe_8grams: f64,
    /// The same for nine.
    #[serde(rename = "rps_doc_frac_chars_dupe_9grams")]
    pub frac_chars_dupe_9grams: f64,
    /// The same for ten.
    #[serde(rename = "rps_doc_frac_chars_dupe_10grams")]
    pub frac_chars_dupe_10grams: f64,
}

/// The line signals of `RedPajama`-V2, under their published names, and what the line rules of `RefinedWeb` say. Lines end at `\n`,
/// which belongs to them. Blank ones are counted and have none: all of theirs are 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LineSignals {
    /// The number of the line, from 1, blank ones counted.
    pub line: usize,
    /// Its bytes in the text that was measured, with its end.
    pub span: Span,
    /// Whether it ends in `.`, `!`, `?` or `”`; 1 or 0 when serialised.
    #[serde(
        rename = "rps_lines_ending_with_terminal_punctution_mark",
        serialize_with = "number"
    )]
    pub ends_with_terminal_mark: bool,
    /// How many of its normal words are `javascript`.
    #[serde(rename = "rps_lines_javascript_counts")]
    pub javascript_counts: usize,
    /// Its normal words.
    #[serde(rename = "rps_lines_num_words")]
    pub num_words: usize,
    /// The share of numerals among the characters of the normal words and the blanks between them, 0 to 1.
    #[serde(rename = "rps_lines_numerical_chars_fraction")]
    pub numerical_chars_fraction: f64,
    /// Whether it begins with one of `• ‣ ▶ ◀ ◦ ■ □ ▪ ▫ –`; 1 or 0 when serialised.
    #[serde(rename = "rps_lines_start_with_bulletpoint", serialize_with = "number")]
    pub starts_with_bulletpoint: bool,
    /// The share of capitals among its characters, its end counted, 0 to 1.
    #[serde(rename = "rps_lines_uppercase_letter_fraction")]
    pub uppercase_letter_fraction: f64,
    /// What rule of `RefinedWeb` removes it or a part of it.
    pub refinedweb: Option<LineRule>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn number<S: Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(u8::from(*flag))
}

const TERMINAL: [char; 4] = ['.', '!', '?', '”'];
const BULLETS: [char; 10] = ['•', '‣', '▶', '◀', '◦', '■', '□', '▪', '▫', '–'];

/// All that is measured line by line.
pub(super) struct ByLine {
    pub(super) signals: Vec<LineSignals>,
    pub(super) refinedweb: RefinedWeb,
    words: NormalWords,
    /// All lines, blank ones too.
    all: usize,
    /// Those that end in an ellipsis.
    ellipses: usize,
}

impl ByLine {
    pub(super) fn measure(text: &str) -> Self {
        let mut measured = Self {
            signals: Vec::new(),
            refinedweb: RefinedWeb::default(),
            words: NormalWords::with_room(text.len()),
            all: 0,
            ellipses: 0,
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            measured.add(line, Span { start, end });
            start = end;
        }
        measured.refinedweb = measured.refinedweb.finish();
        measured
    }

    fn add(&mut self, line: &str, span: Span) {
        self.all += 1;
        let stripped = strip(line);
        if stripped.is_empty() {
            return;
        }
        let normal = self.words.add_line(line);
        self.ellipses += usize::from(stripped.ends_with("...") || stripped.ends_with('…'));
        let capitals = count_capitals(line);
        let bare = line.strip_suffix('\n').unwrap_or(line);
        self.signals.push(LineSignals {
            line: self.all,
            span,
            ends_with_terminal_mark: stripped.ends_with(TERMINAL),
            javascript_counts: normal.javascript,
            num_words: normal.words,
            numerical_chars_fraction: ratio(count_numerals(line), normal.chars()),
            starts_with_bulletpoint: stripped.starts_with(BULLETS),
            uppercase_letter_fraction: ratio(capitals, count(line)),
            refinedweb: self.refinedweb.add(bare, normal.pieces, capitals),
        });
    }
}

impl RedPajama {
    pub(super) fn measure(subject: &Subject<'_>, lines: &ByLine) -> Self {
        let text = subject.text;
        let words = &lines.words;
        let raw = RawWords::of(text, subject.redpajama_stop_words);
        let symbols = &subject.symbols;
        let of_words = |part| share(part, words.hashes.len());
        let of_raw = |part| share(part, raw.words);
        let (unique, entropy) = words.entropy();
        Self {
            word_count: words.hashes.len(),
            mean_word_length: of_words(words.chars),
            symbol_to_word_ratio: of_raw(symbols.hashes + symbols.ellipses),
            frac_lines_end_with_ellipsis: share(lines.ellipses, lines.all),
            frac_no_alph_words: of_raw(raw.words).map(|_| 1.0 - ratio(raw.with_letter, raw.words)),
            frac_all_caps_words: of_raw(raw.capitals),
            frac_unique_words: of_words(unique),
            unigram_entropy: of_words(1).map(|_| entropy),
            num_sentences: raw.sentences,
            stop_word_fraction: if words.hashes.is_empty() {
                0.0
            } else {
                ratio(raw.stop_words, raw.words)
            },
            lorem_ipsum: ratio(
                words.lorem_ipsum,
                (words.chars + words.hashes.len()).saturating_sub(1),
            ),
            curly_bracket: ratio(symbols.braces, subject.chars),
            ..Self::of_grams(words)
        }
    }

    /// What runs of words tell.
    fn of_grams(words: &NormalWords) -> Self {
        let ([top_2, top_3, top_4], [dupe_5, dupe_6, dupe_7, dupe_8, dupe_9, dupe_10]) =
            grams(words);
        Self {
            frac_chars_top_2gram: top_2,
            frac_chars_top_3gram: top_3,
            frac_chars_top_4gram: top_4,
            frac_chars_dupe_5grams: dupe_5,
            frac_chars_dupe_6grams: dupe_6,
            frac_chars_dupe_7grams: dupe_7,
            frac_chars_dupe_8grams: dupe_8,
            frac_chars_dupe_9grams: dupe_9,
            frac_chars_dupe_10grams: dupe_10,
            ..Self::default()
        }
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| ratio(part, whole))
}

/// The shares of characters in the most frequent runs of two to four words, and in repeated ones of five to ten.
fn grams(words: &NormalWords) -> ([f64; 3], [f64; 6]) {
    let sum = |lengths: &[u32]| lengths.iter().map(|&length| length as usize).sum::<usize>();
    let mut runs = Runs::new(&words.hashes);
    let top = [2, 3, 4].map(|length| match runs.grow() {
        Some((at, times @ 2..)) => ratio(sum(&words.lengths[at..at + length]) * times, words.chars),
        _ => 0.0,
    });
    let dupe = [5, 6, 7, 8, 9, 10].map(|length| {
        runs.grow();
        let (mut chars, mut done) = (0, 0);
        for at in runs.repeated() {
            // Words in several runs count once.
            chars += sum(&words.lengths[at.max(done)..at + length]);
            done = at + length;
        }
        ratio(chars, words.chars)
    });
    (top, dupe)
}
