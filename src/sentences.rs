//! Cuts running text into sentences, in any script.
//!
//! A sentence ends at a terminator with white space (or, in Chinese and Japanese, anything) behind it, unless the
//! terminator belongs to an abbreviation, an initial, an ordinal or a list marker, or the text goes on in lower case.
//!
//! Invariant: in order, lossless but for white space, time linear in the text: every look behind or ahead is bounded.

use std::ops::Range;

use crate::lexicon::{LanguageSet, Lexicon};
use crate::words::{self, Mark, Sink, Word};

/// Abbreviations that may stand at the end of a sentence; the others (titles, months, "No.") never do.
const MAY_END: [&str; 32] = [
    "a.d", "a.m", "assn", "b.a", "b.c", "b.sc", "bros", "c.e", "co", "corp", "d.c", "dept", "e.u",
    "esq", "etc", "ft", "inc", "jr", "l.a", "ltd", "m.a", "m.d", "n.y", "oz", "p.m", "ph.d", "plc",
    "sr", "u.k", "u.n", "u.s", "u.s.a",
];

/// Bytes of a token or a note in brackets that are looked at; longer ones are neither abbreviations nor notes.
const LOOK: usize = 32;

/// The sentences of a text as byte ranges, without the white space around them.
pub(crate) fn sentences<'t>(
    text: &'t str,
    lexicon: &'t Lexicon,
) -> impl Iterator<Item = Range<usize>> + 't {
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
                lexicon,
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

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?') || (!c.is_ascii() && (c == '…' || is_wide(c)))
}

/// Terminators of scripts that put no space behind them, or not always.
fn is_wide(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '।'
            | '॥'
            | '۔'
            | '؟'
            | '։'
            | '።'
            | '။'
            | '។'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '“'
            | '”'
            | '’'
            | '»'
            | '›'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
    )
}

/// The end of the run of terminators, closing quotes and brackets, and notes such as `[3]` at `from`.
fn absorb(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        match rest.chars().next() {
            Some(c) if is_terminator(c) || is_closer(c) => end += c.len_utf8(),
            Some('[') => match rest.bytes().take(LOOK).position(|byte| byte == b']') {
                Some(close) => end += close + 1,
                None => return end,
            },
            _ => return end,
        }
    }
}

/// A place where a sentence may end.
struct Cut<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
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
            // 「…。」と: the quotation goes on in the sentence that reports it.
            let quoted = run.ends_with(['」', '』', '”', '）']);
            return !(quoted
                && matches!(
                    next,
                    'と' | 'な' | 'の' | 'は' | 'が' | 'を' | 'に' | '、' | '，'
                ));
        }
        if !next.is_whitespace() {
            return false;
        }
        let near = rest.chars().take(LOOK);
        let Some(first) = near
            .into_iter()
            .find(|&c| c.is_alphanumeric() || is_bullet(c))
        else {
            return true;
        };
        if first.is_lowercase() {
            return false;
        }
        run != "." || self.is_full_stop(first)
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
            // An ordinal: "am 3. Mai".
            return token.len() > 2 || !first.is_alphabetic() || self.function_word_follows();
        }
        if token.chars().count() == 1 && token.starts_with(char::is_uppercase) {
            // The initial of a name.
            return false;
        }
        let initials = letters.chars().count() * 2 == lower.chars().count() + 1
            && letters.chars().all(char::is_alphabetic);
        if !initials && !self.lexicon.is_abbreviation(&lower) {
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
            .find(|&(_, c)| c.is_whitespace() || "([{\"'“‘«„/–—-".contains(c))
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
        first.0.is_some_and(|word| {
            word.capital
                && self
                    .lexicon
                    .is_function_word(words::token(word.hash), LanguageSet::ALL)
        })
    }
}

/// Marks that open an item rather than go on with a sentence.
fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '–' | '—')
}

/// The number or letter of a list item: `3`, `b`, `iv`.
fn is_marker(token: &str) -> bool {
    let digits = token.len() <= 3 && token.bytes().all(|byte| byte.is_ascii_digit());
    let roman = token.len() <= 4 && token.bytes().all(|byte| b"ivx".contains(&byte));
    digits || roman || token.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts at every `|` and nowhere else.
    #[track_caller]
    fn cuts(marked: &str) {
        let text = marked.replace('|', "");
        let cut: Vec<&str> = sentences(&text, Lexicon::builtin())
            .map(|range| &text[range])
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(cut, expected);
    }

    #[test]
    fn plain_sentences() {
        cuts("The ferry left. |Nobody minded! |Would it come back? |It did.");
        cuts("  Two spaces.  |And a tab.\t|No terminator at the end");
        cuts("Really?! |Yes... |Never.");
        cuts("It rained… |Then it stopped.");
        cuts("one line. two lines. no capitals.");
        cuts("It opened in 1949. |It closed in 2009. |14 people came.");
        cuts("The pump (see below) is new. |(It was dear.) |It stays.");
    }

    #[test]
    fn quotations_and_notes_close_with_their_sentence() {
        cuts("“It is fine.” |She left. |\"So did I.\" |He stayed.");
        cuts("“Is it?” he asked. |“It is!” she said.");
        cuts("The lake is deep.[1] |It is cold.[citation needed][2] |Monks fished it.");
        cuts("Er sagte: „Nein.“ |Dann ging er. |«Non.» |Elle partit.");
    }

    #[test]
    fn abbreviations() {
        cuts("Mr. Tully and Dr. Lind met at St. Odo's. |They spoke.");
        cuts("See No. 5 and vol. 3, p. 12, fig. 2. |The rest is lost.");
        cuts("He said no. |The clerk said no. |No. |Never.");
        cuts("It closed on Jan. 5, reopened in Sept. and shut for good.");
        cuts("He lives in the U.S. and works at Halm & Co. in Gannport.");
        cuts("She moved to the U.S. |The firm followed.");
        cuts("The U.S. Navy bought from Halm Inc. Vance said so.");
        cuts("It opens at 9 a.m. |In winter it opens later. |It shuts at 5 p.m. Monday to Friday.");
        cuts("They sell rope, tar, etc. |He buys none of it, e.g. Tar or i.e. Pitch.");
        cuts("Ned Sorrel Jr. Street is closed. |Ned Sorrel Jr. |He is away.");
    }

    #[test]
    fn initials_numbers_and_markers() {
        cuts("J. Smith and A. B. Farr wrote it. |P. J. Roke read it.");
        cuts("It cost 3.5 million at v1.2.3 of bodycopy.rs. |Cheap.");
        cuts("3. Mutual trust: both sides want it. |It is rare.");
        cuts("b. Wipe the pin. |Oil it.");
        cuts("iv. Wipe the pin. |Oil it.");
        cuts("We waited for ... a bus. |It came.");
        cuts("Wait... what? |Nothing.");
        cuts("Am 3. April kam er. |Im 19. Jahrhundert auch.");
    }

    #[test]
    fn other_scripts() {
        cuts("湖はきれいです。|人が多い。|「そうだ。」|彼は言った。");
        cuts("「行きます。」と彼女は言った。|そして行った！");
        cuts("这座桥很老。|谁修的？|没人知道！");
        cuts("यह पुल पुराना है। |इसे किसने बनाया?");
        cuts("هذا الجسر قديم. |من بناه؟ |لا أحد يعرف.");
        cuts("یہ پل پرانا ہے۔ |کس نے بنایا؟");
        cuts("Мост закрыли. |Почему? |Никто не знает.");
        cuts("다리가 닫혔다. |왜 그랬을까?");
        cuts("Η γέφυρα έκλεισε. |Γιατί;");
    }

    #[test]
    fn nothing_is_lost_and_time_is_linear() {
        assert_eq!(sentences(" \t ", Lexicon::builtin()).count(), 0);
        for unit in [". ", "a.", "? [", "A. ", "e.g. ", "\u{3000}。", "\" ."] {
            let text = unit.repeat(20_000);
            let mut end = 0;
            for range in sentences(&text, Lexicon::builtin()) {
                assert!(text[end..range.start].trim().is_empty());
                assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                end = range.end;
            }
            assert!(text[end..].trim().is_empty());
        }
    }
}
