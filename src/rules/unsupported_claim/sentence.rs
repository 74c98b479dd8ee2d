//! What a sentence with a cue says of its source.
//!
//! Invariant: a sentence is judged by itself; what stands around it is not read.

use std::ops::Range;

use once_cell::sync::Lazy;
use regex::Regex;

use crate::lexicon::{Hit, Lexicon, Role};

/// Ends the name of a list whose phrases do not make a claim by themselves: a group has to speak ("many residents
/// fear"), a vague time or quantity needs a second one beside it.
const WEAK: &str = "-weak";

/// Words that may stand between a group and its verb, or a name and its verb.
const NEAR: usize = 6;

/// Bytes after the last verb of a sentence that is a tag behind the claim: ", Lind said on Monday".
const TAG: usize = 40;

/// Bytes from a group to "including": what stands farther away is an example of something else.
const ASIDE: usize = 60;

/// Where a clause of its own begins, for which the verb before it does not speak.
const BREAKS: [&str; 6] = [
    "; ",
    ", but ",
    ", and ",
    ", while ",
    ", though ",
    ", although ",
];

/// Words that make what follows a known thing, or no claim: "these experts", "both critics", "so many people".
const DEFINITE: [&str; 15] = [
    "the", "these", "those", "his", "her", "its", "their", "our", "own", "whose", "both", "two",
    "three", "so", "too",
];

/// A date, or the start of a period.
static DATE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?x) \b(?:1[1-9]|20)\d\d(?:s)?\b | \b(?:January|February|March|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b
        | \bMay\s\d | \b\d\d?\sMay\b | \b(?i:yesterday|tonight|overnight|this\s(?:morning|afternoon|evening|week|weekend|month)|(?:last|next|previous)\s(?:week|weekend|month|year|night|summer|winter|spring|autumn|fall|season)|earlier\s(?:today|this))\b
        | \b[Ss]ince\s(?:the\s|its\s|his\s|her\s|their\s)?(?:\p{Lu}|\d|\w+ing\b|early|late|mid|start|end|launch|opening|war|election|outbreak|pandemic|founding)")
    .expect("valid pattern")
});

/// A reference or a link.
static CITATION: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"\[\d+(?:[,–-]\s?\d+)*\]|\(\p{Lu}[^()]*\d{4}[a-z]?\)|\p{Lu}\S+ (?:et al\.? |and \p{Lu}\S+ )?\(\d{4}\)|https?://|\bwww\.")
        .expect("valid pattern")
});

/// The writer speaks of themselves or to the reader.
static PERSON: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"\b(?:I|[Ww]e|[Yy]ou|[Yy]ours?|[Mm]y|[Oo]urs?|us|me)\b").expect("valid pattern")
});

/// Examples with a name, behind a vague group.
static NAMED: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"\b(?:including|such as|among them|notably|namely)[, ]+(?:\p{Ll}+ ){0,5}\p{Lu}")
        .expect("valid pattern")
});

/// What makes a group a known one: the body it belongs to.
static BODY: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"^,? (?:who \p{Ll}+ )?(?:at|from|of|with|in|within|for|on|to) (?:\p{Ll}+ ){0,3}\p{Lu}",
    )
    .expect("valid pattern")
});

/// A phrase that makes a claim; places are those of the sentence.
#[derive(Debug)]
pub(super) struct Cue {
    pub range: Range<usize>,
    /// "who", "when" or "source".
    pub missing: &'static str,
    weak: bool,
}

impl Cue {
    /// `start` is the sentence's place in the line.
    pub(super) fn new(lexicon: &Lexicon, hit: Hit, start: usize) -> Self {
        let list = lexicon.list(hit);
        Self {
            range: hit.start - start..hit.end - start,
            missing: list.missing,
            weak: list.name.ends_with(WEAK),
        }
    }

    /// Phrases that overlap are one cue: "some analysts" and "analysts have suggested".
    pub(super) fn join(self, cues: &mut Vec<Self>) {
        match cues
            .iter_mut()
            .find(|cue| cue.missing == self.missing && cue.meets(&self.range))
        {
            Some(cue) => {
                cue.range =
                    cue.range.start.min(self.range.start)..cue.range.end.max(self.range.end);
                cue.weak &= self.weak;
            }
            None => cues.push(self),
        }
    }

    fn meets(&self, other: &Range<usize>) -> bool {
        self.range.start < other.end && other.start < self.range.end
    }
}

/// A verb or phrase of attribution, outside the cues of kind "who".
#[derive(Debug)]
struct Voice {
    range: Range<usize>,
    order: Order,
    /// Its source is a person, a body or a thing that the text has told of.
    named: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    /// "Lind said"
    SourceFirst,
    /// "said Lind", "according to Lind"
    SourceLast,
}

/// A sentence with cues, and what it says of their sources.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    text: &'t str,
    cues: Vec<Cue>,
    voices: Vec<Voice>,
}

impl<'t> Sentence<'t> {
    pub(super) fn new(text: &'t str, cues: Vec<Cue>) -> Self {
        let hits = Lexicon::inner().find(text, Role::Attribution);
        let mut sentence = Self {
            text,
            cues,
            voices: Vec::new(),
        };
        sentence.voices = hits
            .iter()
            .map(|hit| hit.start..hit.end)
            .filter(|range| !sentence.has_who(range))
            .map(|range| sentence.voice(range))
            .collect();
        sentence
    }

    fn has_who(&self, range: &Range<usize>) -> bool {
        self.cues
            .iter()
            .any(|cue| cue.missing == "who" && cue.meets(range))
    }

    /// Looks for a source among the words before a verb, or behind "according to" and ", said".
    fn voice(&self, range: Range<usize>) -> Voice {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let phrase = &self.text[range.clone()];
        let near = |words: usize| range.start - words..range.start;
        let before_near = near(
            before
                .split_inclusive(' ')
                .rev()
                .take(NEAR)
                .map(str::len)
                .sum(),
        );
        let ahead: usize = after.split_inclusive(' ').take(NEAR).map(str::len).sum();
        let follows = [" to", " by", " from", " of", " in"]
            .iter()
            .any(|end| phrase.ends_with(end));
        let inverted = before.trim_end().ends_with([',', '”', '"', '’', '\'']);
        let mut words = before.split_whitespace().rev().take(NEAR).peekable();
        let passive = words
            .peek()
            .is_some_and(|word| ["is", "are", "was", "were", "be", "been", "being"].contains(word));
        let last = !self.has_who(&(range.end..range.end + ahead))
            && after[..ahead].split_whitespace().any(names);
        let name_next = after.trim_start().starts_with(char::is_uppercase);
        let (order, named) = if follows || inverted && name_next {
            (Order::SourceLast, last)
        } else if self.has_who(&before_near) {
            (Order::SourceFirst, false)
        } else if inverted {
            (Order::SourceLast, last)
        } else {
            (Order::SourceFirst, !passive && words.any(names))
        };
        Voice {
            range,
            order,
            named,
        }
    }

    /// The cue to report, if any is left.
    pub(super) fn unsupported(&self) -> Option<&Cue> {
        if CITATION.is_match(self.text) {
            return None;
        }
        let left: Vec<&Cue> = self
            .cues
            .iter()
            .filter(|cue| !self.is_grounded(cue))
            .collect();
        let counts = |cue: &&&Cue| {
            !cue.weak
                || cue.missing == "who"
                || left.iter().any(|other| self.is_company(cue, other))
        };
        let strong = left.iter().filter(|cue| !cue.weak).find(counts);
        strong.or_else(|| left.iter().find(counts)).copied()
    }

    /// Whether a weak cue counts because of the other: "have led to" and "growing concern". Two quantities ("thousands of
    /// carrots and dozens of onions") are a list.
    fn is_company(&self, cue: &Cue, other: &Cue) -> bool {
        let quantity = |cue: &Cue| cue.weak && self.text[cue.range.clone()].ends_with(" of");
        other.missing != "who" && !other.meets(&cue.range) && !(quantity(cue) && quantity(other))
    }

    fn is_grounded(&self, cue: &Cue) -> bool {
        match cue.missing {
            "who" => {
                let after = &self.text[cue.range.end..];
                NAMED.find(after).is_some_and(|name| name.start() <= ASIDE)
                    || BODY.is_match(after)
                    || self.is_definite(cue)
                    || self.is_governed(cue)
                    || cue.weak && !self.speaks(cue)
            }
            missing => {
                self.voices.iter().any(|voice| voice.named)
                    || DATE.is_match(self.text)
                    || PERSON.is_match(self.text)
                    || cue.weak && self.is_definite(cue)
                    || missing == "source" && self.text.bytes().any(|byte| byte.is_ascii_digit())
            }
        }
    }

    /// Whether the group of the cue is the one who says something: "some analysts have suggested", "optimism among some
    /// diplomats".
    fn speaks(&self, cue: &Cue) -> bool {
        let before = self.text[..cue.range.start].trim_end();
        let object = ["among", "by", "according to"];
        let after = self
            .voices
            .iter()
            .find(|voice| voice.range.start >= cue.range.end);
        object.iter().any(|word| before.ends_with(word))
            || after.is_some_and(|voice| {
                let between = &self.text[cue.range.end..voice.range.start];
                between.split_whitespace().count() < NEAR
            })
    }

    /// Whether the text has told before whom it means: "the experts say", "her own research shows", "Lind and other
    /// critics".
    fn is_definite(&self, cue: &Cue) -> bool {
        let mut before = self.text[..cue.range.start]
            .split_whitespace()
            .rev()
            .peekable();
        let skipped = |word: &&str| !["several", "many", "some", "most", "other"].contains(word);
        let Some(last) = before.find(skipped) else {
            return false;
        };
        // "..., and many say" begins a clause; "Lind, and other critics" does not.
        let other = self.text[cue.range.clone()].starts_with("other");
        let joined = matches!(last, "and" | "or")
            && before
                .peek()
                .is_some_and(|word| other || !word.ends_with(','))
            && before.take(2).any(names);
        let owner = ["’s", "'s", "s’", "s'"]
            .iter()
            .any(|end| last.ends_with(end));
        joined || owner || DEFINITE.contains(&last.to_lowercase().as_str())
    }

    /// Whether a named source stands for what holds the cue: before it in the same clause, or as a tag at the end.
    fn is_governed(&self, cue: &Cue) -> bool {
        self.voices.iter().filter(|voice| voice.named).any(|voice| {
            if voice.range.end <= cue.range.start {
                let between = &self.text[voice.range.end..cue.range.start];
                !BREAKS.iter().any(|mark| between.contains(mark))
            } else {
                let tag = self.text.len() - voice.range.end <= TAG
                    && self.text[cue.range.end..].contains(", ");
                voice.order == Order::SourceLast || tag
            }
        })
    }
}

/// A name, a pronoun for one, or the article of something known.
fn names(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(char::is_uppercase)
        || [
            "he", "she", "it", "they", "the", "a", "an", "his", "her", "its", "their", "who",
        ]
        .contains(&word)
}
