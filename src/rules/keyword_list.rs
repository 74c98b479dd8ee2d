#![doc = include_str!("keyword_list.md")]

mod line;
mod stuffing;
mod topic;

use std::ops::Range;

use self::topic::Phrases;
use super::{Finding, Level, Page, Rule};
use crate::report::Kind;
use crate::signals::Signal;

pub(super) const RULE: Rule = Rule {
    name: "keyword-list",
    level: Level::Warning,
    summary: "search phrases or tags listed for search engines, or stuffed into the text",
    page: include_str!("keyword_list.md"),
    check,
};

fn check(page: &Page<'_, '_>, found: &mut Vec<Finding>) {
    let rows = page.lines.len();
    let mut row = 0;
    while row < rows {
        let start = row;
        while row < rows && may_list(page, row) {
            row += 1;
        }
        if row > start && is_list(page, start..row) {
            block(page, start..row, found);
        }
        row += 1;
    }
    found.extend((0..rows).filter_map(|row| line::tags_at_end(page, row)));
    found.extend(stuffing::find(page));
}

/// Whether the line is one of search phrases or tags, or may be, with the lines around it.
fn may_list(page: &Page<'_, '_>, row: usize) -> bool {
    match page.lines[row].kind {
        Kind::Keywords => true,
        Kind::Title | Kind::Table | Kind::Code | Kind::Caption => line::is_tags(page, row),
        _ => page.signals.get(Signal::KeywordRun, row) >= RUN || says_so(page, row),
    }
}

/// From this value of the signal on, lines in a row may be search phrases even where the model takes them for text: nine in ten hold
/// a word of their topic, and prose follows.
const RUN: u8 = 115;
/// The share of prose in a document, in 255ths, below which lists are what it is for: catalogues, directories, tables.
const RUNNING_TEXT: u8 = 96;

/// Whether lines are search phrases. A single one says so itself, and so does a block with a line that does. Others must be phrases
/// and not pairs of words, and either come back to their topic with two in five of their words or, where the model says that they are
/// no text, be written as people type them, in lower case.
fn is_list(page: &Page<'_, '_>, rows: Range<usize>) -> bool {
    if rows.clone().any(|row| says_so(page, row)) {
        return true;
    }
    if page.signals.get(Signal::DocumentProse, rows.start) < RUNNING_TEXT {
        return false;
    }
    let marked = |&row: &usize| {
        let marks = [
            Signal::Colons,
            Signal::Brackets,
            Signal::Currency,
            Signal::Quotes,
        ];
        marks.iter().any(|&mark| page.signals.get(mark, row) > 0)
    };
    if 3 * rows.clone().filter(marked).count() > rows.len() {
        return false;
    }
    if rows
        .clone()
        .any(|row| page.lines[row].text.contains(['=', '<', '>', '_']))
    {
        return false;
    }
    let title = topic::title(page, rows.start);
    let phrases = Phrases::new(rows.clone().map(|row| page.lines[row].text), title);
    let (topic, all) = phrases.topic_words();
    let typed = |&row: &usize| {
        let letter = page.lines[row].text.chars().find(|c| c.is_alphabetic());
        letter.is_some_and(|c| !c.is_uppercase())
    };
    let keywords = |row: usize| page.lines[row].kind == Kind::Keywords;
    let lower_case = 5 * rows.clone().filter(typed).count() >= 4 * rows.len();
    2 * phrases.words() >= 5 * phrases.len()
        && if rows.clone().all(keywords) {
            5 * topic >= 2 * all || lower_case && 2 * phrases.topical() >= phrases.len()
        } else {
            lower_case && 2 * topic >= all
        }
}

/// Whether a line tells what it is: it begins with "Tags" or the like, is full of hash signs, or lists phrases of one topic.
fn says_so(page: &Page<'_, '_>, row: usize) -> bool {
    line::is_tags(page, row) || line::is_labelled(page, row) || line::lists_phrases(page, row)
}

/// An issue for each of these lines; before them one for the block, if there are several.
fn block(page: &Page<'_, '_>, rows: Range<usize>, found: &mut Vec<Finding>) {
    if rows.len() > 1 {
        let message = format!(
            "a list of {} lines of search phrases or tags, up to line {}: drop all of it",
            rows.len(),
            page.lines[rows.end - 1].line
        );
        found.push(Finding::lines(page, rows.clone(), message));
    }
    for row in rows {
        let message = "search phrases or tags, not text for readers: drop the line";
        found.push(Finding::line(page, row, message.to_owned()));
    }
}
