#![doc = include_str!("unsupported_claim.md")]

mod cue;
mod grounds;
mod score;
mod sentence;
#[cfg(test)]
mod tests;
mod tongue;
mod voice;

use std::ops::Range;

use self::cue::Cue;
#[cfg(feature = "_lab")]
pub use self::score::Weasel;
use self::score::{ASIDE, Score};
use self::sentence::Sentence;
use self::tongue::Tongue;
use super::quotes::Line;
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::document::page::Style;
use crate::lexicon::{Hit, Role};
use crate::report::{Kind, Label};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-claim",
    level: Level::Advice,
    summary: "a background claim that names no source, time or person",
    page: include_str!("unsupported_claim.md"),
    check,
};

/// Bytes of a sentence at the most: what is longer is no prose, and the work on a sentence grows with its square.
const LONGEST: usize = 2_000;

/// Words of a sentence at the least: what is shorter is a slogan or a heading.
const SHORTEST: usize = 5;

/// Bytes of a neighbouring paragraph that are looked at for a source.
const NEAR: usize = 400;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let Some(tongue) = Tongue::of(page.signals.language) else {
        return;
    };
    let cues = page.signals.phrases.iter().copied().filter(|&(_, hit)| {
        let list = page.lexicon.list(hit);
        matches!(list.role, Role::Claim | Role::Cue) && list.language() == tongue.language
    });
    let hits: Vec<(usize, Hit)> = cues.collect();
    for hits in hits.chunk_by(|a, b| a.0 == b.0) {
        let row = hits[0].0;
        let read = matches!(
            page.lines[row].kind,
            Kind::Paragraph | Kind::ListItem | Kind::Standfirst
        );
        if read && may_reach(page, hits) {
            check_line(page, tongue, row, hits, found);
        }
    }
}

/// Whether the cues of a line could be a finding if they all stood in one sentence: nearly all lines end here.
fn may_reach(page: &Page<'_, '_>, hits: &[(usize, Hit)]) -> bool {
    let weights = hits.iter().map(|&(_, hit)| page.lexicon.list(hit).weight);
    let sum: i64 = weights.map(i64::from).sum();
    sum + i64::from(ASIDE) >= i64::from(page.claim_threshold)
}

fn check_line(
    page: &Page<'_, '_>,
    tongue: &Tongue,
    row: usize,
    hits: &[(usize, Hit)],
    found: &mut Vec<Finding>,
) {
    let line = &page.lines[row];
    let quotations = Line::new(line.text);
    let ranges: Vec<Range<usize>> = page.segmenter().sentences(line.text).collect();
    let mut hits = hits.iter().map(|&(_, hit)| hit).peekable();
    for (at, range) in ranges.iter().enumerate() {
        let text = &line.text[range.clone()];
        let readable = text.len() <= LONGEST && !text.ends_with(['?', '？', ':']);
        let mut cues = Vec::new();
        while let Some(hit) = hits.next_if(|hit| hit.start < range.end) {
            let quoted = quotations.is_quoted(hit.start);
            if hit.start >= range.start && hit.end <= range.end && readable && !quoted {
                Cue::new(page.lexicon, hit, range.start).join(&mut cues);
            }
        }
        if cues.is_empty()
            || text.split_whitespace().nth(SHORTEST - 1).is_none()
            || is_linked(page, row, range)
        {
            continue;
        }
        let sentence = Sentence::new(text, cues, tongue);
        let around = || around(page, row, &ranges, at);
        let score = Score::new(&sentence, around, page.claim_threshold);
        if let Some(message) = score.message(text) {
            let start = line.span.start + range.start;
            let end = start + text.len();
            found.push(Finding::span(row, Span { start, end }, message));
        }
    }
}

/// Whether a link stands in the sentence: it leads to what the sentence rests on.
fn is_linked(page: &Page<'_, '_>, row: usize, range: &Range<usize>) -> bool {
    let Some(markup) = page.document.page() else {
        return false;
    };
    let line = page.lines[row].span.start;
    let (start, end) = (line + range.start, line + range.end);
    let first = markup.marks.partition_point(|mark| mark.span.start < start);
    let inside = markup.marks[first..]
        .iter()
        .take_while(|mark| mark.span.start < end);
    inside
        .into_iter()
        .any(|mark| matches!(mark.style, Style::Link(_)))
}

/// The sentence before and the one behind; at the ends of a paragraph, the nearest part of the neighbouring one.
fn around<'p>(
    page: &Page<'_, 'p>,
    row: usize,
    ranges: &[Range<usize>],
    at: usize,
) -> [Option<&'p str>; 2] {
    let text = page.lines[row].text;
    let body = |row: usize| {
        page.lines
            .get(row)
            .filter(|line| line.label == Label::Body && line.kind != Kind::Heading)
            .map(|line| line.text.trim())
    };
    let before = match at.checked_sub(1) {
        Some(before) => Some(&text[ranges[before].clone()]),
        None => row.checked_sub(1).and_then(body).map(|text| {
            let start = text.len().saturating_sub(NEAR);
            &text[ceil(text, start)..]
        }),
    };
    let behind = match ranges.get(at + 1) {
        Some(range) => Some(&text[range.clone()]),
        None => body(row + 1).map(|text| &text[..ceil(text, NEAR.min(text.len()))]),
    };
    [before, behind]
}

/// The first boundary of a character at or behind a place.
fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
