//! The rules: each finds one kind of flaw in an analysed document.
//!
//! A rule is a constant in a file of its own beside its page (`<name>.md`), whose `flagged` and `clean` blocks are its
//! tests. To add one: those two files, a `mod` line and an entry in [`RULES`].
//!
//! Invariant: a rule reads the page and reports findings; it changes no label.

mod keyword_list;
mod no_content;
mod placeholder;
mod repeated_title;
#[cfg(test)]
mod tests;
mod ui_debris;
mod unsupported_claim;

use std::fmt;

use serde::Serialize;

use crate::document::{Document, Span};
use crate::lexicon::Lexicon;
use crate::report::{Issue, Label, LineReport};
use crate::signals::Signals;

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    keyword_list::RULE,
    no_content::RULE,
    placeholder::RULE,
    repeated_title::RULE,
    ui_debris::RULE,
    unsupported_claim::RULE,
];

/// How serious the issues of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A matter for an editor's judgement.
    Advice,
    /// Probably wrong.
    Warning,
    /// Wrong: nobody would publish this on purpose.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name in kebab-case; it names the defect.
    pub name: &'static str,
    /// How serious its issues are.
    pub level: Level,
    /// What it flags, in half a line.
    pub summary: &'static str,
    /// Its page in Markdown: what it flags, why, and examples.
    pub page: &'static str,
    check: fn(&Page<'_, '_>, &mut Vec<Finding>),
}

/// All that a rule may read.
#[derive(Debug)]
pub(crate) struct Page<'a, 'd> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub signals: &'a Signals,
    /// A row for every line that holds text, as in `signals`.
    pub lines: &'a [LineReport<'d>],
}

impl Page<'_, '_> {
    /// Whether a finding is about the text. Menus and buttons are no defect of a page, and are not in its text; plain text is
    /// what somebody took for the text already, with all that is in it.
    fn is_text(&self, finding: &Finding) -> bool {
        let line = self.lines.get(finding.row);
        self.document.page().is_none() || line.is_none_or(|line| line.label == Label::Body)
    }
}

/// What a rule found.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The line's row in [`Page::lines`]; of a document without lines the first all the same.
    row: usize,
    /// Bytes of the document, inside the line.
    span: Span,
    message: String,
}

impl Finding {
    /// A finding about the document as a whole: it stands at its first line, or in an empty span at the beginning of a document
    /// without lines.
    fn document(page: &Page<'_, '_>, message: String) -> Self {
        if page.lines.is_empty() {
            return Self {
                row: 0,
                span: Span::default(),
                message,
            };
        }
        Self::line(page, 0, message)
    }

    /// A finding about a line's text without the space around it.
    fn line(page: &Page<'_, '_>, row: usize, message: String) -> Self {
        let line = &page.lines[row];
        let text = line.text.trim_start();
        let start = line.span.end - text.len();
        Self {
            row,
            span: Span {
                start,
                end: start + text.trim_end().len(),
            },
            message,
        }
    }
}

/// Runs the rules and puts what they find in order of position.
pub(crate) fn check<'d>(rules: &[&'static Rule], page: &Page<'_, 'd>) -> Vec<Issue<'d>> {
    let mut found = Vec::new();
    let mut all: Vec<(&Rule, Finding)> = Vec::new();
    for rule in rules {
        (rule.check)(page, &mut found);
        let of_text =
            |finding: &Finding| rule.name == no_content::RULE.name || page.is_text(finding);
        all.extend(
            found
                .drain(..)
                .filter(of_text)
                .map(|finding| (*rule, finding)),
        );
    }
    all.sort_by_key(|(rule, finding)| (finding.span.start, finding.span.end, rule.name));
    // A line may hold very many issues: each column is counted from the one before.
    let (mut at, mut column) = (0, 1);
    let issues = all.into_iter().map(|(rule, finding)| {
        let (number, text) = match page.lines.get(finding.row) {
            Some(line) => {
                let start = line.span.start;
                if at < start {
                    (at, column) = (start, 1);
                }
                let text = &line.text[finding.span.start - start..finding.span.end - start];
                (line.line, text)
            }
            None => (1, ""),
        };
        column += page.document.text()[at..finding.span.start].chars().count();
        at = finding.span.start;
        Issue {
            rule: rule.name,
            level: rule.level,
            line: number,
            column,
            span: finding.span,
            text,
            message: finding.message,
        }
    });
    issues.collect()
}
