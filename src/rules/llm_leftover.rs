#![doc = include_str!("llm_leftover.md")]

mod context;
mod markdown;
mod marks;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::context::Context;
use super::quotes::Line;
use super::{Finding, Level, Page, Rule};
use crate::document::Span;
use crate::lexicon::{Hit, Role};
use crate::report::Kind;
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "llm-leftover",
    level: Level::Error,
    summary: "words or marks of a chat assistant left in the text",
    page: include_str!("llm_leftover.md"),
    check,
};

/// What was left in the text, which decides what is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// "As an AI language model, I ..."
    Speech,
    /// `oaicite`, `turn0search0`, `【85†L1-L9】`
    Citation,
    /// `utm_source=chatgpt.com`
    Address,
    /// "Regenerate response"
    Interface,
    /// `<think>`, `<|im_start|>`
    Token,
    /// `**bold**`
    Markdown,
}

impl Family {
    fn message(self, text: &str) -> String {
        let (what, todo) = match self {
            Self::Speech => (
                "is what a chat assistant says",
                "cut it, and check the text around it",
            ),
            Self::Citation => (
                "is an assistant's citation mark",
                "cite the source itself, or cut the claim",
            ),
            Self::Address => (
                "says that an assistant gave the address",
                "check the source, and cut this part",
            ),
            Self::Interface => ("is a string of a chat program", "drop it"),
            Self::Token => (
                "is a control mark of a language model",
                "drop it with what it encloses",
            ),
            Self::Markdown => (
                "is Markdown, as pasted answers have it",
                "set it as the page does",
            ),
        };
        format!("`{text}` {what}: {todo}")
    }
}

/// A leftover in its line.
#[derive(Clone, Debug)]
struct Leftover {
    at: Range<usize>,
    family: Family,
}

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let mut context = Context::of(page);
    let mut phrases = page.phrases(Role::Assistant).peekable();
    let mut markdown = markdown::Lines::default();
    let mut of_line = Vec::new();
    for (row, line) in page.lines.iter().enumerate() {
        let text = Line::new(line.text);
        while let Some((_, hit)) = phrases.next_if(|&(at, _)| at == row) {
            of_line.extend(context.phrase(row, &text, hit));
        }
        if line.kind == Kind::Code {
            // A line that begins with `<think>` looks like markup.
            of_line.clear();
            marks::tags(&text, &mut of_line);
            if !of_line.is_empty()
                && (page.signals.get(Signal::FunctionWords, row) == 0 || page.is_technical())
            {
                of_line.clear();
            }
        } else if page.signals.get(Signal::Brackets, row) > 0 {
            marks::dagger(&text, &mut of_line);
            marks::square(&text, &mut of_line);
        }
        if line.kind != Kind::Code && page.signals.get(Signal::Separators, row) > 0 {
            marks::tags(&text, &mut of_line);
        }
        markdown.read(page, row);
        settle(&mut of_line);
        found.extend(
            of_line
                .drain(..)
                .map(|leftover| finding(page, row, &leftover)),
        );
    }
    markdown.finish(page, found);
}

/// Puts what was found in order, and of those that overlap keeps the longest that comes first.
fn settle(leftovers: &mut Vec<Leftover>) {
    leftovers.sort_by_key(|leftover| (leftover.at.start, usize::MAX - leftover.at.end));
    let mut end = 0;
    leftovers.retain(|leftover| {
        let free = leftover.at.start >= end;
        end = end.max(leftover.at.end);
        free
    });
}

fn finding(page: &Page<'_, '_>, row: usize, leftover: &Leftover) -> Finding {
    let line = &page.lines[row];
    let span = Span {
        start: line.span.start + leftover.at.start,
        end: line.span.start + leftover.at.end,
    };
    Finding::span(
        row,
        span,
        leftover.family.message(&line.text[leftover.at.clone()]),
    )
}

/// The words of a phrase, with the mark that ends them.
fn words(line: &Line<'_>, hit: Hit) -> Range<usize> {
    let end = hit.end + usize::from(line.text[hit.end..].starts_with(['!', '?', ':']));
    hit.start..end
}
