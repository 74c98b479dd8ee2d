#![doc = include_str!("placeholder.md")]

mod brackets;
mod code;
mod letters;
mod notes;
mod phrases;
mod slot;
mod syntax;
mod talk;
#[cfg(test)]
mod tests;
mod values;

use std::ops::Range;

pub(super) use self::code::is_technical;
use self::phrases::Phrase;
use self::talk::About;
use super::quotes::Line;
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::Role;
use crate::report::Kind;
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "placeholder",
    level: Level::Error,
    summary: "a template slot that nobody filled",
    page: include_str!("placeholder.md"),
    check,
};

/// What a placeholder is, which decides what is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `[Mayor's Name]`
    Bracket,
    /// `{{ city }}`
    Variable,
    /// "Your text here", lorem ipsum.
    Filler,
    /// `TODO:`, `$XX million`.
    Draft,
    /// `NaN`, `[object Object]`.
    Value,
}

impl Family {
    fn message(self, text: &str) -> String {
        let (what, todo) = match self {
            Self::Bracket => ("is a slot that nobody filled", "put the text it stands for"),
            Self::Variable => (
                "is a template variable that was not filled in",
                "put its value",
            ),
            Self::Filler => ("is filler text of a template", "put the real text"),
            Self::Draft => ("is the mark of a draft", "put what is missing"),
            Self::Value => ("is what a program prints for no value", "put the value"),
        };
        format!("`{text}` {what}: {todo}, or cut it")
    }
}

/// A placeholder in its line.
#[derive(Clone, Debug)]
struct Slot {
    at: Range<usize>,
    family: Family,
}

impl Slot {
    fn new(at: Range<usize>, family: Family) -> Self {
        Self { at, family }
    }
}

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut slots: Vec<(usize, Slot)> = Vec::new();
    let mut of_line = Vec::new();
    let language = page.signals.language;
    let mut phrases = page.phrases(Role::Placeholder).peekable();
    for (row, line) in page.lines.iter().enumerate() {
        let text = Line::new(line.text);
        while let Some((_, hit)) = phrases.next_if(|&(at, _)| at == row) {
            let family = page.lexicon.list(hit).family;
            let phrase = Phrase {
                line: &text,
                hit,
                family,
                language,
            };
            of_line.extend(phrase.read());
        }
        if line.kind == Kind::Code && !is_lone_variable(page, row) {
            of_line.clear();
            continue;
        }
        marks(page, row, &text, &mut of_line);
        if !of_line.is_empty() {
            settle(&mut of_line);
            slots.extend(of_line.drain(..).map(|slot| (row, slot)));
        }
    }
    drop_wiki_links(page, &mut slots);
    for slots in slots.chunk_by(|a, b| a.0 == b.0) {
        let row = slots[0].0;
        let about = About::of(page, row, slots.iter().map(|(_, slot)| slot));
        let shown = slots.iter().filter(|(_, slot)| !about.excuses(slot));
        found.extend(shown.map(|(_, slot)| finding(page, row, slot)));
    }
}

/// Looks for what lines show by their marks. Most have none of these: the signals of the line spare them the look.
fn marks(page: &Page<'_, '_>, row: usize, line: &Line<'_>, found: &mut Vec<Slot>) {
    let english = page.signals.language == Some("en");
    let has = |signal| page.signals.get(signal, row) > 0;
    // The share of a few symbols among very many characters is 0.
    let long = page.signals.lines[row].chars > 255;
    let bracketed = has(Signal::Brackets);
    if bracketed {
        brackets::square(line, english, found);
        brackets::round(line.text, english, found);
    }
    if bracketed || long || has(Signal::Symbols) {
        syntax::find(line, english, found);
    }
    if long || has(Signal::AllCaps) {
        notes::find(line, found);
        notes::orders(line, found);
    }
    if long || has(Signal::Numbers) {
        notes::telephones(line, found);
    }
    if memchr::memchr(b'X', line.text.as_bytes()).is_some() {
        letters::figures(line, found);
    }
}

/// `{{ title }}`, `[object Object]` alone in its line looks like code; between lines of prose it is a slot.
fn is_lone_variable(page: &Page<'_, '_>, row: usize) -> bool {
    let code = |row: usize| {
        page.lines
            .get(row)
            .is_some_and(|line| line.kind == Kind::Code)
    };
    let text = page.lines[row].text.trim();
    let marked = ["{{", "{%", "[object ", "<%=", "${", "*|"]
        .iter()
        .any(|mark| text.starts_with(mark));
    marked && !code(row + 1) && !row.checked_sub(1).is_some_and(code) && !page.is_technical()
}

/// Puts the slots of a line in order, and of those that overlap keeps the first, the longer of two that begin together:
/// "[insert name here]" is one.
fn settle(slots: &mut Vec<Slot>) {
    slots.sort_by_key(|slot| (slot.at.start, usize::MAX - slot.at.end));
    let mut end = 0;
    slots.retain(|slot| {
        let free = slot.at.start >= end;
        end = end.max(slot.at.end);
        free
    });
}

/// In wiki text `[[city]]` is a link. A document that has other such links is one.
fn drop_wiki_links(page: &Page<'_, '_>, slots: &mut Vec<(usize, Slot)>) {
    let is_double =
        |(row, slot): &(usize, Slot)| page.lines[*row].text[slot.at.clone()].starts_with("[[");
    let slotted = slots.iter().filter(|slot| is_double(slot)).count();
    if slotted > 0 && page.document.text().matches("[[").take(slotted + 1).count() > slotted {
        slots.retain(|slot| !is_double(slot));
    }
}

fn finding(page: &Page<'_, '_>, row: usize, slot: &Slot) -> Finding {
    let line = &page.lines[row];
    let span = Span {
        start: line.span.start + slot.at.start,
        end: line.span.start + slot.at.end,
    };
    Finding::span(row, span, slot.family.message(&line.text[slot.at.clone()]))
}
