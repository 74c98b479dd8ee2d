//! Rules of the caller's own: phrases and patterns that are an issue wherever they stand.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use regex::{Regex, RegexBuilder};

use super::{Finding, Level, Page, RULES};
use crate::document::Span;
use crate::error::{ErrorKind, PatternFault};
use crate::lexicon::LONGEST;
use crate::report::Label;
use crate::words;

/// Bytes of a compiled pattern at the most.
const SIZE: usize = 1 << 20;

/// Matches of a pattern in a line that are raised at the most: each search of a line takes time linear in it.
const MATCHES: usize = 64;

/// A rule of your own, for [`DetectorBuilder::custom_rule`](crate::DetectorBuilder::custom_rule).
///
/// It raises an issue for each of its phrases and patterns that it finds; of those that overlap, the one that begins first,
/// and of these the longest. It is named, selected and silenced as the rules of the library are.
///
/// ```
/// use bodycopy::{CustomRule, Detector, Document, Level};
///
/// let rule = CustomRule::new("house-style", Level::Warning, "the house style says “ferry”")
///     .phrase("*steam boat*")
///     .pattern(r"(?i)\bferry-?boats?\b");
/// let detector = Detector::builder().custom_rule(rule).build()?;
/// let document = Document::from_text(
///     "The ferryboat to the islands sails again from Monday, the harbour office said in a notice on Friday.",
/// );
/// let report = detector.analyze(&document);
/// assert_eq!((&*report.issues[0].rule, report.issues[0].text), ("house-style", "ferryboat"));
/// # Ok::<(), bodycopy::BuildError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct CustomRule {
    pub(crate) name: String,
    level: Level,
    message: String,
    pub(crate) phrases: Vec<String>,
    patterns: Vec<String>,
    scope: Scope,
}

/// Which lines a [`CustomRule`] reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Lines of the article.
    #[default]
    Body,
    /// All lines, boilerplate as well.
    All,
}

impl CustomRule {
    /// A rule that finds nothing yet. The name is in kebab-case and none of [`RULES`]; the message tells what is wrong and what to
    /// do.
    pub fn new(name: impl Into<String>, level: Level, message: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            level,
            message: message.into(),
            phrases: Vec::new(),
            patterns: Vec::new(),
            scope: Scope::Body,
        }
    }

    /// A phrase to find: as for [`boilerplate_phrase`](crate::DetectorBuilder::boilerplate_phrase), letter case, punctuation and
    /// the values of numbers do not matter, and it is the whole line unless a `*` at its end lets the line go on, or one at its
    /// start lets it begin otherwise. With both it is found anywhere in a line. At most 24 words.
    ///
    /// Phrases cost no time: they are looked up together with those of the lexicons.
    pub fn phrase(mut self, phrase: impl Into<String>) -> Self {
        self.phrases.push(phrase.into());
        self
    }

    /// A regular expression to find inside lines, in the syntax of the crate [`regex`]. `^` and `$` are the ends of the line; `(?i)`
    /// makes letter case not matter.
    ///
    /// Each pattern is one search through every line that the rule reads, in time linear in the line, and one more for each
    /// match, of which at most 64 a line are raised. A pattern that begins with letters is searched at more than a gigabyte a
    /// second, one without any may take a hundred times as long. Compiled, it may take one megabyte.
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.patterns.push(pattern.into());
        self
    }

    /// Which lines are read: those of the article, unless this says otherwise.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }
}

/// A rule of the caller's, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub name: String,
    pub level: Level,
    message: String,
    patterns: Vec<Regex>,
    scope: Scope,
}

/// Compiles rules whose names must differ from each other's and from the library's.
pub(crate) fn compile(rules: &[CustomRule]) -> Result<Vec<Compiled>, ErrorKind> {
    let mut names = BTreeSet::new();
    let compiled = rules.iter().map(|rule| {
        let of_rule = |fault| ErrorKind::OfRule {
            rule: rule.name.clone(),
            fault: Box::new(fault),
        };
        if RULES.iter().any(|other| other.name == rule.name) || !names.insert(&rule.name) {
            return Err(of_rule(ErrorKind::NameTaken));
        }
        Compiled::new(rule).map_err(of_rule)
    });
    compiled.collect()
}

impl Compiled {
    fn new(rule: &CustomRule) -> Result<Self, ErrorKind> {
        if !is_kebab_case(&rule.name) {
            return Err(ErrorKind::NameForm);
        }
        if rule.message.trim().is_empty() {
            return Err(ErrorKind::NoMessage);
        }
        if rule.phrases.is_empty() && rule.patterns.is_empty() {
            return Err(ErrorKind::NothingToFind);
        }
        for phrase in &rule.phrases {
            check_phrase(phrase)?;
            if words::count(phrase) > LONGEST {
                return Err(ErrorKind::LongPhrase(phrase.clone()));
            }
        }
        let patterns = rule.patterns.iter().zip(1..);
        let patterns = patterns.map(|(pattern, number)| {
            regex(pattern).map_err(|fault| ErrorKind::Pattern {
                number,
                pattern: pattern.clone(),
                fault,
            })
        });
        Ok(Self {
            name: rule.name.clone(),
            level: rule.level,
            message: rule.message.clone(),
            patterns: patterns.collect::<Result<_, _>>()?,
            scope: rule.scope,
        })
    }

    fn reads(&self, page: &Page<'_, '_>, row: usize) -> bool {
        self.scope == Scope::All || page.lines[row].label == Label::Body
    }
}

/// Whether a phrase is one that can be matched: it holds a word, and stars at its ends alone.
pub(crate) fn check_phrase(phrase: &str) -> Result<(), ErrorKind> {
    if words::normalize(phrase).is_empty() {
        return Err(ErrorKind::EmptyPhrase(phrase.to_owned()));
    }
    let inside = phrase.trim().trim_start_matches('*').trim_end_matches('*');
    if inside.contains('*') {
        return Err(ErrorKind::InnerStar(phrase.to_owned()));
    }
    Ok(())
}

fn is_kebab_case(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(part)
}

fn regex(pattern: &str) -> Result<Regex, PatternFault> {
    // The crate tells the place of a fault in a picture only; its parser tells it in numbers.
    if let Err(error) = regex_syntax::parse(pattern) {
        return Err(PatternFault::syntax(&error));
    }
    let regex = RegexBuilder::new(pattern)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build()
        .map_err(|_| PatternFault::TooLarge)?;
    if regex.is_match("") {
        return Err(PatternFault::MatchesNothing);
    }
    Ok(regex)
}

/// What the rules find, by rule.
pub(super) fn check<'r>(
    rules: &'r [Compiled],
    page: &Page<'_, '_>,
) -> Vec<(&'r Compiled, Finding)> {
    let mut found = Vec::new();
    if rules.is_empty() {
        return found;
    }
    let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); rules.len()];
    for &(row, hit) in &page.signals.phrases {
        if let Some(number) = page.lexicon.custom(hit)
            && let Some(rule) = rules.get(number)
            && rule.reads(page, row)
        {
            places[number].push((row, in_line(page, row, hit.start, hit.end)));
        }
    }
    for (rule, mut places) in rules.iter().zip(places) {
        for pattern in &rule.patterns {
            search(rule, pattern, page, &mut places);
        }
        places.sort_by_key(|&(_, span)| (span.start, Reverse(span.end)));
        let mut end = 0;
        for (row, span) in places {
            if span.start >= end {
                end = span.end;
                found.push((rule, Finding::span(row, span, rule.message.clone())));
            }
        }
    }
    found
}

fn search(rule: &Compiled, pattern: &Regex, page: &Page<'_, '_>, places: &mut Vec<(usize, Span)>) {
    for (row, line) in page.lines.iter().enumerate() {
        if rule.reads(page, row) {
            let matches = pattern.find_iter(line.text).take(MATCHES);
            let matches = matches.filter(|found| !found.is_empty());
            places
                .extend(matches.map(|found| (row, in_line(page, row, found.start(), found.end()))));
        }
    }
}

fn in_line(page: &Page<'_, '_>, row: usize, start: usize, end: usize) -> Span {
    let line = page.lines[row].span.start;
    Span {
        start: line + start,
        end: line + end,
    }
}

#[cfg(test)]
mod tests;
