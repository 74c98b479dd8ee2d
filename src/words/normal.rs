//! The spelling that lexicons compare.

use super::classes::{Class, class};
use super::{Mark, Sink, Word, scan};

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    struct Count(usize);
    impl Sink for Count {
        fn word(&mut self, _: &Word) {
            self.0 += 1;
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut count = Count(0);
    scan(text, &mut count);
    count.0
}

/// The words of a text in their folded spelling, one space between them: the form in which lexicons hold phrases.
pub(crate) fn normalize(text: &str) -> String {
    struct Spell<'t> {
        text: &'t str,
        spelled: String,
        /// Where the word before ended, if it was a character of a script without spaces.
        unspaced_end: Option<usize>,
    }
    impl Sink for Spell<'_> {
        fn word(&mut self, word: &Word) {
            let joined = word.unspaced && self.unspaced_end == Some(word.start);
            if !self.spelled.is_empty() && !joined {
                self.spelled.push(' ');
            }
            self.unspaced_end = word.unspaced.then_some(word.end);
            let mut after_digit = false;
            for c in self.text[word.start..word.end].chars() {
                let (class, folded) = class(c);
                match class {
                    Class::Digit if after_digit => continue,
                    Class::Digit => self.spelled.push('0'),
                    Class::Mark(Mark::Copyright) => self.spelled.push('©'),
                    Class::Mark(_) if matches!(c, '\'' | '’') => self.spelled.push('\''),
                    Class::Mark(_) => {}
                    _ => self.spelled.push(folded),
                }
                after_digit = class == Class::Digit;
            }
        }
        fn mark(&mut self, _: Mark, _: char, _: usize) {}
    }
    let mut spell = Spell {
        text,
        spelled: String::with_capacity(text.len()),
        unspaced_end: None,
    };
    scan(text, &mut spell);
    spell.spelled
}
