//! C4's rules (Raffel et al. 2020, JMLR 21/140), as datatrove has them.

use std::borrow::Cow;

use once_cell::sync::Lazy;
use regex::Regex;
use serde::Serialize;

use super::Subject;
use super::characters::{ends_sentence, is_punctuation, split, split_lines, strip};
use super::thresholds::C4Thresholds;
use super::words::{Word, Words};

/// What C4's rules look at: the lines they drop, and what is left. Lines end at every line end that Python knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct C4 {
    /// All lines, blank ones too.
    pub lines: usize,
    /// Lines that would be kept.
    pub lines_kept: usize,
    /// Lines dropped for a word of more than 1,000 code points.
    pub lines_too_long_word: usize,
    /// Of the others, lines dropped since they do not end in one of `. ? ! " '`, or end in `...`.
    pub lines_no_terminal_punc: usize,
    /// Of the others, lines dropped for fewer than three words.
    pub lines_too_few_words: usize,
    /// Of the others, lines dropped for `javascript`.
    pub lines_javascript: usize,
    /// Of the others, lines dropped for phrases such as `privacy policy`.
    pub lines_policy: usize,
    /// The sentences of the kept lines, by spaCy's sentencizer.
    pub sentences: usize,
    /// The first line that says `lorem ipsum` and was not dropped before that was asked, from 1.
    pub lorem_ipsum_line: Option<usize>,
    /// The first line with a `{` that was not dropped before that was asked, from 1.
    pub curly_bracket_line: Option<usize>,
}

/// What is asked of a line in the order it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Kept,
    TooLongWord,
    NoTerminalPunctuation,
    TooFewWords,
    LoremIpsum,
    Javascript,
    CurlyBracket,
    Policy,
}

impl C4 {
    pub(super) fn measure(subject: &Subject<'_>) -> Self {
        let text = subject.text;
        let mut phrases = Phrases::of(text);
        let mut measured = Self::default();
        let mut next = 0;
        for (start, line) in split_lines(text) {
            measured.lines += 1;
            let end = start + line.len();
            let first = next;
            next = after(&subject.words, next, end);
            let phrase = phrases.until(end);
            let stripped = strip(line);
            let cited = without_citations(stripped);
            let verdict = verdict(subject, stripped, &cited, phrase);
            measured.count(verdict);
            if verdict == Verdict::Kept {
                measured.sentences += match &cited {
                    Cow::Borrowed(_) => sentences(text, &subject.words[first..next], false),
                    Cow::Owned(line) => {
                        let words = Words::of(line);
                        sentences(line, &words.words, words.gap_at_end)
                    }
                };
            }
        }
        measured
    }

    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Kept => self.lines_kept += 1,
            Verdict::TooLongWord => self.lines_too_long_word += 1,
            Verdict::NoTerminalPunctuation => self.lines_no_terminal_punc += 1,
            Verdict::TooFewWords => self.lines_too_few_words += 1,
            Verdict::Javascript => self.lines_javascript += 1,
            Verdict::Policy => self.lines_policy += 1,
            Verdict::LoremIpsum => {
                self.lorem_ipsum_line.get_or_insert(self.lines);
            }
            Verdict::CurlyBracket => {
                self.curly_bracket_line.get_or_insert(self.lines);
            }
        }
    }

    /// The one that datatrove gives comes first: it stops at the first line that drops the document.
    pub(super) fn reasons(&self, limits: &C4Thresholds) -> Vec<&'static str> {
        let lorem = self.lorem_ipsum_line.map(|line| (line, "lorem_ipsum"));
        let bracket = self.curly_bracket_line.map(|line| (line, "curly_bracket"));
        let mut lines: Vec<_> = lorem.into_iter().chain(bracket).collect();
        lines.sort_by_key(|&(line, _)| line);
        let mut reasons: Vec<&'static str> = lines.into_iter().map(|(_, reason)| reason).collect();
        if self.sentences < limits.min_sentences {
            reasons.push("too_few_sentences");
        }
        reasons
    }
}

/// The number of the first word from `next` on that stands behind `end`.
fn after(words: &[Word], next: usize, end: usize) -> usize {
    let inside = words[next..].iter().take_while(|word| word.start < end);
    next + inside.count()
}

fn verdict(subject: &Subject<'_>, stripped: &str, line: &str, phrase: Option<Phrase>) -> Verdict {
    let options = subject.options;
    let longest = options.c4_max_word_length;
    if stripped.len() > longest
        && split(stripped).any(|word| super::characters::count(word) > longest)
    {
        return Verdict::TooLongWord;
    }
    let ends = line.ends_with(['.', '?', '!', '"', '\'']) && !line.ends_with("...");
    if options.c4_terminal_punct && !ends {
        return Verdict::NoTerminalPunctuation;
    }
    let least = options.c4_min_words_per_line;
    if split(stripped).take(least).count() < least {
        return Verdict::TooFewWords;
    }
    // What a citation parts may come together: then the line is searched as it is now.
    let phrase = if line.len() == stripped.len() {
        phrase
    } else {
        Phrases::of(line).until(line.len())
    };
    match phrase {
        None => Verdict::Kept,
        Some(Phrase::LoremIpsum) => Verdict::LoremIpsum,
        Some(Phrase::Javascript) => Verdict::Javascript,
        Some(Phrase::CurlyBracket) => Verdict::CurlyBracket,
        Some(Phrase::Policy) => Verdict::Policy,
    }
}

/// The line without marks of citations.
fn without_citations(line: &str) -> Cow<'_, str> {
    static CITATION: Lazy<Option<Regex>> =
        Lazy::new(|| Regex::new(r"\[(?:\d*|edit|citation needed)\]").ok());
    match &*CITATION {
        Some(citation) if line.contains('[') => citation.replace_all(line, ""),
        _ => Cow::Borrowed(line),
    }
}

/// What a line may say, in the order it is asked: of several the first decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phrase {
    LoremIpsum,
    Javascript,
    CurlyBracket,
    Policy,
}

/// The phrases of a text, in one pass over all of it: hardly any text has one.
struct Phrases {
    /// Where each stands, the last first.
    hits: Vec<(usize, Phrase)>,
}

impl Phrases {
    fn of(text: &str) -> Self {
        // `K` is the one letter beyond ASCII whose lower case is in it.
        static PHRASES: Lazy<Option<Regex>> = Lazy::new(|| {
            Regex::new(concat!(
                r"(?i-u:lorem ipsum|javascript|\{|terms of use|privacy policy)",
                r"|(?i-u:coo)(?:(?i-u:k)|\x{212a})(?i-u:ie policy)",
                r"|(?i-u:uses? coo)(?:(?i-u:k)|\x{212a})(?i-u:ies)",
                r"|(?i-u:use of coo)(?:(?i-u:k)|\x{212a})(?i-u:ies)",
            ))
            .ok()
        });
        let found = PHRASES.iter().flat_map(|phrases| phrases.find_iter(text));
        let hits: Vec<_> = found
            .map(|found| {
                let phrase = match found.as_str().as_bytes()[0] {
                    b'l' | b'L' => Phrase::LoremIpsum,
                    b'j' | b'J' => Phrase::Javascript,
                    b'{' => Phrase::CurlyBracket,
                    _ => Phrase::Policy,
                };
                (found.start(), phrase)
            })
            .collect();
        Self {
            hits: hits.into_iter().rev().collect(),
        }
    }

    /// The one that decides of those before `end` that were not asked for yet.
    fn until(&mut self, end: usize) -> Option<Phrase> {
        let mut first: Option<Phrase> = None;
        while let Some((_, phrase)) = self.hits.pop_if(|&mut (at, _)| at < end) {
            first = Some(first.map_or(phrase, |first| first.min(phrase)));
        }
        first
    }
}

/// The sentences of a line, as spaCy's sentencizer counts them: one ends before the first word behind a mark that ends sentences
/// that is no mark itself.
fn sentences(text: &str, words: &[Word], gap_at_end: bool) -> usize {
    let mut sentences = 1;
    let mut ended = false;
    for (at, word) in words.iter().enumerate() {
        // White space that is a token is no mark.
        if ended && word.gap && at > 0 {
            sentences += 1;
            ended = false;
        }
        let token = &text[word.start..word.end];
        let ends = is_one(token, ends_sentence);
        if ends {
            ended = true;
        } else if ended && !token.chars().all(is_punctuation) {
            sentences += 1;
            ended = false;
        }
    }
    sentences + usize::from(ended && gap_at_end)
}

/// Whether the token is one character of this kind.
fn is_one(token: &str, kind: fn(char) -> bool) -> bool {
    let mut characters = token.chars();
    characters.next().is_some_and(kind) && characters.next().is_none()
}
