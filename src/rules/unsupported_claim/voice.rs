//! Who speaks in a sentence: verbs and phrases of attribution with their sources.

use std::ops::Range;

use super::tongue::Tongue;
use crate::lexicon::{Lexicon, Role};

/// Words that may stand between a group and its verb, or a name and its verb.
pub(super) const NEAR: usize = 6;

/// A verb or phrase of attribution, outside the cues of kind "who".
#[derive(Debug)]
pub(super) struct Voice {
    pub range: Range<usize>,
    pub order: Order,
    /// Its source is a person, a body or a thing that the text has told of.
    pub named: bool,
    /// Its source is the vague group of a cue.
    pub vague: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    /// "Lind said"
    SourceFirst,
    /// "said Lind", "according to Lind"
    SourceLast,
}

/// The places of the phrases of attribution in a text of that language.
pub(super) fn attributions(text: &str, tongue: &Tongue) -> Vec<Range<usize>> {
    let lexicon = Lexicon::inner();
    let hits = lexicon.find(text, Role::Attribution);
    let of_language = hits
        .iter()
        .filter(|hit| lexicon.list(**hit).language() == tongue.language);
    of_language.map(|hit| hit.start..hit.end).collect()
}

/// Whether a text names a source or quotes one.
pub(super) fn is_attributed(text: &str, tongue: &Tongue) -> bool {
    let quoted = ['“', '„', '«'].iter().any(|&mark| text.contains(mark))
        || text.bytes().filter(|&byte| byte == b'"').count() > 1;
    quoted
        || attributions(text, tongue)
            .into_iter()
            .any(|range| voice(text, range, tongue, &|_| false).named)
}

/// Looks for a source among the words before a verb, or behind "according to" and ", said". `is_vague` tells whether the
/// vague group of a cue stands there.
pub(super) fn voice(
    text: &str,
    range: Range<usize>,
    tongue: &Tongue,
    is_vague: &dyn Fn(&Range<usize>) -> bool,
) -> Voice {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let phrase = &text[range.clone()];
    let ahead = |words| {
        let length: usize = after.split_inclusive(' ').take(words).map(str::len).sum();
        range.end..range.end + length
    };
    let near: usize = before
        .split_inclusive(' ')
        .rev()
        .take(NEAR)
        .map(str::len)
        .sum();
    let behind = range.start - near..range.start;
    let follows = tongue.follows(phrase);
    let inverted = before
        .trim_end()
        .ends_with([',', '”', '"', '’', '\'', '»', '“', '—', '–']);
    let mut words = before.split_whitespace().rev().take(NEAR).peekable();
    let passive = words
        .peek()
        .is_some_and(|word| tongue.passive.contains(word));
    let near_ahead = ahead(NEAR);
    let last = !is_vague(&near_ahead)
        && text[near_ahead]
            .split_whitespace()
            .any(|word| tongue.names(word));
    let name_next = after.trim_start().starts_with(char::is_uppercase);
    // A pronoun right before the verb is its subject, after a comma too: ", he said,".
    let pronoun = words
        .peek()
        .is_some_and(|word| tongue.pronouns.contains(&word.to_lowercase().as_str()));
    // "warnen Experten", "said some experts"; but "Lind said some experts had left".
    let group_next = is_vague(&ahead(2)) && !is_vague(&behind);
    let led = tongue.subject_first && words.clone().any(|word| tongue.names(word));
    let (order, named, vague) = if follows || inverted && name_next {
        (Order::SourceLast, last, false)
    } else if !pronoun && group_next && (inverted || !led) {
        (Order::SourceLast, false, true)
    } else if is_vague(&behind) && !pronoun {
        (Order::SourceFirst, false, true)
    } else if inverted {
        (Order::SourceLast, last, false)
    } else {
        let named = !passive && words.any(|word| tongue.names(word));
        (Order::SourceFirst, named, false)
    };
    Voice {
        range,
        order,
        named,
        vague,
    }
}
