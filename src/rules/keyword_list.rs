#![doc = include_str!("keyword_list.md")]

mod line;
mod lines;
mod stuffing;
mod topic;

use std::ops::Range;

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
        if row > start && lines::is_list(page, start..row) {
            block(page, start..row, found);
        }
        row += 1;
    }
    found.extend((0..rows).filter_map(|row| line::at_end(page, row)));
    found.extend(stuffing::find(page));
}

/// Whether the line is one of search phrases or tags, or may be, with the lines around it.
fn may_list(page: &Page<'_, '_>, row: usize) -> bool {
    match page.lines[row].kind {
        Kind::Keywords => true,
        Kind::Title | Kind::Code | Kind::Caption => line::is_tags(page, row),
        // A single row is no table.
        Kind::Table => {
            line::is_tags(page, row) || !is_table(page, row) && line::lists_phrases(page, row)
        }
        _ => {
            page.signals.get(Signal::KeywordRun, row) >= RUN
                || says_so(page, row)
                || lines::is_typed(page, row)
                || lines::is_tag(page, row)
        }
    }
}

/// Whether a line beside the row is one of a table too.
fn is_table(page: &Page<'_, '_>, row: usize) -> bool {
    let beside = [row.checked_sub(1), Some(row + 1)];
    let mut lines = beside
        .into_iter()
        .flatten()
        .filter_map(|row| page.lines.get(row));
    lines.any(|line| line.kind == Kind::Table)
}

/// From this value of the signal on, lines in a row may be search phrases even where the model takes them for text: nine in ten hold
/// a word of their topic, and prose follows.
const RUN: u8 = 115;
/// The share of prose in a document, in 255ths, below which lists are what it is for: catalogues, directories, tables.
const RUNNING_TEXT: u8 = 96;

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
