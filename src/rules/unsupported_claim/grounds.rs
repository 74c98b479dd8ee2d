//! What answers for a claim beside a voice: references, dates, names, the writer.

use once_cell::sync::Lazy;
use regex::Regex;

use super::tongue::Tongue;

/// Bytes from a group to "including": what stands farther away is an example of something else.
const ASIDE: usize = 60;

/// Words from "including" or "at" to a name.
const LOOK: usize = 6;

/// An English date, or the start of a period.
static DATE: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"(?x) \b(?:1[1-9]|20)\d\d(?:s)?\b | \b(?:January|February|March|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b
        | \bMay\s\d | \b\d\d?\sMay\b | \b(?i:yesterday|tonight|overnight|this\s(?:morning|afternoon|evening|week|weekend|month)|(?:last|next|previous)\s(?:week|weekend|month|year|night|summer|winter|spring|autumn|fall|season)|earlier\s(?:today|this))\b
        | \b[Ss]ince\s(?:the\s|its\s|his\s|her\s|their\s)?(?:\p{Lu}|\d|\w+ing\b|early|late|mid|first|last|start|end|launch|opening|war|election|outbreak|pandemic|founding)")
    .expect("valid pattern")
});

/// A reference or a link.
static CITATION: Lazy<Regex> = Lazy::new(|| {
    Regex::new(r"\[\s?\d+(?:[,–-]\s?\d+)*\s?\]|\(\p{Lu}[^()]*\d{4}[a-z]?\)|\p{Lu}\S+ (?:et al\.? |and \p{Lu}\S+ )?\(\d{4}\)|https?://|\bwww\.")
        .expect("valid pattern")
});

/// Whether the sentence holds a reference or an address.
pub(super) fn is_cited(text: &str) -> bool {
    text.contains(['(', '[', ':', 'w']) && CITATION.is_match(text)
}

/// Whether the sentence says when.
pub(super) fn has_date(text: &str, tongue: &Tongue) -> bool {
    if tongue.language == "en" {
        return DATE.is_match(text);
    }
    text.bytes().any(|byte| byte.is_ascii_digit())
        || words(text).any(|word| tongue.dates.contains(&word.to_lowercase().as_str()))
}

/// Whether the writer speaks of themselves or to the reader.
pub(super) fn has_person(text: &str, tongue: &Tongue) -> bool {
    words(text).any(|word| {
        // "We" at the start of a sentence, but not "US".
        let first = || {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase)
        };
        tongue.persons.contains(&word)
            || first() && tongue.persons.contains(&word.to_lowercase().as_str())
    })
}

/// Whether names follow the group soon: "including Ana Lind".
pub(super) fn names_examples(after: &str, tongue: &Tongue) -> bool {
    tongue.examples.iter().any(|&intro| {
        let near = &after[..floor(after, ASIDE)];
        near.match_indices(intro).any(|(at, _)| {
            let rest = &after[at + intro.len()..];
            let joined = near[..at].ends_with([' ', ',', '(']) && rest.starts_with([' ', ',', ':']);
            joined && has_name(rest, tongue)
        })
    })
}

/// Whether the group is that of a body with a name: "teachers at Tarn School".
pub(super) fn belongs_to_body(after: &str, tongue: &Tongue) -> bool {
    let after = after.trim_start().trim_start_matches(',').trim_start();
    let after = match after.strip_prefix("who ") {
        Some(rest) => rest.split_once(' ').map_or("", |(_, rest)| rest),
        None => after,
    };
    let Some((first, rest)) = after.split_once(' ') else {
        return false;
    };
    let elided = tongue.elided.iter().any(|prefix| {
        first
            .strip_prefix(prefix)
            .is_some_and(|word| has_name(word, tongue))
    });
    tongue.bodies.contains(&first) && has_name(rest, tongue)
        || elided
        || tongue.genitive && first.starts_with(char::is_uppercase)
}

/// Whether a capital comes before the words go on in lower case for long.
fn has_name(text: &str, tongue: &Tongue) -> bool {
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    let look = if tongue.nouns_capital { 2 } else { LOOK };
    words.by_ref().take(look).any(|word| {
        word.starts_with(char::is_uppercase)
            || word
                .split_once(['\'', '’'])
                .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
    })
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// The last boundary of a character at or before a place.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
