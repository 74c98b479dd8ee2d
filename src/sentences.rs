//! Cuts running text into sentences, in any script.
//!
//! A sentence ends at a terminator with white space (or, in Chinese and Japanese, anything) behind it, unless the
//! terminator belongs to an abbreviation, an initial, an ordinal or a list marker, or the text goes on: in lower case, or, in
//! scripts without letter case, with words that report what was said.
//!
//! Invariant: in order, lossless but for white space, time linear in the text: every look behind or ahead is bounded.

mod marks;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::marks::{
    goes_on_behind, is_bullet, is_closer, is_marker, is_opener_too, is_terminator, is_wide, reports,
};
use crate::lexicon::{LanguageSet, Lexicon};
use crate::words::{self, Mark, Sink, Word};

/// Abbreviations with a capital that may stand at the end of a sentence; the others (titles, months, "No.") never do. Initials, as in
/// "U.S.", always may, and so may those in lower case.
const MAY_END: [&str; 17] = [
    "assn", "b.sc", "bros", "co", "corp", "dept", "esq", "etc", "ft", "gmbh", "inc", "jr", "ltd",
    "oz", "ph.d", "plc", "sr",
];

/// Languages whose function words count where the language is not known. Those of all together hold too many words that are
/// names or nouns elsewhere.
const COMMON: [&str; 9] = ["en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru"];

/// Languages that write ordinals as a number with a full stop: "am 3. Mai".
const ORDINALS: [&str; 20] = [
    "cs", "da", "de", "et", "eu", "fi", "hr", "hu", "is", "lt", "lv", "nb", "nl", "nn", "no", "pl",
    "sk", "sl", "sr", "tr",
];

/// Bytes of a token or a note in brackets that are looked at; longer ones are neither abbreviations nor notes.
const LOOK: usize = 32;

/// Characters of a quotation that are looked at, in Japanese, to see whether it is still open.
const QUOTATION: usize = 200;

/// Cuts texts of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segmenter<'l> {
    lexicon: &'l Lexicon,
    /// The languages whose function words count.
    languages: LanguageSet,
    /// A number with a full stop may be an ordinal.
    ordinals: bool,
}

impl<'l> Segmenter<'l> {
    /// For texts in that language, or in any if it is not known.
    pub(crate) fn new(lexicon: &'l Lexicon, language: Option<&str>) -> Self {
        Self {
            lexicon,
            languages: match language {
                Some(language) => lexicon.language_set(&[language]),
                None => lexicon.language_set(&COMMON),
            },
            ordinals: language.is_none_or(|language| ORDINALS.contains(&language)),
        }
    }

    /// The sentences of a text as byte ranges, without the white space around them.
    pub(crate) fn sentences<'t>(self, text: &'t str) -> impl Iterator<Item = Range<usize>>
    where
        'l: 't,
    {
        let mut next = 0;
        std::iter::from_fn(move || {
            let start = next + (text[next..].len() - text[next..].trim_start().len());
            if start == text.len() {
                return None;
            }
            let mut at = start;
            while let Some((from, c)) = text[at..]
                .char_indices()
                .map(|(i, c)| (at + i, c))
                .find(|&(_, c)| is_terminator(c))
            {
                let end = absorb(text, from);
                at = end;
                if (Cut {
                    text,
                    segmenter: self,
                    start,
                    from,
                    end,
                })
                .is_boundary(c)
                {
                    next = end;
                    return Some(start..end);
                }
            }
            next = text.len();
            Some(start..start + text[start..].trim_end().len())
        })
    }
}

/// The end of the run of terminators, closing quotes and brackets, and notes such as `[3]` at `from`.
fn absorb(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        let mut chars = rest.chars();
        let c = chars.next();
        let is_followed = chars.next().is_some_and(char::is_alphanumeric);
        match c {
            Some(c) if is_opener_too(c) && is_followed => return end,
            Some(c) if is_terminator(c) || is_closer(c) => end += c.len_utf8(),
            // French puts a space before the mark that closes a quotation.
            Some(c @ (' ' | '\u{a0}' | '\u{202f}'))
                if end > from && closes(&rest[c.len_utf8()..]) =>
            {
                end += c.len_utf8() + '»'.len_utf8();
            }
            Some('[') => match rest.bytes().take(LOOK).position(|byte| byte == b']') {
                Some(close) => end += close + 1,
                None => return end,
            },
            _ => return end,
        }
    }
}

/// Whether a closing guillemet stands there.
fn closes(rest: &str) -> bool {
    rest.strip_prefix('»')
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A place where a sentence may end.
struct Cut<'t> {
    text: &'t str,
    segmenter: Segmenter<'t>,
    /// Where the sentence started.
    start: usize,
    /// The first terminator, and the end of the run.
    from: usize,
    end: usize,
}

impl Cut<'_> {
    fn is_boundary(&self, terminator: char) -> bool {
        let run = &self.text[self.from..self.end];
        let rest = &self.text[self.end..];
        let Some(next) = rest.chars().next() else {
            return true;
        };
        if is_wide(terminator) || run.chars().any(is_wide) {
            return !(goes_on_behind(run, next)
                || self.is_in_quotation()
                || asks_or_calls(run) && reports(rest));
        }
        if !next.is_whitespace() {
            return false;
        }
        let near = || rest.chars().take(LOOK);
        let Some(first) = near().find(|c| c.is_alphanumeric()) else {
            return true;
        };
        // A bullet opens an item, a dash may go on with the sentence.
        if near().take_while(|&c| c != first).any(is_bullet) {
            return true;
        }
        if first.is_lowercase() {
            return false;
        }
        if !first.is_uppercase() && first.is_alphabetic() {
            // No letter case tells whether the sentence goes on.
            let ellipsis = run.ends_with('…') || run.ends_with("...");
            return !(asks_or_calls(run) && reports(rest)
                || ellipsis && self.conjunction_follows())
                && (run != "." || self.is_full_stop(first));
        }
        run != "." || self.is_full_stop(first)
    }

    /// Japanese puts several sentences into one quotation of one sentence: 「…。…」と.
    fn is_in_quotation(&self) -> bool {
        let before = self.text[self.start..self.end].chars().rev();
        let open = before
            .take(QUOTATION)
            .find(|c| matches!(c, '「' | '」'))
            .is_some_and(|c| c == '「');
        let after = || self.text[self.end..].chars().take(QUOTATION);
        open && after().any(|c| c == '」')
    }

    /// Whether a single `.` before a word that starts with `first` ends the sentence.
    fn is_full_stop(&self, first: char) -> bool {
        let token = self.token();
        if token.is_empty() {
            return true;
        }
        let at_start = self.from - token.len() == self.start;
        let lower = token.to_lowercase();
        let letters = lower.replace('.', "");
        if at_start && self.start_is_line_start() && is_marker(&letters) {
            return false;
        }
        if lower == "no" || lower == "nos" {
            return !first.is_numeric();
        }
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            let ordinal = self.segmenter.ordinals && token.len() <= 2 && first.is_alphabetic();
            return !ordinal || self.function_word_follows();
        }
        if token.chars().count() == 1 && token.starts_with(char::is_uppercase) {
            // The initial of a name.
            return false;
        }
        let initials = letters.chars().count() * 2 == lower.chars().count() + 1
            && letters.chars().all(char::is_alphabetic);
        if !initials && !self.segmenter.lexicon.is_abbreviation(&lower) {
            return true;
        }
        let title = token.starts_with(char::is_uppercase) && !initials;
        (!title || MAY_END.contains(&lower.as_str())) && self.function_word_follows()
    }

    /// What stands between white space or an opening mark and the terminator; empty if that is too long to matter.
    fn token(&self) -> &str {
        let before = &self.text[self.start..self.from];
        let token = before
            .char_indices()
            .rev()
            .take(LOOK)
            .find(|&(_, c)| c.is_whitespace() || "([{\"'“‘«„/–—-（".contains(c))
            .map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
        if token.len() > LOOK { "" } else { token }
    }

    fn start_is_line_start(&self) -> bool {
        self.text[..self.start]
            .chars()
            .rev()
            .take_while(|&c| c != '\n')
            .take(LOOK)
            .all(char::is_whitespace)
    }

    /// Whether the next word is one of those that begin sentences rather than names: "The", "He", "In".
    fn function_word_follows(&self) -> bool {
        let rest = self.text[self.end..].trim_start();
        // "L'ing. A. Lund": that is an initial.
        let is_initial = rest.chars().nth(1) == Some('.');
        !is_initial
            && self
                .next_word()
                .is_some_and(|word| word.capital && self.is_function_word(&word))
    }

    /// Whether the next word, in a script without letter case, is "and" or the like. Arabic writes it together with the word
    /// behind it.
    fn conjunction_follows(&self) -> bool {
        let rest = self.text[self.end..].trim_start();
        rest.starts_with('و')
            || self
                .next_word()
                .is_some_and(|word| self.is_function_word(&word))
    }

    fn is_function_word(&self, word: &Word) -> bool {
        let Segmenter {
            lexicon, languages, ..
        } = self.segmenter;
        lexicon.is_function_word(words::token(word.hash), languages)
    }

    fn next_word(&self) -> Option<Word> {
        struct First(Option<Word>);
        impl Sink for First {
            fn word(&mut self, word: &Word) {
                self.0.get_or_insert(*word);
            }
            fn mark(&mut self, _: Mark, _: char, _: usize) {}
        }
        let rest = self.text[self.end..].trim_start();
        let near = rest
            .char_indices()
            .nth(LOOK)
            .map_or(rest, |(at, _)| &rest[..at]);
        let mut first = First(None);
        words::scan(near, &mut first);
        first.0
    }
}

/// Whether the run closes a question or a call that somebody may have uttered: `?”`.
fn asks_or_calls(run: &str) -> bool {
    run.contains(['!', '?', '！', '？', '؟']) && run.chars().last().is_some_and(is_closer)
}
