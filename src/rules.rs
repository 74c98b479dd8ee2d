//! The rules: each finds one kind of flaw in an analysed document.
//!
//! A rule is a constant in a file of its own beside its page (`<name>.md`), whose `flagged` and `clean` blocks are its
//! tests. To add one: those two files, a `mod` line and an entry in [`RULES`].
//!
//! Invariant: a rule reads the page and reports findings; it changes no label.

mod call_to_action;
mod custom;
mod dangling_heading;
mod encoding_damage;
mod keyword_list;
mod llm_leftover;
mod no_content;
mod paywall_stub;
mod placeholder;
mod quotes;
mod repeated_line;
mod repeated_title;
#[cfg(test)]
mod tests;
mod truncated;
mod ui_debris;
mod unsupported_claim;

#[cfg(feature = "_lab")]
pub use self::unsupported_claim::Weasel;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::document::{Document, Span};
use crate::lexicon::{Hit, Lexicon, Role};
use crate::report::{Issue, Kind, Label, LineReport};
use crate::sentences::Segmenter;
use crate::signals::Signals;

pub(crate) use custom::{Compiled, check_phrase, compile};
pub use custom::{CustomRule, Scope};

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    call_to_action::RULE,
    dangling_heading::RULE,
    encoding_damage::RULE,
    keyword_list::RULE,
    llm_leftover::RULE,
    no_content::RULE,
    paywall_stub::RULE,
    placeholder::RULE,
    repeated_line::RULE,
    repeated_title::RULE,
    truncated::RULE,
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
    pub document: &'d Document<'d>,
    pub lexicon: &'a Lexicon,
    pub signals: &'a Signals,
    /// A row for every line that holds text, as in `signals`.
    pub lines: &'a [LineReport<'d>],
    /// Whether the document is about code, where a rule has asked.
    pub technical: OnceCell<bool>,
    /// The score from which a sentence is an unsupported claim, in hundredths.
    pub claim_threshold: i32,
}

impl Page<'_, '_> {
    /// The phrases of a role that is for rules, with their rows, in order.
    fn phrases(&self, role: Role) -> impl Iterator<Item = (usize, Hit)> {
        let phrases = self.signals.phrases.iter().copied();
        phrases.filter(move |&(_, hit)| self.lexicon.list(hit).role == role)
    }

    /// Whether it is the token of a closed-class word of the document's language.
    fn is_function_word(&self, token: u32) -> bool {
        let languages = self.signals.languages();
        self.lexicon.is_function_word(token, languages)
    }

    /// Whether the document is about code, which its lines tell together: asked for by few lines, and answered once.
    fn is_technical(&self) -> bool {
        *self
            .technical
            .get_or_init(|| placeholder::is_technical(self))
    }

    /// Cuts lines into sentences.
    fn segmenter(&self) -> Segmenter<'_> {
        Segmenter::new(self.lexicon, self.signals.language)
    }

    /// Whether a line is a piece of running text: a paragraph or, in plain text, a line that has the form of a heading only because
    /// it ends no sentence.
    fn is_running(&self, row: usize) -> bool {
        const WORDS: usize = 10;
        match self.lines[row].kind {
            Kind::Paragraph | Kind::Standfirst => true,
            Kind::Heading => {
                self.document.page().is_none()
                    && self.signals.lines[row].words >= WORDS
                    && !self.lines[row].text.starts_with('#')
            }
            _ => false,
        }
    }

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
    /// The row in which the span ends, which is the same for most.
    last: usize,
    /// Bytes of the document, inside these lines.
    span: Span,
    message: String,
    /// What the span should read, if that is known.
    suggestion: Option<String>,
}

impl Finding {
    /// A finding about the document as a whole: it stands at its first line, or in an empty span at the beginning of a document
    /// without lines.
    fn document(page: &Page<'_, '_>, message: String) -> Self {
        if page.lines.is_empty() {
            return Self::span(0, Span::default(), message);
        }
        Self::line(page, 0, message)
    }

    /// A finding about a part of a line: bytes of the document.
    fn span(row: usize, span: Span, message: String) -> Self {
        Self {
            row,
            last: row,
            span,
            message,
            suggestion: None,
        }
    }

    /// The same finding, with what its span should read.
    fn suggesting(self, text: String) -> Self {
        Self {
            suggestion: Some(text),
            ..self
        }
    }

    /// A finding about several lines together.
    fn lines(page: &Page<'_, '_>, rows: Range<usize>, message: String) -> Self {
        let first = Self::line(page, rows.start, message);
        let last = rows.end - 1;
        let end = Self::line(page, last, String::new()).span.end;
        Self {
            last,
            span: Span {
                start: first.span.start,
                end,
            },
            ..first
        }
    }

    /// A finding about a line's text without the space around it.
    fn line(page: &Page<'_, '_>, row: usize, message: String) -> Self {
        let line = &page.lines[row];
        let text = line.text.trim_start();
        let start = line.span.end - text.len();
        let span = Span {
            start,
            end: start + text.trim_end().len(),
        };
        Self::span(row, span, message)
    }
}

/// Whose rule found something.
#[derive(Clone, Copy)]
enum Author<'r> {
    Library(&'static Rule),
    Caller(&'r Compiled),
}

impl<'r> Author<'r> {
    fn name(self) -> &'r str {
        match self {
            Self::Library(rule) => rule.name,
            Self::Caller(rule) => &rule.name,
        }
    }

    fn issue_name(self) -> Cow<'static, str> {
        match self {
            Self::Library(rule) => Cow::Borrowed(rule.name),
            Self::Caller(rule) => Cow::Owned(rule.name.clone()),
        }
    }

    fn level(self) -> Level {
        match self {
            Self::Library(rule) => rule.level,
            Self::Caller(rule) => rule.level,
        }
    }
}

/// Runs the rules and puts what they find in order of position.
pub(crate) fn check<'d>(
    rules: &[&'static Rule],
    custom: &[Compiled],
    page: &Page<'_, 'd>,
) -> Vec<Issue<'d>> {
    let mut found = Vec::new();
    let mut all: Vec<(Author<'_>, Finding)> = Vec::new();
    for rule in rules {
        (rule.check)(page, &mut found);
        // Two rules are about what stands in place of the text.
        let of_text = |finding: &Finding| {
            [no_content::RULE.name, paywall_stub::RULE.name].contains(&rule.name)
                || page.is_text(finding)
        };
        all.extend(
            found
                .drain(..)
                .filter(of_text)
                .map(|finding| (Author::Library(rule), finding)),
        );
    }
    let found = custom::check(custom, page);
    all.extend(
        found
            .into_iter()
            .map(|(rule, finding)| (Author::Caller(rule), finding)),
    );
    all.sort_by_key(|(rule, finding)| {
        // What is about several lines stands before what is about one of them.
        let several = finding.last > finding.row;
        (finding.span.start, !several, finding.span.end, rule.name())
    });
    // A line may hold very many issues: each column is counted from the one before.
    let (mut at, mut column) = (0, 1);
    let issues = all.into_iter().map(|(rule, finding)| {
        if let Some(line) = page.lines.get(finding.row)
            && at < line.span.start
        {
            (at, column) = (line.span.start, 1);
        }
        let number = |row: usize| page.lines.get(row).map_or(1, |line| line.line);
        column += page.document.text()[at..finding.span.start].chars().count();
        at = finding.span.start;
        Issue {
            rule: rule.issue_name(),
            level: rule.level(),
            line: number(finding.row),
            column,
            end_line: number(finding.last),
            span: finding.span,
            text: &page.document.text()[finding.span.start..finding.span.end],
            message: finding.message,
            suggestion: finding.suggestion,
        }
    });
    issues.collect()
}
