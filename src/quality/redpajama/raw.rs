//! Raw words: runs of letters, digits and underscores, and runs of what is neither that nor white space.

use crate::quality::WordSet;
use crate::quality::characters::{is_space, is_upper, is_word};
use crate::quality::words::hash;

/// Counts of the raw words of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawWords {
    pub(super) words: usize,
    /// Those with a letter of ASCII.
    pub(super) with_letter: usize,
    /// Those whose letters are all capitals.
    pub(super) capitals: usize,
    pub(super) stop_words: usize,
    pub(super) sentences: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    Mark,
}

impl RawWords {
    pub(super) fn of(text: &str, stop_words: &WordSet) -> Self {
        let mut counts = Self::default();
        let mut at = 0;
        // Whether a sentence has begun: it does with its first word.
        let mut begun = false;
        while let Some((class, end)) = run(text, at) {
            match class {
                Class::Space => {}
                Class::Word => {
                    counts.add(&text[at..end], hash(text.as_bytes(), at, end), stop_words);
                    counts.sentences += usize::from(!begun);
                    begun = true;
                }
                Class::Mark => {
                    counts.words += 1;
                    begun &= !text[at..end].contains(['.', '!', '?']);
                }
            }
            at = end;
        }
        counts
    }

    fn add(&mut self, word: &str, hash: u64, stop_words: &WordSet) {
        self.words += 1;
        self.with_letter += usize::from(word.bytes().any(|byte| byte.is_ascii_alphabetic()));
        // Nearly all words end in a small letter.
        let small = word.as_bytes().last().is_some_and(u8::is_ascii_lowercase);
        self.capitals += usize::from(!small && is_upper(word));
        self.stop_words += usize::from(stop_words.find(hash).is_some());
    }
}

/// What begins at `at` and where it ends.
fn run(text: &str, at: usize) -> Option<(Class, usize)> {
    let (first, mut end) = class_at(text, at)?;
    loop {
        let rest = text.as_bytes()[end..].iter();
        let same = |byte: &&u8| ASCII.get(usize::from(**byte)) == Some(&first);
        end += rest.take_while(same).count();
        match class_at(text, end) {
            Some((class, next)) if class == first => end = next,
            _ => return Some((first, end)),
        }
    }
}

fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((ASCII[usize::from(byte)], at + 1));
    }
    let c = text.get(at..)?.chars().next()?;
    let class = if is_space(c) {
        Class::Space
    } else if is_word(c) {
        Class::Word
    } else {
        Class::Mark
    };
    Some((class, at + c.len_utf8()))
}

static ASCII: [Class; 128] = {
    let mut table = [Class::Mark; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\t'..=b'\r' | 0x1c..=b' ' => Class::Space,
            b'_' => Class::Word,
            _ if byte.is_ascii_alphanumeric() => Class::Word,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};
