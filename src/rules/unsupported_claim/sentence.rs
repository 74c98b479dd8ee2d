//! What a sentence with a cue says of its source.

use super::cue::Cue;
use super::grounds;
use super::tongue::Tongue;
use super::voice::{NEAR, Order, Voice, attributions, voice};

/// Bytes after the last verb of a sentence that is a tag behind the claim: ", Lind said on Monday".
const TAG: usize = 40;

/// Words that make an English group a vague one.
const VAGUE: [&str; 5] = ["several", "many", "some", "most", "other"];

/// "The thousands of" are those that the text has told of.
const QUANTITY: &str = "quantity";

/// Words before a group that may be one name with it: "home security experts".
const COMPOUND: usize = 4;

/// Where a clause of its own begins, for which the verb before it does not speak.
const BREAKS: [&str; 6] = [
    "; ",
    ", but ",
    ", and ",
    ", while ",
    ", though ",
    ", although ",
];

/// A sentence with cues, and what it says of their sources.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    pub text: &'t str,
    pub tongue: &'t Tongue,
    cues: Vec<Cue>,
    voices: Vec<Voice>,
}

impl<'t> Sentence<'t> {
    pub(super) fn new(text: &'t str, cues: Vec<Cue>, tongue: &'t Tongue) -> Self {
        let is_vague = |range: &std::ops::Range<usize>| {
            cues.iter()
                .any(|cue| cue.missing == "who" && cue.meets(range))
        };
        let voices = attributions(text, tongue)
            .into_iter()
            .filter(|range| !is_vague(range))
            .map(|range| voice(text, range, tongue, &is_vague))
            .collect();
        Self {
            text,
            tongue,
            cues,
            voices,
        }
    }

    /// Whether it refers to where it is known from.
    pub(super) fn is_cited(&self) -> bool {
        grounds::is_cited(self.text)
    }

    /// Whether it tells what may be, not what is.
    pub(super) fn is_possibility(&self) -> bool {
        grounds::words(self.text).any(|word| self.tongue.possible.contains(&word))
    }

    /// The cues that nothing answers for.
    pub(super) fn open_cues(&self) -> impl Iterator<Item = &Cue> {
        self.cues.iter().filter(|cue| !self.is_grounded(cue))
    }

    fn is_grounded(&self, cue: &Cue) -> bool {
        if cue.missing == "who" {
            let after = &self.text[cue.range.end..];
            return grounds::names_examples(after, self.tongue)
                || self.may_have_body(cue) && grounds::belongs_to_body(after, self.tongue)
                || self.is_definite(cue)
                || self.is_governed(cue)
                || cue.speaks && !self.is_speaking(cue);
        }
        self.voices.iter().any(|voice| voice.named)
            || grounds::has_date(self.text, self.tongue)
            || grounds::has_person(self.text, self.tongue)
            || cue.class == QUANTITY && self.is_definite(cue)
            || cue.missing == "source" && self.text.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Whether the group of the cue is the one who says something: "some analysts have suggested", "optimism among some
    /// diplomats".
    fn is_speaking(&self, cue: &Cue) -> bool {
        let before = self.text[..cue.range.start].trim_end();
        let spoken = self.tongue.among.iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        });
        let after = self
            .voices
            .iter()
            .find(|voice| voice.range.start >= cue.range.end && self.is_said(voice));
        let between = |voice: &Voice| {
            let (start, end) = if voice.range.start >= cue.range.end {
                (cue.range.end, voice.range.start)
            } else {
                (voice.range.end, cue.range.start)
            };
            self.text[start..end].split_whitespace().count()
        };
        spoken
            || after.is_some_and(|voice| voice.vague && between(voice) < NEAR)
            || self.voices.iter().any(|voice| {
                voice.vague && voice.range.end <= cue.range.start && between(voice) == 0
            })
    }

    /// Whether the verb says what somebody thinks: not "should see", "to another state" or "told him", where somebody heard it.
    fn is_said(&self, voice: &Voice) -> bool {
        let before = self.text[..voice.range.start]
            .split_whitespace()
            .next_back();
        let verb = &self.text[voice.range.clone()];
        // A passive says what others think of the group: "who are expected to stay".
        let other = |word| {
            self.tongue.no_verb_behind.contains(&word) || self.tongue.passive.contains(&word)
        };
        !before.is_some_and(other) && !self.tongue.to_somebody.contains(&verb)
    }

    /// Whether the text has told before whom it means: "the experts say", "her own research shows", "Lind and other
    /// critics".
    fn is_definite(&self, cue: &Cue) -> bool {
        let mut before = self.text[..cue.range.start]
            .split_whitespace()
            .rev()
            .peekable();
        let skipped = |word: &&str| !VAGUE.contains(word);
        let Some(last) = before.find(skipped) else {
            return false;
        };
        // "..., and many say" begins a clause; "Lind, and other critics" does not.
        let other = self.text[cue.range.clone()].starts_with("other");
        let joined = self.tongue.language == "en"
            && matches!(last, "and" | "or")
            && before
                .peek()
                .is_some_and(|word| other || !word.ends_with(','))
            && before.take(2).any(|word| self.tongue.names(word));
        // "our home security experts": a plural without "some" or "many" may be known from farther back.
        let words = self.text[..cue.range.start].split_whitespace().rev();
        let farther = words
            .take(if self.is_bare_plural(cue) {
                COMPOUND
            } else {
                0
            })
            .take_while(|word| !word.ends_with([',', '.', ';', ':']))
            .any(|word| self.tongue.definite.contains(&word.to_lowercase().as_str()));
        let owner = ["’s", "'s", "s’", "s'"]
            .iter()
            .any(|end| last.ends_with(end));
        joined || owner || farther || self.tongue.definite.contains(&last.to_lowercase().as_str())
    }

    /// Whether the name of a body can follow the cue: where its verb is in it, "der Behörde" is whom the verb is about.
    fn may_have_body(&self, cue: &Cue) -> bool {
        cue.speaks || self.tongue.language == "en"
    }

    /// Whether an English group opens the cue: "experts say".
    fn is_bare_plural(&self, cue: &Cue) -> bool {
        let words = || self.text[cue.range.clone()].split(' ').take(2);
        let no_group = ["is", "was", "has", "as", "others", "various", "this"];
        self.tongue.language == "en"
            && cue.missing == "who"
            && words().all(|word| !VAGUE.contains(&word.to_lowercase().as_str()))
            && words().any(|word| word.ends_with('s') && !no_group.contains(&word))
    }

    /// Whether a named source stands for what holds the cue: before it in the same clause, or as a tag at the end or between
    /// commas.
    fn is_governed(&self, cue: &Cue) -> bool {
        self.voices.iter().filter(|voice| voice.named).any(|voice| {
            if voice.range.end <= cue.range.start {
                let between = &self.text[voice.range.end..cue.range.start];
                !BREAKS.iter().any(|mark| between.contains(mark))
            } else {
                let aside = self.text[cue.range.end..voice.range.start].contains(',');
                let tag = self.text.len() - voice.range.end <= TAG
                    || self.text[voice.range.end..].starts_with(',');
                voice.order == Order::SourceLast || tag && aside
            }
        })
    }
}
