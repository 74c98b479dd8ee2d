//! Where the decisions lie, as published, and what is measured differently for other languages.

/// The thresholds of all decisions. [`Default`] has the published ones; of a language of its own each may be set otherwise.
///
/// A limit that is to decide nothing is set to what nothing goes beyond: 0, 1, `usize::MAX` or [`f64::INFINITY`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// Gopher's rules of quality.
    pub gopher_quality: GopherQualityThresholds,
    /// Gopher's rules of repetition.
    pub gopher_repetition: GopherRepetitionThresholds,
    /// C4's rules.
    pub c4: C4Thresholds,
    /// `FineWeb`'s rules.
    pub fineweb: FineWebThresholds,
    /// `RefinedWeb`'s rule.
    pub refinedweb: RefinedWebThresholds,
}

/// For [`GopherQuality`](super::GopherQuality). A document is dropped where it goes beyond one of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GopherQualityThresholds {
    /// Fewest words, marks alone not counted: 50.
    pub min_words: usize,
    /// Most words: 100,000.
    pub max_words: usize,
    /// Shortest mean length of a word in code points: 3.
    pub min_mean_word_length: f64,
    /// Longest: 10.
    pub max_mean_word_length: f64,
    /// Most hash signs a word, and most ellipses a word: 0.1.
    pub max_symbol_word_ratio: f64,
    /// Largest share of lines with a bullet: 0.9.
    pub max_bullet_line_frac: f64,
    /// Largest share of lines that end in an ellipsis: 0.3.
    pub max_ellipsis_line_frac: f64,
    /// Smallest share of words with a letter: 0.8.
    pub min_alpha_word_frac: f64,
    /// Fewest different stop words: 2.
    pub min_stop_words: usize,
}

impl Default for GopherQualityThresholds {
    fn default() -> Self {
        Self {
            min_words: 50,
            max_words: 100_000,
            min_mean_word_length: 3.0,
            max_mean_word_length: 10.0,
            max_symbol_word_ratio: 0.1,
            max_bullet_line_frac: 0.9,
            max_ellipsis_line_frac: 0.3,
            min_alpha_word_frac: 0.8,
            min_stop_words: 2,
        }
    }
}

/// For [`GopherRepetition`](super::GopherRepetition): the largest shares that are not dropped.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GopherRepetitionThresholds {
    /// Of lines that were there before: 0.3.
    pub dup_line_frac: f64,
    /// Of characters in them: 0.2.
    pub dup_line_char_frac: f64,
    /// Of paragraphs that were there before: 0.3.
    pub dup_para_frac: f64,
    /// Of characters in them: 0.2.
    pub dup_para_char_frac: f64,
    /// Of characters in the most frequent runs of 2, 3 and 4 words: 0.2, 0.18, 0.16.
    pub top_grams: [f64; 3],
    /// Of characters in runs of 5 to 10 words that were there before: 0.15, 0.14, 0.13, 0.12, 0.11, 0.1.
    pub dup_grams: [f64; 6],
}

impl Default for GopherRepetitionThresholds {
    fn default() -> Self {
        Self {
            dup_line_frac: 0.3,
            dup_line_char_frac: 0.2,
            dup_para_frac: 0.3,
            dup_para_char_frac: 0.2,
            top_grams: [0.2, 0.18, 0.16],
            dup_grams: [0.15, 0.14, 0.13, 0.12, 0.11, 0.1],
        }
    }
}

/// For [`C4`](super::C4).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct C4Thresholds {
    /// Fewest sentences in the lines that are left: 5.
    pub min_sentences: usize,
}

impl Default for C4Thresholds {
    fn default() -> Self {
        Self { min_sentences: 5 }
    }
}

/// For [`FineWeb`](super::FineWeb).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FineWebThresholds {
    /// Smallest share of lines that end in a terminal mark: 0.12.
    pub line_punct_thr: f64,
    /// Whether a document in which no line does is spared: no.
    pub line_punct_exclude_zero: bool,
    /// Largest share of short lines: 0.67.
    pub short_line_thr: f64,
    /// Largest share of characters in lines that were there before: 0.01.
    pub char_duplicates_ratio: f64,
    /// Most line ends a word: 0.3.
    pub new_line_ratio: f64,
}

impl Default for FineWebThresholds {
    fn default() -> Self {
        Self {
            line_punct_thr: 0.12,
            line_punct_exclude_zero: false,
            short_line_thr: 0.67,
            char_duplicates_ratio: 0.01,
            new_line_ratio: 0.3,
        }
    }
}

/// For [`RefinedWeb`](super::RefinedWeb).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RefinedWebThresholds {
    /// Largest share of words in what its rules remove: 0.05.
    pub max_removed_ratio: f64,
}

impl Default for RefinedWebThresholds {
    fn default() -> Self {
        Self {
            max_removed_ratio: 0.05,
        }
    }
}

/// What a [`Meter`](super::Meter) measures where the published rules leave it open, or differ by language.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The stop words of Gopher's rules: `the be to of and that have with`. They are compared as they are written.
    pub stop_words: Vec<String>,
    /// The words of `rps_doc_stop_word_fraction`, compared as they are written. The default are the English function words of this
    /// project; `RedPajama` takes its lists, for five languages, from <https://github.com/6/stopwords-json>.
    pub redpajama_stop_words: Vec<String>,
    /// The code points of the longest short line: 30.
    pub short_line_length: usize,
    /// Whether C4's rules drop lines without a terminal mark: yes. `FineWeb` ran them without.
    pub c4_terminal_punct: bool,
    /// Fewest words of a line of C4, between white space: 3.
    pub c4_min_words_per_line: usize,
    /// The code points of the longest word of a line of C4: 1,000.
    pub c4_max_word_length: usize,
}

const GOPHER: [&str; 8] = ["the", "be", "to", "of", "and", "that", "have", "with"];
const FUNCTION_WORDS: &str = include_str!("../../assets/lexicons/en/function-words.txt");

impl Default for Options {
    fn default() -> Self {
        let listed = FUNCTION_WORDS.lines();
        Self {
            stop_words: GOPHER.map(str::to_owned).to_vec(),
            redpajama_stop_words: listed
                .filter(|line| !(line.is_empty() || line.starts_with('#')))
                .map(str::to_owned)
                .collect(),
            short_line_length: 30,
            c4_terminal_punct: true,
            c4_min_words_per_line: 3,
            c4_max_word_length: 1000,
        }
    }
}
