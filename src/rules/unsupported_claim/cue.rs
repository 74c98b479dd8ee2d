//! The phrases that make a sentence suspect.

use std::ops::Range;

use crate::lexicon::{Hit, Lexicon};

/// A phrase that makes a claim; places are those of the sentence.
#[derive(Debug)]
pub(super) struct Cue {
    pub range: Range<usize>,
    /// "who", "when" or "source".
    pub missing: &'static str,
    /// What the phrase is: the name of its class, of which a sentence counts the heaviest.
    pub class: &'static str,
    /// What it adds to the score, in hundredths.
    pub weight: i32,
    /// It is a group of people, which claims something only where it says or thinks it.
    pub speaks: bool,
}

impl Cue {
    /// `start` is the sentence's place in the line.
    pub(super) fn new(lexicon: &Lexicon, hit: Hit, start: usize) -> Self {
        let list = lexicon.list(hit);
        Self {
            range: hit.start - start..hit.end - start,
            missing: list.missing,
            class: list.cue,
            weight: i32::from(list.weight),
            speaks: list.speaks,
        }
    }

    /// Phrases that overlap are one cue: "some analysts" and "analysts have suggested".
    pub(super) fn join(self, cues: &mut Vec<Self>) {
        let met = cues
            .iter_mut()
            .find(|cue| cue.missing == self.missing && cue.meets(&self.range));
        let Some(cue) = met else {
            cues.push(self);
            return;
        };
        cue.range = cue.range.start.min(self.range.start)..cue.range.end.max(self.range.end);
        if (self.weight, cue.speaks) > (cue.weight, self.speaks) {
            (cue.weight, cue.class) = (self.weight, self.class);
        }
        cue.speaks &= self.speaks;
    }

    pub(super) fn meets(&self, other: &Range<usize>) -> bool {
        self.range.start < other.end && other.start < self.range.end
    }
}
