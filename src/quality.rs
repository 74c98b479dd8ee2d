//! Quality signals, as published: the numbers that corpora of web text are filtered by, and what the filters would say.
//!
//! [`Quality::of`] measures a text; [`Report::quality`](crate::Report::quality) the text that a policy keeps. A [`Meter`] is for whoever measures
//! with other stop words or other limits for lines. What is measured is one thing, what is decided another: the decisions take [`Thresholds`].
//!
//! ```
//! use bodycopy::quality::{Quality, Thresholds};
//!
//! let quality = Quality::of("3 likes\nThe ferry to the islands sails again, and that is good news.\n");
//! let published = Thresholds::default();
//!
//! assert_eq!(quality.gopher_quality(&published), ["gopher_short_doc"]);
//! assert_eq!(quality.c4(&published), ["too_few_sentences"]);
//! assert!(quality.fineweb(&published).is_empty());
//! assert_eq!(quality.redpajama.word_count, 14);
//! assert_eq!(quality.lines[1].num_words, 12);
//! ```
//!
//! # What is measured
//!
//! | field | rules | source |
//! |---|---|---|
//! | [`Quality::gopher_quality`] | length, words, symbols, bullets, stop words | Gopher, arXiv 2112.11446, A1 |
//! | [`Quality::gopher_repetition`] | lines, paragraphs and runs of words that occur again | the same, table A1 |
//! | [`Quality::c4`] | lines dropped, sentences left | C4, JMLR 21/140 |
//! | [`Quality::fineweb`] | ends of lines, short and repeated lines, line ends a word | `FineWeb`, arXiv 2406.17557 |
//! | [`Quality::refinedweb`] | lines of capitals, digits, counters, one word | `RefinedWeb`, arXiv 2306.01116, in DCLM's form, arXiv 2406.11794 |
//! | [`Quality::redpajama`], [`Quality::lines`] | the signals that need no classifier and no address | `RedPajama`-V2, arXiv 2411.12372 |
//!
//! # Beside datatrove
//!
//! The first four decide as the filters of [datatrove](https://github.com/huggingface/datatrove) 0.10 do for English, document by document:
//! `bench/quality.py` runs both over the same documents and lists every difference. On 1,000 pages' texts of WCXB there was none
//! (`python bench/quality.py --data DIR`; both drop 239, 117, 126 and 317). So what is odd there is so here:
//!
//! - Words are those of spaCy's English tokenizer, whatever the language of the text; marks are words. `(see above):` ends in the emoticon
//!   `):`, which is one word.
//! - The most frequent run of words may be one that occurs once, so that a text of six words is dropped for `top_2_gram`.
//! - Runs of five and more words are the same if they are so when written together: `a bc` is `ab c`.
//! - Lines of Gopher's repetition are split at runs of `\n`: what is empty before the first or behind the last is a line. A text that
//!   begins and ends with `\n` has one line twice.
//! - Lines of `FineWeb` end in a terminal mark only if nothing is behind it, no blank, no `\r` and no quotation mark.
//! - C4 takes `'` for the end of a sentence, which the paper does not, and `”` not. A line's words are counted before marks of citations
//!   go, its end is looked at after.
//! - `gopher_enough_stop_words` is said where there are *not* enough.
//!
//! What differs:
//!
//! - datatrove stops at the first reason; here all are given, in its order, so that the first is the one that it gives. (Of C4
//!   that is the one of the line that comes first.)
//! - A threshold of 0 turns a rule of datatrove's off. Here it is a threshold as others are.
//! - The decisions change no text. datatrove's C4 filter cuts lines and citations out of the text that later filters see.
//! - Lines and paragraphs are compared as they are, words and runs of words by hashes of 61 and 64 bits.
//! - Capitals, letters and marks are those of the Unicode that Rust knows, not of the Python that runs.
//! - spaCy takes the digits of other scripts for digits of a port in an address, and cannot read a text of `2^30` characters. It fails on some
//!   texts that hold `IS_ALPHA`; datatrove then takes that word out of them.
//!
//! # Traps elsewhere
//!
//! - DCLM's pattern for counters (`3 likes`) is for whole lines in lower case. A copy of it without its `$` deletes "3 followers of the sect were
//!   arrested". Here it is the whole line, in any case.
//! - The three dots of DCLM's "Read more..." are any three characters there. Here they are dots.
//! - DCLM counts words with a tokenizer of its own before and after; here they are what stands between white space.
//! - `rps_doc_stop_word_fraction` compares raw words as they are written: "The" is no stop word, and none with an apostrophe ever occurs. The list
//!   is this project's unless [`Options::redpajama_stop_words`] gives another.
//! - `rps_lines_uppercase_letter_fraction` counts the line end as a character of the line, `rps_lines_javascript_counts` the word by itself,
//!   while C4 looks for it anywhere.
//! - [`Quality::lines`] has no entry for blank lines, whose signals are all 0.
//! - `RedPajama`-V2 compares words in their decomposed form. Here a word that is spelled in both forms is two words.
//! - `FineWeb` ran C4's rules without the one for terminal marks ([`Options::c4_terminal_punct`]).
//! - Thresholds and stop words are for English. `FineWeb`-2 has others for each of some thousand languages; its rules need the words of that language.

mod c4;
mod characters;
mod fineweb;
mod gopher;
mod grams;
mod redpajama;
mod refinedweb;
mod repetition;
mod thresholds;
mod words;

use memchr::{memchr_iter, memchr2_iter, memmem};
use once_cell::sync::Lazy;
use serde::Serialize;

pub use c4::C4;
pub use fineweb::FineWeb;
pub use gopher::GopherQuality;
pub use redpajama::{LineSignals, RedPajama};
pub use refinedweb::{LineRule, RefinedWeb};
pub use repetition::GopherRepetition;
pub use thresholds::{
    C4Thresholds, FineWebThresholds, GopherQualityThresholds, GopherRepetitionThresholds, Options,
    RefinedWebThresholds, Thresholds,
};

use grams::HashTable;
use redpajama::ByLine;
use repetition::Duplicates;
use words::{Word, Words};

/// The quality signals of a text. Serialises as an object of the families, each an object of its signals, and the lines.
///
/// Decisions give the reasons for which the published rules would drop the text, under datatrove's names; none means that it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Quality {
    /// What Gopher's rules of quality look at.
    pub gopher_quality: GopherQuality,
    /// What Gopher's rules of repetition look at.
    pub gopher_repetition: GopherRepetition,
    /// What C4's rules look at.
    pub c4: C4,
    /// What `FineWeb`'s rules look at.
    pub fineweb: FineWeb,
    /// What the line rules of `RefinedWeb` remove.
    pub refinedweb: RefinedWeb,
    /// The document signals of `RedPajama`-V2.
    pub redpajama: RedPajama,
    /// The line signals, one for every line that is not blank.
    pub lines: Vec<LineSignals>,
}

impl Quality {
    /// Measures a text, with the published [`Options`].
    ///
    /// Takes time linear in the text, never fails, and gives the same numbers on every platform, but for the last digits of the
    /// entropy.
    pub fn of(text: &str) -> Self {
        static METER: Lazy<Meter> = Lazy::new(Meter::default);
        METER.measure(text)
    }

    /// Why Gopher's rules of quality would drop the text: `gopher_short_doc`, `gopher_long_doc`, `gopher_below_avg_threshold`,
    /// `gopher_above_avg_threshold`, `gopher_too_many_hashes`, `gopher_too_many_ellipsis`, `gopher_too_many_bullets`,
    /// `gopher_too_many_end_ellipsis`, `gopher_below_alpha_threshold`, `gopher_enough_stop_words`.
    pub fn gopher_quality(&self, thresholds: &Thresholds) -> Vec<&'static str> {
        self.gopher_quality.reasons(&thresholds.gopher_quality)
    }

    /// Why Gopher's rules of repetition would: `empty`, `dup_para_frac`, `dup_para_char_frac`, `dup_line_frac`, `dup_line_char_frac`,
    /// `top_2_gram` to `top_4_gram`, `duplicated_5_n_grams` to `duplicated_10_n_grams`.
    pub fn gopher_repetition(&self, thresholds: &Thresholds) -> Vec<&'static str> {
        self.gopher_repetition
            .reasons(&thresholds.gopher_repetition)
    }

    /// Why C4's rules would: `lorem_ipsum`, `curly_bracket`, `too_few_sentences`.
    pub fn c4(&self, thresholds: &Thresholds) -> Vec<&'static str> {
        self.c4.reasons(&thresholds.c4)
    }

    /// Why `FineWeb`'s rules would: `empty`, `line_punct_ratio`, `short_line_ratio`, `char_dup_ratio`, `list_ratio`.
    pub fn fineweb(&self, thresholds: &Thresholds) -> Vec<&'static str> {
        self.fineweb.reasons(&thresholds.fineweb)
    }

    /// Why `RefinedWeb`'s rules would: `word_removal_ratio`.
    pub fn refinedweb(&self, thresholds: &Thresholds) -> Vec<&'static str> {
        self.refinedweb.reasons(&thresholds.refinedweb)
    }
}

/// The reasons that hold, in their order.
fn holding<const N: usize>(reasons: [(bool, &'static str); N]) -> Vec<&'static str> {
    let holding = reasons.into_iter().filter(|&(holds, _)| holds);
    holding.map(|(_, reason)| reason).collect()
}

/// Measures texts in one way. Build one, share it between threads.
///
/// ```
/// use bodycopy::quality::{Meter, Options, Thresholds};
///
/// let mut options = Options::default();
/// options.stop_words = ["der", "die", "und", "nicht"].map(str::to_owned).to_vec();
/// let quality = Meter::new(options).measure("Die Fähre fährt wieder, und nicht nur am Montag.");
/// assert_eq!(quality.gopher_quality.stop_words, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Meter {
    options: Options,
    stop_words: WordSet,
    redpajama_stop_words: WordSet,
}

impl Default for Meter {
    fn default() -> Self {
        Self::new(Options::default())
    }
}

impl Meter {
    /// A meter with these options.
    pub fn new(options: Options) -> Self {
        Self {
            stop_words: WordSet::new(&options.stop_words),
            redpajama_stop_words: WordSet::new(&options.redpajama_stop_words),
            options,
        }
    }

    /// Measures a text.
    pub fn measure(&self, text: &str) -> Quality {
        let words = Words::of(text).words;
        let subject = Subject {
            text,
            chars: characters::count(text),
            symbols: Symbols::of(text),
            lengths: words
                .iter()
                .map(|word| characters::count(&text[word.start..word.end]) as u32)
                .collect(),
            words,
            options: &self.options,
            stop_words: &self.stop_words,
            redpajama_stop_words: &self.redpajama_stop_words,
        };
        let lines = ByLine::measure(text);
        let duplicates = Duplicates::of_lines(text);
        Quality {
            gopher_quality: GopherQuality::measure(&subject),
            gopher_repetition: GopherRepetition::measure(&subject, &duplicates),
            c4: C4::measure(&subject),
            fineweb: FineWeb::measure(&subject, &duplicates),
            redpajama: RedPajama::measure(&subject, &lines),
            refinedweb: lines.refinedweb,
            lines: lines.signals,
        }
    }
}

/// A text, its words, and how it is measured.
struct Subject<'t> {
    text: &'t str,
    /// Its code points.
    chars: usize,
    symbols: Symbols,
    words: Vec<Word>,
    /// The code points of each word.
    lengths: Vec<u32>,
    options: &'t Options,
    stop_words: &'t WordSet,
    redpajama_stop_words: &'t WordSet,
}

/// Counts of symbols in a text.
struct Symbols {
    /// `#`.
    hashes: usize,
    /// `...` and `…`.
    ellipses: usize,
    /// `{` and `}`.
    braces: usize,
}

impl Symbols {
    fn of(text: &str) -> Self {
        let text = text.as_bytes();
        Self {
            hashes: memchr_iter(b'#', text).count(),
            ellipses: memmem::find_iter(text, "...").count() + memmem::find_iter(text, "…").count(),
            braces: memchr2_iter(b'{', b'}', text).count(),
        }
    }
}

/// Words by hash, numbered from 0.
#[derive(Clone, Debug)]
struct WordSet {
    numbers: HashTable<u32>,
    len: usize,
}

impl WordSet {
    fn new(words: &[String]) -> Self {
        let mut set = Self {
            // Mostly asked for words that are not in it.
            numbers: HashTable::with_room(8 * words.len()),
            len: 0,
        };
        for word in words {
            // From 1 in the table; 0 is new.
            let number = set
                .numbers
                .entry(words::hash(word.as_bytes(), 0, word.len()));
            if *number == 0 {
                set.len += 1;
                *number = set.len as u32;
            }
        }
        set
    }

    fn len(&self) -> usize {
        self.len
    }

    /// The number of the word of this hash.
    fn find(&self, hash: u64) -> Option<usize> {
        self.numbers.get(hash).map(|&number| number as usize - 1)
    }
}

#[cfg(test)]
mod tests;
