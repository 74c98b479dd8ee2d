#![doc = include_str!("unsupported_claim.md")]

mod sentence;

use std::ops::Range;

use self::sentence::{Cue, Sentence};
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::{Hit, Role};
use crate::report::Kind;

pub(super) const RULE: Rule = Rule {
    name: "unsupported-claim",
    level: Level::Advice,
    summary: "a background claim that names no source, time or person",
    page: include_str!("unsupported_claim.md"),
    check,
};

/// Bytes of a sentence at the most: what is longer is no prose, and the work on a sentence grows with its square.
const LONGEST: usize = 2_000;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let hits: Vec<(usize, Hit)> = page.phrases(Role::Claim).collect();
    for hits in hits.chunk_by(|a, b| a.0 == b.0) {
        let row = hits[0].0;
        let line = &page.lines[row];
        if !matches!(
            line.kind,
            Kind::Paragraph | Kind::ListItem | Kind::Standfirst
        ) {
            continue;
        }
        let quotations = quotations(line.text);
        let mut hits = hits.iter().map(|&(_, hit)| hit).peekable();
        for range in page.segmenter().sentences(line.text) {
            let text = &line.text[range.clone()];
            let readable = text.len() <= LONGEST && !text.ends_with('?');
            let mut cues = Vec::new();
            while let Some(hit) = hits.next_if(|hit| hit.start < range.end) {
                let before = quotations.partition_point(|quotation| quotation.end <= hit.start);
                let quoted = quotations
                    .get(before)
                    .is_some_and(|quotation| quotation.start < hit.start);
                if hit.start >= range.start && hit.end <= range.end && readable && !quoted {
                    Cue::new(page.lexicon, hit, range.start).join(&mut cues);
                }
            }
            if cues.is_empty() {
                continue;
            }
            if let Some(cue) = Sentence::new(text, cues).unsupported() {
                let start = line.span.start + range.start;
                let span = Span {
                    start,
                    end: start + text.len(),
                };
                found.push(Finding::span(row, span, message(cue, text)));
            }
        }
    }
}

fn message(cue: &Cue, text: &str) -> String {
    let words = &text[cue.range.clone()];
    match cue.missing {
        "who" => format!("“{words}” does not say who: name them, or cite where they said it"),
        "when" => format!("“{words}” does not say since when: give a date or a year, or cut it"),
        _ => format!(
            "“{words}” gives no source: give the figure or the event and where it is reported, or cut it"
        ),
    }
}

/// The parts of a line between quotation marks.
fn quotations(line: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in line.char_indices() {
        match (open, c) {
            (None, '“' | '„' | '«' | '"') => open = Some((at, c)),
            (Some((start, '“' | '„')), '”')
            | (Some((start, '„')), '“')
            | (Some((start, '«')), '»')
            | (Some((start, '"')), '"') => {
                quotations.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    // A quotation that goes on in the next paragraph is not closed; a mark for inches is not a quotation.
    quotations.extend(
        open.filter(|&(_, c)| c != '"')
            .map(|(start, _)| start..line.len()),
    );
    quotations
}
