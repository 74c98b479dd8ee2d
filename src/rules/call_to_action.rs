#![doc = include_str!("call_to_action.md")]

use super::quotes::Line;
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::{Hit, Role};
use crate::report::{Kind, Label};

pub(super) const RULE: Rule = Rule {
    name: "call-to-action",
    level: Level::Advice,
    summary: "a sentence of the text that tells the reader to click, watch, subscribe or share",
    page: include_str!("call_to_action.md"),
    check,
};

/// Lines of code of a document that instructs.
const CODE: usize = 3;

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let hits: Vec<(usize, Hit)> = page.phrases(Role::ReaderCall).collect();
    for hits in hits.chunk_by(|a, b| a.0 == b.0) {
        let row = hits[0].0;
        let line = &page.lines[row];
        // What is no body is the debris of a page, and another rule's.
        if line.label == Label::Body && !matches!(line.kind, Kind::Code | Kind::Title | Kind::Table)
        {
            line_calls(page, row, hits, found);
        }
    }
    // To follow a link is what instructions are about.
    if !found.is_empty() {
        let code = page.lines.iter().filter(|line| line.kind == Kind::Code);
        if code.take(CODE).count() == CODE {
            found.clear();
        }
    }
}

/// One issue for each sentence of the line that calls.
fn line_calls(page: &Page<'_, '_>, row: usize, hits: &[(usize, Hit)], found: &mut Vec<Finding>) {
    let line = &page.lines[row];
    let mut sentences = page.segmenter().sentences(line.text).peekable();
    let quotations = Line::new(line.text);
    for &(_, hit) in hits {
        while sentences.next_if(|range| range.end <= hit.start).is_some() {}
        let Some(sentence) = sentences.peek().filter(|range| range.start <= hit.start) else {
            continue;
        };
        let begins = page.lexicon.is_open_at_start(hit)
            || page.lexicon.list(hit).language() == VERB_LAST
            || begins_clause(line.text, hit.start);
        if quotations.is_quoted(hit.start) || !begins {
            continue;
        }
        let span = Span {
            start: line.span.start + sentence.start,
            end: line.span.start + sentence.end,
        };
        let call = &line.text[hit.start..hit.end];
        let message = format!(
            "`{call}` asks the reader to do something that only the page could offer: cut the sentence, or say what it points to"
        );
        found.push(Finding::span(row, span, message));
        sentences.next();
    }
}

/// Its imperatives end a sentence, so that the phrase of a call begins none.
const VERB_LAST: &str = "tr";

/// Words that stand before an imperative and are no subject of it.
const POLITE: [&str; 17] = [
    "please",
    "kindly",
    "bitte",
    "und",
    "s'il",
    "plaît",
    "favor",
    "favore",
    "así",
    "alstublieft",
    "proszę",
    "пожалуйста",
    "lütfen",
    "also",
    "simply",
    "just",
    "dann",
];

/// Whether nothing, a mark or a word of courtesy stands before the phrase: "people who follow us on the pier" has none of it.
fn begins_clause(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    let word = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '\'')
        .map_or(before, |at| &before[at..])
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    word.is_empty() || POLITE.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_begins_behind_a_mark_or_a_word_of_courtesy() {
        let begins = |text: &str| begins_clause(text, text.find("follow").unwrap());
        assert!(begins("follow us"));
        assert!(begins("The pier is open. follow us"));
        assert!(begins("For more, follow us"));
        assert!(begins("For more, please follow us"));
        assert!(!begins("People who follow us"));
        assert!(!begins("The gulls follow us"));
    }
}
