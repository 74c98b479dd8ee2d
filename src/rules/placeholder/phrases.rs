//! Filler text and the marks of drafts, which the lexicons hold: what must stand around each.

use std::ops::Range;

use super::super::quotes::Line;
use super::{Family, Slot, letters, values};
use crate::lexicon::Hit;

/// A phrase of a list in its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase<'t> {
    pub line: &'t Line<'t>,
    pub hit: Hit,
    /// The family of its list.
    pub family: &'t str,
    /// The language of the document, where it is known.
    pub language: Option<&'static str>,
}

impl<'t> Phrase<'t> {
    /// What it is, if what stands around it is as it must be.
    pub(super) fn read(&self) -> Option<Slot> {
        let at = self.hit.start..self.hit.end;
        let found = |at: Range<usize>, family| Some(Slot::new(at, family));
        match self.family {
            "amount" | "letters" => found(letters::crossed(self)?, Family::Draft),
            "to-come" => found(letters::to_come(self)?, Family::Draft),
            "value" => found(values::unset(self)?, Family::Value),
            "line" if self.hit.whole => found(at, Family::Filler),
            "stand-in" if self.is_stand_in() => found(at, Family::Filler),
            "latin" if self.is_filler_latin() => found(at, Family::Filler),
            "filler" if !self.is_quoted() && !self.is_talked_of() => found(at, Family::Filler),
            _ => None,
        }
    }

    pub(super) fn words(&self) -> &'t str {
        &self.line.text[self.hit.start..self.hit.end]
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.line.is_quoted(self.hit.start)
    }

    /// What stands close before it.
    pub(super) fn before(&self) -> &'t str {
        self.line.before(self.hit.start)
    }

    /// What stands close behind it.
    pub(super) fn after(&self) -> &'t str {
        self.line.after(self.hit.end)
    }

    /// The word before, without the marks around it.
    pub(super) fn word_before(&self) -> &'t str {
        let word = self
            .before()
            .trim_end()
            .rsplit([' ', '\t', '\u{a0}'])
            .next()
            .unwrap_or_default();
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
    }

    /// The word behind, if nothing but a space stands between.
    pub(super) fn word_after(&self) -> &'t str {
        let rest = self.after();
        let word = rest.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
        word.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .next()
            .unwrap_or_default()
    }

    /// "Your Company", "Your Name Here": with capitals, in a line that does not write every word so; in lower case where nothing
    /// stands before it. "Sign your name here" is no template.
    fn is_stand_in(&self) -> bool {
        let words = self.words();
        let mut parts = words.split_whitespace();
        let capitals = parts.all(|word| word.starts_with(char::is_uppercase));
        let here = words.to_lowercase().ends_with("here");
        let alone = self.hit.whole || here && self.before().trim_end().is_empty();
        if self.is_quoted() || self.after().starts_with(['\'', '’']) {
            return false;
        }
        if alone {
            return here || capitals && words.to_lowercase().contains("name");
        }
        // "Grow Your Company", a heading, "YOUR COMPANY" in a notice; "At Your Company, we build homes." is neither.
        let rest = self
            .before()
            .split_whitespace()
            .chain(self.after().split_whitespace());
        let (mut all, mut lower) = (0, 0);
        for word in rest.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3) {
            all += 1;
            lower += usize::from(word.starts_with(char::is_lowercase));
        }
        let next = self.word_after().starts_with(char::is_uppercase);
        let shouted = words.bytes().all(|byte| !byte.is_ascii_lowercase()) && words.contains(' ');
        let next_to_name = next && !shouted;
        capitals
            && !next_to_name
            && 2 * lower > all
            && all > 1
            && (here || words.starts_with("Your") || shouted)
    }

    /// Scrambled Latin itself; "the lorem ipsum on the page" is about it.
    fn is_filler_latin(&self) -> bool {
        let (words, after) = (self.words(), self.after());
        if self.is_quoted() && !after.starts_with(" dolor sit") {
            return false;
        }
        let named = words.eq_ignore_ascii_case("lorem ipsum");
        let goes_on = matches!(
            self.word_after(),
            "dolor" | "Dolor" | "DOLOR" | "sit" | "ipsum"
        ) || after.starts_with(" is simply dummy text");
        !named || goes_on || self.hit.whole
    }

    /// "The phrase 'text goes here' ...", "such as".
    fn is_talked_of(&self) -> bool {
        let after = self.after();
        let quoted = self
            .before()
            .ends_with(['"', '\'', '“', '‘', '«', '„', '`']);
        quoted || after.starts_with(['"', '”', '`'])
    }
}
