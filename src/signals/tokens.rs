//! The words of every line as numbers, in order, for the model.
//!
//! A word is its token (see [`crate::words::token`]); the marks that say what a line is for (where a sentence ends, what parts
//! items, what opens a quotation) stand between the words as tokens of their own. Commas, slashes and the rest do not.
//!
//! A line of more than [`TOKENS`] tokens keeps its beginning and its end, where boilerplate shows: the first [`HEAD`]
//! and as many of the last as remain. So a row costs no more than 256 bytes however long its line is.

use crate::words::Mark;

/// Tokens of a line that are kept at the most.
const TOKENS: usize = 64;
/// Of them, those from its beginning.
const HEAD: usize = 48;
const TAIL: usize = TOKENS - HEAD;

/// The tokens of the lines, one line after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    all: Vec<u32>,
    /// Where each finished line ends in `all`.
    ends: Vec<usize>,
    /// Tokens of the line that is being read, with those that are not kept.
    count: usize,
}

impl Tokens {
    pub(super) fn of(&self, row: usize) -> &[u32] {
        &self.all[self.start(row)..self.ends[row]]
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Adds a word.
    #[inline]
    pub(super) fn word(&mut self, token: u32) {
        self.push(token);
    }

    /// Adds a mark, if it is one of those that are kept.
    #[inline]
    pub(super) fn mark(&mut self, mark: Mark, c: char) {
        if let Some(token) = token(mark, c) {
            self.push(token);
        }
    }

    #[inline]
    fn push(&mut self, token: u32) {
        if self.count < TOKENS {
            self.all.push(token);
        } else {
            // The last tokens take turns in the places of the tail, until `end_line` sets them in order.
            let tail = self.all.len() - TAIL;
            self.all[tail + (self.count - HEAD) % TAIL] = token;
        }
        self.count += 1;
    }

    /// Ends the line of the next row.
    pub(super) fn end_line(&mut self) {
        if self.count > TOKENS {
            let tail = self.all.len() - TAIL;
            self.all[tail..].rotate_left((self.count - HEAD) % TAIL);
        }
        self.ends.push(self.all.len());
        self.count = 0;
    }
}

/// Whether a token is a word and no mark.
pub(super) fn is_word(token: u32) -> bool {
    token > LAST_MARK
}

/// The last of the tokens of marks.
const LAST_MARK: u32 = 13;

/// The token of a mark. Signs of other scripts count as the one they stand for.
fn token(mark: Mark, c: char) -> Option<u32> {
    let number = match mark {
        Mark::Terminator => match c {
            '!' | '！' | '՜' | '‼' => 2,
            '?' | '？' | '؟' | '՞' | '\u{37e}' | '፧' | '⁇' | '⁈' | '⁉' => 3,
            '…' => 4,
            _ => 1,
        },
        Mark::Colon => 5,
        Mark::Separator => 6,
        Mark::Bullet => 7,
        Mark::Dash => 8,
        Mark::Quote => 9,
        Mark::Open => 10,
        Mark::Currency => 11,
        Mark::At => 12,
        Mark::Hash => 13,
        // The sign of copyright is a word already.
        Mark::Invisible
        | Mark::Space
        | Mark::Comma
        | Mark::Close
        | Mark::Slash
        | Mark::Copyright
        | Mark::Symbol => return None,
    };
    Some(number)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::signals::Signals;

    fn tokens(text: &str) -> Vec<Vec<u32>> {
        let signals = Signals::measure(&Document::from_text(text), Lexicon::builtin());
        (0..signals.len())
            .map(|row| signals.words(row).to_vec())
            .collect()
    }

    #[test]
    fn words_and_marks_stand_in_order() {
        let lines = tokens("Read more: the Harbour?\n\n12 harbour, THE 345\n。！？");
        let [first, second, third] = &lines[..] else {
            panic!("{lines:?}")
        };
        assert_eq!(first.len(), 6);
        assert_eq!((first[2], first[5]), (5, 3));
        // Letter case and the value of a number do not matter; a comma is none.
        assert_eq!(second[..], [second[0], first[4], first[3], second[0]]);
        assert_eq!(third[..], [1, 2, 3]);
    }

    #[test]
    fn long_lines_keep_their_beginning_and_their_end() {
        let words: Vec<String> = ('a'..='z')
            .flat_map(|a| ('a'..='z').map(move |b| format!("w{a}{b}x")))
            .collect();
        for count in [0, 1, 48, 63, 64, 65, 71, 80, 81, 200, 676] {
            let line = tokens(&format!("start {}", words[..count].join(" "))).remove(0);
            let all = tokens(&format!("start\n{}", words[..count].join("\n"))).concat();
            let kept = if all.len() > 64 {
                [&all[..48], &all[all.len() - 16..]].concat()
            } else {
                all
            };
            assert_eq!(line, kept, "{count}");
        }
    }
}
