#![doc = include_str!("llm_leftover.md")]

mod context;
mod markdown;
mod marks;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::context::Context;
use super::placeholder::{self, Line};
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
        match self {
            Self::Speech => format!(
                "“{text}” is what a chat assistant says to who asked it: cut it, and check what it wrote around it"
            ),
            Self::Citation => {
                format!(
                    "`{text}` is a citation mark of a chat assistant, which leads nowhere: cite the source itself, or cut the claim"
                )
            }
            Self::Address => format!(
                "`{text}` says that the address comes from a chat assistant: open it, check that it says so, and cut this part"
            ),
            Self::Interface => {
                format!("“{text}” is a string of a chat program, copied with the answer: drop it")
            }
            Self::Token => format!(
                "`{text}` is a control mark of a language model: drop it with what it encloses, and check the text"
            ),
            Self::Markdown => format!(
                "`{text}` is Markdown that was not rendered, as pasted answers of assistants have it: set it as the page does"
            ),
        }
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
                && (page.signals.get(Signal::FunctionWords, row) == 0
                    || placeholder::is_technical(page))
            {
                of_line.clear();
            }
        } else if page.signals.get(Signal::Brackets, row) > 0 {
            marks::dagger(&text, &mut of_line);
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
